"""The criteria of a draft: checked, compared with another version, and what they change in the reading.

An entry is written as in ``data/grid_v1.json``. Ids A1…C8 are reserved: a criterion that keeps one keeps its dimension
and its meaning, even reworded. A space's own criteria are X1…X99.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import grid, typology
from .words import FIRST_LANGUAGE, LANGUAGES, Field, Rewording, problems_in, rewordings, tidied, unknown_languages

OWN_ID = re.compile(r"X[1-9][0-9]?")
MOST_CRITERIA = 60
ANCHORS = 5
FRAMING = ("A1", "C1", "C2", "C3")
FIELDS = (
    Field("name", gettext_lazy("nom"), 80),
    Field("question", gettext_lazy("question"), 240),
    *(
        Field(f"anchor_{level}", format_lazy(gettext_lazy("phrase du niveau {level}"), level=level), 200)
        for level in range(1, ANCHORS + 1)
    ),
    Field("evidence", gettext_lazy("ce qui le montrerait"), 240, optional=True),
    Field("inspirations", gettext_lazy("inspirations"), 400, optional=True),
)
OTHER_KEYS = ("id", "dimension", "reworded")

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reworded:
    """A criterion kept under its id with other words."""

    id: str
    name: str
    changes: tuple[Rewording, ...]


@dataclass(frozen=True, slots=True)
class GridChanges:
    """What changed from one version to another; ``moved`` when only the order of kept criteria did."""

    added: tuple[grid.Criterion, ...]
    removed: tuple[grid.Criterion, ...]
    reworded: tuple[Reworded, ...]
    moved: bool

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.reworded or self.moved)


@dataclass(frozen=True, slots=True)
class GridEffects:
    """What a set of criteria changes in the reading rules, compared with the grid that we ship.

    ``changed_dimensions``: names of those whose bands follow the number of criteria (TCRP).
    ``columns_left`` of ``columns`` remain for the type, ``least`` are needed; ``lost_columns`` are named.
    ``lost_framing``: criteria without which formality × flexibility is not placed.
    ``untranslated``: how many criteria are asked in French only.
    """

    changed_dimensions: tuple[str, ...]
    columns_left: int
    columns: int
    least: int
    lost_columns: tuple[str, ...]
    reworded_columns: tuple[str, ...]
    lost_framing: tuple[str, ...]
    untranslated: int

    @property
    def types_still_read(self) -> bool:
        return self.columns_left >= self.least


def flat(words: Mapping[str, Any]) -> dict[str, str]:
    """One language of an entry with its anchors apart, as the fields name them."""
    anchors = words.get("anchors") or ()
    return {
        **{name: text for name, text in words.items() if name != "anchors"},
        **{f"anchor_{level}": text for level, text in enumerate(anchors, start=1)},
    }


def folded(words: Mapping[str, str]) -> dict[str, Any]:
    """The opposite of ``flat``."""
    return {
        "name": words["name"],
        "question": words["question"],
        "anchors": [words[f"anchor_{level}"] for level in range(1, ANCHORS + 1)],
        "evidence": words["evidence"],
        "inspirations": words["inspirations"],
    }


def written(id: str, dimension: str, words: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """An entry from flat words by language, made tidy; a language that says nothing is left out."""
    said = {language: tidied(words.get(language), FIELDS) for language in LANGUAGES}
    return {"id": id, "dimension": dimension} | {language: folded(text) for language, text in said.items() if text}


def in_order(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Grouped by dimension, each dimension in the order in which its criteria come."""
    places = list(grid.dimensions())
    return sorted((dict(entry) for entry in entries), key=lambda entry: places.index(entry["dimension"]))


def own_id(entries: Iterable[Entry]) -> str:
    """The next id that no criterion of these has had."""
    taken = {int(entry["id"][1:]) for entry in entries if OWN_ID.fullmatch(entry["id"])}
    return f"X{max(taken, default=0) + 1}"


def problems(active: Sequence[Entry], switched_off: Sequence[Entry] = ()) -> list[str]:
    """Every reason why these criteria cannot make a version, one sentence each; empty when they can."""
    found = [problem for entry in (*active, *switched_off) for problem in entry_problems(entry)]
    ids = [entry["id"] for entry in (*active, *switched_off)]
    for id in dict.fromkeys(id for id in ids if ids.count(id) > 1):
        found.append(_("« %(id)s » est porté par plusieurs critères : chacun a le sien.") % {"id": id})
    for dimension, name in grid.dimensions().items():
        if not any(entry["dimension"] == dimension for entry in active):
            found.append(_("« %(name)s » n'a plus de critère : gardez-en au moins un.") % {"name": name})
    if len(ids) > MOST_CRITERIA:
        found.append(
            _("Il y a %(number)d critères et la limite est de %(most)d : personne ne répondrait à tous.")
            % {"number": len(ids), "most": MOST_CRITERIA}
        )
    return found


def entry_problems(entry: Entry) -> list[str]:
    """The same for one criterion."""
    id, dimension = entry["id"], entry["dimension"]
    names = grid.dimensions()
    found = unknown_languages(id, entry, OTHER_KEYS)
    if id not in grid.RESERVED and not OWN_ID.fullmatch(id):
        found.append(
            _("« %(id)s » n'est pas un code connu : A1 à C8 sont ceux de Maillage, les vôtres vont de X1 à X99.")
            % {"id": id[:20]}
        )
    if dimension not in names:
        found.append(
            _("%(id)s : la dimension « %(dimension)s » n'est pas connue. Écrivez A, B ou C.")
            % {"id": id[:20], "dimension": dimension[:20]}
        )
    elif id in grid.RESERVED and id[0] != dimension:
        found.append(
            _("%(id)s est réservé à « %(name)s » : donnez à ce critère un code à vous, comme X1.")
            % {"id": id, "name": names[id[0]]}
        )
    for language, label in LANGUAGES.items():
        words = entry.get(language)
        if words or language == FIRST_LANGUAGE:
            found += problems_in(f"{id}, {label}", flat(words or {}), FIELDS)
    return found


def is_reworded(entry: Entry) -> bool:
    """Whether a reserved criterion no longer has the words that we ship."""
    ours = _shipped().get(entry["id"])
    return bool(ours) and bool(word_changes(ours, entry))


def word_changes(before: Entry, after: Entry) -> tuple[Rewording, ...]:
    return rewordings(_flat_languages(before), _flat_languages(after), FIELDS)


def _flat_languages(entry: Entry) -> dict[str, dict[str, str]]:
    return {language: flat(entry[language]) for language in LANGUAGES if entry.get(language)}


def compare(before: Sequence[Entry], after: Sequence[Entry]) -> GridChanges:
    """What changed from one version to another, in the language in use."""
    old, new = ({entry["id"]: entry for entry in entries} for entries in (before, after))
    kept = [id for id in old if id in new]
    reworded = tuple(
        Reworded(id, grid.in_language([new[id]])[0].name, changes)
        for id in kept
        if (changes := word_changes(old[id], new[id]))
    )
    return GridChanges(
        added=grid.in_language(entry for id, entry in new.items() if id not in old),
        removed=grid.in_language(entry for id, entry in old.items() if id not in new),
        reworded=reworded,
        moved=kept != [id for id in new if id in old],
    )


def effects(active: Sequence[Entry], *, least_columns: int) -> GridEffects:
    """What these criteria change in the reading; ``least_columns``: how many a type needs, the bond included."""
    ids = {entry["id"] for entry in active}
    reworded = {entry["id"] for entry in active if is_reworded(entry)}
    ours = {criterion.id: criterion for criterion in grid.shipped_criteria()}
    criteria = [column for column in typology.columns() if column != typology.BOND]
    return GridEffects(
        changed_dimensions=tuple(
            name
            for dimension, name in grid.dimensions().items()
            if {entry["id"] for entry in active if entry["dimension"] == dimension}
            != {criterion.id for criterion in ours.values() if criterion.dimension == dimension}
        ),
        columns_left=1 + sum(column in ids for column in criteria),
        columns=1 + len(criteria),
        least=least_columns,
        lost_columns=tuple(ours[column].name for column in criteria if column not in ids),
        reworded_columns=tuple(ours[column].name for column in criteria if column in reworded),
        lost_framing=tuple(ours[id].name for id in FRAMING if id not in ids),
        untranslated=sum("en" not in entry for entry in active),
    )


def _shipped() -> dict[str, Entry]:
    return {entry["id"]: entry for entry in grid.shipped()["criteria"]}
