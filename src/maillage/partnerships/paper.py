"""The grid to fill by hand: a clean A4 PDF, with the code of its version on each page."""

from __future__ import annotations

import json
from importlib.resources import files

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillage.design.charts import FONTS
from maillage.toolkit.typography import typeset
from maillage.toolkit.words import printable

from . import grid
from .models import GridVersion

LAYOUT = files("maillage.partnerships") / "typst" / "grid.typ"


def grid_pdf(version: GridVersion, *, partnership: str = "") -> bytes:
    """The grid in the language in use: question, five phrases, two other answers, proof, room for a note."""
    import typst

    words = json.dumps(_contents(version, partnership), ensure_ascii=False).replace("\u202f", "\u00a0")
    return typst.compile(
        str(LAYOUT),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"grid": words},
        pdf_standards=["ua-1"],
        format="pdf",
    )


def _contents(version: GridVersion, partnership: str) -> dict:
    language = (get_language() or "fr")[:2]
    criteria = grid.in_language(version.criteria, language)
    say = (lambda text: typeset(printable(text))) if language == "fr" else printable
    return {
        "language": language,
        "title": say(_("Grille de lecture d'un partenariat")),
        "code": version.code,
        "code_label": say(_("version")),
        "page_label": say(_("page")),
        "partnership_label": say(_("Partenariat")),
        "partnership": say(partnership),
        "organisation_label": say(_("Votre organisation")),
        "date_label": say(_("Rempli le")),
        "how": say(
            _(
                "Pour chaque critère, cochez la phrase la plus proche de ce que vous voyez, seul. "
                "Si aucune ne convient : « je ne sais pas » ou « sans objet », jamais comptés comme des nombres."
            )
        ),
        "who": say(
            _(
                "Vos réponses avec le nom de votre organisation sont lues par le pilote. "
                "Les autres voient des médianes, à partir de trois réponses."
            )
        ),
        "ladder": [f"{rung.level} {say(rung.label)}" for rung in grid.ladder(language)],
        "unknown": say(_("Je ne sais pas")),
        "not_applicable": say(_("Sans objet")),
        "evidence_label": say(_("Ce qui le montrerait :")),
        "proof_label": say(_("Preuve :")),
        "proofs": [say(_("on le dit")), say(_("un écrit le montre")), say(_("quelqu'un l'a contrôlé"))],
        "note_label": say(_("Note")),
        "ours": say(
            _(
                "Grille de Maillage, sous les trois titres de l'AEFA (2017). "
                "Aucun total : un partenariat n'a pas de note."
            )
        ),
        "dimensions": [
            {
                "name": say(name),
                "criteria": [
                    {
                        "id": each.id,
                        "name": say(each.name),
                        "question": say(each.question),
                        "anchors": [say(anchor) for anchor in each.anchors],
                        "evidence": say(each.evidence),
                    }
                    for each in criteria
                    if each.dimension == id
                ],
            }
            for id, name in grid.dimensions(language).items()
        ],
    }
