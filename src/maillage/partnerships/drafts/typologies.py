"""The types of a draft: checked, and compared with another version.

A content is written as in ``data/typology_v1.json``: types with their words and profiles, weights, thresholds. Ids
T1…T7 are reserved to the types that we ship; a space's own are X1…X9.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.toolkit.words import number

from .. import grid, typology
from ..catalogue import PartnershipType
from .words import FIRST_LANGUAGE, LANGUAGES, Field, Rewording, problems_in, rewordings, tidied, unknown_languages

OWN_ID = re.compile(r"X[1-9]")
FEWEST_TYPES, MOST_TYPES = 2, 16
HIGHEST, HIGHEST_BOND = 5, 4
FIELDS = (
    Field("name", gettext_lazy("nom"), 80),
    Field("definition", gettext_lazy("définition"), 300),
    Field("bond", gettext_lazy("lien habituel"), 200, optional=True),
    Field("risks", gettext_lazy("risques"), 300, optional=True),
    Field("lasts", gettext_lazy("ce qui le fait durer"), 300, optional=True),
)
WEIGHTS = (0.0, 5.0)
THRESHOLDS = {
    "least_answered": (gettext_lazy("repères connus, au moins"), 1, len(typology.columns())),
    "mixed_within": (gettext_lazy("profil mixte, à moins de"), 0, 4),
    "atypical_beyond": (gettext_lazy("profil atypique, à plus de"), 0, 4),
}
OTHER_KEYS = ("id", "profile")


@dataclass(frozen=True, slots=True)
class NewFigure:
    """A figure that changed: a level of a profile, a weight or a threshold."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedType:
    """A type kept under its id: other words, another profile, or both."""

    id: str
    name: str
    words: tuple[Rewording, ...]
    profile: tuple[NewFigure, ...]


@dataclass(frozen=True, slots=True)
class TypologyChanges:
    added: tuple[PartnershipType, ...]
    removed: tuple[PartnershipType, ...]
    changed: tuple[ChangedType, ...]
    rule: tuple[NewFigure, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.rule)


def column_names() -> dict[str, str]:
    """Column → its name, in the language in use."""
    names = {criterion.id: criterion.name for criterion in grid.shipped_criteria()}
    return {column: names.get(column) or _("intensité du lien") for column in typology.columns()}


def highest(column: str) -> int:
    return HIGHEST_BOND if column == typology.BOND else HIGHEST


def own_id(entries: Iterable[Mapping[str, Any]]) -> str | None:
    """The next id that no type of these has had; None when X1 to X9 have all been used."""
    taken = {int(entry["id"][1:]) for entry in entries if OWN_ID.fullmatch(entry["id"])}
    following = max(taken, default=0) + 1
    return f"X{following}" if OWN_ID.fullmatch(f"X{following}") else None


def in_order(types: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """T1 to T7, then the space's own."""
    return sorted(types, key=lambda entry: (entry["id"] not in typology.reserved_ids(), entry["id"]))


def left_out(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The types of Maillage that a version does not have."""
    there = {entry["id"] for entry in content["types"]}
    return [entry for entry in typology.shipped()["types"] if entry["id"] not in there]


def written_type(id: str, words: Mapping[str, Mapping[str, str]], profile: Mapping[str, int]) -> dict[str, Any]:
    """A type from its words by language, made tidy, and its levels."""
    said = {language: tidied(words.get(language), FIELDS) for language in LANGUAGES}
    return {
        "id": id,
        **{language: text for language, text in said.items() if text},
        "profile": {column: profile[column] for column in typology.columns() if column in profile},
    }


def problems(content: Mapping[str, Any]) -> list[str]:
    """Every reason why this cannot be a typology, one sentence each; empty when it can."""
    types = content["types"]
    found = [problem for entry in types for problem in type_problems(entry)]
    ids = [entry["id"] for entry in types]
    for id in dict.fromkeys(id for id in ids if ids.count(id) > 1):
        found.append(_("« %(id)s » est porté par plusieurs types : chacun a le sien.") % {"id": id})
    if not FEWEST_TYPES <= len(types) <= MOST_TYPES:
        found.append(
            _("Une typologie a de %(fewest)d à %(most)d types ; il y en a %(number)d.")
            % {"fewest": FEWEST_TYPES, "most": MOST_TYPES, "number": len(types)}
        )
    return found + _weight_problems(content["weights"]) + _threshold_problems(content["thresholds"])


def type_problems(entry: Mapping[str, Any]) -> list[str]:
    id = entry["id"]
    found = unknown_languages(id, entry, OTHER_KEYS)
    if id not in typology.reserved_ids() and not OWN_ID.fullmatch(id):
        found.append(
            _("« %(id)s » n'est pas un code connu : T1 à T7 sont ceux de Maillage, les vôtres vont de X1 à X9.")
            % {"id": id[:20]}
        )
    for language, label in LANGUAGES.items():
        if entry.get(language) or language == FIRST_LANGUAGE:
            found += problems_in(f"{id}, {label}", entry.get(language) or {}, FIELDS)
    for column in typology.columns():
        level = entry["profile"].get(column)
        if isinstance(level, bool) or not isinstance(level, int) or not 1 <= level <= highest(column):
            found.append(
                _("%(id)s : le niveau en %(column)s va de 1 à %(highest)d.")
                % {"id": id, "column": column, "highest": highest(column)}
            )
    return found


def _weight_problems(weights: Mapping[str, Any]) -> list[str]:
    low, high = WEIGHTS
    found = [
        _("Le poids de %(column)s va de 0 à 5.") % {"column": column}
        for column, weight in weights.items()
        if column in typology.columns() and not _between(weight, low, high)
    ]
    found += [
        _("« %(column)s » n'est pas une colonne des profils.") % {"column": str(column)[:20]}
        for column in weights
        if column not in typology.columns()
    ]
    if all(weights.get(column, 1) == 0 for column in typology.columns()):
        found.append(_("Tous les poids sont à zéro : rien ne distinguerait plus les types."))
    return found


def _threshold_problems(thresholds: Mapping[str, Any]) -> list[str]:
    found = []
    for name, (label, low, high) in THRESHOLDS.items():
        value = thresholds.get(name)
        whole = name == "least_answered"
        if not _between(value, low, high) or (whole and not isinstance(value, int)):
            found.append(_("« %(label)s » va de %(low)d à %(high)d.") % {"label": label, "low": low, "high": high})
    return found


def _between(value: object, low: float, high: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and low <= value <= high


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> TypologyChanges:
    """What changed from one version to another, in the language in use."""
    old, new = ({entry["id"]: entry for entry in content["types"]} for content in (before, after))
    names = {type_.code: type_ for type_ in typology.types_in_language(after)}
    changed = []
    for id in (id for id in old if id in new):
        words, profile = rewordings(old[id], new[id], FIELDS), _figures(old[id]["profile"], new[id]["profile"])
        if words or profile:
            changed.append(ChangedType(id, names[id].name, words, profile))
    return TypologyChanges(
        added=tuple(type_ for type_ in names.values() if type_.code not in old),
        removed=tuple(type_ for type_ in typology.types_in_language(before) if type_.code not in new),
        changed=tuple(changed),
        rule=(*_new_weights(before["weights"], after["weights"]), *_new_thresholds(before, after)),
    )


def _figures(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[NewFigure, ...]:
    names = column_names()
    return tuple(
        NewFigure(names[column], str(before[column]), str(after[column]))
        for column in typology.columns()
        if before[column] != after[column]
    )


def _new_weights(before: Mapping[str, float], after: Mapping[str, float]) -> Sequence[NewFigure]:
    return [
        NewFigure(_("poids : %(column)s") % {"column": name}, number(old, 2), number(new, 2))
        for column, name in column_names().items()
        if (old := before.get(column, 1)) != (new := after.get(column, 1))
    ]


def _new_thresholds(before: Mapping[str, Any], after: Mapping[str, Any]) -> Sequence[NewFigure]:
    return [
        NewFigure(str(label), number(old, digits), number(new, digits))
        for name, (label, _low, _high) in THRESHOLDS.items()
        for digits in [0 if name == "least_answered" else 2]
        if (old := before["thresholds"][name]) != (new := after["thresholds"][name])
    ]
