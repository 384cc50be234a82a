"""Two pictures of a reading, drawn as SVG: the profile on the ladder, and formality × flexibility.

They are written by hand rather than with a chart grammar: a row of a ladder is a few shapes, drawing takes under a
millisecond, and the profile has a narrow form that stays readable on a phone. The same drawing goes in the page, in the
PDF and in the slides. No style, no script: only presentation attributes. Each stands beside its table and its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from maillage.design.palette import BRAND, GRID, HAIRLINE, INK, MUTED
from maillage.toolkit.words import number

from . import grid, rules, wording
from .readings import CriterionLine, DimensionLine, PartnershipReading

SPREAD, TINT = "#b9d0cc", "#f1efe8"
COLOURS = {
    "strong": "#14694b",
    "discuss": "#7a5200",
    "address": "#a12d1b",
    "none": MUTED,
    "masked": MUTED,
    "disagreement": INK,
}
SPOKEN = {"strong", "discuss", "address", "disagreement"}  # bands whose word has room on a phone


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in the profile, in pixels; level 1 is at ``left``, level 5 at ``left + 4 × step``."""

    width: int
    left: int
    step: int
    row: int
    head: int
    narrow: bool

    def x(self, level: float) -> float:
        return self.left + (level - 1) * self.step


WIDE = Layout(width=880, left=306, step=104, row=32, head=54, narrow=False)
NARROW = Layout(width=340, left=14, step=78, row=50, head=62, narrow=True)
PAPER = Layout(width=740, left=312, step=76, row=22, head=46, narrow=False)  # words of 7 points in a page's column


def profile_svg(reading: PartnershipReading, *, layout: Layout = WIDE) -> str:
    """The criteria on the ladder from 1 to 5, by dimension: median, middle half of the answers, common reading."""
    shapes: list[str] = []
    y = 0.0
    for dimension in reading.dimensions:
        shapes.append(_dimension_head(dimension, y, layout))
        y += layout.head
        for line in dimension.lines:
            shapes.append(_row(line, y, layout))
            y += layout.row
        y += 14
    shapes.append(_legend(y, layout, with_consensus=reading.has_consensus))
    height = y + (74 if layout.narrow else 26)
    label = _("Profil de %(name)s : médiane et écart des critères, de 1 (absent) à 5 (consolidé).") % {
        "name": wording.quoted(reading.partnership.name)
    }
    return svg(shapes, layout.width, height, label)


def _dimension_head(dimension: DimensionLine, y: float, layout: Layout) -> str:
    mean = _("moyenne %(mean)s · %(answered)d sur %(total)d") % {
        "mean": number(dimension.mean, 1),
        "answered": dimension.answered,
        "total": dimension.total,
    }
    bottom = y + layout.head - 8
    parts = [text(0, y + 18, dimension.name, size=16, weight=700)]
    if layout.narrow:
        parts.append(text(0, y + 36, mean, size=12.5, fill=MUTED))
        parts += [text(layout.x(n), bottom + 2, str(n), size=12, fill=MUTED, anchor="middle") for n in range(1, 6)]
    else:
        parts.append(text(0, y + 37, mean, size=13, fill=MUTED))
        parts += [
            text(layout.x(rung.level), y + 20, str(rung.level), size=13, weight=600, fill=MUTED, anchor="middle")
            + text(layout.x(rung.level), y + 37, rung.label.lower(), size=12.5, fill=MUTED, anchor="middle")
            for rung in grid.ladder()
        ]
    return "".join(parts)


def _row(line: CriterionLine, top: float, layout: Layout) -> str:
    band = rules.DISAGREEMENT if line.disagreement else line.band
    words = f"{band.sign} {band.label}"
    middle = top + (layout.row - 14 if layout.narrow else layout.row / 2)
    parts = []
    if line.disagreement:
        parts.append(
            f'<rect x="-6" y="{top + 1:g}" width="{layout.width + 6}" height="{layout.row - 2}" rx="5" fill="{TINT}"/>'
        )
    if layout.narrow:
        parts.append(text(0, top + 17, line.name, size=13.5))
        short = words if band.code in SPOKEN else band.sign
        weight = 700 if line.disagreement else 500
        parts.append(
            text(layout.width, top + 17, short, size=12.5, weight=weight, fill=COLOURS[band.code], anchor="end")
        )
    else:
        parts.append(text(0, middle + 5, line.id, size=12, fill=MUTED))
        parts.append(text(28, middle + 5, line.name, size=14))
        weight = 700 if line.disagreement else 500
        parts.append(text(layout.x(5) + 24, middle + 5, words, size=13, weight=weight, fill=COLOURS[band.code]))
    parts += [
        f'<line x1="{layout.x(n):g}" x2="{layout.x(n):g}" y1="{middle - 6:g}" y2="{middle + 6:g}" stroke="{HAIRLINE}"/>'
        for n in range(1, 6)
    ]
    parts.append(
        f'<line x1="{layout.x(1):g}" x2="{layout.x(5):g}" y1="{middle:g}" y2="{middle:g}" stroke="{GRID}"'
        + (' stroke-dasharray="2 4"' if line.median is None else "")
        + "/>"
    )
    return "".join(parts) + _marks(line, middle, layout)


def _marks(line: CriterionLine, y: float, layout: Layout) -> str:
    parts = []
    if line.lower_quartile is not None and line.iqr:
        x, width = layout.x(line.lower_quartile), line.iqr * layout.step
        parts.append(f'<rect x="{x:g}" y="{y - 5:g}" width="{width:g}" height="10" rx="5" fill="{SPREAD}"/>')
    if line.median is not None:
        x, colour = layout.x(line.median), COLOURS[line.band.code]
        parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="6.5" fill="{colour}" stroke="#fff" stroke-width="1.5"/>')
    if line.consensus is not None:
        parts.append(_diamond(layout.x(line.consensus), y))
    return "".join(parts)


def _legend(y: float, layout: Layout, *, with_consensus: bool) -> str:
    entries = [
        (f'<circle cx="7" cy="0" r="6" fill="{MUTED}"/>', _("médiane des réponses")),
        (f'<rect x="0" y="-5" width="24" height="10" rx="5" fill="{SPREAD}"/>', _("moitié centrale des réponses")),
    ]
    if with_consensus:
        entries.append((_diamond(9, 0), _("lecture en commun")))
    parts = []
    x = 0
    for index, (mark, words) in enumerate(entries):
        if layout.narrow:
            x, row = 0, y + 14 + 22 * index
        else:
            row = y + 14
        parts.append(f'<g transform="translate({x:g} {row:g})">{mark}{text(30, 4.5, words, size=12.5, fill=MUTED)}</g>')
        x += 62 + round(len(words) * 6.6)
    return "".join(parts)


# --- Formality × flexibility

SIDE, MARGIN_LEFT, MARGIN_TOP = 372, 40, 10


def quadrant_keys(readings: Sequence[PartnershipReading]) -> list[tuple[str, PartnershipReading]]:
    """The letter of each partnership that can be placed, in the order given (by name): a key, not a rank."""
    placed = [reading for reading in readings if reading.framing.frame is not None]
    return [(_letter(index), reading) for index, reading in enumerate(placed)]


def quadrant_svg(readings: Sequence[PartnershipReading]) -> str:
    """Partnerships on flexibility (across) and formality (up), cut at 3; one alone also shows its common reading.

    Several are told apart by the letters of ``quadrant_keys``; those at the same place stand side by side, away
    from the cut, so that none is drawn in a corner that is not its own.
    """
    keys = quadrant_keys(readings)
    if len(readings) == 1:
        reading = readings[0]
        dots = [_dot(_across(r.framing.flexibility), _up(r.framing.formality), 8, "") for _key, r in keys]
        together = reading.consensus_framing
        if together and together.frame and reading.basis == "individual":
            dots.append(_diamond(_across(together.flexibility), _up(together.formality), half=12))
        label = _("Cadre de %(name)s : %(sentence)s") % {
            "name": wording.quoted(reading.partnership.name),
            "sentence": wording.framing_sentence(reading.framing),
        }
    else:
        spots: dict[tuple[float, float], list[str]] = {}
        for key, reading in keys:
            spots.setdefault((reading.framing.flexibility, reading.framing.formality), []).append(key)
        dots = [
            _dot(_across(across) + place * (23 if across >= rules.FRAMING_CUT else -23), _up(up), 11, key)
            for (across, up), here in spots.items()
            for place, key in enumerate(here)
        ]
        label = _("%(number)d partenariats placés selon la formalisation et la souplesse de leur cadre.") % {
            "number": len(keys)
        }
    return svg([_corners(), *_axes(), *dots], MARGIN_LEFT + SIDE + 8, MARGIN_TOP + SIDE + 46, label)


def _letter(index: int) -> str:
    """a, b… z, aa, ab…"""
    before, here = divmod(index, 26)
    return (_letter(before - 1) if before else "") + chr(ord("a") + here)


def _dot(x: float, y: float, radius: float, key: str) -> str:
    drawn = f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{BRAND}" stroke="#fff" stroke-width="1.5"/>'
    return drawn + (text(x, y + 4.5, key, size=13, weight=700, fill="#fff", anchor="middle") if key else "")


def _across(flexibility: float) -> float:
    return MARGIN_LEFT + 18 + (flexibility - 1) * (SIDE - 36) / 4


def _up(formality: float) -> float:
    return MARGIN_TOP + 18 + (5 - formality) * (SIDE - 36) / 4


def _corners() -> str:
    """Four corners, each with its name; the one that the method aims at is tinted."""
    half = SIDE / 2
    parts = []
    for code, column, row in [
        ("rigid_frame", 0, 0),
        ("co_built_frame", 1, 0),
        ("imposed_or_absent_frame", 0, 1),
        ("informal_understanding", 1, 1),
    ]:
        x, y = MARGIN_LEFT + column * half, MARGIN_TOP + row * half
        fill = "#e4efed" if code == "co_built_frame" else "#ffffff"
        parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{half:g}" height="{half:g}" fill="{fill}" stroke="{HAIRLINE}"/>'
        )
        name = str(rules.FRAMES[code].name)
        parts.append(text(x + 12, y + (22 if row == 0 else half - 12), name, size=13, weight=600, fill=MUTED))
    return "".join(parts)


def _axes() -> list[str]:
    bottom = MARGIN_TOP + SIDE
    ticks = [text(_across(n), bottom + 17, str(n), size=12, fill=MUTED, anchor="middle") for n in range(1, 6)]
    ticks += [text(MARGIN_LEFT - 8, _up(n) + 4, str(n), size=12, fill=MUTED, anchor="end") for n in range(1, 6)]
    across = text(MARGIN_LEFT + SIDE / 2, bottom + 38, _("souplesse du cadre →"), size=13, anchor="middle")
    middle = MARGIN_TOP + SIDE / 2
    up = text(13, middle, _("formalisation →"), size=13, anchor="middle", turn=f"rotate(-90 13 {middle:g})")
    return [*ticks, across, up]


# --- Pieces


def _diamond(x: float, y: float, half: float = 9.5) -> str:
    points = f"{x:g},{y - half:g} {x + half:g},{y:g} {x:g},{y + half:g} {x - half:g},{y:g}"
    return f'<polygon points="{points}" fill="none" stroke="{INK}" stroke-width="1.75"/>'


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float,
    weight: int = 400,
    fill: str = INK,
    anchor: str = "start",
    turn: str = "",
) -> str:
    turned = f' transform="{turn}"' if turn else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" font-weight="{weight}" fill="{fill}" '
        f'text-anchor="{anchor}"{turned}>{escape(str(words))}</text>'
    )


def svg(shapes: Sequence[str], width: float, height: float, label: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label={quoteattr(label)} width="{width + 16:g}" '
        f'height="{height:g}" viewBox="-8 0 {width + 16:g} {height:g}" font-family="Inter, system-ui, sans-serif">'
        + "".join(shapes)
        + "</svg>"
    )
