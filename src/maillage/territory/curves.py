"""A few years of an indicator, drawn by hand: one line, its ends told, every year in the table beside it."""

from __future__ import annotations

from xml.sax.saxutils import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from maillage.design import palette

from .analyses.series import Series
from .indicators import Indicator
from .readings import with_unit

WIDTH, HEIGHT, LEFT, TOP, FOOT = 560, 170, 12, 34, 30


def of_years(series: Series, indicator: Indicator) -> SafeString:
    """An SVG from the lowest value to the highest: a line shows the change, so its foot is not zero, and says so."""
    values = [moment.value for moment in series.moments]
    low, span = min(values), (max(values) - min(values)) or 1
    step = (WIDTH - 2 * LEFT) / (len(values) - 1)
    points = [
        (LEFT + step * at, TOP + (HEIGHT - TOP - FOOT) * (1 - (value - low) / span)) for at, value in enumerate(values)
    ]
    label = _("%(label)s, de %(start)s à %(end)s. %(sentence)s") % {
        "label": indicator.label,
        "start": series.moments[0].when,
        "end": series.moments[-1].when,
        "sentence": series.sentence,
    }
    named = escape(label, {'"': "&quot;"})
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{palette.BRAND}"/>' for x, y in points)
    ends = "".join(_end(indicator, series, points, at) for at in (0, len(points) - 1))
    return mark_safe(
        f'<svg class="curve" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{named}">'
        f'<line x1="{LEFT}" x2="{WIDTH - LEFT}" y1="{HEIGHT - FOOT + 4}" y2="{HEIGHT - FOOT + 4}" '
        f'stroke="{palette.HAIRLINE}"/>'
        f'<polyline points="{line}" fill="none" stroke="{palette.BRAND}" stroke-width="2.5"/>{dots}{ends}</svg>'
    )


def _end(indicator: Indicator, series: Series, points: list[tuple[float, float]], at: int) -> str:
    """The value above its dot and the year below the line, inside the picture."""
    anchor, x = ("start", LEFT) if at == 0 else ("end", WIDTH - LEFT)
    value = escape(with_unit(indicator, series.moments[at].value))
    return (
        f'<text x="{x}" y="{points[at][1] - 12:.1f}" text-anchor="{anchor}" font-weight="650" '
        f'fill="{palette.INK}">{value}</text>'
        f'<text x="{x}" y="{HEIGHT - 8}" text-anchor="{anchor}" fill="{palette.MUTED}">'
        f"{escape(series.moments[at].when)}</text>"
    )
