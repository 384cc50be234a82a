"""``maillage territory``: a territory's figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from . import ground

if TYPE_CHECKING:
    from maillage.territory.analyses import IndicatorReading, Part, TerritoryReading
    from maillage.territory.enums import Zoning

KINDS = ("commune", "epci", "departement", "region", "zone_emploi", "bassin", "clpe")
DOWNLOADED = ("zone_emploi", "bassin", "clpe")  # zones whose composition is a dataset
MOST_LISTED = 12
MOST_PROPOSED = 6


@click.group("territory")
def territory_command() -> None:
    """Lire un territoire : population, indicateurs, sources."""


@territory_command.command("show")
@click.argument("code", required=False)
@click.option("--space", "slug", metavar="SLUG", help="Le périmètre d'un espace, au lieu d'un code.")
@click.option("--kind", type=click.Choice(KINDS), help="Ce que désigne le code, quand il peut en désigner deux.")
@click.option("--json", "as_json", is_flag=True, help="Tout, en JSON.")
def show(code: str | None, slug: str | None, kind: str | None, as_json: bool) -> None:
    """Montrer les chiffres d'un territoire : ceux de sa page et de son rapport.

    CODE est le code d'une commune (95527), d'un EPCI ou EPT (200055655), d'un département (95), d'une région (11),
    d'une zone d'emploi, d'un bassin France Travail ou d'un comité local pour l'emploi (CLPE) ; un nom exact convient
    aussi, et plusieurs communes séparées par des virgules.
    """
    if bool(code) == bool(slug):
        raise Refusal("Donnez le code d'un territoire (par exemple 95527), ou --space SLUG : l'un des deux.")
    ground.start_django()
    reading, about = of_space(slug) if slug else of_code(str(code), kind)
    if as_json:
        ground.say_json({**about, **described(reading)})
    else:
        tell(reading, about)


def of_space(slug: str) -> tuple[TerritoryReading, dict[str, str]]:
    ground.migrate()
    from maillage.territory.analyses import read_territory

    space = ground.find_space(slug)
    reading = read_territory(space)
    if reading is None:
        raise Refusal(f"L'espace « {space} » n'a pas encore de périmètre : tracez-le à l'étape 1, « Lire ».")
    return reading, {"kind": "space", "code": slug}


def of_code(written: str, kind: str | None) -> tuple[TerritoryReading, dict[str, str]]:
    from maillage.territory import gazetteer
    from maillage.territory.analyses import read_territory

    if "," in written:
        codes = [piece.strip().upper() for piece in written.split(",") if piece.strip()]
        return read_territory(codes, f"{len(codes)} communes"), {"kind": "communes", "code": ",".join(codes)}
    zoning, code = find(written.strip(), kind)
    place = gazetteer.commune(code)
    name = place.name if zoning == "commune" and place else gazetteer.zone_name(zoning, code)
    return read_territory(gazetteer.members(zoning, code), name), {"kind": zoning.value, "code": code}


def find(written: str, kind: str | None) -> tuple[Zoning, str]:
    """What a code or an exact name stands for; refused when it is nothing, or several things."""
    from maillage.territory import gazetteer
    from maillage.territory.enums import Zoning

    kinds = [Zoning(kind)] if kind else list(Zoning)
    upper = written.upper()
    matches = [(zoning, upper) for zoning in kinds if is_code(zoning, upper)]
    if not matches:
        found = gazetteer.search(written, kinds, limit=MOST_PROPOSED)
        exact = [place for place in found if place.name.casefold() == written.casefold()]
        matches = [(place.zoning, place.code) for place in exact]
        if not matches:
            refuse_unknown(written, kinds, found)
    if len(matches) > 1:
        described = " ; ".join(f"{zoning.label} {name_of(zoning, code)} ({code})" for zoning, code in matches)
        raise Refusal(f"« {written} » peut désigner plusieurs territoires : {described}. Précisez --kind ou le code.")
    return matches[0]


def is_code(zoning: Zoning, code: str) -> bool:
    from maillage.territory import gazetteer
    from maillage.territory.reference.store import NotDownloaded

    if zoning == "commune":
        return gazetteer.commune(code) is not None
    try:
        return gazetteer.zone(zoning, code) is not None
    except NotDownloaded:
        return False


def name_of(zoning: Zoning, code: str) -> str:
    from maillage.territory import gazetteer

    place = gazetteer.commune(code) if zoning == "commune" else None
    return place.name if place else gazetteer.zone_name(zoning, code)


def refuse_unknown(written: str, kinds: list[Zoning], found: list[Any]) -> None:
    from maillage.territory import gazetteer

    if found:
        names = " ; ".join(f"{place.code} {place.name} ({place.zoning.label})" for place in found)
        raise Refusal(f"Aucun territoire n'a exactement le code ou le nom « {written} ». Peut-être : {names}.")
    published = [zoning for zoning in kinds if zoning in DOWNLOADED]
    if len(kinds) == len(published) or (len(written) == 4 and written.isdigit()):
        gazetteer.zones(published[0])  # says how to get these zones when they are not here
    if len(written) == 5:
        raise Refusal(gazetteer.why_unknown(written.upper()))
    raise Refusal(f"Aucun territoire n'a le code ou le nom « {written} » : vérifiez-le, par exemple 95527 ou Gonesse.")


def described(reading: TerritoryReading) -> dict[str, Any]:
    return {
        "name": reading.name,
        "sentence": reading.sentence,
        "population": reading.population,
        "population_source": reading.population_source,
        "communes": [
            {"code": place.code, "name": place.name, "population": place.population} for place in reading.communes
        ],
        "departements": [described_part(part) for part in reading.departements],
        "groupings": [described_part(part) for part in reading.groupings],
        "indicators": [described_indicator(one) for one in reading.indicators],
        "missing": list(reading.missing),
    }


def described_part(part: Part) -> dict[str, Any]:
    return {
        "code": part.zone.code,
        "name": part.zone.name,
        "communes": part.communes,
        "whole": part.is_whole,
        "population": part.population,
        "share": part.share,
    }


def described_indicator(one: IndicatorReading) -> dict[str, Any]:
    return {
        "code": one.indicator.code,
        "number": one.indicator.number or None,
        "theme": str(one.indicator.theme.value),
        "label": str(one.indicator.label),
        "value": one.value,
        "unit": str(one.indicator.unit),
        "numerator": one.numerator,
        "denominator": one.denominator,
        "communes_known": one.communes_known,
        "communes": one.communes,
        "coverage": one.coverage,
        "interval": one.interval,
        "detail": one.detail,
        "scope": one.scope,
        "caution": str(one.indicator.caution),
        "sources": list(one.sources),
        "comparisons": [{"level": c.level, "name": c.name, "value": c.value} for c in one.comparisons],
        "sentence": one.sentence,
        "withheld": one.withheld,
    }


def tell(reading: TerritoryReading, about: dict[str, str]) -> None:
    from maillage.toolkit.words import number

    click.echo(f"{reading.name or about['code']}\n{reading.sentence}\n")
    for title, parts in (("Départements", reading.departements), ("Intercommunalités", reading.groupings)):
        if len(parts) > 1:
            click.echo(title)
            for part in parts[:MOST_LISTED]:
                whole = "" if part.is_whole else f" sur {len(part.zone.codes)}"
                counted = f"{part.communes} commune{'s' if part.communes > 1 else ''}{whole}"
                click.echo(f"  {part.zone.code:<10} {part.zone.name} : {counted}, {number(part.population)} habitants")
            if len(parts) > MOST_LISTED:
                click.echo(f"  et {len(parts) - MOST_LISTED} autres (--json les donne tous)")
            click.echo()
    for theme, readings in groupby(reading.indicators, key=lambda one: one.indicator.theme):
        click.echo(str(theme.value))
        for one in readings:
            tell_indicator(one, reading.missing)
    click.echo("Sources")
    for source in dict.fromkeys(source for one in reading.indicators for source in one.sources):
        click.echo(f"  {source}")
    if reading.missing:
        click.echo()
    for sentence in reading.missing:
        click.echo(f"* {sentence}")


def tell_indicator(one: IndicatorReading, missing: Sequence[str]) -> None:
    """Value, what is divided by what, interval, zones read, completeness, comparison, source; why, when there is no
    value."""
    if one.written is None:
        why = "donnée absente, voir *" if one.withheld in missing else one.withheld or "inconnu"
        click.echo(f"  {one.indicator.label} : – ({why})")
        return
    click.echo(f"  {one.indicator.label} : {one.written} {one.indicator.unit}")
    place = f"{one.short_source}, {one.indicator.where}"
    for line in (*one.said, one.sentence, str(one.indicator.caution), place):
        if line:
            click.echo(f"    {line}")
