"""Who may do what. A rule speaks twice: a boolean to show a button, a sentence to stop a hand.

Each room declares its abilities once, at import; the table printed in the documentation comes from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.toolkit.refusals import NotAllowed, Refusal
from maillage.toolkit.words import enumeration

from .enums import EDITORS, Reading, Role
from .models import Membership, Publication, Space


@dataclass(frozen=True, slots=True)
class Ability:
    code: str
    roles: frozenset[str]
    refusal: str


_ABILITIES: dict[str, Ability] = {}


def ability(code: str, roles: Iterable[str], refusal: str) -> Ability:
    """Declare an ability and the sentence said to those who do not have it."""
    if code in _ABILITIES:
        raise ValueError(f"Ability {code!r} is declared twice.")
    _ABILITIES[code] = Ability(code, frozenset(roles), refusal)
    return _ABILITIES[code]


def table() -> dict[str, Ability]:
    return dict(_ABILITIES)


def role_of(user, space: Space) -> str | None:
    return Membership.objects.filter(space=space, user=user).values_list("role", flat=True).first()


def can(user, space: Space, ability: Ability) -> bool:
    return role_of(user, space) in ability.roles


def check(user, space: Space, ability: Ability) -> None:
    """Raise NotAllowed, with the ability's sentence, unless this person may."""
    if not can(user, space, ability):
        raise NotAllowed(str(ability.refusal))


def abilities_of(role: str | None) -> frozenset[str]:
    """Codes of what this role may do, for templates: ``{% if "actors.edit" in abilities %}``."""
    return frozenset(code for code, ability in _ABILITIES.items() if role in ability.roles)


def can_read(role: str | None, space: Space, reading: Reading) -> bool:
    """The pilot's team reads everything; the others read what was published to them."""
    if role in EDITORS:
        return True
    return role is not None and Publication.objects.filter(space=space, reading=reading).exists()


def hidden_readings(role: str | None, space: Space) -> frozenset[str]:
    """The readings that this role may not have yet (one query, none for the pilot's team)."""
    if role in EDITORS:
        return frozenset()
    return frozenset(Reading) - set(Publication.objects.filter(space=space).values_list("reading", flat=True))


def check_may_send_from(address: str) -> None:
    """Raise Refusal unless the server may send in the name of this address: nobody writes in somebody else's name."""
    allowed = {one.lower().removeprefix("@") for one in settings.SENDERS}
    if not {address.rpartition("@")[2].lower(), address.lower()} & allowed:
        raise Refusal(
            gettext(
                "Ce serveur n'envoie des lettres qu'au nom de %(senders)s. Choisissez une adresse de là, laissez vide, "
                "ou demandez à qui l'héberge d'ajouter la vôtre."
            )
            % {"senders": enumeration(settings.SENDERS)}
        )


MANAGE_MEMBERS = ability(
    "spaces.manage_members", {Role.PILOT}, _("Seul le pilote invite des personnes et change leur rôle.")
)
EDIT_SPACE = ability("spaces.edit", {Role.PILOT}, _("Seul le pilote modifie la présentation de la démarche."))
PUBLISH = ability("spaces.publish", {Role.PILOT}, _("Seul le pilote publie une lecture aux membres de l'espace."))
READ_JOURNAL = ability("spaces.read_journal", EDITORS, _("Le journal est réservé au pilote et à son équipe."))
