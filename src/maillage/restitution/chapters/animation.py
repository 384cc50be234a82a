"""Chapter: decisions taken, actions promised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from django.utils.translation import gettext as _

from maillage.animation.analyses import AnimationReading, read_animation
from maillage.animation.models import Action, Decision
from maillage.restitution.blocks import Block, Chapter, Table
from maillage.toolkit.words import long_date

from .standpoint import Standpoint

MOST_DECISIONS = 10
MOST_ACTIONS = 16


def compose(standpoint: Standpoint) -> Chapter:
    reading = read_animation(standpoint.space, standpoint.on)
    return Chapter("animation", _("Les décisions et leurs suites"), reading.sentence, partial(_blocks, reading))


def _blocks(reading: AnimationReading) -> Iterator[Block]:
    if reading.decisions:
        yield _decisions(reading.decisions[:MOST_DECISIONS])
    actions = [*reading.open, *reading.done]
    if actions:
        yield _actions(actions[:MOST_ACTIONS], reading)


def _decisions(decisions: Sequence[Decision]) -> Table:
    return Table(
        header=[_("Décision"), _("Prise le")],
        rows=[[decision.wording, long_date(decision.taken_on)] for decision in decisions],
        widths=[6, 2],
        caption=_("Relevé de décisions"),
    )


def _actions(actions: list[Action], reading: AnimationReading) -> Table:
    def state(action: Action) -> str:
        return _("en retard") if action in reading.late else str(action.get_status_display())

    return Table(
        header=[_("Action"), _("Qui en répond"), _("Échéance"), _("État")],
        rows=[[action.title, str(action.owner or "–"), long_date(action.due_on), state(action)] for action in actions],
        widths=[4, 2.4, 2.1, 1.2],
        caption=_("Qui fait quoi, pour quand"),
    )
