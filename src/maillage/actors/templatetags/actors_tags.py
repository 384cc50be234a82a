"""Pieces that other rooms put in their pages: a family, a college, the balance of families."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .. import places, rules
from ..analyses import Share
from ..catalogue import BY_CODE
from ..enums import SHAPES, College, Family

register = template.Library()


@register.simple_tag
def family_tag(family: str) -> SafeString | str:
    """A family of stakes as a tag: its shape, its colour and its word."""
    if family not in Family.values:
        return ""
    known = Family(family)
    return format_html(
        '<span class="tag tag-{}"><span class="shape" aria-hidden="true">{}</span>{}</span>',
        known.value,
        SHAPES[known],
        known.label,
    )


@register.simple_tag
def college_label(college: str) -> str:
    return str(College(college).label) if college in College.values else ""


@register.simple_tag
def kind_label(kind: str) -> str:
    return str(BY_CODE[kind].label) if kind in BY_CODE else ""


@register.simple_tag
def commune_name(code: str) -> str:
    """The name of a commune; '' when unknown."""
    return places.name_of(code)


@register.filter
def siret(number: str) -> str:
    """« 732 829 320 00074 »."""
    return rules.written_siret(number)


@register.inclusion_tag("actors/family_bar.html")
def family_bar(families: Iterable[Share], caption: str) -> dict:
    """The balance by family: one bar and its table. ``families`` as in ``DirectoryReading.families``."""
    return {"families": list(families), "caption": caption}
