"""The reading grid as it is written: 22 criteria, five levels, two answers that are not numbers.

The grid is ours, under the AEFA's three headings. The words of version 1 live in ``data/grid_v1.json``, in French and
in English; they never change: a new wording is a new version. Ids A1…C8 are reserved, so that exports stay comparable.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

from maillage.toolkit.typography import typeset

VERSION = 1
FILE = Path(__file__).parent / "data" / "grid_v1.json"
RESERVED = frozenset(
    f"{dimension}{number}" for dimension, last in zip("ABC", (7, 7, 8), strict=True) for number in range(1, last + 1)
)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion in one language: its question, its five anchors from 1 to 5, what would prove it."""

    id: str
    dimension: str
    name: str
    question: str
    anchors: tuple[str, ...]
    evidence: str
    inspirations: str


@dataclass(frozen=True, slots=True)
class Rung:
    """A level of the common ladder."""

    level: int
    label: str
    meaning: str


@cache
def shipped() -> Mapping:
    """What ``grid_v1.json`` holds: version, about, dimensions, ladder, criteria."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def in_language(written: Iterable[Mapping], language: str | None = None) -> tuple[Criterion, ...]:
    """The criteria of a version (``GridVersion.criteria``), in display order, in the language in use by default."""
    language = _known(language)
    return tuple(
        Criterion(
            id=entry["id"],
            dimension=entry["dimension"],
            name=_typeset(entry[language]["name"], language),
            question=_typeset(entry[language]["question"], language),
            anchors=tuple(_typeset(anchor, language) for anchor in entry[language]["anchors"]),
            evidence=_typeset(entry[language]["evidence"], language),
            inspirations=_typeset(entry[language].get("inspirations", ""), language),
        )
        for entry in written
    )


def shipped_criteria(language: str | None = None) -> tuple[Criterion, ...]:
    return _shipped_criteria(_known(language))


@cache
def _shipped_criteria(language: str) -> tuple[Criterion, ...]:
    return in_language(shipped()["criteria"], language)


def dimensions(language: str | None = None) -> dict[str, str]:
    """Id → name of the three dimensions."""
    return {entry["id"]: entry[_known(language)] for entry in shipped()["dimensions"]}


def ladder(language: str | None = None) -> tuple[Rung, ...]:
    language = _known(language)
    return tuple(Rung(entry["level"], **entry[language]) for entry in shipped()["ladder"])


def about(language: str | None = None) -> str:
    return shipped()["about"][_known(language)]


def _known(language: str | None) -> str:
    return "en" if (language or get_language() or "fr").startswith("en") else "fr"


def _typeset(text: str, language: str) -> str:
    return typeset(text) if language == "fr" else text
