"""Many partnerships in one file: each read on the grid, then all of them grouped from what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.toolkit.refusals import Refusal

from .answers import Answer, Records, working
from .tables import Row, Table, folded

if TYPE_CHECKING:
    from maillage_analysis.grid import Families, Framing, GridReading, Rating, TypeSuggestion, TypologyRules

LOWEST, HIGHEST, HIGHEST_BOND = 1, 5, 4
VERSIONS = {"version", "version de la grille", "version of the grid"}
TRAITS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Profile:
    """One partnership: its scores (None when unknown) and its bond; ``reading`` when answers were given one by one."""

    scores: Mapping[str, float | None]
    bond: int | None
    reading: GridReading | None


@dataclass(frozen=True, slots=True)
class Read:
    """A profile with its frame and the type that its scores suggest."""

    profile: Profile
    framing: Framing
    suggestion: TypeSuggestion


def profiles_of_answers(
    ratings: Mapping[str, list[Rating]],
    bonds: Mapping[str, int | None],
    *,
    criteria: Mapping[str, str],
    reference: Mapping[str, str] | None,
) -> dict[str, Profile]:
    """One profile per partnership, from its answers; ``reference``: the shipped grid, when another one was asked."""
    from maillage_analysis.grid import read_grid

    readings = {name: read_grid(said, criteria, reference=reference) for name, said in ratings.items()}
    return {name: Profile(reading.scores, bonds[name], reading) for name, reading in readings.items()}


def profiles_of_scores(table: Table, criteria: Mapping[str, str]) -> dict[str, Profile]:
    """One line per partnership: a column for each criterion (its median), and perhaps its bond."""
    columns = [column for column in table.columns if column in criteria]
    if not columns:
        known = f"{next(iter(criteria))} à {list(criteria)[-1]}"
        raise Refusal(
            f"{table.file} : il manque une colonne par critère ({known}), ou les colonnes criterion et value. "
            f"Colonnes présentes : {', '.join(table.columns)}."
        )
    rows = table.once(table.need("partnership"))
    _one_version(table, list(rows.values()))
    return {
        name: Profile(
            {**dict.fromkeys(criteria), **{column: table.number(row, column, LOWEST, HIGHEST) for column in columns}},
            bond_of(table, row),
            None,
        )
        for name, row in rows.items()
    }


def _one_version(table: Table, rows: Sequence[Row]) -> None:
    """Readings under two versions of the grid are not compared. A partnership not read yet has none."""
    column = next((each for each in table.columns if folded(each) in VERSIONS), None)
    versions = dict.fromkeys(filter(None, (table.text(row, column) for row in rows)))
    if len(versions) > 1:
        raise Refusal(
            f"{table.file} : les lectures sont faites sous plusieurs versions de la grille ({', '.join(versions)}), "
            "qui ne se comparent pas. Gardez les lignes d'une seule."
        )


def bond_of(table: Table, row: Row) -> int | None:
    column = table.find("bond")
    level = table.number(row, column, 1, HIGHEST_BOND) if column else None
    if level is not None and level != int(level):
        raise table.refuse(row, str(column), f"« {level:g} » n'est pas un lien : écrivez un entier de 1 à 4.")
    return None if level is None else int(level)


def bonds_of(table: Table, partnership: str) -> dict[str, int | None]:
    """The bond of each partnership, said the same on all its lines (an empty cell says nothing)."""
    bonds: dict[str, int | None] = {}
    for row in table:
        name, level = table.text(row, partnership, needed=True), bond_of(table, row)
        known = bonds.get(name)
        if known is not None and level is not None and known != level:
            raise table.refuse(row, str(table.find("bond")), f"« {name} » change de lien. Donnez-lui-en un seul.")
        bonds[name] = known if level is None else level
    return bonds


def answer_for_many(
    inputs: list,
    profiles: Mapping[str, Profile],
    criteria: Mapping[str, str],
    rules: TypologyRules | None,
    parameters: dict,
) -> Answer:
    """Every partnership beside the prototypes, then the groups that the data themselves make."""
    from maillage_analysis.grid import read_framing, suggest_type
    from maillage_analysis.grid.typology import BOND_LEVEL

    read = {
        name: Read(each, read_framing(each.scores), suggest_type({**each.scores, BOND_LEVEL: each.bond}, rules=rules))
        for name, each in profiles.items()
    }
    families, reason = group(read, list(criteria), parameters["seed"])
    return Answer(
        method="grid",
        inputs=inputs,
        parameters=parameters,
        result={
            "partnerships": {name: as_dict(each) for name, each in read.items()},
            "families": families.as_dict() if families else None,
            "families_reason": reason,
        },
        tables={
            "partnerships": [partnership_row(name, each) for name, each in read.items()],
            "criteria": [row for name, each in read.items() for row in score_rows(name, each)],
            "groups": group_rows(families, read) if families else [],
            "stability": stability_rows(families) if families else [],
            "agreement": agreement_rows(families) if families else [],
        },
    )


def group(read: Mapping[str, Read], criteria: Sequence[str], seed: int) -> tuple[Families | None, str | None]:
    """The groups, or the reason why there are none."""
    from maillage_analysis.errors import InputError
    from maillage_analysis.grid import read_families
    from maillage_analysis.grid.families import FEWEST_PARTNERSHIPS, known_well_enough

    scores = {name: each.profile.scores for name, each in read.items()}
    if len(known_well_enough(scores, criteria)) < FEWEST_PARTNERSHIPS:
        return None, f"fewer_than_{FEWEST_PARTNERSHIPS}_known"
    types = {name: each.suggestion.nearest or "" for name, each in read.items()}
    try:
        with working("Regroupement des partenariats…"):
            return read_families(scores, criteria, seed=seed, types=types), None
    except InputError:
        return None, "all_alike"


def as_dict(each: Read) -> dict:
    return {
        "reading": each.profile.reading.as_dict() if each.profile.reading else None,
        "framing": each.framing.as_dict(),
        "type": each.suggestion.as_dict(),
    }


def partnership_row(name: str, each: Read) -> dict:
    suggestion, reading = each.suggestion, each.profile.reading
    return {
        "partnership": name,
        "status": suggestion.status,
        "nearest": suggestion.nearest,
        "distance": suggestion.distance,
        "second": suggestion.second,
        "frame": each.framing.frame,
        "answered": sum(score is not None for score in each.profile.scores.values()),
        "disagreements": sum(criterion.disagreement for criterion in reading.criteria) if reading else None,
    }


def score_rows(name: str, each: Read) -> Records:
    reading = each.profile.reading
    by_id = {criterion.criterion: criterion for criterion in reading.criteria} if reading else {}
    return [
        {
            "partnership": name,
            "criterion": criterion,
            "median": score,
            "answers": by_id[criterion].answers if reading else None,
            "iqr": by_id[criterion].iqr if reading else None,
            "disagreement": by_id[criterion].disagreement if reading else None,
        }
        for criterion, score in each.profile.scores.items()
    ]


def group_rows(families: Families, read: Mapping[str, Read]) -> Records:
    """Which group each partnership is in, by each method; groups are numbered from 1."""
    rows = [
        {"method": grouping.method, "group": number, "partnership": member, "is_heart": member == each.heart}
        for grouping in families.groupings
        for number, each in enumerate(grouping.groups, start=1)
        for member in each.members
    ]
    if families.classes:
        labels = families.classes.labels
        rows += [
            {"method": "latent_classes", "group": labels[name] + 1, "partnership": name, "is_heart": None}
            for name in sorted(families.names, key=lambda name: (labels[name], name))
        ]
    return [{**row, "nearest": read[row["partnership"]].suggestion.nearest} for row in rows]


def stability_rows(families: Families) -> Records:
    """How far each group comes back when partnerships are drawn again, and what sets it apart."""
    rows = [
        {
            "method": grouping.method,
            "group": number,
            "partnerships": len(each.members),
            "heart": each.heart,
            "stability": each.stability,
            "certainty": None,
            "higher": " ".join(trait.column for trait in each.high[:TRAITS_SHOWN]),
            "lower": " ".join(trait.column for trait in each.low[:TRAITS_SHOWN]),
        }
        for grouping in families.groupings
        for number, each in enumerate(grouping.groups, start=1)
    ]
    return rows + _class_rows(families)


def _class_rows(families: Families) -> Records:
    """A latent class is judged by how surely its members belong to it, on average."""
    if families.classes is None:
        return []
    sure: dict[int, list[float]] = {}
    for name, label in families.classes.labels.items():
        sure.setdefault(label, []).append(families.classes.memberships[name][label])
    nothing = {"heart": None, "stability": None}
    return [
        {
            "method": "latent_classes",
            "group": label + 1,
            "partnerships": len(shares),
            **nothing,
            "certainty": sum(shares) / len(shares),
            "higher": "",
            "lower": "",
        }
        for label, shares in sorted(sure.items())
    ]


def agreement_rows(families: Families) -> Records:
    return [
        {"method": one, "other": other, "adjusted_rand_index": value}
        for (one, other), value in families.agreement.items()
    ]
