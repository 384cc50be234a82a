"""What the pictures of this room are made of: shapes of the families, words that cover nothing, the sheet itself."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from maillage.design.palette import BRAND, FAMILIES, INK
from maillage.toolkit.words import printable

LETTER = 6.3  # mean width of a letter at the label's size
SIZE = 12


def labels_beside(points: Sequence[tuple[float, float, str]], limit: float) -> list[str]:
    """Labels beside their points: the first free place among right, left, above, below."""
    taken = [(px - 9, py - 9, px + 9, py + 9) for px, py, _label in points]
    written = []
    for px, py, label in sorted(points):
        wide = len(label) * LETTER
        choices = [
            (px + 12, py + 4, "start", (px + 12, py - 7, px + 12 + wide, py + 7)),
            (px - 12, py + 4, "end", (px - 12 - wide, py - 7, px - 12, py + 7)),
            (px, py - 13, "middle", (px - wide / 2, py - 25, px + wide / 2, py - 11)),
            (px, py + 22, "middle", (px - wide / 2, py + 11, px + wide / 2, py + 25)),
            (px + 9, py - 9, "start", (px + 9, py - 20, px + 9 + wide, py - 6)),
            (px + 9, py + 18, "start", (px + 9, py + 7, px + 9 + wide, py + 21)),
            (px - 9, py - 9, "end", (px - 9 - wide, py - 20, px - 9, py - 6)),
            (px - 9, py + 18, "end", (px - 9 - wide, py + 7, px - 9, py + 21)),
        ]
        at_x, at_y, anchor, box = min(choices, key=lambda one: _cost(one[3], taken, limit))
        taken.append(box)
        written.append(text(at_x, at_y, label, anchor=anchor))
    return written


def _cost(box: tuple[float, ...], taken: Sequence[tuple[float, ...]], limit: float) -> int:
    covered = sum(box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3] for one in taken)
    return covered + (9 if box[0] < 4 or box[2] > limit + 20 else 0)


def shape(family: str | None, x: float, y: float, r: float) -> str:
    """The family's shape and colour; a plain disc for a college."""
    look = f'fill="{FAMILIES.get(family or "", BRAND)}" stroke="#fff" stroke-width="1.5"'
    if family == "training":
        return (
            f'<rect x="{x - 0.9 * r:.1f}" y="{y - 0.9 * r:.1f}" width="{1.8 * r:.1f}" height="{1.8 * r:.1f}" {look}/>'
        )
    corners = {
        "economic": [(0, -1.15), (1.05, 0.8), (-1.05, 0.8)],
        "institutional": [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)],
    }.get(family or "")
    if corners is None:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" {look}/>'
    points = " ".join(f"{x + dx * r:.1f},{y + dy * r:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}" {look}/>'


def text(x: float, y: float, words: str, *, anchor: str = "start", colour: str = INK) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}" stroke="#fff" stroke-width="3" '
        f'paint-order="stroke">{escape(words)}</text>'
    )


def wrapped(name: str, most: int) -> list[str]:
    """A name on one or two lines, cut between two words.

    >>> wrapped("institutions et financeurs", 16)
    ['institutions et', 'financeurs']
    """
    if len(name) <= most:
        return [name]
    words = name.split()
    first = [words.pop(0)]
    while words and len(" ".join([*first, words[0]])) <= most:
        first.append(words.pop(0))
    return [" ".join(first), shortened(" ".join(words), most)] if words else [shortened(" ".join(first), most)]


def shortened(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rsplit(" ", 1)[0].rstrip(" ,-–") + "…"


def svg(width: float, height: float, body: Sequence[str], label: str) -> str:
    return printable(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        f'aria-label="{escape(label)}" font-family="Inter, sans-serif" font-size="{SIZE}">{"".join(body)}</svg>'
    )
