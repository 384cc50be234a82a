"""The order of the chapters: the way through a space."""

from __future__ import annotations

from . import actors, animation, frame, group, needs, network, partnerships, sources, stakes, territory, workshops
from .standpoint import Standpoint

CHAPTERS = (territory, needs, actors, stakes, group, network, partnerships, workshops, frame, animation, sources)


def compose(standpoint: Standpoint) -> list:
    """Every chapter that this reader may have, in order."""
    chapters = []
    for part in CHAPTERS:
        composed = part.compose(standpoint)
        chapters += composed if isinstance(composed, list) else [composed]
    return chapters
