"""The pictures of the game of actors, drawn on the server: the four boxes, the graph, the axis, who weighs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np
from django.utils.translation import gettext as _

from maillage.design.palette import BRAND, FAMILIES, GRID, MUTED

from .analyses.named_game_reading import Couple, NamedGame, Player
from .analyses.shared_game import CollegeCell
from .drawing import LETTER, labels_beside, shape, shortened, svg, text, wrapped
from .enums import Box

NEAR, FAR = BRAND, "#a33b2a"
MOST_LINES = 24
FAINTEST = 0.2  # ties between colleges under this are left to the table


@dataclass(frozen=True, slots=True)
class Name:
    label: str
    family: str | None = None


def couples_graph(game: NamedGame, *, apart: bool) -> str:
    """The convergences between actors, or their divergences when ``apart``; the closest sit side by side."""
    actors = [player.actor for player in game.players]
    place = {actor: i for i, actor in enumerate(actors)}
    net = np.zeros((len(actors), len(actors)))
    for couple in game.couples:
        i, j = place[couple.one], place[couple.other]
        net[i, j] = net[j, i] = couple.convergence - couple.divergence
    lines = [
        (place[couple.one], place[couple.other], _strength(couple, apart=apart))
        for couple in game.couples
        if _strength(couple, apart=apart) > 0
    ]
    names = [Name(actor.name, actor.family) for actor in actors]
    label = (
        _("Divergences entre acteurs ; le tableau suit") if apart else _("Convergences entre acteurs ; le tableau suit")
    )
    return _graph(names, lines, net, colour=FAR if apart else NEAR, dashed=apart, label=label)


def colleges_graph(matrix: Sequence[Sequence[CollegeCell]], *, apart: bool) -> str:
    """The same picture between colleges, without names."""
    names = [Name(str(row[0].one.label)) for row in matrix]
    net = np.array([[cell.convergence - cell.divergence for cell in row] for row in matrix])
    shares = {
        (i, j): (cell.divergence if apart else cell.convergence) / (cell.convergence + cell.divergence)
        for i, row in enumerate(matrix)
        for j, cell in enumerate(row)
        if i < j and cell.agreement is not None
    }
    lines = [(i, j, strength) for (i, j), strength in _told_apart(shares).items() if strength >= FAINTEST]
    label = (
        _("Divergences entre collèges ; le tableau suit")
        if apart
        else _("Convergences entre collèges ; le tableau suit")
    )
    return _graph(names, lines, net, colour=FAR if apart else NEAR, dashed=apart, label=label)


def _told_apart(shares: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """Shares spread from 0 (the smallest) to 1: colleges all agree on much, what differs must be seen."""
    if not shares:
        return {}
    low, high = min(shares.values()), max(shares.values())
    return {pair: (share - low) / (high - low) if high > low else 1.0 for pair, share in shares.items() if share > 0}


def _strength(couple: Couple, *, apart: bool) -> float:
    return couple.divergence if apart else couple.convergence


def seriated(net: np.ndarray) -> list[int]:
    """An order in which those who agree follow one another: spectral, the same whatever the order given.

    >>> seriated(np.array([[0, 0, 5], [0, 0, 1], [5, 1, 0]])) in ([0, 2, 1], [1, 2, 0])
    True
    """
    if len(net) < 3:
        return list(range(len(net)))
    ties = np.asarray(net, dtype=float) - net.min() + 1e-9
    np.fill_diagonal(ties, 0.0)
    laplacian = np.diag(ties.sum(axis=1)) - ties
    vector = np.linalg.eigh(laplacian)[1][:, 1]
    if vector[np.argmax(np.abs(vector))] < 0:
        vector = -vector
    return np.lexsort((np.arange(len(net)), np.round(vector, 9))).tolist()


def _graph(
    names: Sequence[Name],
    ties: Sequence[tuple[int, int, float]],
    net: np.ndarray,
    *,
    colour: str,
    dashed: bool,
    label: str,
) -> str:
    """Names on a circle, the strongest ties between them; "" under two names."""
    if len(names) < 2:
        return ""
    width, height, radius = (620, 430, 150) if len(names) > 8 else (470, 330, 105)
    if len(names) > 24:
        height, radius = 560, 215
    order = seriated(net)
    middle = (width / 2, height / 2)
    angle = {actor: 2 * pi * rank / len(order) - pi / 2 for rank, actor in enumerate(order)}
    places = {i: (middle[0] + radius * cos(a), middle[1] + radius * sin(a)) for i, a in angle.items()}
    kept = sorted(ties, key=lambda tie: -tie[2])[:MOST_LINES]
    most = max((tie[2] for tie in kept), default=1.0)
    body = [
        *_arcs(kept, places, middle, most, colour, dashed=dashed),
        *_dots(names, places),
        *_rim(names, places, angle),
    ]
    return svg(width, height, body, label)


def _arcs(kept, places, middle, most: float, colour: str, *, dashed: bool) -> Iterator[str]:
    """Lines bent towards the middle, weakest first so that the strongest stay in sight."""
    for one, other, strength in reversed(kept):
        (x1, y1), (x2, y2) = places[one], places[other]
        bend = 0.35
        cx, cy = ((x1 + x2) / 2 * (1 - bend) + middle[0] * bend, (y1 + y2) / 2 * (1 - bend) + middle[1] * bend)
        share = strength / most
        dash = ' stroke-dasharray="7 4"' if dashed else ""
        yield (
            f'<path d="M{x1:.1f} {y1:.1f}Q{cx:.1f} {cy:.1f} {x2:.1f} {y2:.1f}" fill="none" stroke="{colour}" '
            f'stroke-width="{0.8 + 4.4 * share:.1f}" stroke-opacity="{0.25 + 0.6 * share:.2f}"{dash}/>'
        )


def _dots(names: Sequence[Name], places) -> Iterator[str]:
    for i, name in enumerate(names):
        yield shape(name.family, *places[i], 7)


def _rim(names: Sequence[Name], places, angle) -> Iterator[str]:
    """Names outside of the circle, on two lines when they are long; those of one side never cover each other."""
    lifted = _apart(names, places, angle)
    for i, name in enumerate(names):
        x, y = places[i]
        across = cos(angle[i])
        anchor = "middle" if abs(across) < 0.3 else "start" if across > 0 else "end"
        lines = wrapped(name.label, 22 if anchor != "middle" else 28)
        dx = 0 if anchor == "middle" else 13 if across > 0 else -13
        down = sin(angle[i])
        top = lifted.get(i, y) + 4 - 7 * (len(lines) - 1)
        if anchor == "middle":
            top = y - 15 - 14 * (len(lines) - 1) if down < 0 else y + 24
        for rank, line in enumerate(lines):
            yield text(x + dx, top + 14 * rank, line, anchor=anchor)


def _apart(names: Sequence[Name], places, angle) -> dict[int, float]:
    """The height of each name written beside the circle, pushed from the middle of its side outwards."""
    heights: dict[int, float] = {}
    for side in (1, -1):
        beside = sorted((i for i in angle if side * cos(angle[i]) >= 0.3), key=lambda i: places[i][1])
        middle = len(beside) // 2
        for run, way in ((beside[middle:], 1), (beside[:middle][::-1], -1)):
            last: float | None = places[beside[middle - 1]][1] if way == 1 and middle else None
            if way == -1 and beside:
                last = heights[beside[middle]]
            for i in run:
                tall = 15 * len(wrapped(names[i].label, 22))
                y = places[i][1]
                heights[i] = y if last is None else (max(y, last + tall) if way == 1 else min(y, last - tall))
                last = heights[i]
    return heights


def boxes_svg(game: NamedGame) -> str:
    """Objectives by what divides (across) and what mobilises (up), with the borders of the four boxes."""
    judged = [one for one in game.aims if one.polarisation is not None]
    if not judged or game.strong_from is None:
        return ""
    width, height, left, right, top, bottom = 620, 400, 60, 24, 34, 52
    most = max(one.mobilisation for one in judged) * 1.25
    across = width - left - right
    down = height - top - bottom

    def x(split: float) -> float:
        return left + 14 + (across - 28) * split

    def y(mobilisation: float) -> float:
        return top + down * (1 - mobilisation / most)

    middle, level = x(0.5), y(game.strong_from)
    body = [
        f'<rect x="{left}" y="{top}" width="{across}" height="{down}" fill="none" stroke="{GRID}"/>',
        f'<path d="M{middle:.1f} {top}V{height - bottom}M{left} {level:.1f}H{width - right}" stroke="{MUTED}" '
        'stroke-dasharray="4 4" fill="none"/>',
        text(left + 8, top + 16, str(Box.COMMON_GROUND.label), colour=MUTED),
        text(width - right - 8, top + 16, str(Box.TO_DEBATE.label), anchor="end", colour=MUTED),
        text(left + 8, height - bottom - 8, str(Box.TO_AWAKEN.label), colour=MUTED),
        text(width - right - 8, height - bottom - 8, str(Box.TO_WATCH.label), anchor="end", colour=MUTED),
        text(left, height - 16, _("dans le même sens"), colour=MUTED),
        text(width - right, height - 16, _("divisé"), anchor="end", colour=MUTED),
        text(left - 8, top + 10, _("fort"), anchor="end", colour=MUTED),
        text(left - 8, height - bottom, _("faible"), anchor="end", colour=MUTED),
    ]
    points = [(x(one.polarisation or 0.0), y(one.mobilisation), one) for one in judged]
    body += [shape(one.aim.family, px, py, 8) for px, py, one in points]
    body += labels_beside([(px, py, one.aim.code) for px, py, one in points], width - right)
    return svg(width, height, body, _("Objectifs selon ce qui divise et ce qui mobilise ; le tableau suit"))


def axis_svg(game: NamedGame) -> str:
    """Actors from the social end (left) to the economic one (right); arcs join those who are opposed across it."""
    placed = [player for player in game.players if player.balance is not None]
    if not placed:
        return ""
    width, left, right = 620, 40, 40
    placed.sort(key=lambda one: (one.balance or 0.0, one.actor.name))
    rows = _rows(placed, width - left - right)
    height = 128 + 19 * max(rows)
    base = 96

    def x(balance: float) -> float:
        return left + (width - left - right) * (balance + 1) / 2

    body = [
        f'<path d="M{left} {base}H{width - right}" stroke="{MUTED}" stroke-width="1.5" fill="none"/>',
        f'<path d="M{width / 2} {base - 10}V{base + 10}" stroke="{MUTED}" stroke-dasharray="3 3" fill="none"/>',
        text(left, 16, _("● surtout le social"), colour=FAMILIES["social"]),
        text(width - right, 16, _("surtout l'économique ▲"), anchor="end", colour=FAMILIES["economic"]),
    ]
    where = {player.actor: x(player.balance or 0.0) for player in placed}
    for couple in game.across[:MOST_LINES]:
        one, other = sorted((where[couple.one], where[couple.other]))
        body.append(
            f'<path d="M{one:.1f} {base}Q{(one + other) / 2:.1f} {base - 88} {other:.1f} {base}" fill="none" '
            f'stroke="{FAR}" stroke-opacity="0.55" stroke-dasharray="6 4" stroke-width="1.6"/>'
        )
    for player, row in zip(placed, rows, strict=True):
        px = where[player.actor]
        body.append(f'<path d="M{px:.1f} {base}V{base + 16 + 19 * row}" stroke="{GRID}" fill="none"/>')
    for player, row in zip(placed, rows, strict=True):
        px = where[player.actor]
        body.append(shape(player.actor.family, px, base, 6.5))
        label = shortened(player.actor.name, 30)
        half = len(label) * LETTER / 2
        at = min(max(px, half + 2), width - half - 2)
        body.append(text(at, base + 30 + 19 * row, label, anchor="middle"))
    return svg(width, height, body, _("Acteurs entre le social et l'économique ; le tableau suit"))


def _rows(placed: Sequence[Player], span: float) -> list[int]:
    """The line on which each name is written, so that no two names cover each other."""
    ends: list[float] = []
    rows = []
    for player in placed:
        half = len(shortened(player.actor.name, 30)) * LETTER / 2 + 6
        at = span * ((player.balance or 0.0) + 1) / 2
        at = min(max(at, half - 36), span + 36 - half)
        row = next((i for i, end in enumerate(ends) if end <= at - half), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = at + half
        rows.append(row)
    return rows


def power_svg(game: NamedGame) -> str:
    """Influence (up) against dependence (across): dominant, relay, autonomous, dominated. The pilot's alone."""
    weighed = [player for player in game.players if player.influence is not None and player.dependence is not None]
    if not any(player.influence for player in weighed):
        return ""
    width, height, left, right, top, bottom = 620, 430, 60, 24, 30, 52
    most_i = max(player.influence or 0.0 for player in weighed) * 1.1
    most_d = max(player.dependence or 0.0 for player in weighed) * 1.1 or 1.0
    mean_i = sum(player.influence or 0.0 for player in weighed) / len(weighed)
    mean_d = sum(player.dependence or 0.0 for player in weighed) / len(weighed)

    def x(dependence: float) -> float:
        return left + (width - left - right) * dependence / most_d

    def y(influence: float) -> float:
        return top + (height - top - bottom) * (1 - influence / most_i)

    body = [
        f'<rect x="{left}" y="{top}" width="{width - left - right}" height="{height - top - bottom}" fill="none" '
        f'stroke="{GRID}"/>',
        f'<path d="M{x(mean_d):.1f} {top}V{height - bottom}M{left} {y(mean_i):.1f}H{width - right}" stroke="{MUTED}" '
        'stroke-dasharray="4 4" fill="none"/>',
        text(left + 8, top + 16, _("pèsent sans dépendre"), colour=MUTED),
        text(width - right - 8, top + 16, _("pèsent et dépendent : relais"), anchor="end", colour=MUTED),
        text(left + 8, height - bottom - 8, _("à part"), colour=MUTED),
        text(width - right - 8, height - bottom - 8, _("dépendent sans peser"), anchor="end", colour=MUTED),
        text(width - right, height - 16, _("dépendance →"), anchor="end", colour=MUTED),
        text(left, top - 10, _("↑ influence"), colour=MUTED),
    ]
    points = [(x(one.dependence or 0.0), y(one.influence or 0.0), one) for one in weighed]
    body += [shape(one.actor.family, px, py, 7) for px, py, one in points]
    body += labels_beside([(px, py, shortened(one.actor.name, 26)) for px, py, one in points], width - right)
    return svg(width, height, body, _("Influence et dépendance de chaque acteur ; le tableau suit"))
