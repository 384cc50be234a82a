"""``maillage tension``: what employers seek beside what young people can learn, family by family."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from . import ground

if TYPE_CHECKING:
    from maillage.territory.access.question import Question
    from maillage.territory.tension.readings import FamilyLine, TensionReading


@click.command("tension")
@click.argument("code", required=False)
@click.option("--space", "slug", metavar="SLUG", help="Le périmètre d'un espace, au lieu d'un code.")
@click.option("--kind", help="Ce que désigne le code, quand il peut en désigner deux (commune, epci, departement…).")
@click.option("--level", default="tous", show_default=True, help="cap, bac, bts, licence, master ou tous.")
@click.option("--minutes", type=int, help="Trajet accepté, de 10 à 120 [45, ou 60 à partir du BTS].")
@click.option("--json", "as_json", is_flag=True, help="Tout, en JSON.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Écrire la table en CSV, ou tout en XLSX.")
def tension_command(
    code: str | None,
    slug: str | None,
    kind: str | None,
    level: str,
    minutes: int | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Mettre côte à côte ce que cherchent les employeurs et ce que les jeunes peuvent apprendre, famille par famille.

    CODE est le code ou le nom d'un territoire, comme pour « maillage territory show ».

    \b
    maillage tension --space grand-roissy
    maillage tension 1112 --level cap --minutes 30 --output tension.xlsx
    """
    if bool(code) == bool(slug):
        raise Refusal("Donnez le code d'un territoire (par exemple 95), ou --space SLUG : l'un des deux.")
    ground.start_django()
    from maillage.territory.tension.analyses import ask

    question = ask(level, minutes)
    reading = of_space(slug, question) if slug else of_code(str(code), kind, question)
    if output:
        write(reading, output)
    if as_json:
        ground.say_json(described(reading))
    elif not output:
        tell(reading)


def of_space(slug: str, question: Question) -> TensionReading:
    ground.migrate()
    from maillage.territory.tension.analyses import read_tension

    space = ground.find_space(slug)
    reading = read_tension(space, question)
    if reading is None:
        raise Refusal(f"L'espace « {space} » n'a pas encore de périmètre : tracez-le à l'étape 1, « Lire ».")
    return reading


def of_code(written: str, kind: str | None, question: Question) -> TensionReading:
    from maillage.territory import gazetteer
    from maillage.territory.tension.analyses import read_tension

    from .territory import find, name_of

    zoning, code = find(written.strip(), kind)
    reading = read_tension(gazetteer.members(zoning, code), question, name=name_of(zoning, code))
    if reading is None:
        raise Refusal(f"« {written} » n'a aucune commune à lire.")
    return reading


def write(reading: TensionReading, file: Path) -> None:
    from maillage.territory.tension import files

    form = file.suffix.lower().lstrip(".")
    if form not in files.FORMS:
        raise Refusal(f"« {file} » : donnez un nom qui finit par .csv ou .xlsx.")
    content, _media, _ending = files.FORMS[form](reading)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise Refusal(f"« {file} » ne peut pas être écrit : {error.strerror}.") from None
    click.echo(f"{file} : {len(reading.lines)} familles.", err=True)


def described(reading: TensionReading) -> dict[str, Any]:
    from dataclasses import asdict

    from maillage.territory.tension import sentences, tables

    return {
        "name": reading.name,
        "level": reading.question.parameters["niveau"],
        "minutes": reading.question.minutes,
        "sentence": sentences.main(reading),
        "needs": sentences.needs(reading),
        "reach": sentences.reach(reading),
        "gap": {"indicator": 26, "value": reading.gap.value, "withheld": reading.gap.withheld},
        "gap_within_reach": reading.reached_gap,
        "covered": {"indicator": 27, "value": reading.covered.value, "withheld": reading.covered.withheld},
        "covered_as_asked": reading.reached_covered,
        "thresholds": [asdict(one) for one in reading.thresholds],
        "counted": reading.counted,
        "everyone": reading.everyone,
        "basins": [
            {"code": one.code, "name": one.name, "held": one.held, "weight": one.weight} for one in reading.basins
        ],
        "families": [described_family(line) for line in reading.lines],
        "official": {"year": reading.official_year, "basins": list(reading.official_basins)},
        "outcomes_year": reading.outcomes_year,
        "uncovered": list(reading.uncovered),
        "unplaced": list(reading.unplaced),
        "limits": sentences.limits(reading),
        "sources": tables.sources(reading),
    }


def described_family(line: FamilyLine) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "code": line.family.value,
        "label": str(line.family.label),
        "need": asdict(line.need),
        "reach": {**asdict(line.reach), "levels": dict(line.reach.levels)} if line.reach else None,
        "official": [asdict(one) for one in line.official.trades] if line.official else None,
        "outcome": asdict(line.outcome) if line.outcome else None,
        "covered": line.covered,
        "gap": line.gap,
    }


def tell(reading: TensionReading) -> None:
    from maillage.territory.tension import sentences, tables

    click.echo(f"{reading.name}\n{sentences.main(reading)}\n{sentences.needs(reading)}")
    for sentence in (sentences.reach(reading), sentences.only_basins(reading), sentences.uncovered(reading)):
        if sentence:
            click.echo(sentence)
    click.echo()
    for line in reading.lines:
        tell_family(line)
    click.echo()
    for sentence in (*sentences.limits(reading), *(f"* {source}" for source in tables.sources(reading))):
        click.echo(sentence)


def tell_family(line: FamilyLine) -> None:
    from maillage.territory.tension.sentences import percent
    from maillage.toolkit.words import number

    need, reach = line.need, line.reach
    hard = f"au moins {percent(need.difficult_share)}" if need.published else "secret"
    counted = f"projets : {number(need.projects)} ({percent(need.share)}), difficiles : {hard}"
    sought = "projets : secret" if need.is_secret else counted
    taught = "formations : non couvert"
    if reach:
        who = percent(reach.people)
        taught = (
            f"formations à portée : {number(reach.around)} ({percent(reach.share)}), pour {who} des habitants comptés"
        )
    official = f" ; officiel : {line.official.tense} sur {len(line.official.trades)} tendus" if line.official else ""
    click.echo(f"  {line.family.value} {line.family.label} : {sought} ; {taught}{official}")
