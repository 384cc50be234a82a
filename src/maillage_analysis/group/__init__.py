"""Composing a working group: who is missing, who could complete it, who is drawn fairly.

Reading order:

1. ``members``: a person's college, level, voices, parts of the territory.
2. ``coverage``: what is missing in a group, as findings with codes.
"""

from maillage_analysis.group.coverage import FINDING_CODES, Coverage, CoverageRules, Finding, check_coverage
from maillage_analysis.group.members import COLLEGES, LEVELS, Member

__all__ = [
    "COLLEGES",
    "FINDING_CODES",
    "LEVELS",
    "Coverage",
    "CoverageRules",
    "Finding",
    "Member",
    "check_coverage",
]
