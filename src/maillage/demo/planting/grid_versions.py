"""A version of the grid in preparation: one criterion reworded, one added; nothing changes until it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.partnerships import actions
from maillage.partnerships.drafts.grids import flat

if TYPE_CHECKING:
    from ..actions import Garden

REWORDED = {
    "fr": {"question": "Entre deux comités, que se passe-t-il pour les jeunes et pour les entreprises ?"},
    "en": {"question": "Between two committees, what happens for young people and for companies?"},
}
ADDED = {
    "fr": {
        "name": "Mobilité des alternants",
        "question": "Le partenariat lève-t-il les freins de transport vers le lieu de travail et le CFA ?",
        "anchor_1": "personne n'en parle",
        "anchor_2": "freins connus, chacun se débrouille",
        "anchor_3": "aides ponctuelles, au cas par cas",
        "anchor_4": "solutions communes, connues des jeunes",
        "anchor_5": "horaires et dessertes revus avec les transporteurs et les employeurs",
        "evidence": "aides versées, horaires décalés desservis, retours des jeunes",
    },
    "en": {
        "name": "Apprentices' mobility",
        "question": "Does the partnership remove transport obstacles to the workplace and to the training centre?",
        "anchor_1": "nobody mentions it",
        "anchor_2": "obstacles known, everyone copes alone",
        "anchor_3": "occasional help, case by case",
        "anchor_4": "common solutions, known to young people",
        "anchor_5": "timetables and lines reviewed with carriers and employers",
        "evidence": "help paid, night and early shifts served, feedback from young people",
    },
}


def plant_grid_draft(garden: Garden) -> None:
    draft = actions.draft_grid(space=garden.space, note="Après un an d'usage : la mobilité manquait.", by=garden.lea)
    entry = next(entry for entry in draft.criteria if entry["id"] == "C6")
    words = {language: flat(entry[language]) | said for language, said in REWORDED.items()}
    actions.reword_criterion(draft=draft, criterion="C6", words=words, by=garden.lea)
    actions.add_criterion(draft=draft, dimension="C", words=ADDED, by=garden.lea)
