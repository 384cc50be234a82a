"""The map of France to keep: mainland and overseas on one sheet, with title, sentence, legend and source."""

from __future__ import annotations

import math
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from django.utils.translation import gettext as _

from maillage.design import charts, palette
from maillage.toolkit.words import number

from .maps import levels_by_commune
from .question import PLACES, Asked
from .readings import FranceReading

WIDTH, MARGIN, MAP_HEIGHT = 900, 30, 780
FINENESS = 0.008  # degrees: half a point of the picture
MAINLAND = (-5.2, 41.3, 9.6, 51.15)
INSETS = {"971": 1, "972": 2, "973": 3, "974": 4, "976": 5}
"""Code of the département → rank of its name in PLACES."""
INSET_WIDTH, INSET_HEIGHT = 104, 82
FONT = 'font-family="Inter, sans-serif"'
Path = str


@dataclass(frozen=True, slots=True)
class Frame:
    """Degrees to points of the picture: ``scale`` points for a degree of latitude, from a corner."""

    west: float
    north: float
    scale: float
    stretch: float
    x: float
    y: float

    @classmethod
    def fitted(cls, box: Sequence[float], x: float, y: float, width: float, height: float) -> Frame:
        west, south, east, north = box
        stretch = math.cos(math.radians((south + north) / 2))
        scale = min(width / ((east - west) * stretch), height / (north - south))
        margins = width - (east - west) * stretch * scale, height - (north - south) * scale
        return cls(west, north, scale, stretch, x + margins[0] / 2, y + margins[1] / 2)

    def path(self, ring: np.ndarray) -> Path:
        xs = self.x + (ring[:, 0] - self.west) * self.stretch * self.scale
        ys = self.y + (self.north - ring[:, 1]) * self.scale
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in zip(xs.tolist(), ys.tolist(), strict=True)) + "Z"


def france_file(asked: Asked, reading: FranceReading, rings: dict[str, list[np.ndarray]], *, form: str) -> bytes:
    """``form``: "svg" or "png" (twice the pixels). ``rings``: outer rings of each commune, see gazetteer.every_ring."""
    levels = levels_by_commune(asked)
    about = ["france", form, reading.sentence, reading.source, "".join(map(str, levels.values()))]

    def draw() -> str:
        svg = sheet(reading, levels, rings)
        return b64encode(charts.svg_to_png(svg)).decode() if form == "png" else svg

    drawn = charts.remembered(about, draw)
    return b64decode(drawn) if form == "png" else drawn.encode()


def sheet(reading: FranceReading, levels: dict[str, int], rings: dict[str, list[np.ndarray]]) -> str:
    title, sentence = str(reading.indicator.label), reading.sentence
    pieces, y = [text(title, MARGIN, 46, size=22, weight=700)], 52.0
    for line in wrap(sentence, width=112):
        y += 20
        pieces.append(text(line, MARGIN, y, size=14, colour=palette.MUTED))
    top = y + 16
    pieces += map_of(levels, paths(rings, top), top)
    pieces += legend(reading, top + MAP_HEIGHT + 24)
    foot = top + MAP_HEIGHT + 60
    for line in wrap(f"{reading.method} {reading.source}", width=140):
        foot += 15
        pieces.append(text(line, MARGIN, foot, size=11, colour=palette.MUTED))
    height = round(foot + 30)
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    )
    named = f'role="img" aria-label={quoteattr(f"{title}. {sentence}")}'
    return "".join([f'{opening} {named}><rect width="{WIDTH}" height="{height}" fill="#ffffff"/>', *pieces, "</svg>"])


def map_of(levels: dict[str, int], drawn: dict[str, Path], top: float) -> Iterable[str]:
    """One shape for each class, and the frames of overseas."""
    by_level = defaultdict(list)
    for code, path in drawn.items():
        by_level[levels.get(code, 0)].append(path)
    for level, shapes in sorted(by_level.items()):
        colour = palette.SEQUENTIAL[level - 1] if level else palette.NO_DATA
        yield f'<path fill="{colour}" stroke="{colour}" stroke-width="0.4" d="{"".join(shapes)}"/>'
    for departement, (x, y) in corners(top).items():
        name = str(PLACES[INSETS[departement]][0])
        size = f'width="{INSET_WIDTH}" height="{INSET_HEIGHT}"'
        yield f'<rect x="{x}" y="{y}" {size} fill="none" stroke="{palette.HAIRLINE}"/>'
        yield text(name, x + 4, y + INSET_HEIGHT - 5, size=10, colour=palette.MUTED)


def corners(top: float) -> dict[str, tuple[float, float]]:
    """Where each overseas département is framed: in the Atlantic, under Brittany."""
    first = top + MAP_HEIGHT - len(INSETS) * (INSET_HEIGHT + 6)
    return {code: (MARGIN, first + rank * (INSET_HEIGHT + 6)) for rank, code in enumerate(INSETS)}


def paths(rings: dict[str, list[np.ndarray]], top: float) -> dict[str, Path]:
    frames = {"": Frame.fitted(MAINLAND, MARGIN + 40, top, WIDTH - 2 * MARGIN - 40, MAP_HEIGHT)}
    for departement, (x, y) in corners(top).items():
        every = np.concatenate([ring for code in rings if code.startswith(departement) for ring in rings[code]])
        box = [*every.min(axis=0), *every.max(axis=0)]
        frames[departement] = Frame.fitted(box, x + 4, y + 4, INSET_WIDTH - 8, INSET_HEIGHT - 22)
    return {
        code: "".join(frames[code[:3] if code[:3] in INSETS else ""].path(ring) for ring in inside)
        for code, inside in rings.items()
    }


def legend(reading: FranceReading, y: float) -> Iterable[str]:
    entries = [
        (f"{shade.label} ({number(shade.count)})", palette.SEQUENTIAL[shade.level - 1]) for shade in reading.shades
    ]
    if reading.unknown:
        entries.append((f"{_('pas de donnée')} ({number(reading.unknown)})", palette.NO_DATA))
    step = (WIDTH - 2 * MARGIN) / max(len(entries), 1)
    for rank, (words, colour) in enumerate(entries):
        x = MARGIN + rank * step
        yield f'<rect x="{x:.0f}" y="{y - 10:.0f}" width="13" height="13" rx="2" fill="{colour}"/>'
        yield text(words, x + 18, y + 1, size=11)
    unit = reading.indicator.unit
    if unit and unit != "%":
        yield text(str(unit), MARGIN, y + 20, size=11, colour=palette.MUTED)


def text(words: str, x: float, y: float, *, size: int, weight: int = 400, colour: str = palette.INK) -> str:
    place = f'x="{x:.0f}" y="{y:.0f}" font-size="{size}" font-weight="{weight}" fill="{colour}"'
    return f"<text {place} {FONT}>{escape(words)}</text>"
