"""Plans to start a text from: headings, and what each clause is about. A plan imposes nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from maillage.toolkit.words import folded

from .enums import ClauseNature, Kind

MEANS, RESULT = ClauseNature.MEANS, ClauseNature.RESULT
TOGETHER, REVISION, OTHER = ClauseNature.CO_CONSTRUCTION, ClauseNature.REVISION, ClauseNature.OTHER

CHARTER = [
    (_("Ce que nous voulons changer"), OTHER),
    (_("Le territoire et les publics"), OTHER),
    (_("Nos principes : égalité, réciprocité, transparence"), TOGETHER),
    (_("Ce que chacun apporte"), MEANS),
    (_("Ce que nous visons ensemble"), RESULT),
    (_("Le pilote"), MEANS),
    (_("Comment ce texte se révise"), REVISION),
    (_("Entrer, sortir"), OTHER),
]
AGREEMENT = [
    (_("Parties"), OTHER),
    (_("Diagnostic partagé"), TOGETHER),
    (_("Objet"), OTHER),
    (_("Territoire et publics"), OTHER),
    (_("Principes et co-construction"), TOGETHER),
    (_("Engagements de chaque partie"), RESULT),
    (_("Pilote : désignation, mission, moyens, limites"), MEANS),
    (_("Gouvernance et règles de décision"), TOGETHER),
    (_("Moyens et financement"), MEANS),
    (_("Suivi et évaluation"), RESULT),
    (_("Communication et propriété des productions"), OTHER),
    (_("Données personnelles et confidentialité"), OTHER),
    (_("Durée, entrée en vigueur, reconduction"), OTHER),
    (_("Adhésion d'un nouveau partenaire"), OTHER),
    (_("Révision et avenant"), REVISION),
    (_("Retrait et continuité pour les jeunes"), OTHER),
    (_("Litiges"), OTHER),
]
FRAMEWORK = [
    (_("Objet et orientations"), OTHER),
    (_("Diagnostic partagé"), TOGETHER),
    (_("Comment les conventions d'application s'y rattachent"), OTHER),
    (_("Gouvernance et règles de décision"), TOGETHER),
    (_("Pilote : désignation, mission, moyens, limites"), MEANS),
    (_("Révision et avenant"), REVISION),
    (_("Durée, entrée en vigueur, reconduction"), OTHER),
]
ROAD_MAP = [
    (_("Où nous en sommes"), TOGETHER),
    (_("Les axes"), RESULT),
    (_("Les actions : qui, quoi, quand"), RESULT),
    (_("Les moyens"), MEANS),
    (_("Quand et comment nous la relisons"), REVISION),
]
PLANS = {Kind.CHARTER: CHARTER, Kind.AGREEMENT: AGREEMENT, Kind.FRAMEWORK: FRAMEWORK, Kind.ROAD_MAP: ROAD_MAP}


def plan(kind: str) -> list[dict[str, str]]:
    """The proposed clauses for a kind of text, empty, ready for a form."""
    return [{"heading": str(heading), "body": "", "nature": nature.value} for heading, nature in PLANS[Kind(kind)]]


# Beginnings of words that often tell what a clause speaks of, in the language of the texts (French), without accents.
# A hint for whoever reads the clause, never a decision.
TELLING: dict[ClauseNature, tuple[str, ...]] = {
    REVISION: ("revis", "avenant", "amend", "reexamin", "relu", "relir", "revue annuelle", "revoyure"),
    TOGETHER: (
        "co-constru",
        "coconstru",
        "ensemble",
        "en commun",
        "concert",
        "diagnostic partage",
        "arbitr",
        "debat",
        "fixes par le groupe",
        "unanimit",
        "consens",
    ),
    MEANS: (
        "temps plein",
        "euros",
        "budget",
        "financ",
        "locaux",
        "mise a disposition",
        "met a disposition",
        "moyens",
        "tuteur",
        "places",
        "referent",
        "demi-journee",
    ),
    RESULT: (
        "objectif",
        "resultat",
        "indicateur",
        "contrats par an",
        "contrats de plus",
        "taux",
        "livrable",
        "diplome",
    ),
}
FOUND = {
    nature: re.compile("|".join(rf"\b{re.escape(start)}[\w-]*" for start in starts))
    for nature, starts in TELLING.items()
}


@dataclass(frozen=True, slots=True)
class Hint:
    """What a clause may speak of, and the words of the clause that say so."""

    nature: ClauseNature
    words: tuple[str, ...]


def hint(heading: str, body: str) -> Hint | None:
    """What the words of a clause suggest; None when nothing does, or when two natures are told as often.

    >>> hint("Révision", "Le texte peut être amendé.").words
    ('Révision', 'amendé')
    """
    text = f"{heading} · {body}".replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    plain = "".join(_plain(letter) for letter in text)  # letter for letter, so that places are the same
    found = {
        nature: tuple(dict.fromkeys(text[match.start() : match.end()] for match in pattern.finditer(plain)))
        for nature, pattern in FOUND.items()
    }
    ranked = sorted(found.items(), key=lambda item: -len(item[1]))
    (best, words), (_second, others) = ranked[0], ranked[1]
    return Hint(best, words) if len(words) > len(others) else None


@cache
def _plain(letter: str) -> str:
    return folded(letter)[:1] or " "
