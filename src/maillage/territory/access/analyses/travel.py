"""Ways of knowing how long it takes to get somewhere. A routing engine would be one more: the same two things."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import polars as pl
from django.utils.translation import gettext as _

from maillage.territory.queries import COMMUNE
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import number
from maillage_analysis import access

from ..queries import PARIS_REGION


class Travelling(Protocol):
    """Minutes between places that have ``commune``, ``lon``, ``lat`` and ``region``."""

    def pairs(self, homes: pl.DataFrame, sites: pl.DataFrame, limit: float) -> access.Pairs:
        """Every pair within ``limit`` minutes, in the order of both tables."""
        ...

    @property
    def words(self) -> str:
        """How minutes are known, printed under each result."""
        ...

    @property
    def key(self) -> Hashable:
        """What makes two ways give the same minutes."""
        ...


@dataclass(frozen=True, slots=True)
class StraightLine:
    """Great circle × detour ÷ speed, town hall to training place; half of each trip at the speed of each end."""

    detour: float = access.MEAN_DETOUR
    country_kmh: float = access.SPEED_BY_SETTING["rural"]
    dense_kmh: float = access.SPEED_BY_SETTING["urban"]

    def pairs(self, homes: pl.DataFrame, sites: pl.DataFrame, limit: float) -> access.Pairs:
        return access.pairs_within(
            homes.select("lon", "lat").to_numpy(),
            sites.select("lon", "lat").to_numpy(),
            limit=limit,
            travel=access.Travel(detour=self.detour),
            demand_kmh=self.speeds(homes),
            supply_kmh=self.speeds(sites),
        )

    def speeds(self, places: pl.DataFrame) -> np.ndarray:
        return np.where((places["region"] == PARIS_REGION).to_numpy(), self.dense_kmh, self.country_kmh)

    @property
    def words(self) -> str:
        return _(
            "Minutes estimées à vol d'oiseau (orthodromie) × %(detour)s, à %(country)s km/h, %(dense)s km/h en "
            "Île-de-France : ni routes, ni horaires, ni embouteillages. À 15–17 ans on n'a pas le permis : sans bus, "
            "les temps réels sont plus longs."
        ) % {
            "detour": number(self.detour, 2),
            "country": number(self.country_kmh),
            "dense": number(self.dense_kmh),
        }

    @property
    def key(self) -> Hashable:
        return self


@dataclass(frozen=True, slots=True)
class TravelTable:
    """The user's own table of minutes between communes: ``from``, ``to``, ``minutes``; an absent trip is out of reach.

    Within a commune, where the table says nothing, the trip takes no time.
    """

    name: str
    trips: pl.DataFrame

    def pairs(self, homes: pl.DataFrame, sites: pl.DataFrame, limit: float) -> access.Pairs:
        rows = homes.select(pl.col(COMMUNE).alias("from")).with_row_index("home")
        columns = sites.select(pl.col(COMMUNE).alias("to")).with_row_index("site")
        found = self.trips.filter(pl.col("minutes") <= limit).join(rows, on="from").join(columns, on="to")
        own = rows.join(columns.with_columns(pl.col("to").alias("from")), on="from")
        at_home = own.join(self.trips, on=["from", "to"], how="anti").with_columns(minutes=pl.lit(0.0))
        every = pl.concat([found.select("home", "site", "minutes"), at_home.select("home", "site", "minutes")])
        return access.pairs_from_indices(
            every["home"].cast(pl.Int64).to_numpy(),
            every["site"].cast(pl.Int64).to_numpy(),
            every["minutes"].cast(pl.Float64).to_numpy(),
            demand_count=homes.height,
            supply_count=sites.height,
            limit=limit,
            source={"travel": self.name},
        )

    @property
    def words(self) -> str:
        return _("Minutes lues dans « %(name)s » : un trajet absent de cette table est hors de portée.") % {
            "name": self.name
        }

    @property
    def key(self) -> Hashable:
        return id(self.trips)


def travel_table(name: str, trips: pl.DataFrame) -> TravelTable:
    """Check a table of trips: the three columns, no gap, no negative, one time for each trip."""
    missing = [column for column in ("from", "to", "minutes") if column not in trips.columns]
    if missing:
        raise Refusal(
            _("« %(name)s » n'a pas la colonne %(columns)s : donnez from, to (codes de communes) et minutes.")
            % {"name": name, "columns": ", ".join(missing)}
        )
    try:
        table = trips.select(
            pl.col("from").cast(pl.String), pl.col("to").cast(pl.String), pl.col("minutes").cast(pl.Float64)
        )
    except pl.exceptions.PolarsError:
        raise Refusal(_("« %(name)s » : la colonne minutes doit contenir des nombres.") % {"name": name}) from None
    wrong = table.filter(
        pl.any_horizontal(pl.all().is_null()) | ~pl.col("minutes").is_finite() | (pl.col("minutes") < 0)
    )
    if wrong.height:
        start, end, _time = wrong.row(0)
        raise Refusal(
            _("« %(name)s » : le trajet %(start)s – %(end)s n'a pas une durée de 0 minute ou plus.")
            % {"name": name, "start": start or "?", "end": end or "?"}
        )
    twins = table.filter(table.select("from", "to").is_duplicated())
    if twins.height:
        start, end, _time = twins.row(0)
        raise Refusal(
            _("« %(name)s » : le trajet %(start)s – %(end)s est écrit plusieurs fois. Gardez une seule durée.")
            % {"name": name, "start": start, "end": end}
        )
    return TravelTable(name, table)
