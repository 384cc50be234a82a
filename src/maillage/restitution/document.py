"""The report as a PDF: chapters in, a tagged document out (PDF/UA-1 refuses a picture without words)."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillage.agreements.queries import mandate_in_force
from maillage.design.charts import FONTS
from maillage.toolkit.typography import typeset, typeset_page
from maillage.toolkit.words import long_date, printable

from . import chapters
from .chapters.frame import until
from .chapters.standpoint import Standpoint

LAYOUT = files("maillage.restitution") / "typst" / "report.typ"
MISSING_IN_FONT = {"\u202f": "\u00a0"}


def make_report(standpoint: Standpoint) -> bytes:
    """The whole report of a space for this reader, as PDF bytes."""
    contents = _contents(standpoint)
    written = json.dumps(_each_text(contents, _held if contents["language"] == "fr" else printable), ensure_ascii=False)
    for absent, present in MISSING_IN_FONT.items():
        written = written.replace(absent, present)
    return typst.compile(
        str(LAYOUT),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"report": written},
        pdf_standards=["ua-1"],
        format="pdf",
    )


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {key: _each_text(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(one, change) for one in value]
    return change(value) if isinstance(value, str) else value


def _held(text: str) -> str:
    """The same words with French spaces that do not break, pictures included."""
    return typeset_page(printable(text)) if text.startswith("<svg") else typeset(printable(text))


def _contents(standpoint: Standpoint) -> dict:
    composed = chapters.compose(standpoint)
    space = standpoint.space
    return {
        "title": space.name,
        "author": "Maillage",
        "description": space.purpose or space.name,
        "language": (get_language() or "fr")[:2],
        "running_head": _("%(space)s · restitution") % {"space": space.name},
        "footer": _("Organisations et réponses fictives") if space.fictional else "Maillage",
        "date": long_date(standpoint.on),
        "cover": _cover(standpoint, composed),
        "summary": {"title": _("En une page")},
        "chapters": [chapter.as_dict() for chapter in composed],
    }


def _cover(standpoint: Standpoint, composed: list) -> dict:
    space, mandate = standpoint.space, mandate_in_force(standpoint.space, on=standpoint.on)
    picture = chapters.territory_picture(standpoint)
    notice = _(
        "Démonstration : le territoire et ses chiffres sont réels ; "
        "les organisations, les personnes et les réponses sont fictives."
    )
    return {
        "kind": _("Restitution du partenariat territorial pour l'accès à l'alternance"),
        "purpose": space.purpose,
        "map": {"svg": picture.svg, "alt": picture.alt} if picture else None,
        "pilot_label": _("Pilote"),
        "pilot": mandate.holder if mandate else _("aucun mandat en vigueur"),
        "mandate": _("mandat %(until)s") % {"until": until(mandate)} if mandate else "",
        "date_label": _("Établi le"),
        "perimeter": composed[0].sentence,
        "notice": notice if space.fictional else "",
    }
