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
    """The criteria of a version (``GridVersion.criteria``), in display order, in the language in use by default.

    A criterion that nobody has translated is asked in French.
    """
    language = known_language(language)
    return tuple(_criterion(entry, language) for entry in written)


def _criterion(entry: Mapping, language: str) -> Criterion:
    words = entry.get(language) or entry["fr"]
    return Criterion(
        id=entry["id"],
        dimension=entry["dimension"],
        name=typeset_in(language, words["name"]),
        question=typeset_in(language, words["question"]),
        anchors=tuple(typeset_in(language, anchor) for anchor in words["anchors"]),
        evidence=typeset_in(language, words["evidence"]),
        inspirations=typeset_in(language, words.get("inspirations", "")),
    )


def shipped_criteria(language: str | None = None) -> tuple[Criterion, ...]:
    return _shipped_criteria(known_language(language))


@cache
def _shipped_criteria(language: str) -> tuple[Criterion, ...]:
    return in_language(shipped()["criteria"], language)


def dimensions(language: str | None = None) -> dict[str, str]:
    """Id → name of the three dimensions."""
    return {entry["id"]: entry[known_language(language)] for entry in shipped()["dimensions"]}


def ladder(language: str | None = None) -> tuple[Rung, ...]:
    language = known_language(language)
    return tuple(Rung(entry["level"], **entry[language]) for entry in shipped()["ladder"])


def about(language: str | None = None) -> str:
    return shipped()["about"][known_language(language)]


def known_language(language: str | None) -> str:
    """« fr » or « en »; the language in use by default."""
    return "en" if (language or get_language() or "fr").startswith("en") else "fr"


def typeset_in(language: str, text: str) -> str:
    """French spaces that do not break; other languages as they are written."""
    return typeset(text) if language == "fr" else text
