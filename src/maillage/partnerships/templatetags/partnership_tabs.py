"""The tabs that head every page of a partnership."""

from __future__ import annotations

from django import template
from django.template import RequestContext

from .. import tabs
from ..models import Partnership

register = template.Library()


@register.inclusion_tag("partnerships/tabs.html", takes_context=True)
def partnership_tabs(context: RequestContext, partnership: Partnership) -> dict:
    match = context["request"].resolver_match
    view_name = match.view_name if match else ""
    return {"tabs": tabs.tabs_of(partnership, role=context["role"], view_name=view_name), "partnership": partnership}
