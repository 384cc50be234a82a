"""``maillage access``: which communes have no training of a kind within a time, and which side is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from . import ground

if TYPE_CHECKING:
    from maillage.territory.access.analyses import TravelTable
    from maillage.territory.access.question import Question
    from maillage.territory.access.readings import AccessReading, CommuneAccess

MOST_LISTED = 15


@click.command("access")
@click.argument("code", required=False)
@click.option("--space", "slug", metavar="SLUG", help="Le périmètre d'un espace, au lieu d'un code.")
@click.option("--kind", help="Ce que désigne le code, quand il peut en désigner deux (commune, epci, departement…).")
@click.option("--level", default="cap", show_default=True, help="cap, bac, bts, licence, master ou tous.")
@click.option("--domain", default="tous", show_default=True, help="batiment, commerce, sante… ou tous.")
@click.option("--minutes", type=int, help="Trajet accepté, de 10 à 120 [45, ou 60 à partir du BTS].")
@click.option(
    "--times", type=click.Path(path_type=Path), help="Vos temps de trajet (CSV, Parquet) : from, to, minutes."
)
@click.option("--json", "as_json", is_flag=True, help="Tout, en JSON.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Écrire la table des communes en CSV.")
def access_command(
    code: str | None,
    slug: str | None,
    kind: str | None,
    level: str,
    domain: str,
    minutes: int | None,
    times: Path | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Dire quelles communes n'ont aucune formation d'un genre à portée, et quel côté manque : formation ou employeurs.

    CODE est le code ou le nom d'un territoire, comme pour « maillage territory show ».

    \b
    maillage access --space grand-roissy --level cap --domain batiment --minutes 45
    maillage access 1502 --level bac --domain commerce --output acces.csv
    """
    if bool(code) == bool(slug):
        raise Refusal("Donnez le code d'un territoire (par exemple 95), ou --space SLUG : l'un des deux.")
    ground.start_django()
    from maillage.territory.access.question import ask

    question = ask(level, domain, minutes)
    table = read_times(times) if times else None
    reading = of_space(slug, question, table) if slug else of_code(str(code), kind, question, table)
    if output:
        write(reading, output)
    if as_json:
        ground.say_json(described(reading))
    elif not output:
        tell(reading)


def of_space(slug: str, question: Question, table: TravelTable | None) -> AccessReading:
    ground.migrate()
    from maillage.territory.access.analyses import read_access

    space = ground.find_space(slug)
    reading = read_access(space, question, travelling=table)
    if reading is None:
        raise Refusal(f"L'espace « {space} » n'a pas encore de périmètre : tracez-le à l'étape 1, « Lire ».")
    return reading


def of_code(written: str, kind: str | None, question: Question, table: TravelTable | None) -> AccessReading:
    from maillage.territory import gazetteer
    from maillage.territory.access.analyses import read_access

    from .territory import find, name_of

    zoning, code = find(written.strip(), kind)
    return read_access(gazetteer.members(zoning, code), question, name=name_of(zoning, code), travelling=table)


def read_times(file: Path) -> TravelTable:
    import polars as pl

    from maillage.territory.access.analyses import travel_table

    codes = {"from": pl.String, "to": pl.String}
    try:
        trips = (
            pl.read_parquet(file)
            if file.suffix == ".parquet"
            else pl.read_csv(file, schema_overrides=codes, separator=separator_of(file))
        )
    except (OSError, pl.exceptions.PolarsError):
        raise Refusal(f"« {file} » est illisible : donnez un CSV ou un Parquet avec from, to et minutes.") from None
    return travel_table(file.name, trips)


def separator_of(file: Path) -> str:
    with file.open(encoding="utf-8", errors="replace") as lines:
        return ";" if ";" in lines.readline() else ","


def write(reading: AccessReading, file: Path) -> None:
    from maillage.territory.access import tables
    from maillage.toolkit import spreadsheets

    try:
        file.write_bytes(spreadsheets.to_csv(tables.columns(reading), tables.rows(reading)))
    except OSError as error:
        raise Refusal(f"« {file} » ne peut pas être écrit : {error.strerror}.") from None
    click.echo(f"{file} : {len(reading.rows)} communes.", err=True)


def described(reading: AccessReading) -> dict[str, Any]:
    from dataclasses import asdict

    from maillage.territory.access.tables import sources

    return {
        "name": reading.name,
        "question": {**reading.question.parameters, "minutes": reading.question.minutes},
        "sentence": reading.sentence,
        "sensitivity": reading.sensitivity_sentence,
        "sides": reading.sides_sentence,
        "counted": reading.counted,
        "everyone": reading.everyone,
        "thresholds": [asdict(one) for one in reading.thresholds],
        "compatible": reading.compatible,
        "communes": [asdict(row) for row in reading.rows],
        "sites": [asdict(site) for site in reading.sites],
        "unplaced": list(reading.unplaced),
        "uncovered": list(reading.uncovered),
        "regions": list(reading.regions),
        "travel": reading.travelling.words,
        "edges": reading.edge_sentence,
        "sources": sources(reading),
    }


def tell(reading: AccessReading) -> None:
    from maillage.territory.access.tables import sources

    click.echo(f"{reading.name}\n{reading.sentence}")
    if reading.known:
        click.echo(f"{reading.sensitivity_sentence}\n{reading.sides_sentence}")
        if reading.compatible_sentence:
            click.echo(reading.compatible_sentence)
    if reading.white:
        click.echo("\nSans formation à portée")
        farthest = sorted(reading.white, key=lambda row: (-(row.people or 0), row.code))
        for row in farthest[:MOST_LISTED]:
            tell_commune(row, reading)
        if len(farthest) > MOST_LISTED:
            click.echo(f"  et {len(farthest) - MOST_LISTED} autres (--output FICHIER.csv les donne toutes)")
    click.echo(f"\n{reading.edge_sentence}\n{reading.travelling.words}" if reading.known else "")
    for source in sources(reading):
        click.echo(f"* {source}")


def tell_commune(row: CommuneAccess, reading: AccessReading) -> None:
    from maillage.territory.access.maps import minutes_in_words
    from maillage.toolkit.words import number

    missing = f" ; ce qui manque : {row.missing.label}" if row.missing else ""
    who = f"{number(row.people)} {reading.people_words}"
    click.echo(f"  {row.code} {row.name} : {who}, {minutes_in_words(row, reading)}{missing}")
