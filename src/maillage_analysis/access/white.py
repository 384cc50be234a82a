"""The nearest site, and the places that have none: white areas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..arguments import checked
from ..errors import InputError
from ..results import optional, read_only
from .checks import Floats, Indices, amounts, not_negative, positive
from .pairs import Pairs


@dataclass(frozen=True, slots=True, eq=False)
class Nearest:
    """Nearest open site of each place of demand.

    minutes: travel time, undefined (infinite here, None in ``as_dict``) where no open site is within reach;
    site: its position, −1 where undefined; the first position when several are as near.
    """

    minutes: Floats
    site: Indices
    parameters: dict

    @property
    def reached(self) -> NDArray[np.bool_]:
        return self.site >= 0

    def as_dict(self) -> dict:
        return {
            "method": "nearest",
            "parameters": self.parameters,
            "minutes": list(optional(self.minutes, self.reached)),
            "site": list(optional(self.site, self.reached)),
            "unreached": np.flatnonzero(~self.reached).tolist(),
        }


@checked
def nearest(near: Pairs, supply: ArrayLike | None = None) -> Nearest:
    """minⱼ tᵢⱼ over the sites whose supply is above zero (every site when ``supply`` is not given).

    Minutes. Raises InputError for a supply that is negative, unknown, or of another length.
    """
    is_open = np.ones(near.supply_count, bool) if supply is None else amounts(supply, "supply", near.supply_count) > 0
    used = is_open[near.supply]
    homes, sites, times = near.demand[used], near.supply[used], near.minutes[used]
    minutes, site = np.full(near.demand_count, np.inf), np.full(near.demand_count, -1, dtype=np.intp)
    np.minimum.at(minutes, homes, times)
    winners = np.flatnonzero(times == minutes[homes])[::-1]  # backwards, so that the first position is written last
    site[homes[winners]] = sites[winners]
    return Nearest(read_only(minutes), read_only(site), near.as_dict())


@dataclass(frozen=True, slots=True, eq=False)
class WhiteAreas:
    """Places too far from at least one kind of service (training, employers, advice…).

    sides: name of each kind; lacking: shape (sides, places), True where the nearest site is beyond the limit;
    people and share: those who live where each side lacks; lacking_all: where every side lacks at once.
    A share is None when nobody lives anywhere.
    """

    limit: float
    sides: tuple[str, ...]
    lacking: NDArray[np.bool_]
    people: dict[str, float]
    share: dict[str, float | None]
    people_lacking_all: float
    share_lacking_all: float | None

    @property
    def lacking_all(self) -> NDArray[np.bool_]:
        return self.lacking.all(axis=0)

    def as_dict(self) -> dict:
        return {
            "limit": self.limit,
            "places": {side: np.flatnonzero(row).tolist() for side, row in zip(self.sides, self.lacking, strict=True)},
            "people": self.people,
            "share": self.share,
            "places_lacking_all": np.flatnonzero(self.lacking_all).tolist(),
            "people_lacking_all": self.people_lacking_all,
            "share_lacking_all": self.share_lacking_all,
        }


@checked
def white_areas(nearest_minutes: Mapping[str, ArrayLike], demand: ArrayLike, *, limit: float) -> WhiteAreas:
    """Places whose nearest site takes more than ``limit`` minutes, for each side, and Σ Pᵢ 1[tᵢ > limit] / Σ Pᵢ.

    nearest_minutes: by side, minutes of each place; ``inf`` (or None in a list) means that nothing is within reach.

    Raises InputError without any side, for minutes of another length, negative or NaN, for a limit that is not above
    zero.
    """
    if not nearest_minutes:
        raise InputError("nearest_minutes is empty: give at least one side, for instance {'training': minutes}.")
    limit = positive(limit, "limit")
    people = not_negative(demand, "demand")
    if people.ndim != 1:
        raise InputError(f"demand has the shape {people.shape}: give a list, one number per place.")
    lacking = np.array([_beyond(times, side, people.size, limit) for side, times in nearest_minutes.items()])
    counts = [float(people[row].sum()) for row in (*lacking, lacking.all(axis=0))]
    total = float(people.sum())
    shares = [count / total if total > 0 else None for count in counts]
    sides = tuple(nearest_minutes)
    return WhiteAreas(
        limit,
        sides,
        read_only(lacking),
        dict(zip(sides, counts[:-1], strict=True)),
        dict(zip(sides, shares[:-1], strict=True)),
        counts[-1],
        shares[-1],
    )


def _beyond(minutes: ArrayLike, side: str, count: int, limit: float) -> NDArray[np.bool_]:
    """True beyond the limit; infinity is a known absence here, NaN is not."""
    if isinstance(minutes, (list, tuple)):
        minutes = [np.inf if time is None else time for time in minutes]
    try:
        times = np.asarray(minutes, dtype=np.float64)
    except (TypeError, ValueError):
        raise InputError(f"nearest_minutes[{side!r}] holds something that is not a number: give minutes.") from None
    known = np.where(times == np.inf, 0.0, times)
    amounts(known, f"nearest_minutes[{side!r}]", count)
    return times > limit
