"""What a map of France shows, as its address says it: an indicator, a kind of zones, where one looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.territory.analyses import Country
from maillage.territory.analyses.detail import levels_of
from maillage.territory.analyses.sources import why_absent
from maillage.territory.enums import Zoning
from maillage.territory.indicators import INDICATORS, Indicator, Kind
from maillage.territory.sight import Sight, sight_of

FIRST_SHOWN = "young_share"


@dataclass(frozen=True, slots=True)
class Asked:
    """``sight`` None: the whole of metropolitan France."""

    indicator: Indicator
    zoning: Zoning
    sight: Sight | None

    @property
    def parameters(self) -> dict[str, str]:
        """As addresses write it, without where one looks."""
        return {"indicateur": self.indicator.code, "niveau": self.zoning.value}


PLACES: tuple[tuple[Promise, Sight | None], ...] = (
    (_("France métropolitaine"), None),
    (_("Guadeloupe"), Sight(-61.45, 16.2, 8.5)),
    (_("Martinique"), Sight(-61.0, 14.65, 9.0)),
    (_("Guyane"), Sight(-53.2, 4.0, 6.2)),
    (_("La Réunion"), Sight(55.53, -21.13, 8.9)),
    (_("Mayotte"), Sight(45.15, -12.82, 9.6)),
)
"""Where a map of France can be taken in one click, overseas included; None: where it starts."""


def offered(country: Country) -> list[Indicator]:
    """The indicators that compare places: known here, read alike in every région, and not plain numbers of people,
    of which a map would only show where cities are."""
    return [
        one
        for one in INDICATORS
        if not one.within_region
        and one.kind not in {Kind.COUNT, Kind.SPECIALISATION, Kind.DIVERSITY}
        and not why_absent(one, country.cards)
    ]


def ask(address: Mapping[str, str], country: Country) -> Asked | None:
    """What an address asks for, the usual where it says nothing or nonsense; None when nothing can be shown yet."""
    known = {one.code: one for one in offered(country)}
    if not known:
        return None
    indicator = known.get(address.get("indicateur", "")) or known.get(FIRST_SHOWN) or next(iter(known.values()))
    levels = levels_of(indicator, country)
    zoning = next((one for one in levels if one == address.get("niveau")), levels[0])
    return Asked(indicator, zoning, sight_of(address))
