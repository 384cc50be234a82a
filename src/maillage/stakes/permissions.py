"""Who says stakes and resources, for whom, and who reads them with a name."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.permissions import ability, check, role_of
from maillage.toolkit.refusals import NotAllowed

from .models import PositionSheet, Resource, Stake

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
