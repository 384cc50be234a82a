"""The cache of the gazetteer: two Parquet files made once from the packages, then read in a tenth of a second.

A cache is complete or absent: it is written in a folder of its own, then given its name in one move. A process killed
in the middle leaves a nameless folder, which the next build sweeps.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import shapely
from django.conf import settings

from . import packed_contours, sources

LAYOUT = 4  # raise it when the columns change: older caches are then left aside
NAMELESS = ".being-made-"
AN_HOUR = 3600
EPT_TYPE = "EPT"

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
        points, shapes = packed_contours.read()
        read_communes(points).write_parquet(nameless / "communes.parquet")
        wkb = shapely.to_wkb(list(shapes.values())).tolist()
        pl.DataFrame({"code": list(shapes), "wkb": wkb}).write_parquet(nameless / "shapes.parquet")
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
