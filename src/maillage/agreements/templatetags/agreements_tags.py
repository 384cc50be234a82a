"""The pilot and the common text, on every page of a space and on its front page."""

from __future__ import annotations

from django import template
from django.template import RequestContext
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.agreements import permissions
from maillage.agreements.enums import Status
from maillage.agreements.frames import read_frames
from maillage.agreements.queries import mandate_in_force, mandate_to_show, texts
from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space
from maillage.toolkit.words import long_date

register = template.Library()
MOST_TEXTS = 3


@register.simple_tag
def mandate_line(space: Space) -> str:
    """« pilote : Léa Martin · mandat jusqu'au 31 décembre 2027 », or that nobody has a mandate."""
    mandate = mandate_in_force(space, on=timezone.localdate())
    if mandate is None:
        return _("aucun mandat en vigueur")
    if mandate.ends_on is None:
        return _("pilote : %(holder)s · mandat sans terme") % {"holder": mandate.holder}
    return _("pilote : %(holder)s · mandat jusqu'au %(end)s") % {
        "holder": mandate.holder,
        "end": long_date(mandate.ends_on),
    }


@register.inclusion_tag("agreements/mandate_card.html", takes_context=True)
def mandate_card(context: RequestContext, space: Space) -> dict:
    """Who pilots, by whose word, until when."""
    on = timezone.localdate()
    mandate = mandate_to_show(space, on=on)
    return {
        "space": space,
        "mandate": mandate,
        "is_in_force": mandate is not None
        and mandate.starts_on <= on
        and (mandate.ends_on is None or on <= mandate.ends_on),
        "is_to_come": mandate is not None and on < mandate.starts_on,
        "may_name": context["request"].role in permissions.NAME_PILOT.roles,
    }


@register.inclusion_tag("agreements/agreement_card.html", takes_context=True)
def agreement_card(context: RequestContext, space: Space) -> dict:
    """The texts that this person may read, those in force first."""
    request = context["request"]
    found = [text for text in texts(request.user, space) if text.status not in {Status.EXPIRED, Status.TERMINATED}]
    return {
        "space": space,
        "texts": found[:MOST_TEXTS],
        "more": max(len(found) - MOST_TEXTS, 0),
        "may_write": request.role in permissions.WRITE.roles,
    }


@register.inclusion_tag("agreements/partnership_texts.html", takes_context=True)
def partnership_texts(context: RequestContext, partnership: Partnership) -> dict:
    """On a partnership's sheet: its texts, and whether the frame they write is the one that people live."""
    request = context["request"]
    found = list(texts(request.user, partnership.space).filter(partnership=partnership))
    read = read_frames(request.user, request.role, partnership, reading=context.get("reading")) if found else []
    return {
        "space": partnership.space,
        "partnership": partnership,
        "texts": found,
        "frame": read[0] if read else None,
        "may_write": request.role in permissions.WRITE.roles,
    }
