"""What other pages show of campaigns."""

from __future__ import annotations

from django import template
from django.utils import timezone

from maillage.spaces.models import Space

from .. import links, queries

register = template.Library()


@register.inclusion_tag("campaigns/awaited.html", takes_context=True)
def questions_awaited(context, space: Space) -> dict:
    """On the front page, what this person was asked at the address of the account: « ce qui attend vos réponses »."""
    received = queries.received_by(context["request"].user, space, on=timezone.localdate())
    return {"asked": [(one, links.token_of(one.key)) for one in received]}
