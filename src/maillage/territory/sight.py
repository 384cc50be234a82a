"""Where one looks on a map, as its address says it: the same link shows the same place to somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEAST_ZOOM, MOST_ZOOM = 2.0, 15.0


@dataclass(frozen=True, slots=True)
class Sight:
    """The centre in degrees (WGS 84), and the zoom of the map."""

    lon: float
    lat: float
    zoom: float

    @property
    def parameters(self) -> dict[str, str]:
        return {"lon": f"{self.lon:.4f}", "lat": f"{self.lat:.4f}", "zoom": f"{self.zoom:.1f}"}


def sight_of(address: Mapping[str, str]) -> Sight | None:
    """None when the address says nothing, or nonsense: the map then shows the whole."""
    try:
        lon, lat, zoom = (float(address[name]) for name in ("lon", "lat", "zoom"))
    except (KeyError, ValueError):
        return None
    inside = -180 <= lon <= 180 and -85 <= lat <= 85 and LEAST_ZOOM <= zoom <= MOST_ZOOM
    return Sight(lon, lat, zoom) if inside else None
