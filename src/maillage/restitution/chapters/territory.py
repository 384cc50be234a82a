"""Chapter: the territory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from django.utils.translation import gettext as _

from maillage.design import charts
from maillage.restitution.blocks import Block, Bullets, Chapter, Facts, Figure, Figures, Heading, Note, Picture, Table
from maillage.territory import gazetteer
from maillage.territory.analyses import IndicatorReading, Part, TerritoryReading, perimeter_of, read_territory
from maillage.territory.gazetteer import sources
from maillage.territory.indicators import HEADLINES, Theme
from maillage.territory.maps import choropleth
from maillage.territory.pictures import territory_map
from maillage.territory.readings import elsewhere, short_sources
from maillage.toolkit.words import enumeration, inside, listed, number, percent

from .standpoint import Standpoint

MOST_FIGURES = 9
MOST_NAMED = 8
MOST_COLUMNS = 3  # a page is narrow
Cells = Mapping[str, Sequence[tuple[str, str]]]
DRAWN_AS = 2  # to be raised when the map is drawn otherwise, so that kept drawings are made again


def compose(standpoint: Standpoint) -> Chapter:
    reading = read_territory(standpoint.space)
    if reading is None:
        return Chapter("territory", _("Le territoire"), _("Le périmètre n'est pas encore dessiné."))
    return Chapter("territory", _("Le territoire"), reading.sentence, partial(_blocks, reading, standpoint))


def _blocks(reading: TerritoryReading, standpoint: Standpoint) -> Iterator[Block]:
    headlines = [one for one in map(reading.indicator, HEADLINES) if one.value is not None]
    yield Figures([_figure(one) for one in headlines[:MOST_FIGURES]])
    yield from _why(standpoint)
    yield _groupings(reading)
    yield from _themes(reading)
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
    details = [part for part in (*reading.said, reading.sentence) if part]
    return Figure(
        number=reading.written,
        label=str(indicator.label),
        unit=str(indicator.unit),
        comparison=listed(details),
        source=f"{reading.short_source}, {indicator.where}",
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
    return [part.zone.name, whole, number(part.population), percent(part.share)]


def _themes(reading: TerritoryReading) -> Iterator[Block]:
    """Every figure that is known, theme by theme, beside the same one around; then how not to misread it."""
    compared = elsewhere(reading.indicators, counts=True, most=MOST_COLUMNS)
    cells = {one.indicator.code: values for one, values in compared.rows} if compared else {}
    headings = compared.headings if compared else ()
    for theme in Theme:
        known = [one for one in reading.indicators if one.indicator.theme == theme and one.value is not None]
        if known:
            yield Heading(str(theme.value))
            yield _theme(known, headings, cells, reading.name)
            read = dict.fromkeys(one.scope for one in known if one.scope)
            cautions = dict.fromkeys(str(one.indicator.caution) for one in known if one.indicator.caution)
            if read or cautions:
                yield Bullets([*read, *cautions])


def _theme(known: Sequence[IndicatorReading], headings: Sequence[str], cells: Cells, name: str) -> Table:
    none = (("–", ""),) * len(headings)
    return Table(
        header=[_("Indicateur"), name or _("Ici"), *headings],
        rows=[
            [_named(one), one.with_unit, *(_cell(*cell) for cell in cells.get(one.indicator.code, none))]
            for one in known
        ],
        widths=[6.8, 1.6, *(1.6 for _heading in headings)],
        align=["left", "right", *("right" for _heading in headings)],
        source=short_sources(known),
    )


def _named(one: IndicatorReading) -> str:
    unit = "" if one.indicator.unit == "%" else f" ({one.indicator.unit})"
    said = listed(line.rstrip(".") for line in one.said if line != one.scope)
    return f"{one.indicator.label}{unit}" + (f" : {said}" if said else "")


def _cell(value: str, note: str) -> str:
    return f"{value} ({note})" if note and value != "–" else value


def _not_here(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMED:
        sentence = _("Non disponibles à ce jour : %(names)s. La dernière page dit quelles données manquent.")
        return sentence % {"names": enumeration(names)}
    sentence = _(
        "Non disponibles à ce jour : %(names)s et %(more)d autres indicateurs. La dernière page dit quelles données "
        "manquent."
    )
    return sentence % {"names": ", ".join(names[:MOST_NAMED]), "more": len(names) - MOST_NAMED}


def _unknown(reading: TerritoryReading) -> list[Block]:
    """What cannot be read here, and why; how to get what is missing is on the last page."""
    why: dict[str, list[str]] = {}
    for one in reading.indicators:
        if one.value is None:
            why.setdefault("" if one.withheld in reading.missing else one.withheld, []).append(str(one.indicator.label))
    told = [
        _("%(names)s : %(reason)s") % {"names": enumeration(names), "reason": inside(reason)}
        for reason, names in why.items()
        if reason
    ]
    blocks: list[Block] = [Heading(_("Ce qui ne se lit pas ici")), Bullets(told)] if told else []
    if why.get(""):
        blocks.append(Note(_not_here(why[""])))
    return blocks
