"""What is read of an indicator over France: its classes, the country's value, a sentence, the zones in lines."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.territory.analyses.detail import Line
from maillage.territory.enums import Zoning
from maillage.territory.indicators import Indicator
from maillage.territory.maps import Shade


@dataclass(frozen=True, slots=True)
class FranceReading:
    """zones, unknown: how many zones of this kind there are, and how many have no figure shown; country: its value,
    None when unknown; compared: how the country is called, as some sources leave overseas out."""

    indicator: Indicator
    zoning: Zoning
    zonings: tuple[Zoning, ...]
    shades: tuple[Shade, ...]
    method: str
    zones: int
    unknown: int
    country: float | None
    compared: str
    sentence: str
    why_unknown: str
    source: str


@dataclass(frozen=True, slots=True)
class FranceLine:
    """One zone in the table. ``where``: its département, for a commune."""

    line: Line
    where: str
