"""The directory in the formats of others: GeoJSON, vCard, data·inclusion."""
