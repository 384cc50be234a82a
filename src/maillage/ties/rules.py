"""What makes a tie possible, on which side each college stands, and the figures of a campaign on ties."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from maillage.actors.enums import College
from maillage.actors.models import Organisation
from maillage.toolkit.refusals import Refusal

from .enums import Nature, Side

SIDES = {
    College.INSTITUTIONS: None,
    College.EMPLOYMENT: Side.EMPLOYMENT,
    College.INSERTION: None,
    College.TRAINING: Side.TRAINING,
    College.CHAMBERS: None,
    College.COMPANIES: Side.EMPLOYMENT,
}

NATURES: Mapping[int, Nature] = dict(enumerate(Nature, start=1))
"""What a campaign may ask about, by the keys that the engine of campaigns uses. Never renumbered: add at the end."""

MOST_NAMED = 80
"""One organisation names no more partners than that: beyond, nobody describes them one by one."""

MOST_FOUND = 20
"""Names that a search shows."""

MOST_SUGGESTED = 12
"""Names offered before any search."""

FEWEST_LETTERS = 2
"""A search by link starts from two letters: nobody turns the pages of the directory."""

MINUTES = 10


def ordered(one: Organisation, other: Organisation) -> tuple[Organisation, Organisation]:
    """The pair as it is kept: smaller key first. Raise Refusal for an organisation with itself."""
    if one.pk == other.pk:
        raise Refusal(_("Un lien relie deux acteurs différents : choisissez-en un autre."))
    return (one, other) if one.pk < other.pk else (other, one)
