"""Chapters: the stakes, then the tension between needs for labour and young people's needs. Nobody is named."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from maillage.design import charts
from maillage.restitution.blocks import Block, Chapter, Heading, Note, Picture, Table, Text
from maillage.spaces.enums import Reading
from maillage.stakes.analyses import Change, GameReading, StakesReading, read_change, read_game, read_stakes, read_times
from maillage.stakes.queries import last_two_closed
from maillage.toolkit.words import enumeration, number

from .standpoint import Standpoint

MOST_STAKES = 14


def compose(standpoint: Standpoint) -> list[Chapter]:
    if not standpoint.may_read(Reading.STAKES):
        return []
    reading = read_stakes(standpoint.space)
    game = read_game(standpoint.space)
    chapters = [
        Chapter("stakes", _("Les enjeux"), reading.sentence, partial(_stakes, reading)),
        Chapter("tension", _("La tension"), reading.pairs_sentence, partial(_tension, reading)),
    ]
    if game and game.is_readable:
        change = read_change(read_times(*rounds)) if (rounds := last_two_closed(standpoint.space)) else None
        chapters.append(Chapter("game", _("Le jeu d'acteurs"), game.sentence, partial(_game, game, change)))
    return chapters


def _stakes(reading: StakesReading) -> Iterator[Block]:
    if reading.lines:
        yield _shared(reading)
        yield Text(reading.families_sentence)
    if reading.resources:
        yield Heading(_("Ce que chacun apporte et recherche"))
        yield Text(reading.resources_sentence)
        yield _resources(reading)


def _shared(reading: StakesReading) -> Table:
    return Table(
        header=[_("Enjeu"), _("Famille"), _("Acteurs"), _("Poids médian")],
        rows=[
            [
                f"{line.stake.code} · {line.stake.label}",
                f"{line.stake.shape} {line.stake.families_label}",
                _count(line.actors),
                number(line.median, 1) if line.median is not None else "–",
            ]
            for line in reading.lines[:MOST_STAKES]
        ],
        widths=[6, 2.6, 1.3, 1.6],
        align=["left", "left", "right", "right"],
        caption=_("Les enjeux les plus partagés"),
        source=reading.source,
    )


def _count(count: int | None) -> str:
    return number(count) if count is not None else _("moins de 3")


def _resources(reading: StakesReading) -> Table:
    return Table(
        header=[_("Nature de ressource"), _("L'apportent"), _("La recherchent")],
        rows=[[str(line.nature.label), _count(line.brings), _count(line.seeks)] for line in reading.resources],
        widths=[5, 2, 2],
        align=["left", "right", "right"],
        caption=_("Ressources, en nombre d'acteurs"),
    )


def _tension(reading: StakesReading) -> Iterator[Block]:
    yield Text(reading.leanings_sentence)
    placed = [line for line in reading.colleges if line.balance is not None]
    if placed:
        yield _axis(placed)
    if reading.carried_pairs:
        yield _pairs(reading)
    yield Note(
        _(
            "Une tension n'est pas un conflit : elle dit où débattre. Aucun indice ne la résume ; "
            "aucun acteur n'est nommé, et rien n'est dit d'un collège sous trois réponses."
        )
    )


def _axis(placed: list) -> Picture:
    rows = [
        {"name": capfirst(str(line.college.label)), "value": line.balance, "count": line.answered or 0}
        for line in placed
    ]
    said = ", ".join(f"{line.college.label} ({line.leaning})" for line in placed)
    label = _("Du social à l'économique, collège par collège. %(said)s") % {"said": said}
    return Picture(
        charts.diverging(rows, label=label, left=_("social"), right=_("économique"), width=440),
        label,
        _("Ce qui pèse le plus dans les enjeux de chaque collège (médiane des acteurs, de −1 social à 1 économique)."),
        90,
    )


def _pairs(reading: StakesReading) -> Table:
    def end(side) -> str:
        colleges = enumeration(str(college.label) for college in side.colleges) if side.colleges else ""
        words = f"{side.end.label} ({_count(side.actors)})"
        return f"{words}, {colleges}" if colleges else words

    return Table(
        header=[_("D'un côté"), _("De l'autre"), _("Où cela se joue")],
        rows=[[end(one.one_end), end(one.other_end), str(one.pair.bites)] for one in reading.carried_pairs],
        widths=[3.4, 3.4, 2.2],
        caption=_("Les tensions portées par les deux bouts (nombre d'acteurs)"),
        source=reading.source,
    )


def _game(reading: GameReading, change: Change | None) -> Iterator[Block]:
    yield Text(reading.boxes_sentence)
    yield _aims(reading)
    if reading.matrix:
        yield Heading(_("Ce qui rapproche et sépare les collèges"))
        yield Text(f"{reading.matrix_sentence} {reading.degree_sentence}".strip())
        yield _agreements(reading)
    yield Text(reading.axis_sentence)
    if change:
        yield Heading(_("Ce qui a changé d'un tour à l'autre"))
        yield Text(f"{change.sentence} {change.ground_sentence}".strip())
    yield Note(
        _(
            "Méthode MACTOR, positions valuées. Aucun acteur n'est nommé ; un collège paraît à partir de trois "
            "réponses. Aucune influence n'entre dans ces chiffres."
        )
    )


def _aims(reading: GameReading) -> Table:
    return Table(
        header=[_("Objectif"), _("Pour"), _("Contre"), _("Ce qu'il est")],
        rows=[
            [
                f"{one.aim.shape} {one.aim.title}",
                _side(one.in_favour),
                _side(one.against),
                str(one.box.label) if one.box else _("moins de 3 positions"),
            ]
            for one in reading.aims
        ],
        widths=[6.4, 0.9, 1, 1.9],
        align=["left", "right", "right", "left"],
        caption=_("Les objectifs du groupe : combien d'acteurs sont pour, combien sont contre"),
        source=reading.source,
    )


def _side(count: int | None) -> str:
    return number(count) if count is not None else _("caché")


def _agreements(reading: GameReading) -> Table:
    return Table(
        header=["", *(str(row[0].one.label) for row in reading.matrix)],
        rows=[[str(row[0].one.label), *(number(cell.agreement, 1) for cell in row)] for row in reading.matrix],
        widths=[2.6, *(1.5 for _row in reading.matrix)],
        align=["left", *("right" for _row in reading.matrix)],
        caption=_("Accord entre collèges, de −1 (toujours opposés) à 1 (toujours ensemble)"),
    )
