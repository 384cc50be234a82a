"""A rank among territories, drawn: a line from the lowest to the highest, the middle half thick, a dot for here."""

from __future__ import annotations

from xml.sax.saxutils import escape

from django.utils.safestring import SafeString, mark_safe

from maillage.design import palette

from .analyses import Position

WIDTH, HEIGHT, END = 120, 18, 7


def strip(position: Position) -> SafeString:
    """The dot is at the share of territories that are lower; the sentence is read aloud."""
    middle, length = HEIGHT / 2, WIDTH - 2 * END
    x = END + length * position.below
    quarter = END + length / 4
    named = escape(position.sentence, {'"': "&quot;"})
    return mark_safe(
        f'<svg class="strip" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{named}">'
        f'<line x1="{END}" x2="{WIDTH - END}" y1="{middle}" y2="{middle}" stroke="{palette.HAIRLINE}" '
        f'stroke-width="2"/><line x1="{quarter}" x2="{quarter + length / 2}" y1="{middle}" y2="{middle}" '
        f'stroke="{palette.SEQUENTIAL[1]}" stroke-width="6"/>'
        f'<circle cx="{x:.1f}" cy="{middle}" r="6" fill="{palette.BRAND}" stroke="#fff" stroke-width="1.5"/></svg>'
    )
