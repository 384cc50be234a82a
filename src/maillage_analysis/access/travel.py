"""From kilometres to minutes when no road time is known.

Straight line (great circle) × detour ÷ speed. The detour of 1.343 is the mean of 300 European cities
(doi 10.1177/23998083231168870). Approximate on purpose: every result carries the parameters used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..arguments import checked
from ..errors import InputError
from ..results import Result
from .checks import Floats, points, positive

EARTH_RADIUS_KM = 6371.0088
MEAN_DETOUR = 1.343
SPEED_BY_SETTING = {"rural": 50.0, "urban": 25.0}
"""Door-to-door km/h by setting: open country and small towns; dense conurbations such as Île-de-France."""


@dataclass(frozen=True, slots=True)
class Travel(Result):
    """How a straight line becomes minutes: ``minutes = km × detour × 60 / speed_kmh``.

    ``plane=True`` reads coordinates as kilometres on a projected map instead of degrees of longitude and latitude.

    >>> float(Travel(speed_kmh=50).minutes(10.0).round(3))
    16.116
    """

    speed_kmh: float = SPEED_BY_SETTING["rural"]
    detour: float = MEAN_DETOUR
    plane: bool = False

    def __post_init__(self) -> None:
        positive(self.speed_kmh, "speed_kmh")
        if positive(self.detour, "detour") < 1:
            raise InputError(
                f"detour is {self.detour:g}: a road is never shorter than the straight line, give 1 or more."
            )

    @property
    def minutes_per_km(self) -> float:
        return self.detour * 60.0 / self.speed_kmh

    def minutes(self, km: ArrayLike) -> Floats:
        """Minutes for a straight line of ``km`` kilometres."""
        return np.asarray(km, dtype=np.float64) * self.minutes_per_km


STRAIGHT_KILOMETRES = Travel(speed_kmh=60.0, detour=1.0)
"""One minute is one kilometre in a straight line: thresholds can then be read in kilometres."""


@checked
def great_circle_km(one: ArrayLike, other: ArrayLike) -> Floats:
    """Great-circle distance, row by row, between points in degrees (longitude, latitude); radius 6,371.0088 km.

    Raises InputError for points that are not pairs of degrees on the globe.

    >>> round(float(great_circle_km([[2.3522, 48.8566]], [[4.8357, 45.7640]])[0]), 1)
    391.5
    """
    first = position_vectors(points(one, "one"), plane=False)
    second = position_vectors(points(other, "other"), plane=False)
    return arc_km(np.linalg.norm(first - second, axis=1))


@checked
def speeds(settings: Sequence[str]) -> Floats:
    """Speed of each place from its setting, ``"rural"`` or ``"urban"``.

    Raises InputError for a setting without a speed.
    """
    unknown = sorted(set(settings) - SPEED_BY_SETTING.keys())
    if unknown:
        known = ", ".join(SPEED_BY_SETTING)
        raise InputError(f"The setting {unknown[0]!r} has no speed: choose among {known}, or give speeds in km/h.")
    return np.array([SPEED_BY_SETTING[setting] for setting in settings], dtype=np.float64)


def position_vectors(places: Floats, *, plane: bool) -> Floats:
    """Points in space (km): on the sphere from degrees, or flat from kilometres; shape (n, 3)."""
    if plane:
        return np.column_stack([places, np.zeros(len(places))])
    check_degrees(places)
    longitude, latitude = np.radians(places[:, 0]), np.radians(places[:, 1])
    ring = np.cos(latitude)
    return EARTH_RADIUS_KM * np.column_stack([ring * np.cos(longitude), ring * np.sin(longitude), np.sin(latitude)])


def arc_km(chord_km: ArrayLike) -> Floats:
    """Length along the sphere of a straight chord through it."""
    return 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(np.asarray(chord_km) / (2 * EARTH_RADIUS_KM), 1.0))


def chord_km(arc: float) -> float:
    """Straight chord under an arc; the diameter beyond half the circumference."""
    return float(2 * EARTH_RADIUS_KM * np.sin(min(arc / (2 * EARTH_RADIUS_KM), np.pi / 2)))


def check_degrees(places: Floats) -> None:
    """Refuse what cannot be a longitude and a latitude in degrees, swapped columns included when they show."""
    wrong = np.flatnonzero((np.abs(places[:, 0]) > 180) | (np.abs(places[:, 1]) > 90))
    if len(wrong):
        longitude, latitude = places[wrong[0]]
        raise InputError(
            f"Point {wrong[0]} is ({longitude:g}, {latitude:g}): give longitude then latitude in degrees, "
            "or kilometres with Travel(plane=True)."
        )
