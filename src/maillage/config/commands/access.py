"""``maillage access``: which communes have no training of a kind within a time, and which side is missing."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from . import ground
from .measures import SERVES, Asked, asked, measure_options

if TYPE_CHECKING:
    from maillage.territory.access.analyses import Measured, TravelTable
    from maillage.territory.access.question import Question
    from maillage.territory.access.readings import AccessReading, CommuneAccess

MOST_LISTED = 15
FIGURES = {"access": "Accès", "cost": "Coût d'accès", "minutes": "Minutes"}


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
@measure_options(None, "entier, deux tiers, un tiers par tiers de --minutes")
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
    **given: Any,
) -> None:
    """Dire quelles communes n'ont aucune formation d'un genre à portée, et quel côté manque : formation ou employeurs.

    CODE est le code ou le nom d'un territoire, comme pour « maillage territory show ». Avec --measure, l'accès à la
    formation est aussi calculé par une autre mesure, à côté de celle de la page ; ses minutes sont celles de --minutes.

    \b
    maillage access --space grand-roissy --level cap --domain batiment --minutes 45
    maillage access 1502 --level bac --domain commerce --output acces.csv
    maillage access 95 --level bts --measure raam --tau 30 --output acces.csv
    """
    if bool(code) == bool(slug):
        raise Refusal("Donnez le code d'un territoire (par exemple 95), ou --space SLUG : l'un des deux.")
    ground.start_django()
    from maillage.territory.access.question import ask

    question = ask(level, domain, minutes)
    measure = measure_of(given, question)
    table = read_times(times) if times else None
    reading = of_space(slug, question, table) if slug else of_code(str(code), kind, question, table)
    found = measured(measure, reading) if measure else None
    if output:
        write(reading, found, output)
    if as_json:
        ground.say_json({**described(reading), "measure": asdict(found) if found else None})
    elif not output:
        tell(reading)
        if found:
            tell_measure(found, reading)


def measure_of(given: dict[str, Any], question: Question) -> Asked | None:
    """None without --measure; its minutes and, by default, its weights are those of the question."""
    from maillage.territory.access.analyses.reading import decay

    if given["measure"] is None:
        for name in SERVES:
            if given[name] not in (None, ()):
                raise Refusal(f"--{name} précise une mesure : ajoutez --measure, ou retirez --{name}.")
        return None
    return asked(given, limit=float(question.minutes), usual="minutes", staircase=decay(question))


def measured(measure: Asked, reading: AccessReading) -> Measured:
    from maillage.territory.access.analyses import measure_access

    found = measure_access(
        reading.codes,
        reading.question,
        measure.of,
        name=measure.measure,
        reach=measure.reach,
        travelling=reading.travelling,
    )
    known = {row.code: found.values.get(row.code) for row in reading.known}  # where the source is silent, so are we
    return replace(found, values=known)


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


def write(reading: AccessReading, found: Measured | None, file: Path) -> None:
    from maillage.territory.access import tables
    from maillage.toolkit import spreadsheets

    columns, rows = tables.columns(reading), tables.rows(reading)
    if found:
        columns = [*columns, measure_name(found)]
        rows = [[*line, found.values.get(row.code)] for line, row in zip(rows, reading.rows, strict=True)]
    try:
        file.write_bytes(spreadsheets.to_csv(columns, rows))
    except OSError as error:
        raise Refusal(f"« {file} » ne peut pas être écrit : {error.strerror}.") from None
    click.echo(f"{file} : {len(reading.rows)} communes.", err=True)


def measure_name(found: Measured) -> str:
    return f"{FIGURES[found.figure]} ({found.name})"


def described(reading: AccessReading) -> dict[str, Any]:
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


def tell_measure(found: Measured, reading: AccessReading) -> None:
    """The communes that have least; a cost or minutes are better low, an access better high."""
    from maillage.territory.access.readings import counted_communes

    reached = [row for row in reading.known if found.values[row.code] is not None]
    least = sorted(reached, key=lambda row: found.values[row.code], reverse=found.figure != "access")
    nothing = len(reading.known) - len(reached)
    click.echo(f"\n{measure_name(found)} : les communes les moins bien placées")
    if nothing:
        click.echo(f"  rien à portée : {counted_communes(nothing)}")
    for row in least[:MOST_LISTED]:
        click.echo(f"  {row.code} {row.name} : {f'{found.values[row.code]:.4g}'.replace('.', ',')}")
    if len(least) > MOST_LISTED:
        click.echo(f"  et {len(least) - MOST_LISTED} autres (--output FICHIER.csv les donne toutes)")


def tell_commune(row: CommuneAccess, reading: AccessReading) -> None:
    from maillage.territory.access.maps import minutes_in_words
    from maillage.toolkit.words import number

    missing = f" ; ce qui manque : {row.missing.label}" if row.missing else ""
    who = f"{number(row.people)} {reading.people_words}"
    click.echo(f"  {row.code} {row.name} : {who}, {minutes_in_words(row, reading)}{missing}")
