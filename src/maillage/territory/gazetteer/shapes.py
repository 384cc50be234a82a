"""Contours of communes as GeoJSON, and the outline of what they form together."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np
import shapely

from . import places

DECIMALS = 4  # about ten metres: the contours are already simplified to thirty points a commune
MANY = 1500
TOLERANCE_WHEN_MANY = 0.004  # degrees, about 300 m: a région drawn on one screen


@lru_cache(maxsize=1)
def _shapes() -> dict[str, bytes]:
    table = places.table("shapes")
    return dict(zip(table["code"], table["wkb"], strict=True))


def without_contour(codes: Iterable[str]) -> list[str]:
    """The communes of these codes whose contour is not in the packages (a handful of recent ones)."""
    return [code for code in codes if code not in _shapes()]


def contours(codes: Iterable[str], properties: Mapping[str, Mapping] | None = None) -> dict:
    """A GeoJSON FeatureCollection: one feature per commune, with ``code`` and ``name`` and the properties given.

    Foreign members: ``outline`` (a MultiPolygon geometry, None when there is no contour) and ``bbox``.
    """
    codes = [code for code in codes if code in _shapes()]
    if not codes:
        return {"type": "FeatureCollection", "features": [], "outline": None, "bbox": None}
    shapes = shapely.from_wkb([_shapes()[code] for code in codes])
    if len(codes) > MANY:
        shapes = shapely.coverage_simplify(shapes, TOLERANCE_WHEN_MANY)
    outline = shapely.union_all(shapely.make_valid(shapes), grid_size=10**-5)
    given = properties or {}
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": places.commune(code).name, **given.get(code, {})},
            "geometry": geometry(shape),
        }
        for code, shape in zip(codes, shapes, strict=True)
    ]
    bbox = [round(float(side), DECIMALS) for side in shapely.total_bounds(shapes)]
    return {"type": "FeatureCollection", "bbox": bbox, "features": features, "outline": geometry(outline)}


@lru_cache(maxsize=1)
def every_ring(tolerance: float) -> dict[str, list[np.ndarray]]:
    """Outer rings of every commune, as columns of longitudes and latitudes, drawn to ``tolerance`` degrees: neighbours
    still share their limits. A few seconds, then kept."""
    codes = list(_shapes())
    shapes = shapely.coverage_simplify(shapely.from_wkb(list(_shapes().values())), tolerance)
    return {
        code: [shapely.get_coordinates(part.exterior) for part in shapely.get_parts(shape)]
        for code, shape in zip(codes, shapes, strict=True)
    }


def geometry(shape: shapely.Geometry) -> dict:
    rounded = shapely.transform(shape, lambda points: np.round(points, DECIMALS))
    return json.loads(shapely.to_geojson(rounded))
