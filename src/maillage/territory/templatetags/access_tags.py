"""Shares as people write them on the pages of access."""

from __future__ import annotations

from django import template

from maillage.territory.access.readings import fine_percent

register = template.Library()
register.filter("fine_percent", fine_percent)


@register.filter
def of(share: float, whole: float) -> str:
    """``{{ 0.25|of:60 }}`` → 15.0: a length for a picture, written the same in every language."""
    return f"{share * whole:.1f}"
