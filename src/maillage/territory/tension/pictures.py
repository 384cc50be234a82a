"""The tension at one look: what employers seek on the left, what young people can learn on the right, back to back.

One row per family, those sought more than taught first. Only presentation attributes: the same drawing stands in the
page, on a phone (narrow) and in the report. The table beside it has every number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.design.palette import FAMILIES, HAIRLINE, INK, MUTED
from maillage.toolkit.words import number

from .readings import FamilyLine, TensionReading
from .sentences import main, percent

SOUGHT, SOUGHT_TINT, TAUGHT, LACKING = FAMILIES["economic"], "#f4e6cf", FAMILIES["training"], "#a12d1b"
ALIKE = 0.01
"""Shares closer than this (a hundredth of the whole) are said to be alike."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand, in pixels. Bars start at ``left`` (towards the left) and ``right``.

    longest: width of the longest bar; bar: where bars start under the top of their row; tall: their height.
    """

    width: int
    left: int
    right: int
    longest: int
    row: int
    bar: int
    tall: int
    narrow: bool

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


WIDE = Layout(width=900, left=338, right=562, longest=194, row=30, bar=6, tall=18, narrow=False)
NARROW = Layout(width=340, left=169, right=171, longest=110, row=50, bar=23, tall=16, narrow=True)
PAPER = Layout(width=806, left=312, right=506, longest=168, row=19, bar=3, tall=13, narrow=False)  # words of 7 points


def back_to_back(reading: TensionReading, *, layout: Layout = WIDE) -> SafeString:
    """The picture as SVG, named by the sentence that reads it; empty when nobody is sought and nothing taught."""
    if not reading.lines:
        return SafeString()
    unit = layout.longest / (max(share for line in reading.lines for share in shares(line)) or 1)
    shapes = [*headings(reading, layout)]
    top = 100.0 if layout.narrow else 62.0
    for title, lines in groups(reading.lines):
        if title:
            shapes.append(group_title(title, top, layout))
            top += 32
        for line in lines:
            shapes += row(line, top, unit, layout)
            top += layout.row
        top += 6
    shapes += legend(top + 14, reading, layout)
    height = top + (112 if layout.narrow else 50 if layout is PAPER else 36)
    label = f"{_('Ce que cherchent les employeurs, ce que les jeunes peuvent apprendre')}. {main(reading)}"
    return mark_safe(
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label={quoteattr(label)} width="{layout.width}" '
        f'height="{height:g}" viewBox="0 0 {layout.width} {height:g}" font-family="Inter, system-ui, sans-serif">'
        f"{''.join(shapes)}</svg>"
    )


def shares(line: FamilyLine) -> tuple[float, float]:
    return line.need.share, (line.reach.share or 0) if line.reach else 0


def groups(lines: Sequence[FamilyLine]) -> list[tuple[str, list[FamilyLine]]]:
    """Sought more than taught, alike, taught more than sought; one group without a name where nothing is compared."""
    if all(line.gap is None for line in lines):
        return [("", sorted(lines, key=by_projects))]
    known = [(line, line.gap or 0) for line in lines]
    found = [
        (_("Plus cherché qu'appris"), [line for line, gap in known if gap >= ALIKE]),
        (_("À peu près autant"), sorted((line for line, gap in known if -ALIKE < gap < ALIKE), key=by_projects)),
        (_("Plus appris que cherché"), [line for line, gap in known if gap <= -ALIKE]),
    ]
    return [(title, inside) for title, inside in found if inside]


def by_projects(line: FamilyLine) -> tuple[float, str]:
    return -line.need.share, line.family.value


def headings(reading: TensionReading, layout: Layout) -> Iterator[str]:
    level = reading.question.level
    trainings = _("part des formations de %(level)s") % {"level": level.label} if level else _("part des formations")
    minutes = _("à moins de %(minutes)s minutes") % {"minutes": number(reading.question.minutes)}
    sides = (
        (layout.left, "end", SOUGHT, _("Ce que cherchent les employeurs"), [_("part des projets de recrutement")]),
        (layout.right, "start", TAUGHT, _("Ce que les jeunes peuvent apprendre"), [trainings, minutes]),
    )
    y = 0
    for x, anchor, colour, title, units in sides:
        at, side = (0, "start") if layout.narrow else (x, anchor)
        yield text(at, y + 16, title, size=15, weight=700, fill=colour, anchor=side)
        for step, unit in enumerate(units):
            yield text(at, y + 34 + 16 * step, unit, size=12.5, fill=MUTED, anchor=side)
        y += 42 if layout.narrow else 0


def group_title(title: str, top: float, layout: Layout) -> str:
    line = f'<line x1="0" x2="{layout.width}" y1="{top + 6:g}" y2="{top + 6:g}" stroke="{HAIRLINE}"/>'
    return line + text(0, top + 24, title, size=13, weight=700)


def row(line: FamilyLine, top: float, unit: float, layout: Layout) -> Iterator[str]:
    middle = top + layout.bar + layout.tall / 2 + 4.5
    name_at = top + 15 if layout.narrow else middle
    yield text(layout.middle, name_at, line.family.short, size=13.5, anchor="middle")
    yield from sought(line, top + layout.bar, middle, unit, layout)
    yield from taught(line, top + layout.bar, middle, unit, layout)


def sought(line: FamilyLine, top: float, middle: float, unit: float, layout: Layout) -> Iterator[str]:
    whole = max(line.need.share * unit, 1.5 if line.need.projects else 0)
    hard = whole * (line.need.difficult_share or 0)
    if whole:
        yield (
            f'<rect x="{layout.left - whole:.1f}" y="{top:g}" width="{whole:.1f}" height="{layout.tall}" '
            f'fill="{SOUGHT_TINT}" stroke="{SOUGHT}"/>'
        )
        yield rectangle(layout.left - hard, top, hard, layout.tall, SOUGHT)
    end = layout.left - whole - 7
    if line.need.is_secret:
        yield text(end, middle, _("secret"), size=12, fill=MUTED, anchor="end")
        return
    if not line.need.projects:
        yield text(end, middle, _("aucun projet"), size=12, fill=MUTED, anchor="end")
        return
    share = percent(line.need.share)
    yield text(end, middle, share, size=13, weight=700, anchor="end")
    if not layout.narrow:
        counted = round(line.need.projects)
        projects = ngettext("%(n)s projet", "%(n)s projets", counted) % {"n": number(counted)}
        yield text(end - beside(share), middle, projects, size=12, fill=MUTED, anchor="end")


def taught(line: FamilyLine, top: float, middle: float, unit: float, layout: Layout) -> Iterator[str]:
    if line.reach is None:
        yield text(layout.right + 6, middle, _("non couvert"), size=12, fill=MUTED)
        return
    if line.reach.people == 0:
        yield rectangle(layout.right, top, 4, layout.tall, LACKING)
        words = _("aucune") if layout.narrow else _("aucune formation à portée")
        yield text(layout.right + 11, middle, words, size=12.5, weight=700, fill=LACKING)
        return
    whole = max((line.reach.share or 0) * unit, 1.5)
    yield rectangle(layout.right, top, whole, layout.tall, TAUGHT)
    end = layout.right + whole + 7
    share = percent(line.reach.share)
    yield text(end, middle, share, size=13, weight=700)
    if not layout.narrow and line.reach.minutes is not None:
        minutes = _("à %(n)s min") % {"n": number(line.reach.minutes)}
        yield text(end + beside(share), middle, minutes, size=12, fill=MUTED)


def beside(share: str) -> float:
    """How far what follows a share stands from its start."""
    return max(46, 8 + 7.6 * len(share))


def legend(top: float, reading: TensionReading, layout: Layout) -> Iterator[str]:
    young = reading.counted == "young"
    half = (
        _("à 17 min : la moitié des jeunes en a une plus près")
        if young
        else _("à 17 min : la moitié des habitants en a une plus près")
    )
    entries = (
        (rectangle(0, -9, 14, 12, SOUGHT), _("projets jugés difficiles, au moins")),
        (
            f'<rect x="0.5" y="-8.5" width="13" height="11" fill="{SOUGHT_TINT}" stroke="{SOUGHT}"/>',
            _("autres projets"),
        ),
        (rectangle(0, -9, 14, 12, TAUGHT), _("formations à portée")),
        ("", half),
    )
    x = 0
    for step, (mark, words) in enumerate(entries[:3] if layout.narrow else entries):
        at, y = (0, top + 14 + 22 * step) if layout.narrow else (x, top + 8)
        if layout is PAPER and not mark:  # no room left on the first line
            at, y = 0, top + 30
        indent = 20 if mark else 0
        yield f'<g transform="translate({at} {y:g})">{mark}{text(indent, 2, words, size=12.5, fill=MUTED)}</g>'
        x += indent + 18 + round(len(words) * 6.4)


def rectangle(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:g}" width="{width:.1f}" height="{height:g}" fill="{fill}"/>'


def text(
    x: float, y: float, words: str, *, size: float, weight: int = 400, fill: str = INK, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" font-weight="{weight}" fill="{fill}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )
