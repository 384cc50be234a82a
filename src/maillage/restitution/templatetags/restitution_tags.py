"""The way to the report, from the front page."""

from __future__ import annotations

from django import template

from maillage.spaces.models import Space

register = template.Library()


@register.inclusion_tag("restitution/button.html", takes_context=True)
def report_button(context: dict, space: Space) -> dict:
    return {"space": space, "request": context.get("request"), "csrf_token": context.get("csrf_token")}
