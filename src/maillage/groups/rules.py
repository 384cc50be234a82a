"""What a group and a seat must be."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.actors.models import Contact, Organisation
from maillage.toolkit.refusals import Refusal

from .models import WorkingGroup

FEWEST_SEATS, MOST_SEATS = 2, 60


def check_sizes(smallest: int, largest: int) -> None:
    if not FEWEST_SEATS <= smallest <= largest <= MOST_SEATS:
        raise Refusal(
            _("Un groupe compte de %(fewest)s à %(most)s sièges, et le plus petit nombre vient d'abord : 12 à 18.")
            % {"fewest": FEWEST_SEATS, "most": MOST_SEATS}
        )


def check_may_sit(group: WorkingGroup, organisation: Organisation, contact: Contact | None) -> None:
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
