"""``maillage analyse partner``: trust and value between organisations, from what each says of the others (PARTNER)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from maillage.toolkit.refusals import Refusal

from .answers import Answer, Records, method
from .tables import Table, read_table

LOWEST, HIGHEST = 1, 4


@method("partner", tables={"organisations": "", "dyads": "scale from to score answered"})
@click.option("--actors", "actors_file", metavar="FILE", help="Organisations : colonne actor [celles de INPUT].")
@click.option(
    "--min-items",
    type=click.IntRange(1, 3),
    default=2,
    show_default=True,
    help="Réponses qu'il faut sur les trois d'une échelle pour qu'un couple compte.",
)
def command(input_: str, actors_file: str | None, min_items: int) -> Answer:
    """Confiance et valeur entre organisations (échelles de PARTNER), de 1 à 4 ; une case vide est sans réponse.

    \b
    INPUT, une ligne par organisation qui en juge une autre :
      from (ou de)     celle qui répond
      to (ou vers)     celle dont elle parle
      confiance        openness (ou ouverture), reliability (ou fiabilité), shared_mission (ou mission partagée)
      valeur           power_influence (ou influence), involvement (ou implication), resources (ou ressources)

    Une colonne absente est sans réponse partout. Ces réponses sont nominatives : ne publiez que des moyennes.

    \b
    Tables : organisations (confiance et valeur reçues, et de combien), dyads (chaque couple).
    """
    from maillage_analysis.network import SCALES, DyadRating, partner_scale

    source = read_table(input_)
    people = read_table(actors_file) if actors_file else None
    columns = {item: source.find(item) for items in SCALES.values() for item in items}
    if not any(columns.values()):
        raise Refusal(f"{source.file} : ajoutez au moins une colonne parmi {', '.join(columns)}.")
    answers = read_answers(source, {item: column for item, column in columns.items() if column})
    names = [*people.once(people.need("actor"))] if people else sorted({name for pair in answers for name in pair})
    check_names(source, people, names, answers)
    ratings = [DyadRating(*pair, given) for pair, given in answers.items()]
    scales = {scale: partner_scale(names, ratings, scale=scale, min_items=min_items) for scale in SCALES}
    return Answer(
        method="partner",
        inputs=[table for table in (source, people) if table],
        parameters={"min_items": min_items},
        result={scale: found.as_dict() for scale, found in scales.items()},
        tables={"organisations": organisation_rows(names, scales), "dyads": dyad_rows(scales)},
    )


def read_answers(table: Table, columns: Mapping[str, str]) -> dict[tuple[str, str], dict[str, float | None]]:
    start, end = table.need("from"), table.need("to")
    found: dict[tuple[str, str], dict[str, float | None]] = {}
    seen: dict[tuple[str, str], str] = {}
    for row in table:
        pair = table.text(row, start, needed=True), table.text(row, end, needed=True)
        if pair[0] == pair[1]:
            raise table.refuse(row, end, f"« {pair[0]} » parle d'elle-même. Retirez cette ligne.")
        if pair in found:
            raise Refusal(
                f"{table.file} : « {pair[0]} » parle de « {pair[1]} » {seen[pair]} et {row.place}. Gardez une ligne."
            )
        found[pair] = {item: table.number(row, column, LOWEST, HIGHEST) for item, column in columns.items()}
        seen[pair] = row.place
    return found


def check_names(source: Table, people: Table | None, names: list[str], answers: Mapping[tuple[str, str], Any]) -> None:
    known = set(names)
    for name in (name for pair in answers for name in pair if name not in known):
        raise Refusal(f"{source.file} : « {name} » n'est pas dans {people.file}. Corrigez le nom, ou ajoutez-l'y.")


def organisation_rows(names: list[str], scales: Mapping[str, Any]) -> Records:
    return [
        {"actor": name}
        | {f"{scale}_received": found.received[i] for scale, found in scales.items()}
        | {f"{scale}_raters": found.raters[i] for scale, found in scales.items()}
        for i, name in enumerate(names)
    ]


def dyad_rows(scales: Mapping[str, Any]) -> Records:
    return [
        {"scale": scale, "from": dyad.rater, "to": dyad.rated, "score": dyad.score, "answered": dyad.answered}
        for scale, found in scales.items()
        for dyad in found.dyads
    ]
