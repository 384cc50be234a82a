"""The pictures of a workshop, drawn on the server: the QR code, one point by college, all the points on one scale.

Large letters: they are read from the back of a room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import sqrt

import segno
from django.utils.translation import gettext as _

from maillage.design.palette import BRAND, FAMILIES, GRID, HAIRLINE, INK, MUTED
from maillage.toolkit.words import number, printable

from .readings import ItemReading, Line
from .wording import AskedItem, median_in_words

WIDTH = 1000
TINT = "#bcd9d5"
LEVELS = range(1, 6)


def qr_code(address: str) -> str:
    """The address as a QR code, with the quiet margin that cameras need; decorative, the address is written beside."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(border=3, dark=INK, light="#ffffff", omitsize=True, svgclass="workshop-qr", lineclass=None)
    return drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)


# --- One point: how many at each level, by college


LABELS, RIGHT, ROW, HEAD = 262, 190, 62, 70
STEP = (WIDTH - LABELS - RIGHT) / 5
BIGGEST = 27


def one_item(item: ItemReading, asked: AskedItem) -> str:
    """Discs as large as the number of answers, a mark under the median; "" while the levels may not be shown."""
    if not item.is_told:
        return ""
    lines = [(item.whole, _("toute la salle"))]
    lines += [(line, line.label if line.college else _("autres collèges réunis")) for line in item.rows]
    most = max(max(line.counts) for line, _label in lines)
    body = [*_head(asked, len(lines))]
    for rank, (line, label) in enumerate(lines):
        body += _row(line, label, HEAD + ROW * rank, most, is_whole=rank == 0)
    title = _("%(item)s : réponses par niveau et par collège ; le tableau suit") % {"item": asked.title}
    return _svg(HEAD + ROW * len(lines) + 6, body, title)


def _x(level: float) -> float:
    return LABELS + STEP * (level - 0.5)


def _head(asked: AskedItem, rows: int) -> Iterator[str]:
    for level, rung in zip(LEVELS, asked.rungs, strict=True):
        yield _text(_x(level), 26, str(level), size=28, anchor="middle", weight=700, colour=BRAND)
        yield from _rung(_x(level), rung[:1].lower() + rung[1:])
        yield (
            f'<line x1="{_x(level):.1f}" x2="{_x(level):.1f}" y1="{HEAD}" y2="{HEAD + ROW * rows}" '
            f'stroke="{GRID}" stroke-width="2"/>'
        )
    yield _text(WIDTH - 145, 54, _("nombre"), size=19, anchor="middle", colour=MUTED)
    yield _text(WIDTH - 45, 54, _("médiane"), size=19, anchor="middle", colour=MUTED)


def _rung(x: float, words: str) -> Iterator[str]:
    """The name of a level, on two lines rather than pressed together."""
    first, _space, rest = words.partition(" ")
    if not rest or _wide(words, 19) <= STEP:
        yield _text(x, 54, words, size=19, anchor="middle", colour=MUTED, most=STEP)
        return
    for rank, part in enumerate((first, rest)):
        yield _text(x, 46 + 18 * rank, part, size=17, anchor="middle", colour=MUTED, most=STEP)


def _row(line: Line, label: str, top: float, most: int, *, is_whole: bool) -> Iterator[str]:
    middle = top + ROW / 2 - 2
    if is_whole:
        yield f'<rect x="0" y="{top}" width="{WIDTH}" height="{ROW - 4}" rx="8" fill="#e4efed"/>'
    yield from _label(label, middle, weight=700 if is_whole else 450)
    for level, count in zip(LEVELS, line.counts, strict=True):
        if count:
            yield from _disc(_x(level), middle, count, most)
    at = _x(line.median)
    foot = top + ROW - 6
    yield f'<path d="M{at - 10:.1f} {foot + 7}L{at:.1f} {foot - 6}L{at + 10:.1f} {foot + 7}Z" fill="{INK}"/>'
    yield _text(WIDTH - 145, middle + 9, number(line.answers), size=26, anchor="middle")
    yield _text(WIDTH - 45, middle + 9, median_in_words(line.median), size=30, anchor="middle", weight=700)


def _label(label: str, middle: float, *, weight: int) -> Iterator[str]:
    lines = _wrapped(label[:1].upper() + label[1:], 23)
    first = middle + 8 - 12 * (len(lines) - 1)
    for rank, words in enumerate(lines):
        yield _text(12, first + 24 * rank, words, size=22, weight=weight)


def _disc(x: float, y: float, count: int, most: int) -> Iterator[str]:
    radius = max(8.0, BIGGEST * sqrt(count / most))
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{BRAND}"/>'
    if radius >= 16:
        yield _text(x, y + 7, number(count), size=20, anchor="middle", weight=650, colour="#fff")
    else:
        yield _text(x + radius + 5, y + 7, number(count), size=20, weight=650)


# --- All the points, one under the other


NAMES, ALL_RIGHT = 490, 120
ALL_STEP = (WIDTH - NAMES - ALL_RIGHT) / 4.6


def all_items(
    items: Sequence[tuple[AskedItem, ItemReading]], *, rungs: Sequence[str], earlier: dict[str, float] | None = None
) -> str:
    """Median and spread of each point on the same scale; the number of answers while it may not be told.

    ``earlier``: the medians of another session, as hollow marks.
    """
    row = 58 if len(items) <= 8 else 47
    body = [*_scale(rungs, row * len(items))]
    for rank, (asked, item) in enumerate(items):
        body += _item_row(asked, item, HEAD + row * rank, row, (earlier or {}).get(asked.id))
    return _svg(HEAD + row * len(items) + 4, body, _("Médiane et écart de chaque point ; le tableau suit"))


def _all_x(level: float) -> float:
    return NAMES + ALL_STEP * (level - 0.7)


def _scale(rungs: Sequence[str], height: float) -> Iterator[str]:
    for level in LEVELS:
        x = _all_x(level)
        yield _text(x, 26, str(level), size=26, anchor="middle", weight=700, colour=BRAND)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{HEAD - 6}" y2="{HEAD + height}" stroke="{GRID}" stroke-width="2"/>'
    for level, anchor in ((1, "start"), (5, "end")):
        at = _all_x(level) + (-14 if anchor == "start" else 14)
        yield _text(at, 50, rungs[level - 1][:1].lower() + rungs[level - 1][1:], size=19, anchor=anchor, colour=MUTED)
    yield _text(WIDTH - 40, 50, _("réponses"), size=17, anchor="middle", colour=MUTED)


def _item_row(asked: AskedItem, item: ItemReading, top: float, row: float, before: float | None) -> Iterator[str]:
    middle = top + row / 2
    yield f'<line x1="0" x2="{WIDTH}" y1="{top}" y2="{top}" stroke="{HAIRLINE}" stroke-width="1"/>'
    yield _text(8, middle + 7, asked.shape or "", size=16, colour=FAMILIES.get(asked.group, INK))
    yield _text(30, middle + 8, asked.id, size=22, weight=700, colour=FAMILIES.get(asked.group, BRAND))
    lines = _wrapped(asked.name, 41)
    first = middle + 7 - 11 * (len(lines) - 1)
    for rank, words in enumerate(lines):
        yield _text(78, first + 22 * rank, words, size=20)
    yield _text(WIDTH - 40, middle + 8, number(item.answers), size=22, anchor="middle")
    if not item.is_told:
        if item.answers:
            yield _text(_all_x(3), middle + 7, _("moins de trois niveaux"), size=18, anchor="middle", colour=MUTED)
        return
    low, high = _all_x(item.lower_quartile), _all_x(item.upper_quartile)
    yield (
        f'<rect x="{low - 11:.1f}" y="{middle - 11:.1f}" width="{high - low + 22:.1f}" height="22" rx="11" '
        f'fill="{TINT}"/>'
    )
    if before is not None:
        yield _diamond(_all_x(before), middle, fill="#fff", stroke=MUTED)
    yield _diamond(_all_x(item.median), middle, fill=BRAND, stroke="#fff")
    if item.disagreement:
        yield _text(high + 18, middle + 8, "↔", size=24, weight=700, colour="#7a5200")


def _diamond(x: float, y: float, *, fill: str, stroke: str) -> str:
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in ((0, -15), (15, 0), (0, 15), (-15, 0)))
    return f'<polygon points="{points}" fill="{fill}" stroke="{stroke}" stroke-width="2.5"/>'


# --- What they are made of


def _text(
    x: float,
    y: float,
    words: str,
    *,
    size: int,
    anchor: str = "start",
    weight: int = 450,
    colour: str = INK,
    most: float = 0,
) -> str:
    """``most``: the width that the words may take; longer ones are pressed together a little."""
    pressed = (
        f' textLength="{most - 10:.0f}" lengthAdjust="spacingAndGlyphs"' if most and _wide(words, size) > most else ""
    )
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{colour}"{pressed}>{escape(words)}</text>'
    )


def _wide(words: str, size: int) -> float:
    return 0.55 * size * len(words)


def _wrapped(words: str, most: int) -> list[str]:
    """On one line or two, cut between two words; what does not fit ends with « … ».

    >>> _wrapped("consulaires, branches et OPCO", 20)
    ['consulaires,', 'branches et OPCO']
    """
    if len(words) <= most:
        return [words]
    cut = words.rfind(" ", 0, most + 1)
    first, rest = (words[:most], words[most:]) if cut < 0 else (words[:cut], words[cut + 1 :])
    if len(rest) > most:
        rest = rest[: most - 1].rsplit(" ", 1)[0].rstrip(" ,-–(") + "…"
    return [first, rest]


def _svg(height: float, body: Sequence[str], label: str) -> str:
    return printable(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'preserveAspectRatio="xMinYMin meet" aria-label="{escape(label)}" '
        f'font-family="Inter, sans-serif">{"".join(body)}</svg>'
    )
