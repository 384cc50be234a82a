"""The network as a picture: data for the browser, and the same drawing as SVG for paper or without script."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.design.palette import FAMILIES, INK
from maillage.spaces.models import Space
from maillage.toolkit.words import printable

from .analyses import Actor, Link, NetworkReading

LINE = "#9aa5a2"
DASHED = ' stroke-dasharray="5 6"'  # said by one end only
WIDTHS = {1: 1.0, 2: 2.0, 3: 3.5, 4: 5.5}
LETTER = 0.533  # mean width of a letter, for a size of 1
LABEL_SIZE = 12
PAPER_LABEL_SIZE = 15  # 7 points once the sheet is as wide as a page's column
HEIGHT = 0.7  # of the width
PAPER_HEIGHT = 0.76
STRETCH = 1.6  # how much more one direction may be stretched than the other, to use the whole sheet
LONGEST_TIE = 150
MOST_ISOLATES = 120  # named on the page; the others are in the directory
ALWAYS_NAMED = 4  # the most tied actors are named even where it is crowded


def picture_data(reading: NetworkReading, space: Space, shown: Collection[Link]) -> dict:
    """What network.js draws: actors with place and words, links with width and words, what the filters keep."""
    sheets = sheets_of(reading, space)
    kept = {end.key for link in shown for end in (link.source, link.target)}
    return {
        "width": reading.width,
        "height": reading.height,
        "words": {"sheet": _("Ouvrir la fiche"), "everybody": _("Revoir tous les acteurs")},
        "actors": [
            {
                "id": str(actor.key),
                "name": actor.name,
                "label": shortened(actor.short),
                "family": actor.family,
                "words": f"{actor.college_label} · {actor.shape} {actor.family_label}",
                "ties": actor.ties,
                "x": actor.x,
                "y": actor.y,
                "kept": actor.key in kept,
                "url": sheets[actor.key],
            }
            for actor in reading.actors
        ],
        "links": [
            {
                "id": f"{link.source.key}-{link.target.key}",
                "source": str(link.source.key),
                "target": str(link.target.key),
                "width": WIDTHS[link.intensity],
                "words": words_of(link, all_noted=not reading.is_said),
                "dashed": link.is_unconfirmed,
                "kept": link in shown,
            }
            for link in reading.links
        ],
    }


def words_of(link: Link, *, all_noted: bool) -> str:
    """« orientation de jeunes (on se coordonne) · dit par les deux »"""
    strands = dict.fromkeys(f"{strand.nature_label} ({strand.intensity_label})" for strand in link.strands)
    return ", ".join(strands) if all_noted else f"{', '.join(strands)} · {link.voice.label}"


def sheets_of(reading: NetworkReading, space: Space) -> dict[int, str]:
    """The address of the sheet of each actor that a page names, asked once per actor rather than once per row."""
    named = reading.actors + reading.isolates[:MOST_ISOLATES]
    return {actor.key: reverse("actors:sheet", args=[space.slug, actor.key]) for actor in named}


def shortened(name: str, most: int = 26) -> str:
    """A name that fits beside a point: cut between two words."""
    if len(name) <= most:
        return name
    return name[: most - 1].rsplit(" ", 1)[0].rstrip(" ,-–") + "…"


def network_svg(reading: NetworkReading, *, label: str, width: int = 960, on_paper: bool = False) -> str:
    """The whole picture as SVG, ``width`` units wide, named by ``label``; "" when there is no link.

    Labels are written for the most tied actors first, wherever they cover nothing already written.
    """
    if not reading.links:
        return ""
    size = PAPER_LABEL_SIZE if on_paper else LABEL_SIZE
    side, top, height = 96, 32, round(width * (PAPER_HEIGHT if on_paper else HEIGHT))
    across = min((width - 2 * side) / max(reading.width, 0.1), LONGEST_TIE)
    down = min((height - 2 * top) / max(reading.height, 0.1), LONGEST_TIE)
    across, down = min(across, STRETCH * down), min(down, STRETCH * across)
    left, above = (width - reading.width * across) / 2, (height - reading.height * down) / 2
    places = {actor.key: (left + actor.x * across, above + actor.y * down) for actor in reading.actors}
    body = [*_lines(reading, places), *_shapes(reading, places), *_labels(reading, places, width, size)]
    return printable(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{escape(label)}" font-family="Inter, sans-serif" font-size="{size}">{"".join(body)}</svg>'
    )


def _lines(reading: NetworkReading, places: dict[int, tuple[float, float]]) -> Iterator[str]:
    for link in reading.links:
        (x1, y1), (x2, y2) = places[link.source.key], places[link.target.key]
        yield (
            f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{LINE}" '
            f'stroke-width="{WIDTHS[link.intensity]}" stroke-linecap="round"{DASHED if link.is_unconfirmed else ""}/>'
        )


def radius(actor: Actor) -> float:
    """Grows with the number of ties: the area, not the width, says how many."""
    return 5 + 1.9 * actor.ties**0.5


def _shapes(reading: NetworkReading, places: dict[int, tuple[float, float]]) -> Iterator[str]:
    for actor in reading.actors:
        (x, y), r = places[actor.key], radius(actor)
        look = f'fill="{FAMILIES[actor.family]}" stroke="#fff" stroke-width="1.5"'
        if actor.family == "social":
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" {look}/>'
        elif actor.family == "training":
            side = 1.8 * r
            yield f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" height="{side:.1f}" {look}/>'
        else:
            corners = (
                [(0, -1.15), (1.05, 0.8), (-1.05, 0.8)]
                if actor.family == "economic"
                else [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)]
            )
            points = " ".join(f"{x + dx * r:.1f},{y + dy * r:.1f}" for dx, dy in corners)
            yield f'<polygon points="{points}" {look}/>'


def _labels(reading: NetworkReading, places: dict[int, tuple[float, float]], width: int, size: int) -> Iterator[str]:
    taken = [(x - radius(a), y - radius(a), x + radius(a), y + radius(a)) for a, (x, y) in _placed(reading, places)]
    for rank, (actor, (x, y)) in enumerate(_placed(reading, places)):
        text, reach = shortened(actor.short), radius(actor) + 3
        places_around = _around(x, y, reach, len(text) * LETTER * size, size)
        cost, (at_x, at_y, anchor, box) = min(
            ((_cost(place[3], taken, width), place) for place in places_around), key=lambda pair: pair[0]
        )
        if cost and rank >= ALWAYS_NAMED:
            continue
        taken.append(box)
        yield (
            f'<text x="{at_x:.1f}" y="{at_y:.1f}" text-anchor="{anchor}" fill="{INK}" stroke="#fff" '
            f'stroke-width="3" paint-order="stroke">{escape(text)}</text>'
        )


def _cost(box: tuple[float, ...], taken: list[tuple[float, ...]], width: int) -> int:
    """How many things the box would cover; leaving the sheet is worse than any of them."""
    return sum(_cover(box, other) for other in taken) + (9 if box[0] < 0 or box[2] > width else 0)


def _around(
    x: float, y: float, reach: float, width: float, size: int
) -> Iterator[tuple[float, float, str, tuple[float, ...]]]:
    """Where a label may stand: under, above, right, left; with its anchor and its box."""
    half, tall = width / 2, size + 2
    yield x, y + reach + size - 2, "middle", (x - half, y + reach, x + half, y + reach + tall)
    yield x, y - reach, "middle", (x - half, y - reach - tall, x + half, y - reach)
    yield x + reach, y + size / 3, "start", (x + reach, y - tall / 2, x + reach + width, y + tall / 2)
    yield x - reach, y + size / 3, "end", (x - reach - width, y - tall / 2, x - reach, y + tall / 2)


def _placed(reading: NetworkReading, places: dict[int, tuple[float, float]]):
    return [(actor, places[actor.key]) for actor in reading.by_ties]


def _cover(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
