"""The typology as it is written: types with their words and profiles, weights and thresholds of the rule.

The typology is ours. No type is better in itself: the question is whether the type fits the purpose. The words and
figures of version 1 live in ``data/typology_v1.json``, in French and in English; they never change: whatever a space
changes is a version of its own. Ids T1…T7 are reserved, so that exports stay comparable.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from .catalogue import PartnershipType
from .grid import known_language, typeset_in
from .instruments import code_of, slug_of

VERSION = 1
FILE = Path(__file__).parent / "data" / "typology_v1.json"
BOND = "L"
WORDS = ("name", "definition", "bond", "risks", "lasts")
THRESHOLDS = ("least_answered", "mixed_within", "atypical_beyond")


@dataclass(frozen=True, slots=True)
class ProfileRule:
    """What the nearest-profile rule computes with: profiles by type, weights other than 1, three thresholds.

    Made of tuples, so that what was computed once under the same rule is found again.
    """

    profiles: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    weights: tuple[tuple[str, float], ...]
    least_answered: int
    mixed_within: float
    atypical_beyond: float


@dataclass(frozen=True)
class Typology:
    """A version of the typology in one language. ``number`` and ``code`` say which; ``is_shipped``, whose."""

    types: tuple[PartnershipType, ...]
    rule: ProfileRule
    number: int
    code: str
    is_shipped: bool

    @cached_property
    def by_code(self) -> dict[str, PartnershipType]:
        return {entry.code: entry for entry in self.types}

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(entry.code, entry.name) for entry in self.types]


@cache
def shipped() -> Mapping[str, Any]:
    """What ``typology_v1.json`` holds: version, about, and the content of the version."""
    return json.loads(FILE.read_text(encoding="utf-8"))


def shipped_content() -> dict[str, Any]:
    """The part of it that a version keeps: types, weights, thresholds; a copy, for whoever adapts it."""
    return {name: deepcopy(shipped()[name]) for name in ("types", "weights", "thresholds")}


@cache
def columns() -> tuple[str, ...]:
    """What a profile is made of: ten criteria and the bond."""
    return tuple(shipped()["types"][0]["profile"])


def reserved_ids() -> frozenset[str]:
    return frozenset(entry["id"] for entry in shipped()["types"])


def about(language: str | None = None) -> str:
    return shipped()["about"][known_language(language)]


def types_in_language(content: Mapping[str, Any], language: str | None = None) -> tuple[PartnershipType, ...]:
    """The types of a version, in the language in use by default; words without a translation stay in French."""
    language = known_language(language)
    return tuple(
        PartnershipType(
            code=entry["id"],
            **{
                name: typeset_in(language, entry.get(language, {}).get(name) or entry["fr"].get(name, ""))
                for name in WORDS
            },
        )
        for entry in content["types"]
    )


def rule_of(content: Mapping[str, Any]) -> ProfileRule:
    thresholds = content["thresholds"]
    return ProfileRule(
        profiles=tuple(
            (entry["id"], tuple((column, entry["profile"][column]) for column in columns()))
            for entry in content["types"]
        ),
        weights=tuple(sorted(content["weights"].items())),
        least_answered=thresholds["least_answered"],
        mixed_within=thresholds["mixed_within"],
        atypical_beyond=thresholds["atypical_beyond"],
    )


def shipped_typology(language: str | None = None) -> Typology:
    return _shipped_typology(known_language(language))


@cache
def _shipped_typology(language: str) -> Typology:
    content = shipped_content()
    return Typology(
        types=types_in_language(content, language),
        rule=rule_of(content),
        number=VERSION,
        code=code_of(slug_of(VERSION, is_shipped=True), content),
        is_shipped=True,
    )
