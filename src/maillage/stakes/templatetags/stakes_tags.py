"""What lower rooms show of this one."""

from __future__ import annotations

from django import template

from maillage.actors.models import Organisation
from maillage.spaces.enums import EDITORS
from maillage.stakes.models import Resource, Stake
from maillage.stakes.permissions import READ_NAMED

register = template.Library()


@register.inclusion_tag("stakes/organisation_card.html", takes_context=True)
def organisation_stakes(context: dict, organisation: Organisation) -> dict:
    """The card of an actor's sheet: its stakes and resources, as far as this person reads them; observers none."""
    request = context["request"]
    user, space = request.user, organisation.space
    is_own = Organisation.objects.represented_by(user).filter(pk=organisation.pk).exists()
    may_read = request.role in EDITORS or is_own
    return {
        "actor": organisation,
        "space": space,
        "may_read": may_read,
        "reads_all": is_own or request.role in READ_NAMED.roles,
        "stakes": _said(Stake, user, organisation, "-weight", "code", "pk") if may_read else [],
        "resources": _said(Resource, user, organisation, "direction", "nature", "pk") if may_read else [],
    }


def _said(kind: type[Stake] | type[Resource], user, organisation: Organisation, *order: str) -> list:
    return list(kind.objects.visible_to(user).filter(organisation=organisation).order_by(*order))
