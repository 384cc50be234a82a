"""Charts drawn on the server: the same SVG in the page, the PDF and the slides.

A chart is an Altair object; ``to_svg`` draws it with our typeface, names it for screen readers, and leaves nothing that
the content security policy would block. Every chart stands beside its table and its sentence.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import altair as alt
import vl_convert
from django.core.cache import caches

from maillage.toolkit.words import printable

from .palette import BRAND, GRID, HAIRLINE, INK, MUTED

FONTS = Path(__file__).parent / "fonts"
KEPT_FOR = 30 * 24 * 3600

CONFIG: dict[str, Any] = {
    "font": "Inter",
    "background": "transparent",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": MUTED,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "gridColor": GRID,
        "domainColor": HAIRLINE,
        "tickColor": HAIRLINE,
        "labelLimit": 340,
    },
    "legend": {
        "labelColor": INK,
        "titleColor": MUTED,
        "labelFontSize": 13,
        "titleFontSize": 13,
        "symbolStrokeWidth": 0,
    },
    "text": {"color": INK, "fontSize": 13},
}

UNPRINTABLE = re.compile(r"\\u00[01]|\\u007f|\x7f|\\[bf]|\\ufff[ef]")  # as JSON writes them

vl_convert.register_font_directory(str(FONTS))


def remembered(about: object, draw: Callable[[], str]) -> str:
    """A drawing whose subject (anything JSON can write) has already been drawn comes from the cache, undescribed."""
    mark = hashlib.sha256(json.dumps(about, sort_keys=True, default=str).encode()).hexdigest()
    drawings = caches["drawings"]
    svg = drawings.get(mark)
    if svg is None:
        svg = draw()
        drawings.set(mark, svg, KEPT_FOR)
    return svg


def to_svg(chart: alt.TopLevelMixin, *, label: str) -> str:
    """Draw a chart once and keep it: the same chart asked again comes from the cache.

    ``label`` is read aloud instead of the picture; the sentence and the table beside it say the rest.
    """
    specification = _specification(chart)
    prefix = f"c{hashlib.sha256(json.dumps([specification, label], default=str).encode()).hexdigest()[:8]}-"
    return remembered(
        [specification, label], lambda: _safe(vl_convert.vegalite_to_svg(specification), label, prefix=prefix)
    )


def to_png(chart: alt.TopLevelMixin, *, scale: float = 2) -> bytes:
    """The same drawing as a picture of points, ``scale`` times as large as on a page."""
    return vl_convert.vegalite_to_png(_specification(chart), scale=scale)


def svg_to_png(svg: str, *, scale: float = 2) -> bytes:
    """A drawing written by hand as a picture of points, with our typeface."""
    return vl_convert.svg_to_png(svg, scale=scale)


def _specification(chart: alt.TopLevelMixin) -> dict[str, Any]:
    specification = chart.to_dict()
    if UNPRINTABLE.search(json.dumps(specification, default=str)):  # one of them would end the whole process
        specification = _printable(specification)
    return specification | {"config": CONFIG | specification.get("config", {}) | {"view": CONFIG["view"]}}


def _printable(part: Any) -> Any:
    """The same specification, its texts without the characters that no drawing accepts."""
    if isinstance(part, str):
        return printable(part)
    if isinstance(part, dict):
        return {name: _printable(value) for name, value in part.items()}
    return [_printable(value) for value in part] if isinstance(part, list) else part


def _safe(svg: str, label: str, prefix: str) -> str:
    """Style attributes become presentation attributes; ids are unique in a page; the drawing alone has a name."""
    svg = (
        re.sub(r'\bid="', f'id="{prefix}', svg)
        .replace("url(#", f"url(#{prefix}")
        .replace('href="#', f'href="#{prefix}')
    )
    svg = re.sub(r'\sstyle="([^"]*)"', lambda match: _as_attributes(match.group(1)), svg)
    svg = re.sub(r'\s(?:aria-[a-z]+|role)="[^"]*"', "", svg)
    return svg.replace("<svg", f'<svg role="img" aria-label={quoteattr(label)}', 1)


def _as_attributes(declarations: str) -> str:
    pairs = [part.split(":", 1) for part in declarations.split(";") if ":" in part]
    return "".join(
        f' {name.strip()}="{value.strip()}"' for name, value in pairs if not name.strip().startswith("pointer")
    )


def bars(rows: list[dict], *, label: str, width: int = 520, colour: str = BRAND, unit: str = "") -> str:
    """Horizontal bars, largest first as given. ``rows``: ``{"name": str, "value": number, "colour": optional}``."""
    rows = [{"colour": colour, **row, "text": f"{row['value']:g}{unit}"} for row in rows]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8)),
        x=alt.X("value:Q", axis=None),
    )
    drawn = base.mark_bar(height=16, cornerRadiusEnd=2).encode(color=alt.Color("colour:N", scale=None))
    written = base.mark_text(align="left", dx=5).encode(text="text:N")
    return to_svg((drawn + written).properties(width=width, height=alt.Step(28)), label=label)


def diverging(rows: list[dict], *, label: str, left: str, right: str, width: int = 520) -> str:
    """Points on an axis from −1 (``left``) to 1 (``right``). ``rows``: ``name``, ``value`` and ``count`` (the size)."""
    data = alt.Data(values=rows)
    y = alt.Y("name:N", sort=None, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8, grid=True))
    x = alt.X(
        "value:Q",
        scale=alt.Scale(domain=[-1, 1]),
        title=None,
        axis=alt.Axis(
            values=[-1, 0, 1],
            grid=False,
            labelExpr=f"datum.value < 0 ? {json.dumps(left)} : datum.value > 0 ? {json.dumps(right)} : ''",
        ),
    )
    middle = (
        alt.Chart(alt.Data(values=[{"value": 0}])).mark_rule(color=MUTED, strokeDash=[3, 3]).encode(x=alt.X("value:Q"))
    )
    points = (
        alt.Chart(data)
        .mark_circle(color=BRAND, opacity=1)
        .encode(x=x, y=y, size=alt.Size("count:Q", scale=alt.Scale(range=[60, 400]), legend=None))
    )
    return to_svg((points + middle).properties(width=width, height=alt.Step(34)), label=label)
