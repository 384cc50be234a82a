"""Rounds: opened with the actors to ask, closed with what they said kept, compared later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.journal import actions as journal
from maillage.spaces.models import Space
from maillage.stakes import permissions, rules
from maillage.stakes.models import AskedMatter, Influence, KeptStake, Position, PositionSheet, Round, Stake
from maillage.stakes.queries import open_round_of
from maillage.toolkit.refusals import Refusal

from .keeping import keep, refuse_archived, refuse_closed


@transaction.atomic
def open_round(
    *,
    space: Space,
    name: str,
    organisations: Iterable[Organisation] = (),
    opened_on: date | None = None,
    by: User,
) -> Round:
    """Open a round and ask these actors. Raises Refusal while another is open, or for a name already used."""
    permissions.check(by, space, permissions.FRAME)
    Space.objects.select_for_update().get(pk=space.pk)
    other = open_round_of(space)
    if other:
        raise Refusal(_("Le tour « %(round)s » est encore ouvert : fermez-le d'abord.") % {"round": other})
    round = Round(space=space, opened_on=opened_on or timezone.localdate())
    _name(round, name)
    take_part(round, organisations)
    journal.record("stakes.round_opened", by=by, about=space, round=round.name)
    return round


@transaction.atomic
def edit_round(*, round: Round, name: str, opened_on: date, expected_version: int | None = None, by: User) -> Round:
    permissions.check(by, round.space, permissions.FRAME)
    round.claim(expected_version)
    if round.closed_on and opened_on > round.closed_on:
        raise Refusal(_("Ce tour a été clos avant cette date : choisissez-en une plus ancienne."))
    round.opened_on = opened_on
    _name(round, name)
    journal.record("stakes.round_edited", by=by, about=round.space, round=round.name)
    return round


@transaction.atomic
def ask_actors(*, round: Round, organisations: Iterable[Organisation], by: User) -> int:
    """Ask more actors; those already asked are left as they are. Returns how many were added."""
    permissions.check(by, round.space, permissions.FRAME)
    refuse_closed(round)
    added = take_part(round, organisations)
    if added:
        journal.record("stakes.round_edited", by=by, about=round.space, round=round.name)
    return added


@transaction.atomic
def let_go(*, sheet: PositionSheet, by: User) -> None:
    """An actor no longer takes part. Raises Refusal once it has said its positions."""
    permissions.check(by, sheet.space, permissions.FRAME)
    refuse_closed(sheet.round)
    if sheet.said_on:
        raise Refusal(
            _("« %(organisation)s » a dit ses positions : effacez-les d'abord, avec son accord.")
            % {"organisation": sheet.organisation}
        )
    journal.record("stakes.round_edited", by=by, about=sheet.space, round=sheet.round.name)
    sheet.delete()


@transaction.atomic
def close_round(*, round: Round, on: date | None = None, by: User) -> None:
    """Keep the positions and the stakes as they are: from now on the members may read them, without names."""
    permissions.check(by, round.space, permissions.FRAME)
    refuse_closed(round)
    round.claim(None)
    round.closed_on = on or timezone.localdate()
    keep(round)
    said = Stake.objects.filter(space=round.space_id, organisation__archived_at=None)
    KeptStake.objects.bulk_create(
        KeptStake(space_id=round.space_id, round=round, organisation_id=organisation, code=code, family=fam, weight=w)
        for organisation, code, fam, w in said.order_by("pk").values_list("organisation_id", "code", "family", "weight")
    )
    journal.record("stakes.round_closed", by=by, about=round.space, round=round.name)


@transaction.atomic
def reopen_round(*, round: Round, by: User) -> None:
    """Take up the last round again. Raises Refusal when another is open or came after."""
    permissions.check(by, round.space, permissions.FRAME)
    if round.is_open:
        return
    if Round.objects.filter(space=round.space_id, opened_on__gte=round.opened_on, pk__gt=round.pk).exists():
        raise Refusal(_("Un tour plus récent existe : c'est lui qui se rouvre ou se remplit."))
    if open_round_of(round.space):
        raise Refusal(_("Un autre tour est ouvert : fermez-le d'abord."))
    round.claim(None)
    round.closed_on = None
    keep(round)
    KeptStake.objects.filter(round=round).delete()
    journal.record("stakes.round_reopened", by=by, about=round.space, round=round.name)


@transaction.atomic
def remove_round(*, round: Round, by: User) -> None:
    """Remove a round opened by mistake. Raises Refusal once somebody has answered."""
    permissions.check(by, round.space, permissions.FRAME)
    if Position.objects.filter(sheet__round=round).exists() or Influence.objects.filter(round=round).exists():
        raise Refusal(_("Ce tour a reçu des réponses : fermez-le, il restera lisible."))
    if AskedMatter.objects.filter(round=round, campaign__opened_at__isnull=False).exists():
        raise Refusal(_("Une campagne demande les positions de ce tour : fermez-le plutôt, il restera lisible."))
    journal.record("stakes.round_removed", by=by, about=round.space, round=round.name)
    round.delete()


def _name(round: Round, name: str) -> None:
    words = " ".join(name.split())
    if not words:
        raise Refusal(_("Donnez un nom au tour, par exemple « Printemps 2027 »."))
    if Round.objects.filter(space=round.space_id, name=words).exclude(pk=round.pk).exists():
        raise Refusal(_("Un tour s'appelle déjà « %(name)s » : donnez-lui un autre nom.") % {"name": words})
    round.name = words
    keep(round)


def take_part(round: Round, organisations: Iterable[Organisation]) -> int:
    """Inside an action: each has a sheet in the round from now on. Returns how many had none."""
    asked = set(PositionSheet.objects.filter(round=round).values_list("organisation_id", flat=True))
    fresh = {one.pk: one for one in organisations if one.pk not in asked}
    for organisation in fresh.values():
        if organisation.space_id != round.space_id:
            raise Refusal(_("« %(name)s » n'est pas un acteur de cet espace.") % {"name": organisation})
        refuse_archived(organisation)
    if len(asked) + len(fresh) > rules.MOST_ACTORS:
        raise Refusal(_("Deux cents acteurs au plus dans un tour : au-delà, le jeu ne se lit plus."))
    PositionSheet.objects.bulk_create(
        PositionSheet(space_id=round.space_id, round=round, organisation=organisation)
        for organisation in fresh.values()
    )
    return len(fresh)
