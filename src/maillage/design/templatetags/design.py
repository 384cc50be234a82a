"""Tags and filters that every template has."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.template import defaultfilters
from django.utils.safestring import SafeString, mark_safe

from maillage.toolkit import words

register = template.Library()


@register.filter
def number(value: float | Decimal | None, digits: int = 0) -> str:
    """``{{ population|number }}`` → « 711 000 »; a dash when unknown."""
    return words.number(value, int(digits))


@register.filter
def percent(share: float | Decimal | None, digits: int = 0) -> str:
    """``{{ 0.234|percent }}`` → « 23 % »; a dash when unknown."""
    return words.percent(share, int(digits))


@register.filter
def out_of_hundred(value: float | Decimal | None, digits: int = 0) -> str:
    """``{{ 23.4|out_of_hundred }}`` → « 23 % »; a dash when unknown."""
    return words.out_of_hundred(value, int(digits))


@register.filter(name="date", expects_localtime=True)
def written_date(day: date | datetime | None, written: str | None = None) -> str:
    """``{{ day|date }}`` → « 1er mai 2027 »; with a format, Django's own filter."""
    return words.long_date(day) if day and written is None else defaultfilters.date(day, written)


@register.filter
def drawn(svg: str) -> SafeString:
    """An SVG made by maillage.design.charts, put in the page as it is (never text typed by a person)."""
    return mark_safe(svg)


@register.filter
def item(mapping: dict, key: object) -> object:
    """``{{ mapping|item:key }}``; None when the key is missing."""
    return mapping.get(key)
