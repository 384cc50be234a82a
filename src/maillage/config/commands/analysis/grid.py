"""``maillage analyse grid``: read a partnership on the grid, as its page does; or many, and the groups they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from . import many
from .answers import Answer, Records, method
from .instruments import GRID, Instrument, read_instrument, read_typology
from .tables import Row, Table, folded, read_table

if TYPE_CHECKING:
    from maillage_analysis.grid import Rating, TypeSuggestion, TypologyRules

LOWEST, HIGHEST = 1, 5
OURS = "maillage, version 1"
NON_ANSWERS = {
    "unknown": "unknown",
    "nsp": "unknown",
    "je ne sais pas": "unknown",
    "not_applicable": "not_applicable",
    "so": "not_applicable",
    "sans objet": "not_applicable",
}
EVIDENCE = {
    "declared": "declared",
    "declare": "declared",
    "declaratif": "declared",
    "documented": "documented",
    "documente": "documented",
    "verified": "verified",
    "verifie": "verified",
}


@method(
    "grid",
    tables={
        "criteria": "",
        "dimensions": "",
        "types": "type distance suggested",
        "partnerships": "",
        "groups": "method group partnership is_heart nearest",
        "stability": "method group partnerships heart stability certainty higher lower",
        "agreement": "method other adjusted_rand_index",
    },
)
@click.option("--criteria", metavar="FILE", help="Votre grille : JSON de la page, ou criterion, dimension [la nôtre].")
@click.option("--typology", metavar="FILE", help="Votre typologie : le JSON de la page « Versions » [la nôtre].")
@click.option("--bond", type=click.IntRange(1, 4), help="Niveau du lien : 1 s'informer … 4 faire ensemble.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Graine des tirages (groupes).")
def command(input_: str, criteria: str | None, typology: str | None, bond: int | None, seed: int) -> Answer:
    """Grille de lecture d'un partenariat, ou de plusieurs : profil, désaccords, cadre, type suggéré, groupes.

    \b
    INPUT, une ligne par réponse :
      rater (ou évaluateur)   qui répond
      criterion (ou critère)  A1 … C8
      value (ou niveau)       1 à 5 ; « nsp », « sans objet », ou rien
      college (ou collège)    facultatif ; une médiane de collège paraît à partir de trois réponses
      evidence (ou preuve)    facultatif : declared, documented, verified

    Avec une colonne partnership (ou partenariat), le fichier en porte plusieurs ; bond (ou lien), de 1 à 4, est alors
    une colonne facultative. Une ligne par partenariat, avec une colonne par critère (sa médiane), se lit aussi : c'est
    le tableau que donne la page. À partir de douze, ils sont regroupés d'après ce qu'ils disent, à côté des types :
    médoïdes (Gower), correspondances multiples puis Ward, et classes latentes à partir de cent.

    La grille et la typologie sont celles de Maillage, sous les trois titres de l'AEFA. Il n'y a pas de note d'ensemble.

    \b
    Tables d'un partenariat : criteria, dimensions, types (distance du profil à chaque type).
    Tables de plusieurs : partnerships, criteria, groups, stability, agreement (d'un regroupement à l'autre).
    """
    source, asked, types = read_table(input_), asked_grid(criteria), read_typology(typology) if typology else None
    inputs = [each for each in (source, asked.source, types) if each]
    named = {"grid": asked.name, "typology": types.file if types else OURS}
    rules = types.rules if types else None
    if not source.find("partnership"):
        return answer_for_one(inputs, read_ratings(source, asked.criteria), asked, rules, {"bond": bond, **named})
    if bond is not None:
        raise Refusal("--bond vaut pour un seul partenariat : pour plusieurs, ajoutez une colonne « bond ».")
    profiles = read_profiles(source, asked)
    return many.answer_for_many(inputs, profiles, asked.criteria, rules, {**named, "seed": seed})


@dataclass(frozen=True, slots=True)
class AskedGrid:
    """The criteria asked (id → dimension), where they come from, and ours as the reference when they are others."""

    criteria: Mapping[str, str]
    name: str
    source: Instrument | Table | None = None

    @property
    def reference(self) -> Mapping[str, str] | None:
        return our_criteria() if self.source else None


def asked_grid(place: str | None) -> AskedGrid:
    if place is None:
        return AskedGrid(our_criteria(), OURS)
    version = read_instrument(place, GRID)
    if version:
        return AskedGrid(version.criteria, version.file, version)
    table = read_table(place)
    return AskedGrid(read_criteria(table), table.file, table)


def answer_for_one(
    inputs: list, ratings: list[Rating], asked: AskedGrid, rules: TypologyRules | None, parameters: dict
) -> Answer:
    from maillage_analysis.grid import read_framing, read_grid, suggest_type
    from maillage_analysis.grid.typology import BOND_LEVEL

    reading = read_grid(ratings, asked.criteria, reference=asked.reference)
    framing = read_framing(reading.scores)
    suggestion = suggest_type({**reading.scores, BOND_LEVEL: parameters["bond"]}, rules=rules)
    return Answer(
        method="grid",
        inputs=inputs,
        parameters=parameters,
        result={"reading": reading.as_dict(), "framing": framing.as_dict(), "type": suggestion.as_dict()},
        tables={
            "criteria": criterion_rows(reading),
            "dimensions": [
                {"dimension": d.dimension, "mean": d.mean, "answered": d.answered, "total": d.total, "band": d.band}
                for d in reading.dimensions
            ],
            "types": type_rows(suggestion),
        },
    )


def our_criteria() -> dict[str, str]:
    """Id → dimension of the 22 criteria that the application ships."""
    from maillage.partnerships import grid

    return {entry["id"]: entry["dimension"] for entry in grid.shipped()["criteria"]}


def read_criteria(table: Table) -> dict[str, str]:
    dimension = table.need("dimension")
    rows = table.once(table.need("criterion"))
    return {name: table.text(row, dimension, needed=True) for name, row in rows.items()}


def read_profiles(table: Table, asked: AskedGrid) -> dict[str, many.Profile]:
    """Each partnership of the file, from its answers or, with a line each, from its medians."""
    if not table.find("criterion"):
        return many.profiles_of_scores(table, asked.criteria)
    partnership = table.need("partnership")
    bonds = many.bonds_of(table, partnership)
    rows: dict[str, list[Row]] = {name: [] for name in bonds}
    for row in table:
        rows[table.text(row, partnership)].append(row)
    ratings = {name: read_ratings(replace(table, rows=tuple(own)), asked.criteria) for name, own in rows.items()}
    return many.profiles_of_answers(ratings, bonds, criteria=asked.criteria, reference=asked.reference)


def read_ratings(table: Table, criteria: Mapping[str, str]) -> list[Rating]:
    columns = {name: table.need(name) for name in ("rater", "criterion", "value")}
    columns |= {name: column for name in ("college", "evidence") if (column := table.find(name))}
    found: dict[tuple[str, str], Row] = {}
    colleges: dict[str, str | None] = {}
    ratings = []
    for row in table:
        rating = read_rating(table, row, columns, criteria)
        key = rating.rater, rating.criterion
        if key in found:
            raise Refusal(
                f"{table.file} : « {key[0]} » répond deux fois à {key[1]} ({found[key].place} et {row.place}). "
                "Gardez une seule réponse ; lisez à part les réponses individuelles et la réponse commune."
            )
        found[key] = row
        if colleges.setdefault(rating.rater, rating.college) != rating.college:
            raise table.refuse(row, columns["college"], f"« {rating.rater} » change de collège. Donnez-lui-en un seul.")
        ratings.append(rating)
    return ratings


def read_rating(table: Table, row: Row, columns: Mapping[str, str], criteria: Mapping[str, str]) -> Rating:
    from maillage_analysis.grid import Rating

    criterion = table.text(row, columns["criterion"], needed=True)
    if criterion not in criteria:
        known = f"{next(iter(criteria))} à {list(criteria)[-1]}"
        raise table.refuse(row, columns["criterion"], f"« {criterion} » n'est pas dans la grille ({known}).")
    non_answer = NON_ANSWERS.get(folded(table.text(row, columns["value"])))
    value = None if non_answer else table.number(row, columns["value"], LOWEST, HIGHEST)
    if value is not None and value != int(value):
        raise table.refuse(row, columns["value"], f"« {value:g} » n'est pas un niveau : écrivez un entier de 1 à 5.")
    evidence = folded(table.text(row, columns.get("evidence")))
    if evidence and evidence not in EVIDENCE:
        raise table.refuse(
            row,
            columns["evidence"],
            f"« {evidence} » n'est pas connu. Écrivez declared, documented, verified, ou rien.",
        )
    return Rating(
        rater=table.text(row, columns["rater"], needed=True),
        college=table.text(row, columns.get("college")) or None,
        criterion=criterion,
        value=None if value is None else int(value),
        non_answer=non_answer,
        evidence=EVIDENCE.get(evidence),
    )


def criterion_rows(reading: Any) -> Records:
    return [
        {
            "criterion": each.criterion,
            "dimension": each.dimension,
            "median": each.median,
            "answers": each.answers,
            "unknown": each.unknown,
            "not_applicable": each.not_applicable,
            "iqr": each.iqr,
            "band": each.band,
            "disagreement": each.disagreement,
            "needs_evidence": each.needs_evidence,
        }
        for each in reading.criteria
    ]


def type_rows(suggestion: TypeSuggestion) -> Records:
    return [
        {"type": each.type, "distance": each.distance, "suggested": each.type in suggestion.types}
        for each in suggestion.distances
    ]
