"""The whole at a glance and the way to the report, for the front page."""

from __future__ import annotations

from django import template
from django.utils import timezone

from maillage.restitution.chapters import Standpoint
from maillage.restitution.overview import look
from maillage.spaces.models import Space

register = template.Library()


@register.inclusion_tag("restitution/button.html", takes_context=True)
def report_button(context: dict, space: Space) -> dict:
    return {"space": space, "request": context.get("request"), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("restitution/overview.html", takes_context=True)
def overview(context: dict, space: Space) -> dict:
    standpoint = Standpoint(space, context["request"].user, timezone.localdate(), context["role"])
    return {"overview": look(standpoint)}
