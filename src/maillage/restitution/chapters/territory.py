"""Chapter: the territory."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from maillage.design import charts
from maillage.restitution.blocks import Block, Bullets, Chapter, Facts, Figure, Figures, Heading, Note, Picture, Table
from maillage.territory import gazetteer
from maillage.territory.analyses import IndicatorReading, Part, TerritoryReading, perimeter_of, read_territory
from maillage.territory.gazetteer import sources
from maillage.territory.maps import choropleth
from maillage.territory.pictures import territory_map
from maillage.toolkit.words import enumeration, number

from .standpoint import Standpoint

MOST_FIGURES = 9
DRAWN_AS = 2  # to be raised when the map is drawn otherwise, so that kept drawings are made again


def compose(standpoint: Standpoint) -> Chapter:
    reading = read_territory(standpoint.space)
    if reading is None:
        return Chapter("territory", _("Le territoire"), _("Le périmètre n'est pas encore dessiné."))
    return Chapter("territory", _("Le territoire"), reading.sentence, partial(_blocks, reading, standpoint))


def _blocks(reading: TerritoryReading, standpoint: Standpoint) -> Iterator[Block]:
    known = [indicator for indicator in reading.indicators if indicator.value is not None]
    yield Figures([_figure(indicator) for indicator in known[:MOST_FIGURES]])
    yield from _why(standpoint)
    yield _groupings(reading)
    yield from _said(reading)
    yield from _unknown(reading)


def picture(standpoint: Standpoint) -> Picture | None:
    """The communes of the perimeter, shaded by population."""
    reading = read_territory(standpoint.space)
    if reading is None:
        return None
    label = _("Carte du territoire : %(sentence)s") % {"sentence": reading.sentence}
    about = ["territory map", DRAWN_AS, reading.codes, sources.contours_version(), sources.packaged_version(), label]
    return Picture(charts.remembered(about, lambda: _draw(reading, label)), label)


def _draw(reading: TerritoryReading, label: str) -> str:
    about = {
        commune.code: {"population": commune.population, "lon": commune.lon, "lat": commune.lat}
        for commune in reading.communes
    }
    shown = choropleth(reading.indicator("population").indicator, reading.codes)
    return territory_map(gazetteer.contours(reading.codes, about), shown, label=label)


def _figure(reading: IndicatorReading) -> Figure:
    indicator = reading.indicator
    details = [part for part in (reading.division, reading.completeness) if part]
    return Figure(
        number=reading.written,
        label=str(indicator.label),
        unit=str(indicator.unit),
        comparison=" ; ".join(details),
        source=" · ".join(str(source) for source in reading.sources),
        unknown=reading.withheld or _("non disponible"),
    )


def _why(standpoint: Standpoint) -> list[Block]:
    perimeter = perimeter_of(standpoint.space)
    return [Facts([(_("Pourquoi ce périmètre"), perimeter.reason)])] if perimeter and perimeter.reason else []


def _groupings(reading: TerritoryReading) -> Table:
    return Table(
        header=[_("Intercommunalité"), _("Communes"), _("Habitants"), _("Part")],
        rows=[_part(part) for part in reading.groupings],
        widths=[5, 2, 2, 1.4],
        align=["left", "right", "right", "right"],
        caption=_("Les intercommunalités du périmètre"),
        source=str(reading.population_source),
    )


def _part(part: Part) -> list[str]:
    whole = (
        number(part.communes)
        if part.is_whole
        else _("%(here)s sur %(all)s")
        % {
            "here": number(part.communes),
            "all": number(len(part.zone.codes)),
        }
    )
    share = "–" if part.share is None else f"{number(100 * part.share)} %"
    return [part.zone.name, whole, number(part.population), share]


def _said(reading: TerritoryReading) -> list[Block]:
    """Each figure set beside the same one elsewhere, and how not to misread it."""
    compared = [
        f"{one.indicator.label}. {one.sentence}" for one in reading.indicators if one.sentence and one.value is not None
    ]
    cautions = [str(one.indicator.caution) for one in reading.indicators if one.indicator.caution and one.value]
    if not compared:
        return []
    return [Heading(_("Ce que disent ces chiffres")), Bullets(compared), *map(Note, dict.fromkeys(cautions))]


def _unknown(reading: TerritoryReading) -> list[Block]:
    names = [str(one.indicator.label) for one in reading.indicators if one.value is None]
    if not names:
        return []
    sentence = _("Non disponibles à ce jour : %(names)s. La dernière page dit comment les obtenir.")
    return [Note(sentence % {"names": enumeration(names)})]
