"""The map drawn for paper and for files, from the same reading as the page."""

from __future__ import annotations

import math
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

import altair as alt
import numpy as np
from django.utils.translation import gettext as _

from maillage.design import charts, palette

from . import gazetteer
from .maps import Choropleth

MOST_NAMED_COMMUNES = 12
ROW = 3
LETTER, LINE = 0.011, 0.028  # size of a letter and of a line of text, as shares of the map's width


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a map file shows.

    contours: GeoJSON of communes whose features carry ``code``, ``name``, ``population``, ``lon`` and ``lat``; colours:
    of each commune; legend: words and colours; points: longitudes and latitudes.
    """

    contours: dict
    colours: Mapping[str, str]
    legend: Sequence[tuple[str, str]]
    points: Sequence[tuple[float, float]] = ()


def named_contours(codes: Sequence[str]) -> dict:
    """Contours of communes with what a drawing needs to write the names of the largest."""
    about = {
        place.code: {"population": place.population, "lon": place.lon, "lat": place.lat}
        for place in gazetteer.communes(codes)
    }
    return gazetteer.contours(codes, about)


def choropleth_drawing(contours: dict, shown: Choropleth) -> Drawing:
    """The page's map: the same classes, the same colours."""
    legend = [(shade.label, palette.SEQUENTIAL[shade.level - 1]) for shade in shown.shades]
    if shown.unknown:
        legend.append((_("non disponible"), palette.NO_DATA))
    colours = {}
    for code in shown.values:
        level = shown.level_of(code)
        colours[code] = palette.SEQUENTIAL[level - 1] if level else palette.NO_DATA
    return Drawing(contours, colours, legend)


def territory_map(contours: dict, shown: Choropleth, *, label: str, width: int = 640) -> str:
    """Communes shaded in the classes of the page's map, the most populated named, with the legend: SVG.

    ``contours``: see ``Drawing``.
    """
    return charts.to_svg(_map(choropleth_drawing(contours, shown), width), label=label)


def map_file(drawing: Drawing, *, form: str, title: str, perimeter: str, source: str) -> bytes:
    """A map to keep: title, perimeter, legend and source are part of the picture. ``form``: "svg" or "png".

    The PNG has twice the pixels of the page. The same map asked again comes from the cache.
    """
    about = [form, title, perimeter, source, dict(drawing.colours), list(drawing.legend), list(drawing.points)]

    def draw() -> str:
        chart = _sheet(drawing, title, perimeter, source)
        if form == "png":
            return b64encode(charts.to_png(chart)).decode()
        return charts.to_svg(chart, label=f"{title}, {perimeter}")

    drawn = charts.remembered(about, draw)
    return b64decode(drawn) if form == "png" else drawn.encode()


def _sheet(drawing: Drawing, title: str, perimeter: str, source: str) -> alt.VConcatChart:
    width = 760
    lines = wrap(source, width=120)
    foot = alt.Chart(alt.Data(values=[{"text": lines}])).mark_text(align="left", fontSize=11, color=palette.MUTED)
    foot = foot.encode(x=alt.value(0), text="text:N").properties(width=width, height=14 * len(lines))
    words = {"anchor": "start", "offset": 12, "fontSize": 20, "subtitleFontSize": 14}
    heading = alt.TitleParams(wrap(title, width=68), subtitle=wrap(perimeter, width=100), **words)
    heading.color, heading.subtitleColor = palette.INK, palette.MUTED
    return alt.vconcat(_map(drawing, width), foot, title=heading).properties(padding=24, background="#ffffff")


def _map(drawing: Drawing, width: int) -> alt.VConcatChart:
    features = drawing.contours["features"]
    shaded = {"type": "FeatureCollection", "features": [_shaded(feature, drawing.colours) for feature in features]}
    shapes = (
        alt.Chart(alt.Data(values=shaded, format=alt.DataFormat(property="features", type="json")))
        .mark_geoshape(stroke="#ffffff", strokeWidth=0.7)
        .encode(color=alt.Color("properties.colour:N", scale=None))
    )
    names = (
        alt.Chart(alt.Data(values=_largest(features)))
        .mark_text(fontSize=11, fontWeight=600, stroke="#ffffff", strokeWidth=3, strokeJoin="round")
        .encode(longitude="lon:Q", latitude="lat:Q", text="name:N", color=alt.value(palette.INK))
    )
    overlay = names.mark_text(fontSize=11, fontWeight=600).encode(color=alt.value(palette.INK))
    layers = [shapes, *_points(drawing.points), names, overlay]
    height = round(width * _proportion(features))
    chart = alt.layer(*layers).properties(width=width, height=height).project(type="mercator")
    return chart & _legend(drawing.legend, width)


def _points(points: Sequence[tuple[float, float]]) -> list[alt.Chart]:
    if not points:
        return []
    rows = [{"lon": lon, "lat": lat} for lon, lat in points]
    squares = alt.Chart(alt.Data(values=rows)).mark_point(
        shape="square", filled=True, size=34, color=palette.FAMILIES["training"], stroke="#ffffff", opacity=1
    )
    return [squares.encode(longitude="lon:Q", latitude="lat:Q")]


def _shaded(feature: dict, colours: Mapping[str, str]) -> dict:
    about = feature["properties"]
    return {**feature, "properties": {**about, "colour": colours.get(about["code"], palette.NO_DATA)}}


def _legend(entries: Sequence[tuple[str, str]], width: int) -> alt.Chart:
    """Three by line, so that long words do not cross."""
    rows = [
        {"text": text, "colour": colour, "x": rank % ROW * width / ROW, "y": rank // ROW}
        for rank, (text, colour) in enumerate(entries)
    ]
    lines = 1 + (len(entries) - 1) // ROW
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width])),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[lines - 0.5, -0.5])),
    )
    squares = base.mark_square(size=160, opacity=1).encode(color=alt.Color("colour:N", scale=None))
    written = base.mark_text(align="left", dx=12, fontSize=11).encode(text="text:N")
    return (squares + written).properties(width=width, height=20 * lines)


def _largest(features: list[dict]) -> list[dict]:
    """The most populated communes whose names do not cover one another."""
    known = [feature["properties"] for feature in features if feature["properties"].get("population")]
    west, east, _height = _frame(features)
    placed: list[tuple[float, float, float]] = []
    named = []
    for one in sorted(known, key=lambda one: -one["population"]):
        x, y = (one["lon"] - west) / (east - west), _mercator(one["lat"]) / (east - west)
        half = len(one["name"]) * LETTER / 2
        if all(abs(x - x2) > half + half2 or abs(y - y2) > LINE for x2, y2, half2 in placed):
            placed.append((x, y, half))
            named.append({"name": one["name"], "lon": one["lon"], "lat": one["lat"]})
        if len(named) == MOST_NAMED_COMMUNES:
            break
    return named


def _proportion(features: list[dict]) -> float:
    """Height over width of what is drawn."""
    west, east, height = _frame(features)
    return min(1.25, max(0.35, height / max(east - west, 1e-6)))


def _frame(features: list[dict]) -> tuple[float, float, float]:
    """West, east and height of what is drawn, in degrees of Mercator."""
    points = np.array([point for feature in features for ring in _rings(feature["geometry"]) for point in ring])
    (west, south), (east, north) = points.min(axis=0), points.max(axis=0)
    return west, east, _mercator(north) - _mercator(south)


def _mercator(latitude: float) -> float:
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)))


def _rings(geometry: dict) -> list[list]:
    if geometry["type"] == "Polygon":
        return [geometry["coordinates"][0]]
    return [polygon[0] for polygon in geometry["coordinates"]]
