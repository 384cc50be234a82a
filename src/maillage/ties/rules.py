"""What makes a tie possible, and on which side each college stands."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.actors.enums import College
from maillage.actors.models import Organisation
from maillage.toolkit.refusals import Refusal

from .enums import Side

SIDES = {
    College.INSTITUTIONS: None,
    College.EMPLOYMENT: Side.EMPLOYMENT,
    College.INSERTION: None,
    College.TRAINING: Side.TRAINING,
    College.CHAMBERS: None,
    College.COMPANIES: Side.EMPLOYMENT,
}


def ordered(one: Organisation, other: Organisation) -> tuple[Organisation, Organisation]:
    """The pair as it is kept: smaller key first. Raise Refusal for an organisation with itself."""
    if one.pk == other.pk:
        raise Refusal(_("Un lien relie deux acteurs différents : choisissez-en un autre."))
    return (one, other) if one.pk < other.pk else (other, one)
