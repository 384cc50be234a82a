"""What changes a working group: it is created, edited; an organisation takes a seat, renews its person, leaves it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.enums import Level
from maillage.actors.models import Contact, Organisation
from maillage.journal import actions as journal
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from . import permissions, queries, rules
from .models import Seat, WorkingGroup


@transaction.atomic
def create_group(
    *, space: Space, name: str, purpose: str = "", smallest: int = 12, largest: int = 18, by: User
) -> WorkingGroup:
    """Open a group to be composed. Raises Refusal for a missing name or sizes that contradict each other."""
    permissions.check(by, space, permissions.COMPOSE)
    rules.check_sizes(smallest, largest)
    group = WorkingGroup(space=space, name=name.strip(), purpose=purpose.strip(), smallest=smallest, largest=largest)
    _save(group)
    journal.record("groups.group_created", by=by, about=group)
    return group


@transaction.atomic
def edit_group(
    *,
    group: WorkingGroup,
    name: str,
    purpose: str = "",
    smallest: int = 12,
    largest: int = 18,
    expected_version: int | None = None,
    by: User,
) -> WorkingGroup:
    permissions.check(by, group.space, permissions.COMPOSE)
    group.claim(expected_version)
    rules.check_sizes(smallest, largest)
    group.name, group.purpose, group.smallest, group.largest = name.strip(), purpose.strip(), smallest, largest
    _save(group)
    journal.record("groups.group_edited", by=by, about=group)
    return group


@transaction.atomic
def seat(
    *,
    group: WorkingGroup,
    organisation: Organisation,
    level: str,
    contact: Contact | None = None,
    reason: str = "",
    by: User,
) -> Seat:
    """Give an organisation a seat at one level. A full group may be exceeded: the coverage check then says so.

    Raises Refusal for an organisation of another space or archived, an unknown level, somebody else's contact, or a
    second seat of the same organisation at the same level.
    """
    permissions.check(by, group.space, permissions.COMPOSE)
    _check_may_sit(group, organisation, contact)
    if level not in Level.values:
        raise Refusal(_("Choisissez le niveau du siège : politique, managérial ou opérationnel."))
    given = Seat(
        space=group.space, group=group, organisation=organisation, contact=contact, level=level, reason=reason.strip()
    )
    if Seat.objects.filter(group=group, organisation=organisation, level=level).exists():
        raise Refusal(
            _("« %(organisation)s » a déjà un siège au niveau %(level)s : choisissez un autre niveau.")
            % {"organisation": organisation, "level": given.get_level_display()}
        )
    _save(given)
    _record("groups.seated", given, by=by)
    return given


@transaction.atomic
def unseat(*, seat: Seat, by: User) -> None:
    permissions.check(by, seat.space, permissions.COMPOSE)
    _record("groups.unseated", seat, by=by)
    seat.delete()


@transaction.atomic
def renew_seat(*, seat: Seat, by: User) -> Contact | None:
    """The person of a seat has left: whoever holds the function today takes it, or nobody by name when none is known.

    The seat stays the organisation's, at its level. Returns the new person. Raises Refusal if nobody has left.
    """
    permissions.check(by, seat.space, permissions.COMPOSE)
    if seat.contact is None or not seat.contact.left_on:
        raise Refusal(_("La personne de ce siège est toujours en poste : notez d'abord son départ sur sa fiche."))
    seat.contact = queries.successor_of(seat.contact)
    _save(seat)
    _record("groups.seat_passed" if seat.contact else "groups.seat_left", seat, by=by)
    return seat.contact


def _check_may_sit(group: WorkingGroup, organisation: Organisation, contact: Contact | None) -> None:
    """The organisation belongs to the group's space and is current; the contact belongs to the organisation."""
    if organisation.space_id != group.space_id:
        raise Refusal(_("Cette organisation appartient à un autre espace : choisissez-la dans l'annuaire de celui-ci."))
    if organisation.is_archived:
        raise Refusal(
            _("« %(organisation)s » est archivée : rétablissez sa fiche avant de lui donner un siège.")
            % {"organisation": organisation}
        )
    if contact is not None and contact.organisation_id != organisation.pk:
        raise Refusal(
            _("%(contact)s ne parle pas pour « %(organisation)s » : choisissez un de ses contacts, ou personne.")
            % {"contact": contact, "organisation": organisation}
        )


def _record(code: str, seat: Seat, *, by: User) -> None:
    journal.record(
        code,
        by=by,
        about=seat.group,
        group=str(seat.group),
        organisation=str(seat.organisation),
        level=str(seat.get_level_display()),
    )


def _save(record: WorkingGroup | Seat) -> None:
    """Save, and say in one sentence what the record's own checks refuse."""
    try:
        record.full_clean()
    except ValidationError as error:
        raise Refusal(" ".join(error.messages)) from error
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:  # the same seat, given by two people at the same moment
        raise Refusal(_("Quelqu'un vient d'attribuer le même siège : rechargez la page.")) from error
