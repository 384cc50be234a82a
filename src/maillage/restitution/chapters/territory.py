"""Chapter: the territory."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.restitution.blocks import Block, Chapter, Facts, Figure, Figures, Heading, Note, Picture, Table
from maillage.restitution.pictures import territory_map
from maillage.territory import gazetteer
from maillage.territory.analyses import IndicatorReading, Part, TerritoryReading, perimeter_of, read_territory
from maillage.toolkit.words import number

from .standpoint import Standpoint


def compose(standpoint: Standpoint) -> Chapter:
    reading = read_territory(standpoint.space)
    if reading is None:
        return Chapter("territory", _("Le territoire"), _("Le périmètre n'est pas encore dessiné."))
    blocks: list[Block] = [
        Figures([_figure(indicator) for indicator in reading.indicators[:9]]),
        *_why(standpoint),
        _groupings(reading),
        Heading(_("Ce que disent ces chiffres")),
        *[Note(note) for note in _notes(reading)],
    ]
    return Chapter("territory", _("Le territoire"), reading.sentence, blocks)


def picture(standpoint: Standpoint) -> Picture | None:
    """The communes of the perimeter, shaded by population."""
    reading = read_territory(standpoint.space)
    if reading is None:
        return None
    about = {
        commune.code: {"population": commune.population, "lon": commune.lon, "lat": commune.lat}
        for commune in reading.communes
    }
    label = _("Carte du territoire : %(sentence)s") % {"sentence": reading.sentence}
    return Picture(territory_map(gazetteer.contours(reading.codes, about), label=label), label)


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


def _notes(reading: TerritoryReading) -> list[str]:
    notes = [indicator.sentence for indicator in reading.indicators if indicator.sentence]
    cautions = [str(i.indicator.caution) for i in reading.indicators if i.indicator.caution and i.value is not None]
    return [*notes[:6], *cautions, *reading.missing]
