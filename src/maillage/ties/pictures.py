"""The network as a picture: data for the browser, and the same drawing as SVG for paper or without script."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.spaces.models import Space

from .analyses import Actor, Link, NetworkReading

INK, MUTED, LINE = "#1b2a2b", "#4f5d5c", "#9aa5a2"
COLOURS = {"economic": "#8f5200", "social": "#6a3d9a", "training": "#0b6e6e", "institutional": "#44546a"}
WIDTHS = {1: 1.0, 2: 2.0, 3: 3.5, 4: 5.5}
LETTER = 6.4  # mean width of a letter at the label's size
LABEL_SIZE = 12


def picture_data(reading: NetworkReading, space: Space, shown: Collection[Link]) -> dict:
    """What network.js draws: actors with place and words, links with width and words, what the filters keep."""
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
                "url": reverse("actors:sheet", args=[space.slug, actor.key]),
            }
            for actor in reading.actors
        ],
        "links": [
            {
                "id": f"{link.source.key}-{link.target.key}",
                "source": str(link.source.key),
                "target": str(link.target.key),
                "width": WIDTHS[link.intensity],
                "words": ", ".join(f"{strand.nature_label} ({strand.intensity_label})" for strand in link.strands),
                "kept": link in shown,
            }
            for link in reading.links
        ],
    }


def shortened(name: str, most: int = 26) -> str:
    """A name that fits beside a point: cut between two words."""
    if len(name) <= most:
        return name
    return name[: most - 1].rsplit(" ", 1)[0].rstrip(" ,-–") + "…"


def network_svg(reading: NetworkReading, *, label: str, width: int = 960) -> str:
    """The whole picture as SVG, ``width`` units wide, named by ``label``; "" when there is no link.

    Labels are written for the most tied actors first, wherever they cover nothing already written.
    """
    if not reading.links:
        return ""
    side, top = 80, 24
    scale = (width - 2 * side) / max(reading.width, reading.height, 1.0)
    height = reading.height * scale + 2 * top + 16
    shift = side + ((width - 2 * side) - reading.width * scale) / 2
    places = {actor.key: (shift + actor.x * scale, top + actor.y * scale) for actor in reading.actors}
    body = [*_lines(reading, places), *_shapes(reading, places), *_labels(reading, places)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height:.0f}" role="img" '
        f'aria-label="{escape(label)}" font-family="Inter, sans-serif" font-size="{LABEL_SIZE}">{"".join(body)}</svg>'
    )


def _lines(reading: NetworkReading, places: dict[int, tuple[float, float]]) -> Iterator[str]:
    for link in reading.links:
        (x1, y1), (x2, y2) = places[link.source.key], places[link.target.key]
        yield (
            f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{LINE}" '
            f'stroke-width="{WIDTHS[link.intensity]}" stroke-linecap="round"/>'
        )


def radius(actor: Actor) -> float:
    """Grows with the number of ties: the area, not the width, says how many."""
    return 5 + 1.9 * actor.ties**0.5


def _shapes(reading: NetworkReading, places: dict[int, tuple[float, float]]) -> Iterator[str]:
    for actor in reading.actors:
        (x, y), r = places[actor.key], radius(actor)
        look = f'fill="{COLOURS[actor.family]}" stroke="#fff" stroke-width="1.5"'
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


def _labels(reading: NetworkReading, places: dict[int, tuple[float, float]]) -> Iterator[str]:
    taken = [(x - radius(a), y - radius(a), x + radius(a), y + radius(a)) for a, (x, y) in _placed(reading, places)]
    for actor, (x, y) in _placed(reading, places):
        text = shortened(actor.short)
        half, under = len(text) * LETTER / 2, y + radius(actor) + LABEL_SIZE + 1
        above = y - radius(actor) - 4
        for base in (under, above):
            box = (x - half, base - LABEL_SIZE, x + half, base + 3)
            if not any(_cover(box, other) for other in taken):
                taken.append(box)
                yield (
                    f'<text x="{x:.1f}" y="{base:.1f}" text-anchor="middle" fill="{INK}" stroke="#fff" '
                    f'stroke-width="3" paint-order="stroke">{escape(text)}</text>'
                )
                break


def _placed(reading: NetworkReading, places: dict[int, tuple[float, float]]):
    return [(actor, places[actor.key]) for actor in reading.by_ties]


def _cover(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
