"""Bodies, meetings, who was there, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.journal import actions as journal
from maillage.partnerships.models import Partnership
from maillage.spaces import permissions as spaces
from maillage.spaces.models import Space
from maillage.spaces.rules import check_belongs
from maillage.toolkit.refusals import Refusal

from .. import permissions
from ..enums import BodyKind
from ..models import Attendance, Body, Decision, Meeting


@transaction.atomic
def create_body(*, space: Space, name: str, kind: BodyKind, partnership: Partnership | None = None, by: User) -> Body:
    """Open a place where people meet: steering committee, technical committee, working group.

    ``partnership``: the one it is the body of; None for the whole territory.
    """
    spaces.check(by, space, permissions.EDIT)
    return _write_body(Body(space=space), name, kind, partnership, "body.created", by)


@transaction.atomic
def edit_body(
    *,
    body: Body,
    name: str,
    kind: BodyKind,
    partnership: Partnership | None = None,
    expected_version: int | None = None,
    by: User,
) -> Body:
    spaces.check(by, body.space, permissions.EDIT)
    body.claim(expected_version)
    return _write_body(body, name, kind, partnership, "body.edited", by)


def _write_body(body: Body, name: str, kind: BodyKind, partnership: Partnership | None, code: str, by: User) -> Body:
    check_belongs(body.space, partnership)
    name = name.strip()
    if Body.objects.filter(space=body.space, name__iexact=name).exclude(pk=body.pk).exists():
        raise Refusal(_("L'instance « %(name)s » existe déjà : choisissez-la dans la liste.") % {"name": name})
    body.name, body.kind, body.partnership = name, kind, partnership
    body.full_clean()
    body.save()
    journal.record(code, by=by, about=body)
    return body


@transaction.atomic
def create_meeting(
    *,
    space: Space,
    title: str,
    held_on: date,
    starts_at: time | None = None,
    ends_at: time | None = None,
    body: Body | None = None,
    place: str = "",
    agenda: str = "",
    minutes: str = "",
    by: User,
) -> Meeting:
    """Plan a meeting, or note one that was held."""
    spaces.check(by, space, permissions.EDIT)
    check_belongs(space, body)
    meeting = Meeting(
        space=space,
        title=title,
        held_on=held_on,
        starts_at=starts_at,
        ends_at=ends_at,
        body=body,
        place=place,
        agenda=agenda,
        minutes=minutes,
    )
    meeting.full_clean()
    meeting.save()
    journal.record("meeting.created", by=by, about=meeting, day=held_on)
    return meeting


@transaction.atomic
def edit_meeting(
    *,
    meeting: Meeting,
    title: str,
    held_on: date,
    starts_at: time | None = None,
    ends_at: time | None = None,
    body: Body | None = None,
    place: str = "",
    agenda: str = "",
    minutes: str = "",
    expected_version: int | None = None,
    by: User,
) -> Meeting:
    spaces.check(by, meeting.space, permissions.EDIT)
    check_belongs(meeting.space, body)
    meeting.claim(expected_version)
    meeting.title, meeting.held_on, meeting.body = title, held_on, body
    meeting.starts_at, meeting.ends_at, meeting.place = starts_at, ends_at, place
    meeting.agenda, meeting.minutes = agenda, minutes
    meeting.full_clean()
    meeting.save()
    journal.record("meeting.edited", by=by, about=meeting)
    return meeting


@transaction.atomic
def record_attendance(
    *, meeting: Meeting, presences: Mapping[int, str], expected_version: int | None = None, by: User
) -> None:
    """Note who was there, by organisation. ``presences``: organisation's key → a Presence, or "" for not concerned."""
    spaces.check(by, meeting.space, permissions.EDIT)
    known = set(Organisation.objects.filter(space=meeting.space, pk__in=presences).values_list("pk", flat=True))
    if known != set(presences):
        raise Refusal(_("Une de ces organisations n'est pas dans l'annuaire : choisissez-la dans la liste proposée."))
    meeting.claim(expected_version)
    Attendance.objects.filter(meeting=meeting, organisation__in=known).delete()
    rows = [
        Attendance(space=meeting.space, meeting=meeting, organisation_id=key, presence=presence)
        for key, presence in presences.items()
        if presence
    ]
    for row in rows:
        row.clean_fields()
    Attendance.objects.bulk_create(rows)
    journal.record("meeting.attendance_recorded", by=by, about=meeting)


@transaction.atomic
def record_decision(
    *, space: Space, wording: str, taken_on: date, meeting: Meeting | None = None, by: User
) -> Decision:
    """Keep a decision in the words in which it was taken."""
    spaces.check(by, space, permissions.EDIT)
    check_belongs(space, meeting)
    decision = Decision(space=space, meeting=meeting, wording=wording.strip(), taken_on=taken_on)
    decision.full_clean()
    decision.save()
    journal.record("decision.recorded", by=by, about=decision)
    return decision
