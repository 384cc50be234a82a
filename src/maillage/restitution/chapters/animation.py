"""Chapter: decisions taken, actions promised."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.animation.models import Action, Decision, Meeting
from maillage.restitution.blocks import Block, Chapter, Table
from maillage.toolkit.words import long_date, number

from .standpoint import Standpoint

MOST_DECISIONS = 10
MOST_ACTIONS = 16


def compose(standpoint: Standpoint) -> Chapter:
    decisions = list(Decision.objects.visible_to(standpoint.user).filter(space=standpoint.space))
    actions = list(Action.objects.visible_to(standpoint.user).filter(space=standpoint.space).select_related("owner"))
    blocks: list[Block] = []
    if decisions:
        blocks.append(_decisions(decisions[:MOST_DECISIONS]))
    if actions:
        blocks.append(_actions(actions[:MOST_ACTIONS], standpoint))
    return Chapter("animation", _("Les décisions et leurs suites"), _sentence(standpoint, decisions, actions), blocks)


def _sentence(standpoint: Standpoint, decisions: list[Decision], actions: list[Action]) -> str:
    late = [action for action in actions if action.is_late(on=standpoint.on)]
    upcoming = (
        Meeting.objects.visible_to(standpoint.user)
        .filter(space=standpoint.space, held_on__gte=standpoint.on)
        .order_by("held_on", "pk")
        .first()
    )
    parts = [
        ngettext("%(count)s décision prise", "%(count)s décisions prises", len(decisions))
        % {"count": number(len(decisions))},
        ngettext("%(count)s action promise", "%(count)s actions promises", len(actions))
        % {"count": number(len(actions))},
        ngettext("dont %(count)s en retard", "dont %(count)s en retard", len(late)) % {"count": number(len(late))},
    ]
    sentence = f"{parts[0]}, {parts[1]}, {parts[2]}"
    if upcoming:
        sentence += _(" ; prochaine réunion le %(day)s") % {"day": long_date(upcoming.held_on)}
    return f"{sentence}."


def _decisions(decisions: list[Decision]) -> Table:
    return Table(
        header=[_("Décision"), _("Prise le")],
        rows=[[decision.wording, long_date(decision.taken_on)] for decision in decisions],
        widths=[6, 2],
        caption=_("Relevé de décisions"),
    )


def _actions(actions: list[Action], standpoint: Standpoint) -> Table:
    def state(action: Action) -> str:
        return _("en retard") if action.is_late(on=standpoint.on) else str(action.get_status_display())

    return Table(
        header=[_("Action"), _("Qui en répond"), _("Échéance"), _("État")],
        rows=[[action.title, str(action.owner or "–"), long_date(action.due_on), state(action)] for action in actions],
        widths=[4.2, 2.4, 1.8, 1.2],
        caption=_("Qui fait quoi, pour quand"),
    )
