"""Where each row of a table of places is: a commune of today, a point, and how precise that point is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
import shapely

from maillage.territory import gazetteer
from maillage.territory.gazetteer import places as gazetteer_places

from . import communes
from .dataset import AT_SITE, AT_TOWN_HALL

FAR = 15.0  # kilometres from the town hall: then the contour of the commune is looked at
OUTSIDE = 0.05  # degrees beyond the contour, about five kilometres: the point is not believed
KM_PER_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class Located:
    """What had to be done to the places of a table: counts of rows."""

    changed: int  # the commune had a code of the past
    unknown: int  # neither a commune nor a point that says one
    moved: int  # the point was elsewhere than in its commune: brought to the town hall
    at_town_hall: int  # known by their commune only, moved ones included


def located(table: pl.DataFrame) -> tuple[pl.DataFrame, Located]:
    """The table with ``commune`` (whole, of today), ``lon``, ``lat`` and ``precision``."""
    table = completed(table)
    codes = communes.counted(table["commune"])
    table = by_contour(table.with_columns(communes.whole(table["commune"]))).join(
        town_halls(), on="commune", how="left", maintain_order="left"
    )
    moved = strayed(table)
    given = pl.col("lon").is_not_null() & pl.col("lat").is_not_null() & ~pl.lit(moved)
    table = table.with_columns(
        lon=pl.when(given).then("lon").otherwise("hall_lon"),
        lat=pl.when(given).then("lat").otherwise("hall_lat"),
        precision=pl.when(given)
        .then(pl.col("precision").fill_null(AT_SITE))
        .when(pl.col("hall_lon").is_not_null())
        .then(pl.lit(AT_TOWN_HALL)),
    ).drop("hall_lon", "hall_lat")
    return table, Located(
        changed=codes.changed,
        unknown=table["commune"].null_count(),
        moved=int(moved.sum()),
        at_town_hall=table.filter(pl.col("precision") == AT_TOWN_HALL).height,
    )


def completed(table: pl.DataFrame) -> pl.DataFrame:
    """The four columns of a position, empty where the file has none; (0, 0) is no position."""
    missing = {"commune": pl.String, "lon": pl.Float64, "lat": pl.Float64, "precision": pl.String}
    table = table.with_columns(
        pl.lit(None, kind).alias(name) for name, kind in missing.items() if name not in table.columns
    ).with_columns(pl.col("lon", "lat").cast(pl.Float64))
    somewhere = pl.col("lon").is_between(-180, 180) & pl.col("lat").is_between(-90, 90)
    somewhere &= (pl.col("lon") != 0) | (pl.col("lat") != 0)
    return table.with_columns(pl.when(somewhere).then(name).alias(name) for name in ("lon", "lat"))


def town_halls() -> pl.DataFrame:
    places = [place for place in gazetteer.communes(gazetteer.every_code()) if place.lon is not None]
    return pl.DataFrame(
        {
            "commune": [place.code for place in places],
            "hall_lon": [place.lon for place in places],
            "hall_lat": [place.lat for place in places],
        }
    )


def by_contour(table: pl.DataFrame) -> pl.DataFrame:
    """The commune of the places that have a point and no commune."""
    lost = table.with_row_index("row").filter(pl.col("commune").is_null() & pl.col("lon").is_not_null())
    if lost.is_empty():
        return table
    codes, shapes = contours()
    tree = shapely.STRtree(shapes)
    points = shapely.points(lost["lon"].to_numpy(), lost["lat"].to_numpy())
    inside, shape = tree.query(points, predicate="intersects")
    found = dict(zip(lost["row"].to_numpy()[inside].tolist(), (codes[index] for index in shape), strict=True))
    return (
        table.with_row_index("row")
        .with_columns(pl.coalesce("commune", pl.col("row").replace_strict(found, default=None, return_dtype=pl.String)))
        .drop("row")
    )


def strayed(table: pl.DataFrame) -> pl.Series:
    """Which places have a point that is not in their commune, nor near it."""
    lon, lat, hall_lon, hall_lat = (table[name].to_numpy() for name in ("lon", "lat", "hall_lon", "hall_lat"))
    east = (lon - hall_lon) * np.cos(np.radians(hall_lat))
    far = np.flatnonzero(np.hypot(east, lat - hall_lat) * KM_PER_DEGREE > FAR)
    away = np.zeros(table.height, dtype=bool)
    if far.size:
        shapes = dict(zip(*contours(), strict=True))
        codes = table["commune"].gather(far).to_list()
        bounds = [shapes.get(code) for code in codes]
        away[far] = ~(shapely.distance(shapely.points(lon[far], lat[far]), bounds) <= OUTSIDE)
    return pl.Series("moved", away)


def contours() -> tuple[list[str], list[shapely.Geometry]]:
    table = gazetteer_places.table("shapes")
    return table["code"].to_list(), list(shapely.from_wkb(table["wkb"].to_list()))
