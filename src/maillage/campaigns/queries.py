"""Questions asked of the records: who is behind a link, who is still awaited, how many answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from maillage.accounts.models import User
from maillage.actors.enums import College
from maillage.actors.models import RegisterEntry
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.models import Membership, Space

from . import links, rules, subjects
from .enums import Anonymity
from .models import Campaign, Invitation


def behind_link(token: str) -> Invitation | None:
    """The invitation that this link was made for, even if it opens nothing any more; None for any other word.

    Only this server signs links: whoever holds one was sent it.
    """
    key = links.key_of(token)
    if key is None:
        return None
    found = Invitation.objects.filter(key=key, campaign__opened_at__isnull=False)
    return found.select_related("campaign__space", "campaign__asked_by", "organisation").first()


@dataclass(frozen=True, slots=True)
class Correspondent:
    """Whom somebody asked may write to. ``name`` is "" for the address that the space gives to exercise rights."""

    name: str
    email: str


def correspondent_of(campaign: Campaign) -> Correspondent | None:
    """Whoever signed the letters, while in the team; else the address of the register. None: neither is known."""
    asker = campaign.asked_by
    if asker and Membership.objects.filter(space=campaign.space_id, user=asker, role__in=EDITORS).exists():
        return Correspondent(asker.name, asker.email)
    entry = RegisterEntry.objects.filter(space=campaign.space_id).exclude(rights_email="").first()
    return Correspondent("", entry.rights_email) if entry else None


def pilots_of(space: Space) -> list[str]:
    """Those who read answers given with a name."""
    return _names(space, [Role.PILOT])


def team_of(space: Space) -> list[str]:
    """Those who run campaigns: they see who was asked."""
    return _names(space, [Role.PILOT, Role.FACILITATOR])


def _names(space: Space, roles: Iterable[str]) -> list[str]:
    found = Membership.objects.filter(space=space, role__in=roles).order_by("user__name")
    return list(found.values_list("user__name", flat=True))


# --- The response board


@dataclass(frozen=True, slots=True)
class CountLine:
    """How many of these people … ; ``is_hidden``: too few to be counted apart when answers are read together only."""

    label: str
    asked: int
    opened: int
    begun: int
    handed_in: int
    is_hidden: bool = False

    @property
    def share(self) -> float | None:
        """None for so few people that a share says less than the two numbers."""
        return self.handed_in / self.asked if self.asked >= rules.FEWEST_COUNTED else None

    @property
    def missing(self) -> int:
        return self.asked - self.handed_in


@dataclass(frozen=True, slots=True)
class Board:
    """A campaign's answers as they come: in all, by college, by target."""

    total: CountLine
    colleges: tuple[CountLine, ...]
    targets: tuple[CountLine, ...]
    unsent: int
    to_remind: int


def read_board(campaign: Campaign, people: Sequence[Invitation], *, on: date) -> Board:
    """Count from ``people`` (all the campaign's invitations, with their organisation) and the subject's own counts.

    ``to_remind``: how many a reminder would reach that day; nobody hears from a campaign twice the same day.
    """
    counted = [one for one in people if not one.forwarded_on and (not one.revoked_on or one.finished_on)]
    by_college: dict[str, list[Invitation]] = {}
    for one in counted:
        by_college.setdefault(one.organisation.college, []).append(one)
    opened = {one.pk for one in counted if one.opened_on or one.begun_on}
    counts = subjects.subject_of(campaign).counts(campaign, counted)
    return Board(
        total=_count("", counted, campaign, whole=True),
        colleges=tuple(
            _count(str(College(college).label), by_college[college], campaign)
            for college in College.values
            if college in by_college
        ),
        targets=tuple(
            CountLine(
                one.target.label,
                len(one.asked),
                len(one.asked & opened),
                len(one.begun),
                len(one.handed_in),
                _is_hidden(campaign, len(one.asked)),
            )
            for one in counts
        ),
        unsent=sum(not (one.invited_on or one.finished_on or one.revoked_on) for one in counted if one.email),
        to_remind=sum(is_awaited(one) and may_hear(one, on=on) for one in people),
    )


def _count(label: str, people: Sequence[Invitation], campaign: Campaign, *, whole: bool = False) -> CountLine:
    return CountLine(
        label,
        asked=len(people),
        opened=sum(bool(one.opened_on or one.begun_on) for one in people),
        begun=sum(bool(one.begun_on) for one in people),
        handed_in=sum(bool(one.finished_on) for one in people),
        is_hidden=not whole and _is_hidden(campaign, len(people)),
    )


def _is_hidden(campaign: Campaign, asked: int) -> bool:
    return campaign.anonymity == Anonymity.AGGREGATED and asked < rules.FEWEST_COUNTED


def is_awaited(one: Invitation) -> bool:
    """The same rule as ``InvitationQuerySet.to_remind``, for a row already read."""
    ended = one.revoked_on or one.forwarded_on or one.finished_on or one.declined_on or one.stopped_on
    return bool(one.email) and not ended


def may_hear(one: Invitation, *, on: date) -> bool:
    """The letter left on a day before, and no reminder left that day."""
    return bool(one.invited_on and one.invited_on < on) and one.reminded_on != on


def people_of(campaign: Campaign) -> list[Invitation]:
    """Everybody who was asked, by organisation, with who handed the question on (one query)."""
    found = Invitation.objects.filter(campaign=campaign).select_related("organisation", "forwarded_by__organisation")
    return list(found.order_by("organisation__name", "name", "pk"))


# --- Reminders


def awaited_by_person(space: Space, *, on: date) -> dict[str, list[Invitation]]:
    """Address → what this person has not answered yet in the space's open campaigns, letters already gone only."""
    found = (
        Invitation.objects.filter(space=space, campaign__in=Campaign.objects.taking_answers(on), invited_on__lt=on)
        .to_remind()
        .select_related("campaign__space", "organisation")
        .order_by("campaign__deadline", "pk")
    )
    people: dict[str, list[Invitation]] = {}
    for invitation in found:
        people.setdefault(invitation.email, []).append(invitation)
    return people


def is_due(invitation: Invitation, *, on: date) -> bool:
    """Whether a reminder planned by the campaign, or asked by hand, has come since this person last heard from it."""
    heard = max(day for day in (invitation.invited_on, invitation.reminded_on) if day)
    deadline = invitation.campaign.deadline
    days = [reminder_day(deadline, n) for n in invitation.campaign.reminder_days]
    return any(heard < day <= on for day in (*days, invitation.reminder_asked_on) if day)


def reminder_day(deadline: date, days: int) -> date:
    return date.fromordinal(deadline.toordinal() - days)


def received_by(user: User, space: Space, *, on: date) -> list[Invitation]:
    """What this person was asked here, at the address of the account, and may still answer."""
    return list(
        Invitation.objects.filter(
            Q(email=user.email), space=space, campaign__in=Campaign.objects.taking_answers(on), invited_on__isnull=False
        )
        .asked()
        .filter(declined_on=None, finished_on=None)
        .select_related("campaign", "organisation")
        .order_by("campaign__deadline", "pk")
    )


def with_counts(campaigns):
    """Campaigns with how many are asked and how many have answered (one query)."""
    counted = Q(invitations__forwarded_on=None) & (
        Q(invitations__revoked_on=None) | Q(invitations__finished_on__isnull=False)
    )
    return campaigns.annotate(
        asked=Count("invitations", filter=counted),
        answered=Count("invitations", filter=counted & Q(invitations__finished_on__isnull=False)),
    )
