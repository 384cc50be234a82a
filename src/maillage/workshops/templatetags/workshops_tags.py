"""What other pages show of workshops."""

from __future__ import annotations

from django import template
from django.urls import reverse

from .. import permissions
from ..models import Workshop

register = template.Library()


@register.inclusion_tag("workshops/on_page.html", takes_context=True)
def workshops_about(context, subject: str, about: int | None = None) -> dict:
    """On the page of what a workshop may be about: its kept sessions, and « préparer un atelier » (one query)."""
    request = context["request"]
    found = Workshop.objects.visible_to(request.user).filter(space=request.space, subject=subject, about=about)
    sessions = list(found.kept().select_related("space").order_by("-held_on", "-pk"))
    wanted = f"?sujet={subject}" + (f"&cible={about}" if about else "")
    return {
        "sessions": sessions,
        "may_run": request.role in permissions.RUN.roles,
        "new_url": reverse("workshops:new", args=[request.space.slug]) + wanted,
    }
