"""Who may run campaigns; what a personal link may do."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import EDITORS
from maillage.spaces.permissions import ability, check
from maillage.toolkit.refusals import NotAllowed, Refusal

from .enums import Status
from .models import Campaign, Invitation

__all__ = ["RUN", "check", "check_link_takes_answers", "check_may_be_typed", "link_takes_answers"]

RUN = ability("campaigns.run", EDITORS, _("Seuls le pilote et son équipe interrogent les partenaires."))


def link_takes_answers(invitation: Invitation, campaign: Campaign, *, on: date) -> bool:
    closed = invitation.revoked_on or invitation.forwarded_on or invitation.declined_on
    return not closed and campaign.takes_answers(on)


def check_link_takes_answers(invitation: Invitation, campaign: Campaign, *, on: date) -> None:
    """Asked of what the database holds now: pass a fresh invitation and campaign."""
    if invitation.revoked_on:
        raise NotAllowed(gettext("Ce lien a été retiré : demandez-en un autre à la personne qui vous a écrit."))
    if invitation.forwarded_on or invitation.declined_on:
        raise Refusal(gettext("Vous avez répondu que vous ne répondriez pas vous-même : rien n'a été enregistré."))
    status = campaign.status(on)
    if status == Status.OVERDUE:
        raise Refusal(gettext("La date est passée : cette réponse n'est pas enregistrée. Celles d'avant sont gardées."))
    if status != Status.OPEN:
        raise Refusal(
            gettext("Les réponses sont closes : celle-ci n'est pas enregistrée. Celles d'avant sont gardées.")
        )


def check_may_be_typed(campaign: Campaign) -> None:
    """Whoever types a sheet reads it, and learns who had answered: not where it was promised that nobody does."""
    if campaign.is_aggregated:
        raise Refusal(
            gettext(
                "Il est promis que personne ne lit ces réponses : elles ne se saisissent pas, "
                "elles passent par un lien."
            )
        )
