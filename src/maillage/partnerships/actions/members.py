"""Who belongs to a partnership: organisations come in with a role, and leave."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.toolkit.refusals import Refusal

from .. import permissions
from ..enums import MemberRole
from ..models import Member, Partnership
from .records import check_same_space, clean


@transaction.atomic
def add_member(
    *, partnership: Partnership, organisation: Organisation, role: str, joined_on: date | None = None, by: User
) -> Member:
    """Bring an organisation in, with one role; it may hold several, each on its own line."""
    spaces.check(by, partnership.space, permissions.EDIT)
    check_same_space(organisation, partnership)
    _check_role(role)
    if organisation.is_archived:
        raise Refusal(
            _("%(organisation)s est archivée : remettez-la d'abord dans l'annuaire.") % {"organisation": organisation}
        )
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    _check_alone(partnership, organisation, role)
    member = Member(
        space=partnership.space, partnership=partnership, organisation=organisation, role=role, joined_on=joined_on
    )
    clean(member)
    member.save()
    journal.record(
        "partnership.member_added",
        by=by,
        about=partnership,
        organisation=organisation.name,
        role=str(MemberRole(role).label),
    )
    return member


@transaction.atomic
def end_member(*, member: Member, left_on: date | None = None, by: User) -> Member:
    """Note that an organisation has left; the line and its answers stay."""
    spaces.check(by, member.space, permissions.EDIT)
    left_on = left_on or timezone.localdate()
    if member.left_on is not None:
        raise Refusal(_("Cette sortie est déjà notée."))
    _check_leaves_after_joining(member.joined_on, left_on)
    member.claim(None)
    member.left_on = left_on
    member.save(update_fields=["left_on"])
    journal.record("partnership.member_left", by=by, about=member.partnership, organisation=member.organisation.name)
    return member


@transaction.atomic
def edit_member(
    *,
    member: Member,
    role: str,
    joined_on: date | None = None,
    left_on: date | None = None,
    expected_version: int | None = None,
    by: User,
) -> Member:
    """Correct a role or its dates; an exit noted by mistake is undone with ``left_on=None``."""
    spaces.check(by, member.space, permissions.EDIT)
    _check_role(role)
    _check_leaves_after_joining(joined_on, left_on)
    Partnership.objects.select_for_update().get(pk=member.partnership_id)
    if left_on is None:
        _check_alone(member.partnership, member.organisation, role, but=member)
    member.claim(expected_version)
    came_back = member.left_on is not None and left_on is None
    member.role, member.joined_on, member.left_on = role, joined_on, left_on
    clean(member)
    member.save()
    code = "partnership.member_back" if came_back else "partnership.member_edited"
    journal.record(code, by=by, about=member.partnership, organisation=member.organisation.name)
    return member


def _check_role(role: str) -> None:
    if role not in MemberRole.values:
        raise Refusal(_("« %(role)s » n'est pas un rôle connu dans un partenariat.") % {"role": role})


def _check_leaves_after_joining(joined_on: date | None, left_on: date | None) -> None:
    if joined_on and left_on and left_on < joined_on:
        raise Refusal(_("La sortie est avant l'entrée : corrigez la date."))


def _check_alone(partnership: Partnership, organisation: Organisation, role: str, *, but: Member | None = None) -> None:
    """An organisation holds a role once at a time; the partnership's row is locked by the caller."""
    same = partnership.members.filter(organisation=organisation, role=role, left_on=None)
    if same.exclude(pk=but.pk if but else None).exists():
        raise Refusal(_("%(organisation)s est déjà dans ce partenariat avec ce rôle.") % {"organisation": organisation})
