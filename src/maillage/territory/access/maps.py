"""Access on a map: shades of teal for what is near, brick hatch where nothing is within the minutes asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.design import palette
from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.pictures import Drawing, named_contours
from maillage.toolkit.words import number

from .readings import AccessReading, CommuneAccess

LACKING = "#d98a7b"
"""Brick where nothing is near: a drawing has no hatch."""
SHADES = (5, 3, 1)
"""Levels of the palette for the first, the second and the last third of the minutes asked."""
COLOURS = {f"shade-{level}": palette.SEQUENTIAL[level - 1] for level in SHADES} | {
    "shade-lacking": LACKING,
    "shade-unknown": palette.NO_DATA,
}


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the legend. ``swatch``: name of its class in the style sheet."""

    swatch: str
    label: str
    count: int


def legend_of(reading: AccessReading) -> list[Key]:
    first, second, last = (number(step) for step in reading.question.steps)
    labels = (
        _("%(most)s minutes ou moins") % {"most": first},
        _("de %(least)s à %(most)s minutes") % {"least": first, "most": second},
        _("de %(least)s à %(most)s minutes") % {"least": second, "most": last},
    )
    levels = [level_of(row, reading) for row in reading.rows]
    keys = [Key(f"shade-{level}", label, levels.count(level)) for level, label in zip(SHADES, labels, strict=True)]
    keys.append(Key("shade-lacking", _("aucune à moins de %(most)s minutes") % {"most": last}, len(reading.white)))
    if len(reading.known) < len(reading.rows):
        keys.append(Key("shade-unknown", _("non couvert par la source"), len(reading.rows) - len(reading.known)))
    return [key for key in keys if key.count]


def drawing(reading: AccessReading) -> Drawing:
    """The same map for a file: brick where nothing is within the minutes asked, squares for the places of training."""
    colours = {row.code: colour_of(row, reading) for row in reading.rows}
    legend = [(f"{key.label} ({key.count})", COLOURS[key.swatch]) for key in legend_of(reading)]
    legend.append((_("lieu de formation (carré)"), palette.FAMILIES["training"]))
    points = [(site.lon, site.lat) for site in reading.sites if site.inside]
    return Drawing(named_contours([row.code for row in reading.rows]), colours, legend, points)


def colour_of(row: CommuneAccess, reading: AccessReading) -> str:
    if row.without_training:
        return LACKING
    level = level_of(row, reading)
    return palette.SEQUENTIAL[level - 1] if level else palette.NO_DATA


def title(reading: AccessReading) -> str:
    return _("Minutes jusqu'à la plus proche %(training)s") % {"training": reading.question.training}


def level_of(row: CommuneAccess, reading: AccessReading) -> int:
    """The shade of a commune; 0 where nothing is within the minutes asked, or where nothing is known."""
    if row.without_training is not False or row.minutes is None:
        return 0
    return next(shade for shade, step in zip(SHADES, reading.question.steps, strict=True) if row.minutes <= step)


def features(reading: AccessReading) -> dict:
    """GeoJSON of the communes, in the words of the popup."""
    properties = {}
    for row in reading.rows:
        place = gazetteer.commune(row.code)
        properties[row.code] = {
            "level": level_of(row, reading),
            "lacking": row.without_training is True,
            "where": gazetteer.zone_name(Zoning.GROUPING, place.grouping),
            "population": place.population or 0,
            "point": gazetteer.point(row.code),
            "detail": minutes_in_words(row, reading),
            "value": missing_in_words(row),
        }
    return gazetteer.contours([row.code for row in reading.rows], properties)


def minutes_in_words(row: CommuneAccess, reading: AccessReading) -> str:
    if row.without_training is None:
        return _("non couvert par la source")
    if row.minutes is None:
        return _("aucune à moins de %(most)s minutes") % {"most": number(max(t.minutes for t in reading.thresholds))}
    return _("%(minutes)s minutes jusqu'à %(site)s") % {"minutes": number(row.minutes), "site": row.nearest}


def missing_in_words(row: CommuneAccess) -> str:
    return _("Ce qui manque : %(side)s") % {"side": row.missing.label} if row.missing else ""


def site_features(reading: AccessReading) -> dict:
    """GeoJSON of the places where trainings of this kind are given."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [site.lon, site.lat]},
                "properties": {
                    "name": site.name,
                    "family": "training",
                    "detail": ngettext("%(n)s formation", "%(n)s formations", site.trainings)
                    % {"n": number(site.trainings)},
                },
            }
            for site in reading.sites
        ],
    }
