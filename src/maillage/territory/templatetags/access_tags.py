"""Shares as people write them on the pages of access."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

from maillage.toolkit.words import number

register = template.Library()
SMALL = 0.1


@register.filter
def percent(share: float | None) -> str:
    """``{{ 0.234|percent }}`` → « 23 % », one decimal under ten; a dash when unknown."""
    if share is None:
        return "–"
    return _("%(number)s %%") % {"number": number(100 * share, 1 if 0 < share < SMALL else 0)}


@register.filter
def of(share: float, whole: float) -> str:
    """``{{ 0.25|of:60 }}`` → 15.0: a length for a picture, written the same in every language."""
    return f"{share * whole:.1f}"
