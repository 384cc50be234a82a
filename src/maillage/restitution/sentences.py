"""The journal's sentences for this room."""

SENTENCES: dict[str, str] = {}
