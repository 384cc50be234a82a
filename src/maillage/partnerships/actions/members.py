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
    if role not in MemberRole.values:
        raise Refusal(_("« %(role)s » n'est pas un rôle connu dans un partenariat.") % {"role": role})
    if organisation.is_archived:
        raise Refusal(
            _("%(organisation)s est archivée : remettez-la d'abord dans l'annuaire.") % {"organisation": organisation}
        )
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    if partnership.members.filter(organisation=organisation, role=role, left_on=None).exists():
        raise Refusal(_("%(organisation)s est déjà dans ce partenariat avec ce rôle.") % {"organisation": organisation})
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
    if member.joined_on and left_on < member.joined_on:
        raise Refusal(_("La sortie est avant l'entrée : corrigez la date."))
    member.left_on = left_on
    member.save(update_fields=["left_on"])
    journal.record("partnership.member_left", by=by, about=member.partnership, organisation=member.organisation.name)
    return member
