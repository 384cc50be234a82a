"""One real value for each parameter that an address may take, in the demonstration.

Where several records belong together (a member of a partnership, a draft of an assessment), the values agree.
"""

from __future__ import annotations

from maillage.actors.models import BulkChange, Distinct, Import, Merge, Organisation, Representative
from maillage.campaigns import links
from maillage.campaigns.models import Campaign, Invitation
from maillage.partnerships.actions import start_asked_assessment
from maillage.partnerships.models import Assessment, Member
from maillage.spaces.models import Space
from maillage.stakes.enums import Matter
from maillage.stakes.models import AskedMatter, AskedSheet
from maillage.workshops import actions as workshops
from maillage.workshops.models import Workshop


def _partnership(space: Space):
    return space.partnerships.order_by("pk").first()


def _import(space: Space) -> int:
    """A file that waits for its columns: made on the spot, since the story has none."""
    waiting, _made = Import.objects.get_or_create(
        space=space,
        file_name="acteurs.csv",
        defaults={"columns": ["nom", "nature"], "rows": [(2, ["Atelier des Ormes", "entreprise"])]},
    )
    return waiting.pk


def _two(space: Space) -> list[Organisation]:
    return list(space.organisations.filter(archived_at=None).order_by("pk")[:2])


def _merge(space: Space) -> int:
    """A merge to take apart, made on the spot: nothing moved."""
    kept, absorbed = _two(space)
    return Merge.objects.get_or_create(space=space, kept=kept, absorbed=absorbed)[0].pk


def _distinct(space: Space) -> int:
    first, second = _two(space)
    return Distinct.objects.get_or_create(space=space, first=first, second=second)[0].pk


def _change(space: Space) -> int:
    """One change on many sheets, made on the spot: the story has none."""
    made, _made = BulkChange.objects.get_or_create(space=space, deed="college", value="training")
    return made.pk


def _assessment(space: Space) -> int:
    return Assessment.objects.filter(partnership=_partnership(space)).order_by("pk").first().pk


def _campaign(space: Space) -> Campaign:
    """The one that is open, and asks about the partnership of the other samples."""
    return space.campaigns.get(closed_at=None, subject="grid")


def _awaited(space: Space) -> Invitation:
    """Somebody who has a sheet begun about that partnership, made on the spot: the link's pages all open."""
    asked = _campaign(space).invitations.filter(organisation__in=_partnership(space).members.values("organisation"))
    invitation = asked.filter(finished_on=None).select_related("campaign__space", "organisation").first()
    start_asked_assessment(invitation=invitation, partnership=_partnership(space))
    return invitation


def _matter(space: Space) -> int:
    """The same person is asked about stakes too, and has begun: made on the spot."""
    invitation = _awaited(space)
    AskedMatter.objects.get_or_create(campaign=invitation.campaign, matter=Matter.STAKES)
    AskedSheet.objects.get_or_create(space=space, invitation=invitation, matter=Matter.STAKES)
    return int(Matter.STAKES)


def _asked_stakes(space: Space) -> AskedSheet:
    """Stakes that somebody has begun to say by the link of a campaign on stakes."""
    sheets = AskedSheet.objects.filter(space=space, matter=Matter.STAKES, invitation__campaign__subject="stakes")
    return sheets.select_related("invitation").order_by("pk").first()


def _typed(space: Space) -> int:
    """A sheet that the pilot types for somebody, made on the spot."""
    pilot = space.memberships.get(role="pilot").user
    invitation = _campaign(space).invitations.exclude(pk=_awaited(space).pk).order_by("pk").first()
    AskedMatter.objects.get_or_create(campaign=invitation.campaign, matter=Matter.STAKES)
    asked = {"space": space, "invitation": invitation, "matter": Matter.STAKES}
    return AskedSheet.objects.get_or_create(**asked, defaults={"entered_by": pilot})[0].pk


def _workshop(space: Space) -> Workshop:
    """One that is open, made on the spot: the story's is kept."""
    found = space.workshops.filter(opened_at__isnull=False, closed_at=None).first()
    if found:
        return found
    lea = space.memberships.get(role="pilot").user
    made = workshops.create_workshop(space=space, subject="stakes", items=["E1", "S1"], title="Essai", by=lea)
    workshops.open_workshop(workshop=made, by=lea)
    return made


def _statement(space: Space):
    return space.tie_statements.handed_in().order_by("pk").first()


SAMPLES = {
    "slug": lambda space: space.slug,
    "membership_id": lambda space: space.memberships.exclude(role="pilot").first().pk,
    "reading": lambda space: "stakes",
    "part": lambda space: "observer",
    "departement": lambda space: "95",
    "form": lambda space: "csv",
    "indicator_code": lambda space: "young_unemployment_rate",
    "layer_code": lambda space: "formation",
    "picture_form": lambda space: "svg",
    "zoom": lambda space: 8,
    "column": lambda space: 129,
    "row": lambda space: 88,
    "organisation_id": lambda space: space.organisations.get(name="CFA des Métiers de l'air").pk,
    "representative_id": lambda space: Representative.objects.filter(organisation__space=space).first().pk,
    "contact_id": lambda space: space.contacts.get(name="Karim Haddad").pk,
    "site_id": lambda space: space.sites.filter(organisation__kind="cfa").first().pk,
    "relation_id": lambda space: space.relations.first().pk,
    "exchange_id": lambda space: space.exchanges.filter(organisation__kind="cfa").first().pk,
    "list_id": lambda space: space.saved_lists.filter(shared=True).first().pk,
    "change_id": _change,
    "data_format": lambda space: "json",
    "import_id": _import,
    "other_id": lambda space: space.organisations.filter(archived_at=None).exclude(kind="cfa").first().pk,
    "merge_id": _merge,
    "distinct_id": _distinct,
    "dataset": lambda space: "cio",
    "stake_id": lambda space: space.stakes.first().pk,
    "resource_id": lambda space: space.resources.first().pk,
    "round_id": lambda space: space.rounds.get(closed_on=None).pk,
    "objective_id": lambda space: space.objectives.order_by("number").first().pk,
    "stake_code": lambda space: "S5",
    "pair_id": lambda space: space.pair_entries.get(key="").pk,
    "pair_key": lambda space: "ready_or_far",
    "table": lambda space: "positions",
    "group_id": lambda space: space.working_groups.first().pk,
    "seat_id": lambda space: space.seats.first().pk,
    "tie_id": lambda space: space.ties.first().pk,
    "statement_id": lambda space: _statement(space).pk,
    "mention_id": lambda space: _statement(space).mentions.first().pk,
    "ties_by_link:token": lambda space: links.token_of(_statement(space).invitation.key),
    "partnership_id": lambda space: _partnership(space).pk,
    "section": lambda space: "publics",
    "deliverable": lambda space: "findings",
    "funding_id": lambda space: _partnership(space).fundings.first().pk,
    "milestone_id": lambda space: _partnership(space).milestones.first().pk,
    "member_id": lambda space: Member.objects.filter(partnership=_partnership(space)).first().pk,
    "assessment_id": _assessment,
    "criterion": lambda space: "A1",
    "version_code": lambda space: "m1",
    "file_format": lambda space: "json",
    "answers_format": lambda space: "csv",
    "session_id": lambda space: _partnership(space).sessions.first().pk,
    "point": lambda space: "B4",
    "sheet_id": lambda space: _partnership(space).count_sheets.first().pk,
    "body_id": lambda space: space.bodies.first().pk,
    "agreement_id": lambda space: space.agreements.get(title__startswith="Charte").pk,
    "mandate_id": lambda space: space.mandates.first().pk,
    "meeting_id": lambda space: space.meetings.first().pk,
    "action_id": lambda space: space.actions.first().pk,
    "campaign_id": lambda space: _campaign(space).pk,
    "invitation_id": lambda space: _awaited(space).pk,
    "matter": _matter,
    "stakes_by_link:matter": lambda space: int(Matter.STAKES),
    "stakes_by_link:token": lambda space: links.token_of(_asked_stakes(space).invitation.key),
    "question": lambda space: "choose",
    "typed_id": _typed,
    "workshop_id": lambda space: _workshop(space).pk,
    "code": lambda space: _workshop(space).code,
    "place": lambda space: 1,
    "token": lambda space: links.token_of(_awaited(space).key),
}
