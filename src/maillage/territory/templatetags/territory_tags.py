"""What other rooms show of the territory."""

from __future__ import annotations

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.spaces.models import Space
from maillage.territory import gazetteer
from maillage.territory.analyses import perimeter_of, read_territory
from maillage.territory.enums import Zoning
from maillage.territory.indicators import Indicator
from maillage.territory.readings import with_unit
from maillage.toolkit.words import number

register = template.Library()
MOST_NAMED = 5
ON_THE_FRONT_PAGE = ("young", "young_unemployed_share", "training_sites")


@register.simple_tag
def perimeter_line(space: Space) -> str:
    """« 70 communes · 77, 93, 95 », or « périmètre à dessiner »."""
    perimeter = perimeter_of(space)
    if perimeter is None:
        return _("périmètre à dessiner")
    communes = len(perimeter.codes)
    line = ngettext("%(n)s commune", "%(n)s communes", communes) % {"n": number(communes)}
    touched = sorted(zone.code for zone, _count in gazetteer.departements_of(perimeter.codes))
    return f"{line} · {', '.join(touched)}" if len(touched) <= MOST_NAMED else line


@register.inclusion_tag("territory/figures.html")
def territory_figures(space: Space) -> dict:
    """The young people of the territory in three figures, for the front page; nothing when none is known."""
    reading = read_territory(space)
    shown = [reading.indicator(code) for code in ON_THE_FRONT_PAGE] if reading else []
    return {"indicators": [one for one in shown if one.value is not None]}


@register.filter
def commune_name(code: str | None) -> str:
    """« Roissy-en-France » for 95527; the code itself when no commune has it; a dash for none."""
    if not code:
        return "–"
    place = gazetteer.commune(gazetteer.parent_of(code))
    return place.name if place else code


@register.filter
def zone_name(code: str | None, zoning: str) -> str:
    """``{{ place.departement|zone_name:"departement" }}`` → « Val-d'Oise »; empty for no zone."""
    return gazetteer.zone_name(Zoning(zoning), code)


@register.filter
def in_unit(value: float | None, indicator: Indicator) -> str:
    """``{{ value|in_unit:indicator }}`` → « 10,3 % »; a dash when unknown."""
    return with_unit(indicator, value)


@register.filter
def as_sentence(words: str) -> str:
    """« moyenne sur 12 jeunes » → « Moyenne sur 12 jeunes. »; what is already a sentence is left as it is."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}." if words else ""


@register.filter
def at(items: Sequence, index: int) -> object:
    """``{{ headings|at:2 }}``."""
    return items[index]
