"""What lower rooms show of this one."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.spaces.enums import EDITORS
from maillage.stakes.analyses.named_game_reading import Couple
from maillage.stakes.analyses.shared_game import TOGETHER_FROM
from maillage.stakes.forms.game import signed
from maillage.stakes.models import Resource, Stake
from maillage.stakes.permissions import FRAME, READ_NAMED

register = template.Library()


TABS = [
    ("home", _("Les enjeux"), None, ()),
    ("resources", _("Les ressources"), None, ()),
    ("game", _("Le jeu d'acteurs"), None, ("game_named", "influences")),
    ("changes", _("D'un tour à l'autre"), None, ()),
    (
        "rounds",
        _("Objectifs et tours"),
        FRAME,
        (
            "round",
            "open_round",
            "edit_round",
            "add_objective",
            "edit_objective",
            "paste",
            "catalogue",
            "adapt",
            "add_own",
        ),
    ),
    ("names", _("Qui a dit quoi"), READ_NAMED, ()),
]


@register.inclusion_tag("stakes/room_tabs.html", takes_context=True)
def stakes_tabs(context: dict) -> dict:
    """The pages of this step, as far as this person opens them; the current one is marked."""
    request = context["request"]
    here = request.resolver_match.url_name
    return {
        "tabs": [
            (reverse(f"stakes:{name}", args=[request.space.slug]), label, here == name or here in others)
            for name, label, ability, others in TABS
            if ability is None or request.role in ability.roles
        ]
    }


@register.filter
def look(couple: Couple | None) -> str:
    """The shade of a couple's cell: together, mixed, apart, or nothing in common."""
    if couple is None or couple.agreement is None:
        return "look-hidden"
    if couple.agreement >= TOGETHER_FROM:
        return "look-together"
    return "look-apart" if couple.agreement < 0 else "look-mixed"


@register.filter
def signed_stand(value: int | None) -> str:
    """« −2 », « 0 », « +3 »; a dash when it was not said."""
    return "–" if value is None else signed(value)


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
