"""The partnerships in time: a bar from start to end, the reviews and ends of their texts, today's line.

Drawn as the other pictures, beside its table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.design.palette import BRAND, GRID, HAIRLINE, INK, MUTED
from maillage.toolkit.words import long_date

from .deadlines import END
from .pictures import SPREAD, svg, text
from .readings import PortfolioRow

WIDTH, LEFT, ROW, TOP = 880, 300, 34, 34
ROOM_FOR_NAME, ROOM_FOR_TODAY = 40, 56


def dated(rows: Sequence[PortfolioRow]) -> list[PortfolioRow]:
    """Those that can be placed: a start, an end or the date of a text is known; the earliest first."""
    placed = [row for row in rows if _days(row)]
    return sorted(placed, key=lambda row: (row.partnership.started_on or min(_days(row)), row.partnership.name))


def _days(row: PortfolioRow) -> list[date]:
    own = [day for day in (row.partnership.started_on, row.partnership.ends_on) if day]
    return own + [deadline.on for deadline in row.deadlines]


def timeline_sentence(rows: Sequence[PortfolioRow], *, today: date) -> str:
    """How many are under way, the next end, and the next date of a text when it comes first."""
    placed = [row for row in rows if row.partnership.started_on or row.partnership.ends_on]
    under_way = sum(
        (row.partnership.started_on or date.min) <= today <= (row.partnership.ends_on or date.max) for row in placed
    )
    known = (row.partnership.ends_on for row in placed if row.partnership.ends_on)
    ends = sorted(day for day in known if day >= today)
    due = min((one for row in rows for one in row.deadlines if one.on >= today), key=lambda one: one.on, default=None)
    head = ngettext(
        "%(n)d partenariat est en cours aujourd'hui", "%(n)d partenariats sont en cours aujourd'hui", under_way
    ) % {"n": under_way}
    first = ends[0] if ends else None
    if due and (first is None or due.on < first):
        words = {"head": head, "due": due.words, "day": long_date(due.on)}
        return _("%(head)s ; la prochaine échéance est le %(day)s : %(due)s.") % words
    if first is None:
        return _("%(head)s ; aucun terme à venir n'est noté.") % {"head": head}
    return _("%(head)s ; le prochain terme est le %(day)s.") % {"head": head, "day": long_date(first)}


def timeline_svg(rows: Sequence[PortfolioRow], *, today: date) -> str:
    """One row a partnership, years across; an open end fades into dots. Empty when nothing is dated."""
    placed = dated(rows)
    if not placed:
        return ""
    days = [today, *(day for row in placed for day in _days(row))]
    first, last = date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)
    span = (last - first).days

    def across(day: date) -> float:
        return LEFT + (WIDTH - LEFT) * (day - first).days / span

    now, height = across(today), TOP + ROW * len(placed) + 12
    step = max(1, (last.year - first.year) // 10)
    shapes = []
    for year in range(first.year, last.year, step):
        x = across(date(year, 1, 1))
        shapes.append(f'<line x1="{x:g}" x2="{x:g}" y1="{TOP - 8}" y2="{height - 12}" stroke="{HAIRLINE}"/>')
        if abs(x + 18 - now) > ROOM_FOR_TODAY:
            shapes.append(text(x + 4, 16, str(year), size=12, fill=MUTED))
    for place, row in enumerate(placed):
        shapes.append(_bar(row, TOP + ROW * place, across, last))
    shapes.append(
        f'<line x1="{now:g}" x2="{now:g}" y1="20" y2="{height - 12}" stroke="{INK}" stroke-width="1.5" '
        'stroke-dasharray="4 3"/>'
    )
    shapes.append(text(now, 14, _("aujourd'hui"), size=12, weight=600, anchor="middle"))
    return svg(shapes, WIDTH, height, timeline_sentence(rows, today=today))


def _bar(row: PortfolioRow, y: float, across, last: date) -> str:
    partnership, middle = row.partnership, y + ROW / 2
    name = partnership.name if len(partnership.name) <= ROOM_FOR_NAME else f"{partnership.name[: ROOM_FOR_NAME - 1]}…"
    parts = [text(0, middle + 5, name, size=13.5)]
    parts.append(f'<line x1="{LEFT}" x2="{WIDTH}" y1="{middle:g}" y2="{middle:g}" stroke="{GRID}"/>')
    if partnership.started_on or partnership.ends_on:
        start = across(partnership.started_on or partnership.ends_on)
        end = across(partnership.ends_on or last)
        dots = "" if partnership.ends_on else ' stroke-dasharray="3 3"'
        parts.append(
            f'<rect x="{start:g}" y="{middle - 7:g}" width="{max(6, end - start):g}" height="14" rx="4" '
            f'fill="{SPREAD if not partnership.ends_on else BRAND}" stroke="{BRAND}"{dots}/>'
        )
    parts += [_mark(across(one.on), middle, one.kind) for one in row.deadlines]
    return "".join(parts)


def _mark(x: float, y: float, kind: str) -> str:
    """A review is a circle, an end a square on its corner: told apart without colour."""
    if kind == END:
        return f'<path d="M{x:g} {y - 8:g}l8 8-8 8-8-8z" fill="{INK}" stroke="#fff" stroke-width="1.5"/>'
    return f'<circle cx="{x:g}" cy="{y:g}" r="6" fill="#fff" stroke="{INK}" stroke-width="2"/>'
