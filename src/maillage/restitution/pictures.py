"""The map drawn for paper, from the same reading as the page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import altair as alt
import numpy as np
from django.utils.translation import gettext as _

from maillage.design import charts
from maillage.toolkit import words

CLASSES = 5
MOST_NAMED_COMMUNES = 12
LETTER, LINE = 0.011, 0.028  # size of a letter and of a line of text, as shares of the map's width


def territory_map(contours: dict, *, label: str, width: int = 640) -> str:
    """Communes shaded by population in five classes, the largest named.

    ``contours``: GeoJSON whose features carry ``name`` and ``population`` (None when unknown).
    """
    features = contours["features"]
    limits = _limits([feature["properties"].get("population") for feature in features])
    shaded = {
        **contours,
        "features": [
            {**feature, "properties": {**feature["properties"], "colour": _shade(feature["properties"], limits)}}
            for feature in features
        ],
    }
    shapes = (
        alt.Chart(alt.Data(values=shaded, format=alt.DataFormat(property="features", type="json")))
        .mark_geoshape(stroke="#ffffff", strokeWidth=0.7)
        .encode(color=alt.Color("properties.colour:N", scale=None))
    )
    names = (
        alt.Chart(alt.Data(values=_largest(features)))
        .mark_text(fontSize=11, fontWeight=600, stroke="#ffffff", strokeWidth=3, strokeJoin="round")
        .encode(longitude="lon:Q", latitude="lat:Q", text="name:N", color=alt.value(charts.INK))
    )
    overlay = names.mark_text(fontSize=11, fontWeight=600).encode(color=alt.value(charts.INK))
    height = round(width * _proportion(features))
    chart = (shapes + names + overlay).properties(width=width, height=height).project(type="mercator")
    return charts.to_svg(chart & _legend(limits), label=label)


def _limits(populations: Sequence[int | None]) -> list[float]:
    """Quantiles between the classes, on what is known."""
    known = [population for population in populations if population is not None]
    return (
        [float(limit) for limit in np.unique(np.quantile(known, np.linspace(0, 1, CLASSES + 1)[1:-1]))] if known else []
    )


def _shade(properties: dict, limits: list[float]) -> str:
    population = properties.get("population")
    if population is None:
        return charts.NO_DATA
    return charts.SEQUENTIAL[int(np.searchsorted(limits, population))]


def _legend(limits: list[float]) -> alt.Chart:
    bounds = [words.number(limit) for limit in limits]
    texts = [_("moins de %(high)s") % {"high": bounds[0]}] if bounds else []
    texts += [_("%(low)s à %(high)s") % {"low": low, "high": high} for low, high in pairwise(bounds)]
    texts += [_("plus de %(low)s habitants") % {"low": bounds[-1]}] if bounds else []
    rows = [
        {"text": text, "colour": colour, "x": index * 128}
        for index, (text, colour) in enumerate(zip(texts, charts.SEQUENTIAL, strict=False))
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 640])))
    squares = base.mark_square(size=160, opacity=1).encode(color=alt.Color("colour:N", scale=None))
    return (squares + base.mark_text(align="left", dx=12, fontSize=11).encode(text="text:N")).properties(
        width=640, height=24
    )


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
