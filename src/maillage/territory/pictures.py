"""The map drawn for paper and for files, from the same reading as the page."""

from __future__ import annotations

import math
from textwrap import wrap

import altair as alt
import numpy as np
from django.utils.translation import gettext as _

from maillage.design import charts, palette

from .maps import Choropleth

MOST_NAMED_COMMUNES = 12
LETTER, LINE = 0.011, 0.028  # size of a letter and of a line of text, as shares of the map's width


def territory_map(contours: dict, shown: Choropleth, *, label: str, width: int = 640) -> str:
    """Communes shaded in the classes of the page's map, the most populated named, with the legend: SVG.

    ``contours``: GeoJSON whose features carry ``code``, ``name``, ``population``, ``lon`` and ``lat``.
    """
    return charts.to_svg(_map(contours, shown, width), label=label)


def map_file(contours: dict, shown: Choropleth, *, form: str, title: str, perimeter: str, source: str) -> bytes:
    """The same map to keep: title, perimeter, legend and source are part of the picture. ``form``: "svg" or "png".

    ``contours`` as in ``territory_map``. The PNG has twice the pixels of the page.
    """
    width = 760
    lines = wrap(source, width=120)
    foot = alt.Chart(alt.Data(values=[{"text": lines}])).mark_text(align="left", fontSize=11, color=palette.MUTED)
    foot = foot.encode(x=alt.value(0), text="text:N").properties(width=width, height=14 * len(lines))
    heading = alt.TitleParams(title, subtitle=perimeter, anchor="start", offset=12, fontSize=20, subtitleFontSize=14)
    heading.color, heading.subtitleColor = palette.INK, palette.MUTED
    chart = alt.vconcat(_map(contours, shown, width), foot, title=heading).properties(padding=24, background="#ffffff")
    if form == "png":
        return charts.to_png(chart)
    return charts.to_svg(chart, label=f"{title}, {perimeter}").encode()


def _map(contours: dict, shown: Choropleth, width: int) -> alt.VConcatChart:
    features = contours["features"]
    shaded = {
        "type": "FeatureCollection",
        "features": [_shaded(feature, shown) for feature in features],
    }
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
    height = round(width * _proportion(features))
    chart = (shapes + names + overlay).properties(width=width, height=height).project(type="mercator")
    return chart & _legend(shown, width)


def _shaded(feature: dict, shown: Choropleth) -> dict:
    about = feature["properties"]
    return {**feature, "properties": {**about, "colour": _colour(about["code"], shown)}}


def _colour(code: str, shown: Choropleth) -> str:
    value = shown.values.get(code)
    if value is None:
        return palette.NO_DATA
    shade = next(one for one in reversed(shown.shades) if one.low is None or value >= one.low)
    return palette.SEQUENTIAL[shade.level - 1]


def _legend(shown: Choropleth, width: int) -> alt.Chart:
    entries = [(shade.label, palette.SEQUENTIAL[shade.level - 1]) for shade in shown.shades]
    if shown.unknown:
        entries.append((_("non disponible"), palette.NO_DATA))
    rows = [
        {"text": text, "colour": colour, "x": index * width / len(entries)}
        for index, (text, colour) in enumerate(entries)
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width])))
    squares = base.mark_square(size=160, opacity=1).encode(color=alt.Color("colour:N", scale=None))
    written = base.mark_text(align="left", dx=12, fontSize=11).encode(text="text:N")
    return (squares + written).properties(width=width, height=24)


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
