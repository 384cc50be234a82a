"""The tables of a round as the pilot keeps them in a spreadsheet, in the shape that ``maillage analyse`` reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from maillage.actors.enums import Family
from maillage.stakes.queries import Game
from maillage.toolkit.spreadsheets import Sheet

LETTERS = {Family.ECONOMIC: "E", Family.SOCIAL: "S", Family.TRAINING: "F", Family.INSTITUTIONAL: "I"}
Rows = Sequence[Sequence[Any]]

POSITIONS, INFLUENCES, FAMILIES, GAME = "positions", "influences", "familles", "jeu"
TABLES = (POSITIONS, INFLUENCES, FAMILIES)


def table_of(game: Game, name: str) -> Sheet:
    """One table of a round by its name (see ``TABLES``); an empty cell is what nobody said."""
    return {POSITIONS: _positions, INFLUENCES: _influences, FAMILIES: _families}[name](game)


def _names(game: Game) -> list[str]:
    """The name of each actor that answered, once: a second « Mission locale » is told from the first."""
    seen: Counter[str] = Counter()
    names = []
    for stance in game.stances:
        seen[stance.actor.name] += 1
        rank = seen[stance.actor.name]
        names.append(stance.actor.name if rank == 1 else f"{stance.actor.name} ({rank})")
    return names


def _positions(game: Game) -> Sheet:
    titles = [aim.title.replace("\u00a0", " ") for aim in game.aims]
    rows = [
        [name, *(one.values.get(aim.pk) for aim in game.aims)]
        for name, one in zip(_names(game), game.stances, strict=True)
    ]
    return Sheet(_("Positions"), [_("acteur"), *titles], rows)


def _influences(game: Game) -> Sheet:
    actors, names = [stance.actor for stance in game.stances], _names(game)
    rows = [
        [name, *(game.influences.get((one.pk, other.pk)) for other in actors)]
        for name, one in zip(names, actors, strict=True)
    ]
    return Sheet(_("Influences"), [_("acteur"), *names], rows)


def _families(game: Game) -> Sheet:
    rows = [[aim.title.replace("\u00a0", " "), LETTERS[Family(aim.family)]] for aim in game.aims]
    return Sheet(_("Familles"), [_("objectif"), _("famille")], rows)
