"""An actor says where it stands on each objective; the pilot weighs who can do what to whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.enums import EDITORS
from maillage.spaces.permissions import role_of
from maillage.stakes import permissions, rules
from maillage.stakes.enums import Source
from maillage.stakes.models import Influence, Objective, Position, PositionSheet, Round
from maillage.toolkit.refusals import Refusal

from .keeping import keep, refuse_archived, refuse_closed


@transaction.atomic
def say_positions(
    *,
    sheet: PositionSheet,
    values: Mapping[int, int | None],
    source: str = Source.SAID,
    said_on: date | None = None,
    expected_version: int | None = None,
    by: User,
) -> PositionSheet:
    """Write where an actor stands: objective id → −4 to 4, or None for « not said ». Others are left as they are.

    Raises Refusal once the round is closed, for an objective of another space or set aside, a value out of range.
    """
    if sheet.said_on:
        permissions.check_rewords(by, sheet)
    else:
        permissions.check_speaks_for(by, sheet.organisation)
    lock_open(sheet.round)
    refuse_archived(sheet.organisation)
    rules.check_source(source, is_team=role_of(by, sheet.space) in EDITORS)
    known = set(Objective.objects.in_space(sheet.space).current().values_list("pk", flat=True))
    if not set(values) <= known:
        raise Refusal(_("L'un de ces objectifs n'est plus posé dans cet espace : rechargez la page."))
    sheet.claim(expected_version)
    place(sheet, {objective: rules.check_stand(value) for objective, value in values.items()})
    has_said = Position.objects.filter(sheet=sheet).exists()
    sheet.source, sheet.noted_by, sheet.invitation = source, by, None
    sheet.said_on = (said_on or timezone.localdate()) if has_said else None
    keep(sheet)
    journal.record("stakes.positions_said", by=by, about=sheet.organisation, organisation=str(sheet.organisation))
    return sheet


@transaction.atomic
def weigh_influences(
    *, round: Round, values: Mapping[tuple[int, int], int | None], expected_version: int | None = None, by: User
) -> Round:
    """Write what actors can do to one another: (who, on whom) → 0 to 4, or None for « not weighed ». The pilot alone.

    Raises Refusal once the round is closed, for an actor that does not take part, or for an actor on itself.
    """
    permissions.check(by, round.space, permissions.WEIGH)
    lock_open(round)
    taking_part = set(PositionSheet.objects.filter(round=round).values_list("organisation_id", flat=True))
    for pair, value in values.items():
        if not set(pair) <= taking_part:
            raise Refusal(_("L'un de ces acteurs ne prend pas part au tour : rechargez la page."))
        if pair[0] == pair[1]:
            raise Refusal(_("Un acteur n'a pas d'influence sur lui-même : laissez la diagonale vide."))
        if value is not None:
            rules.check_influence(value)
    round.claim(expected_version)
    known = {(one.source_id, one.target_id): one for one in Influence.objects.filter(round=round)}
    gone = [known[pair].pk for pair, value in values.items() if value is None and pair in known]
    Influence.objects.filter(pk__in=gone).delete()
    Influence.objects.bulk_create(
        (
            Influence(space_id=round.space_id, round=round, source_id=source, target_id=target, value=value)
            for (source, target), value in values.items()
            if value is not None
        ),
        update_conflicts=True,
        unique_fields=["round", "source", "target"],
        update_fields=["value"],
    )
    journal.record("stakes.influences_weighed", by=by, about=round.space, round=round.name)
    return round


@transaction.atomic
def copy_influences(*, round: Round, earlier: Round, by: User) -> int:
    """Start from what was weighed in an earlier round, between the actors of both. Returns how many were copied."""
    permissions.check(by, round.space, permissions.WEIGH)
    if earlier.space_id != round.space_id:
        raise Refusal(_("Ce tour est celui d'un autre espace."))
    taking_part = set(PositionSheet.objects.filter(round=round).values_list("organisation_id", flat=True))
    rows = Influence.objects.filter(round=earlier).values_list("source_id", "target_id", "value")
    values = {(source, target): value for source, target, value in rows if {source, target} <= taking_part}
    if values:
        weigh_influences(round=round, values=values, by=by)
    return len(values)


def lock_open(round: Round) -> None:
    """The round as it is now, locked: a round closed meanwhile takes nothing more."""
    refuse_closed(Round.objects.select_for_update().get(pk=round.pk))


def place(sheet: PositionSheet, values: Mapping[int, int | None]) -> None:
    """Write these positions, checked already; None takes one away."""
    unsaid = [objective for objective, value in values.items() if value is None]
    Position.objects.filter(sheet=sheet, objective__in=unsaid).delete()
    Position.objects.bulk_create(
        (
            Position(space_id=sheet.space_id, sheet=sheet, objective_id=objective, value=value)
            for objective, value in values.items()
            if value is not None
        ),
        update_conflicts=True,
        unique_fields=["sheet", "objective"],
        update_fields=["value"],
    )
