"""The members of a partnership, and those who are asked to read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Count, Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.campaigns import links
from maillage.campaigns import queries as campaigns
from maillage.campaigns.models import Invitation
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.models import Membership, Space

from ..enums import AssessmentKind
from ..models import AskedPartnership, Assessment, Member, Partnership


def fetch_members(partnerships: Sequence[Partnership]) -> None:
    """Give these partnerships their members, with the names of the organisations, in one query."""
    said = ("partnership", "organisation__name", "role", "joined_on", "left_on")
    members = Member.objects.select_related("organisation").only(*said).order_by("organisation__name", "pk")
    prefetch_related_objects(partnerships, Prefetch("members", queryset=members))


def count_organisations(partnerships: Iterable[Partnership]) -> dict[int, int]:
    """How many organisations are members today, by partnership id; one that has none is not there."""
    current = Member.objects.filter(partnership__in=partnerships).current().values("partnership")
    counted = current.annotate(organisations=Count("organisation", distinct=True)).order_by()
    return dict(counted.values_list("partnership", "organisations"))


def members_by_name(partnership: Partnership) -> dict[str, Organisation]:
    """The present members by name, without regard to capitals."""
    members = partnership.members.current().select_related("organisation")
    return {member.organisation.name.casefold(): member.organisation for member in members}


def partners_of(organisation: Organisation) -> list[int]:
    """The organisations that are members of a partnership beside this one, today (one query)."""
    own = Member.objects.current().filter(organisation=organisation, partnership__archived_at=None)
    beside = Member.objects.current().filter(partnership__in=own.values("partnership"))
    return list(beside.order_by("organisation__name", "organisation").values_list("organisation", flat=True).distinct())


def one_line_each(members: Iterable[Member]) -> list[Member]:
    """One line per organisation, whatever the number of its roles."""
    return list({member.organisation_id: member for member in members}.values())


def by_organisation(members: Iterable[Member]) -> list[tuple[Organisation, list[Member]]]:
    """Each organisation once, with the lines of its roles, in the order given."""
    found: dict[Organisation, list[Member]] = {}
    for member in members:
        found.setdefault(member.organisation, []).append(member)
    return list(found.items())


def pilot_names(space: Space) -> list[str]:
    """The people who read named answers."""
    return list(
        Membership.objects.filter(space=space, role=Role.PILOT)
        .order_by("user__name")
        .values_list("user__name", flat=True)
    )


def asked_of(invitation: Invitation):
    """What this person is asked about: the campaign's partnerships of which their organisation is a member."""
    members = Member.objects.current().filter(organisation=invitation.organisation_id)
    return AskedPartnership.objects.filter(
        campaign=invitation.campaign_id, partnership__in=members.values("partnership"), partnership__archived_at=None
    )


def organisations_to_answer_for(user: User, role: str | None, partnership: Partnership) -> list[Organisation]:
    """The present members for which this person may read the partnership: all for the pilot's team, else its own."""
    members = partnership.members.current()
    if role not in EDITORS:
        members = members.represented_by(user)
    return list(Organisation.objects.filter(pk__in=members.values("organisation"), archived_at=None))


def left_to_answer(user: User, space: Space) -> list[Partnership]:
    """The partnerships of this person's organisations that it has not read yet, nor is asked to read by a link."""
    mine = Member.objects.filter(space=space).current().represented_by(user).values("partnership")
    marks = [
        links.respondent_mark(space_id=space.pk, email=user.email, organisation_id=pk)
        for pk in Organisation.objects.represented_by(user).filter(space=space).values_list("pk", flat=True)
    ]
    by_account_or_link = Q(rater=user) | Q(respondent__in=marks)
    done = Assessment.objects.filter(by_account_or_link, space=space, kind=AssessmentKind.INDIVIDUAL).submitted()
    received = campaigns.received_by(user, space, on=timezone.localdate())
    by_link = AskedPartnership.objects.filter(campaign__in=[one.campaign_id for one in received])
    found = Partnership.objects.visible_to(user).filter(pk__in=mine).exclude(pk__in=done.values("partnership"))
    found = found.exclude(pk__in=by_link.values("partnership"))
    return list(found.current().select_related("space"))
