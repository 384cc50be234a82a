"""Who says stakes and resources, for whom, and who reads them with a name."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.campaigns import permissions as campaigns
from maillage.campaigns.models import Campaign, Invitation
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.permissions import ability, check, role_of
from maillage.toolkit.refusals import NotAllowed, Refusal

from .enums import Matter
from .models import AskedSheet, Position, PositionSheet, Resource, Round, Stake

SAY = ability(
    "stakes.say",
    EDITORS | {Role.PARTNER},
    _("Les observateurs lisent ; ce sont les acteurs et l'équipe du pilote qui disent les enjeux et les ressources."),
)
ASK = ability(
    "stakes.ask", EDITORS, _("Le pilote et son équipe vont vers les acteurs qui n'ont pas encore dit leurs enjeux.")
)
FRAME = ability(
    "stakes.frame",
    EDITORS,
    _("Le pilote et son équipe posent les objectifs, ouvrent les tours et adaptent le catalogue."),
)
WEIGH = ability(
    "stakes.weigh",
    {Role.PILOT},
    _("Les influences entre acteurs sont un document de travail du pilote : personne d'autre ne les lit."),
)
READ_NAMED = ability(
    "stakes.read_named",
    {Role.PILOT},
    _("Qui a dit quoi est réservé au pilote : les autres lisent des nombres, sans nom."),
)


def can_speak_for(user, organisation: Organisation) -> bool:
    """The pilot's team speaks for every actor (and says so); a partner for the organisations it represents."""
    role = role_of(user, organisation.space)
    if role in EDITORS:
        return True
    return role == Role.PARTNER and Organisation.objects.represented_by(user).filter(pk=organisation.pk).exists()


def check_rewords(user, said: Stake | Resource | PositionSheet) -> None:
    """Whoever speaks for the actor rewords what it said; a facilitator, only what it noted itself."""
    check_speaks_for(user, said.organisation)
    if role_of(user, said.space) == Role.FACILITATOR and said.noted_by_id != user.pk:
        raise NotAllowed(gettext("Vous reprenez ce que vous avez noté ; le reste est à l'organisation et au pilote."))


def check_speaks_for(user, organisation: Organisation) -> None:
    check(user, organisation.space, SAY)
    if not can_speak_for(user, organisation):
        raise NotAllowed(
            _("Vous parlez au nom de votre organisation ; « %(organisation)s » parle pour elle-même.")
            % {"organisation": organisation}
        )


def check_asked(invitation: Invitation, campaign: Campaign) -> None:
    """Whether the campaign still takes this person's answers today."""
    campaigns.check_link_takes_answers(invitation, campaign, on=timezone.localdate())


def check_writes(by: User | Invitation, sheet: AskedSheet) -> None:
    """A sheet is written by the person who was asked, or by whoever types it for them; while it may be."""
    if isinstance(by, User):
        check(by, sheet.space, campaigns.RUN)
        check_reads_before_typing(by, sheet.invitation.organisation, sheet.matter)
        is_own = sheet.entered_by_id == by.pk
    else:
        is_own = sheet.invitation_id == by.pk
    if not is_own:
        raise NotAllowed(gettext("Ces réponses sont celles d'une autre personne : elle seule peut les écrire."))
    invitation = Invitation.objects.select_related("campaign").get(pk=sheet.invitation_id)
    check_asked(invitation, invitation.campaign)
    if sheet.round_id and not Round.objects.filter(pk=sheet.round_id, closed_on=None).exists():
        raise Refusal(gettext("Le tour est clos : les positions ne se disent plus. Celles d'avant sont gardées."))


def may_write(by: User | Invitation, sheet: AskedSheet) -> bool:
    try:
        check_writes(by, sheet)
    except Refusal:
        return False
    return True


def check_reads_before_typing(by: User, organisation: Organisation, matter: int) -> None:
    """Whoever types for somebody sees what the organisation's sheet says: only if they may read all of it."""
    if _is_out_of_sight(by, organisation, matter):
        raise NotAllowed(
            gettext(
                "« %(organisation)s » a déjà dit des choses que vous ne lisez pas : c'est au pilote de saisir pour "
                "elle, ou à elle de compléter par son lien."
            )
            % {"organisation": organisation}
        )


def _is_out_of_sight(user: User, organisation: Organisation, matter: int) -> bool:
    kind = {Matter.STAKES: Stake, Matter.RESOURCES: Resource, Matter.POSITIONS: Position}[Matter(matter)]
    holder = "sheet__organisation" if kind is Position else "organisation"
    said = kind.objects.filter(**{holder: organisation})
    return said.exclude(pk__in=said.visible_to(user).values("pk")).exists()
