"""Pieces that other rooms put in their pages: a family, a college, the balance of families."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from django import template
from django.template import defaultfilters
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .. import places, rules, served
from ..analyses import Share
from ..catalogue import BY_CODE
from ..enums import SHAPES, Family
from ..listing import Cell
from ..models import SavedList

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


@register.simple_tag
def list_cell(cell: Cell, stale_before: date) -> SafeString:
    """One cell of the list. Drawn here: a template would ask a dozen questions for each of its hundreds of cells."""
    return format_html(
        '<td data-label="{}" class="cell-{}">{}</td>', cell.column.label, cell.column.code, _drawn(cell, stale_before)
    )


def _drawn(cell: Cell, stale_before: date) -> SafeString | str:
    code, value = cell.column.code, cell.value
    if code == "family":
        return family_tag(value)
    if code == "confirmed" and (value is None or value < stale_before):
        return format_html('<span class="tag tag-discuss">{}</span>', _("à confirmer"))
    if code in {"confirmed", "changed", "exchanged"} and value:
        return defaultfilters.date(value, "j N Y")
    if code == "tags" and value:
        return format_html_join(" ", '<span class="tag">{}</span>', ((tag,) for tag in value))
    if code == "website" and value:
        return format_html('<a href="{}" rel="noopener noreferrer external">{}</a>', value, bare_address(value))
    return cell.text or "–"


@register.filter
def siren(number: str) -> str:
    """« 732 829 320 »."""
    return rules.written_siren(number)


@register.filter
def areas(packed: str) -> list[str]:
    """The names of the areas that an organisation serves."""
    return served.named(packed)


def bare_address(website: str) -> str:
    """« https://www.exemple.fr/ » → « exemple.fr »."""
    return website.split("://", 1)[-1].removeprefix("www.").rstrip("/")


@register.filter
def list_query(kept: SavedList) -> str:
    """The end of the address that shows a kept list."""
    return f"?{urlencode(kept.query)}" if kept.query else ""


@register.inclusion_tag("actors/family_bar.html")
def family_bar(families: Iterable[Share], caption: str) -> dict:
    """The balance by family: one bar and its table. ``families`` as in ``DirectoryReading.families``."""
    return {"families": list(families), "caption": caption}
