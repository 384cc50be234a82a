"""Who prepares meetings and writes actions, and who may move an action."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.partnerships.models import Partnership
from maillage.spaces import permissions as spaces
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.permissions import ability
from maillage.toolkit.refusals import NotAllowed

from .models import Action

EDIT = ability(
    "animation.edit", EDITORS, _("Seule l'équipe pilote prépare les réunions, note les décisions et écrit les actions.")
)
MOVE = ability(
    "animation.move",
    EDITORS | {Role.PARTNER},
    _("L'état d'une action est tenu par qui en répond et par l'équipe pilote."),
)


def check_may_move(user: User, action: Action) -> None:
    """The pilot's team moves any action; a partner, those that its organisation answers for."""
    spaces.check(user, action.space, MOVE)
    if spaces.can(user, action.space, EDIT):
        return
    if not Organisation.objects.represented_by(user).filter(pk=action.owner_id).exists():
        raise NotAllowed(str(MOVE.refusal))


def reads_with_members(user: User, role: str | None, partnership: Partnership) -> bool:
    """Plan and pathway: the pilot's team, and partners whose organisation is a member."""
    if role in EDITORS:
        return True
    return role == Role.PARTNER and partnership.members.current().represented_by(user).exists()
