"""Both sides of access: which communes have no training of a kind within a time, and which side is missing where.

Start with ``question.ask`` and ``analyses.read_access``: the page, the map, the file and the command share the reading.
"""
