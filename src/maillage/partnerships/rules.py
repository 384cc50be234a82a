"""Tables that a non-programmer can read: what each band, each frame and each suggestion says."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .enums import Evidence


@dataclass(frozen=True, slots=True)
class Band:
    """How a score reads: never by its colour alone."""

    code: str
    sign: str
    label: str
    several: str
    css: str


BANDS = {
    "strong": Band("strong", "✓", _("point fort"), _("points forts"), "strong"),
    "discuss": Band("discuss", "≈", _("à discuter"), _("à discuter"), "discuss"),
    "address": Band("address", "!", _("à traiter"), _("à traiter"), "treat"),
}
DISAGREEMENT = Band("disagreement", "↔", _("désaccord"), _("désaccords"), "disagreement")
NO_BAND = Band("none", "–", _("pas de réponse"), _("sans réponse"), "none")
MASKED = Band("masked", "–", _("moins de trois réponses"), _("moins de trois réponses"), "none")

TCRP_WORDS = {"low": BANDS["address"], "middle": BANDS["discuss"], "high": BANDS["strong"]}


@dataclass(frozen=True, slots=True)
class Frame:
    """A corner of formality × flexibility, and the move it suggests."""

    code: str
    name: str
    meaning: str
    move: str


FRAMES = {
    "rigid_frame": Frame(
        "rigid_frame",
        _("Cadre rigide"),
        _("Le cadre est écrit mais ne se revoit pas : une logique de moyens et de résultats."),
        _("Négocier une clause de révision."),
    ),
    "co_built_frame": Frame(
        "co_built_frame",
        _("Cadre co-construit"),
        _("Le cadre est écrit et se revoit ensemble : une vraie co-construction."),
        _("Garder le rendez-vous de revue, et préparer la suite."),
    ),
    "imposed_or_absent_frame": Frame(
        "imposed_or_absent_frame",
        _("Cadre subi ou absent"),
        _("Le cadre n'est ni écrit ni discuté."),
        _("Définir la finalité et le pilote."),
    ),
    "informal_understanding": Frame(
        "informal_understanding",
        _("Entente informelle"),
        _("On s'ajuste facilement, mais rien ne protège : agréable et fragile."),
        _("Écrire le peu qui protège : le pilote, les sorties, les données."),
    ),
}

EVIDENCE_MEANS = {
    Evidence.DECLARED: _("on le dit"),
    Evidence.DOCUMENTED: _("un écrit le montre"),
    Evidence.VERIFIED: _("quelqu'un l'a contrôlé"),
}

FRAMING_CUT = 3
"""Where formality and flexibility are cut in two (3 belongs to the upper side)."""

FEWEST_RATERS_SHOWN = 3
"""Whoever is not the pilot reads a criterion from three answers on, so that nobody is recognised."""

MONTHS_BEFORE_END = 6
"""A partnership that ends within six months is named to the pilot."""
