"""What stands out in a territory, in one sentence: where it is farthest from its region."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.territory.indicators import Good
from maillage.territory.readings import IndicatorReading, Level, TerritoryReading, with_unit
from maillage.toolkit.words import enumeration, inside

MOST_TOLD = 3
LEAST_GAP = 0.1


def portrait(reading: TerritoryReading) -> str:
    """« Le plus loin de la région Île-de-France : … (0,53 contre 0,86) »; what is known, when nothing stands out.

    Of the indicators that have a better side: the largest gaps to the region, relative to the value of the region.
    """
    gaps = [(gap, one) for one in reading.indicators if (gap := gap_to_region(one)) is not None]
    told = [one for gap, one in sorted(gaps, key=lambda pair: -pair[0]) if gap >= LEAST_GAP][:MOST_TOLD]
    if not told:
        known = sum(one.value is not None for one in reading.indicators)
        return _("%(known)s indicateurs sur %(all)s se lisent ici.") % {"known": known, "all": len(reading.indicators)}
    regions = {other.name for one in told for other in one.comparisons if other.level == Level.REGION}
    return _("Ce qui s'écarte le plus de la région %(region)s : %(pieces)s.") % {
        "region": enumeration(sorted(regions)),
        "pieces": enumeration([piece(one) for one in told]),
    }


def region_value(one: IndicatorReading) -> float | None:
    """The value of the region, when the perimeter is in one region only."""
    values = [other.value for other in one.comparisons if other.level == Level.REGION]
    return values[0] if len(values) == 1 else None


def gap_to_region(one: IndicatorReading) -> float | None:
    there = region_value(one)
    if one.value is None or not there or one.indicator.good == Good.NEITHER or one.interval is not None:
        return None
    return abs(one.value - there) / abs(there)


def piece(one: IndicatorReading) -> str:
    return _("%(label)s (%(here)s contre %(there)s)") % {
        "label": inside(str(one.indicator.label)),
        "here": one.with_unit,
        "there": with_unit(one.indicator, region_value(one)),
    }
