"""Pages of the campaigns, for the pilot's team, and pages of the personal links, for those who are asked."""
