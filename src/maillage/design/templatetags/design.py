"""Tags and filters that every template has."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString, mark_safe

from maillage.toolkit import words

register = template.Library()


@register.filter
def number(value: float | Decimal | None, digits: int = 0) -> str:
    """``{{ population|number }}`` → « 711 000 »; a dash when unknown."""
    return words.number(value, int(digits))


@register.filter
def drawn(svg: str) -> SafeString:
    """An SVG made by maillage.design.charts, put in the page as it is (never text typed by a person)."""
    return mark_safe(svg)


@register.filter
def item(mapping: dict, key: object) -> object:
    """``{{ mapping|item:key }}``; None when the key is missing."""
    return mapping.get(key)
