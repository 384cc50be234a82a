"""The tabs that head every page of a partnership, and the small links that change a section of its sheet."""

from __future__ import annotations

from django import template
from django.template import RequestContext
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .. import permissions, tabs
from ..models import Partnership

register = template.Library()


@register.inclusion_tag("partnerships/tabs.html", takes_context=True)
def partnership_tabs(context: RequestContext, partnership: Partnership) -> dict:
    match = context["request"].resolver_match
    view_name = match.view_name if match else ""
    offered = tabs.tabs_of(partnership, role=context["role"], view_name=view_name)
    current = next((one["tab"] for one in offered if one["is_current"]), None)
    return {"tabs": offered, "current": current, "others": len(offered) - 1, "partnership": partnership}


@register.simple_tag(takes_context=True)
def sheet_link(context: RequestContext, partnership: Partnership, section: str, name: str) -> SafeString | str:
    """« Modifier » beside a section, for those who may."""
    if permissions.EDIT.code not in context["abilities"]:
        return ""
    url = reverse("partnerships:section", args=[partnership.space.slug, partnership.pk, section])
    words = _("Modifier")
    return format_html(
        '<a class="edit-section" href="{}">{}<span class="visually-hidden"> : {}</span></a>', url, words, name
    )
