"""Who writes ties, who reads which, and who may write an organisation's own."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.campaigns import permissions as campaigns
from maillage.campaigns.models import Campaign, Invitation
from maillage.spaces import permissions as spaces
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.permissions import ability
from maillage.toolkit.refusals import NotAllowed, Refusal

from .models import Statement

EDIT = ability("ties.edit", EDITORS, _("Seule l'équipe pilote note les liens entre les acteurs."))
READ_NAMED = ability(
    "ties.read_named", {Role.PILOT}, _("Qui a dit quel lien est réservé au pilote : les autres lisent les liens.")
)


def check_may_declare(by: User | Invitation, statement: Statement, campaign: Campaign) -> Invitation:
    """An organisation's statement is written by those who were asked for it, or by whoever types for them.

    Pass the campaign as the database holds it now. Returns the invitation in whose name this is said.
    """
    if isinstance(by, User):
        spaces.check(by, statement.space, campaigns.RUN)
        if statement.entered_by_id != by.pk or statement.invitation_id is None:
            raise NotAllowed(gettext("Ces liens sont dits par une autre personne : elle seule peut les écrire."))
        key = statement.invitation_id
    else:
        if (by.campaign_id, by.organisation_id) != (statement.campaign_id, statement.organisation_id):
            raise NotAllowed(gettext("Ces liens sont ceux d'une autre organisation : elle seule peut les écrire."))
        key = by.pk
    invitation = Invitation.objects.get(pk=key)
    campaigns.check_link_takes_answers(invitation, campaign, on=timezone.localdate())
    return invitation


def may_declare(by: User | Invitation, statement: Statement) -> bool:
    try:
        check_may_declare(by, statement, statement.campaign)
    except Refusal:
        return False
    return True


def reads_names(role: str | None) -> bool:
    """Who said which tie stays with the pilot."""
    return role in READ_NAMED.roles
