"""Strike a person out of a text once their data is erased; the rest of the text stays."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext as _

from maillage.toolkit.words import folded

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
SHORTEST_PART = 3  # « Léa » is a name, « de » is not


def striker(name: str, *details: str) -> Callable[[str], str]:
    """A function that writes « [personne effacée] » where a text names this person, or gives one of the details.

    A part of the name counts when it stands with a capital: « Rose » goes, « rose » stays.
    """
    parts = {folded(part) for part in WORD.findall(name) if len(part) >= SHORTEST_PART}
    parts |= {piece for part in parts for piece in re.split(r"[-'’]", part) if len(piece) >= SHORTEST_PART}
    exact = [re.escape(detail) for detail in details if detail]
    mark = _("[personne effacée]")
    several = re.compile(rf"{re.escape(mark)}(?:[\s-]+{re.escape(mark)})+")

    def strike(text: str) -> str:
        for detail in exact:
            text = re.sub(detail, lambda _match: mark, text, flags=re.IGNORECASE)
        struck = WORD.sub(lambda match: mark if _names(match[0], parts) else match[0], text)
        return several.sub(lambda _match: mark, struck)

    return strike


def _names(word: str, parts: set[str]) -> bool:
    return word[0].isupper() and folded(word) in parts
