"""Who may do what with partnerships and their reading."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.campaigns import permissions as campaigns
from maillage.campaigns.models import Campaign, Invitation
from maillage.spaces import permissions as spaces
from maillage.spaces.enums import EDITORS, Reading, Role
from maillage.spaces.models import Space
from maillage.spaces.permissions import ability
from maillage.toolkit.refusals import NotAllowed, Refusal

from . import rules
from .enums import AssessmentKind
from .models import Assessment, Member, Partnership

EDIT = ability("partnerships.edit", EDITORS, _("Seuls le pilote et son équipe créent et modifient les partenariats."))
PUBLISH = ability(
    "partnerships.publish", EDITORS, _("Seuls le pilote et son équipe montrent un partenariat aux membres de l'espace.")
)
CHOOSE_TYPE = ability(
    "partnerships.choose_type", EDITORS, _("Seuls le pilote et son équipe retiennent le type d'un partenariat.")
)
LEAD_CONSENSUS = ability(
    "partnerships.consensus", EDITORS, _("Seuls le pilote et son équipe tiennent la lecture en commun.")
)
READ_NAMED = ability(
    "partnerships.read_named",
    {Role.PILOT},
    _("Qui a répondu quoi est réservé au pilote : les autres lisent des médianes, à partir de trois réponses."),
)
PREPARE_VERSIONS = ability(
    "partnerships.versions",
    EDITORS,
    _("Seuls le pilote et son équipe préparent une version de la grille ou de la typologie."),
)
TYPE_PAPER = ability(
    "partnerships.type_paper", EDITORS, _("Seuls le pilote et son équipe saisissent des réponses reçues sur papier.")
)
ASSESS = ability(
    "partnerships.assess",
    EDITORS | {Role.PARTNER},
    _("Seuls les partenaires et l'équipe du pilote lisent un partenariat avec la grille."),
)


def check_can_start(by: User, partnership: Partnership, kind: str, organisation: Organisation | None) -> None:
    """The pilot's team reads alone, for a member, or leads the common reading; a partner, for its own organisation."""
    if kind == AssessmentKind.CONSENSUS:
        spaces.check(by, partnership.space, LEAD_CONSENSUS)
        return
    spaces.check(by, partnership.space, ASSESS)
    if spaces.role_of(by, partnership.space) in EDITORS:
        return
    if organisation is None or not Organisation.objects.represented_by(by).filter(pk=organisation.pk).exists():
        raise NotAllowed(gettext("Vous répondez seulement pour l'organisation que vous représentez."))


def check_can_answer(by: User | Invitation, assessment: Assessment) -> None:
    """A person's answers belong to that person, or to whoever types for them; the common reading, to the team."""
    if isinstance(by, User):
        check_can_start(by, assessment.partnership, assessment.kind, assessment.organisation)
        is_own = by.pk in {assessment.rater_id, assessment.entered_by_id}
    else:
        is_own = assessment.invitation_id == by.pk
    if assessment.kind == AssessmentKind.INDIVIDUAL and not is_own:
        raise NotAllowed(gettext("Ces réponses sont celles d'une autre personne : elle seule peut les écrire."))
    if assessment.invitation_id:
        invitation = Invitation.objects.select_related("campaign").get(pk=assessment.invitation_id)
        check_asked(invitation, invitation.campaign)


def check_asked(invitation: Invitation, campaign: Campaign) -> None:
    """Whether the campaign still takes this person's answers today."""
    campaigns.check_link_takes_answers(invitation, campaign, on=timezone.localdate())


def may_write_in(by: User | Invitation, assessment: Assessment) -> bool:
    try:
        check_can_answer(by, assessment)
    except Refusal:
        return False
    return True


def may_answer(by: User, role: str | None, partnership: Partnership) -> bool:
    """Whether to offer « Répondre à la grille »: the pilot's team, and partners whose organisation is a member."""
    if role in EDITORS:
        return True
    return role == Role.PARTNER and partnership.members.current().represented_by(by).exists()


def sees_names(role: str | None) -> bool:
    """Who answered what stays with the pilot."""
    return role in READ_NAMED.roles


def sees_who_answered(role: str | None) -> bool:
    """Who has answered or not, never what: the pilot's team, to remind people."""
    return role in EDITORS


def fewest_answers_shown(role: str | None) -> int:
    """From how many answers a reader with this role sees a criterion: 1 for the pilot, else three."""
    return 1 if sees_names(role) else rules.FEWEST_RATERS_SHOWN


def sees_reading(user: User, role: str | None, partnership: Partnership) -> bool:
    """The pilot's team; the partnership's own members; the others once the reading of partnerships is published."""
    if spaces.can_read(role, partnership.space, Reading.GRID):
        return True
    return role == Role.PARTNER and partnership.members.current().represented_by(user).exists()


def readable_among(user: User, space: Space, partnerships: Iterable[Partnership]) -> tuple[str | None, set[int]]:
    """The person's role here, and the ids of the partnerships whose reading it sees (same rule, for a whole list)."""
    role = spaces.role_of(user, space)
    if spaces.can_read(role, space, Reading.GRID):
        return role, {partnership.pk for partnership in partnerships}
    if role != Role.PARTNER:
        return role, set()
    own = Member.objects.filter(space=space).current().represented_by(user)
    return role, set(own.values_list("partnership", flat=True))
