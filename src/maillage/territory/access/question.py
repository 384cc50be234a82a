"""What is asked: a level, a domain, and how many minutes of travel are acceptable. The words are those of addresses."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

from django.utils.translation import gettext as _

from maillage.territory.enums import Domain, Level
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import folded, number

ANY = "tous"
LEVELS = {"cap": Level.CAP, "bac": Level.BAC, "bts": Level.BTS, "licence": Level.LICENCE, "master": Level.MASTER}
DOMAINS = {
    "agriculture": Domain.AGRICULTURE,
    "batiment": Domain.BUILDING,
    "energie": Domain.ENERGY,
    "bois": Domain.WOOD,
    "industrie": Domain.INDUSTRY,
    "mecanique": Domain.VEHICLES,
    "textile": Domain.TEXTILE,
    "transport": Domain.TRANSPORT,
    "hotellerie": Domain.HOSPITALITY,
    "commerce": Domain.COMMERCE,
    "gestion": Domain.MANAGEMENT,
    "numerique": Domain.DIGITAL,
    "culture": Domain.COMMUNICATION,
    "sante": Domain.HEALTH,
    "sport": Domain.LEISURE,
    "coiffure": Domain.BEAUTY,
    "proprete": Domain.SERVICES,
    "enseignement": Domain.TEACHING,
    "general": Domain.GENERAL,
}
MINUTES = (15, 30, 45, 60, 90)
LEAST_MINUTES, MOST_MINUTES = 10, 120
LONG_TRIPS_FROM = Level.BTS
"""From this level on people travel farther: 60 minutes by default instead of 45."""


@dataclass(frozen=True, slots=True)
class Question:
    """``level`` and ``domain`` None: any. ``minutes``: from 10 to 120."""

    level: Level | None
    domain: Domain | None
    minutes: int

    @property
    def parameters(self) -> dict[str, str]:
        """As addresses and the command write it."""
        return {
            "niveau": next((word for word, level in LEVELS.items() if level == self.level), ANY),
            "domaine": next((word for word, domain in DOMAINS.items() if domain == self.domain), ANY),
            "minutes": str(self.minutes),
        }

    @property
    def training(self) -> str:
        """« formation de niveau 3 (CAP) en « Bâtiment et travaux publics » », after « aucune »."""
        level = _("formation en apprentissage") if self.level is None else _("formation de %(level)s")
        written = level if self.level is None else level % {"level": self.level.label}
        if self.domain is None:
            return written
        return _("%(training)s en « %(domain)s »") % {"training": written, "domain": self.domain.label}

    @property
    def hiring(self) -> str:
        """« dans ce domaine », for the employers' side; empty when every domain is asked."""
        return _("en « %(domain)s »") % {"domain": self.domain.label} if self.domain else _("tous domaines")

    @property
    def steps(self) -> tuple[float, float, float]:
        """Minutes up to which a place counts whole, for two thirds, for one third."""
        return self.minutes / 3, 2 * self.minutes / 3, float(self.minutes)


def usual_minutes(level: Level | None) -> int:
    return 60 if level is not None and level >= LONG_TRIPS_FROM else 45


def ask(level: str = "cap", domain: str = "batiment", minutes: str | int | None = None) -> Question:
    """Read what people write: « cap » or « 3 », « batiment » or « building ». Refusal that says what exists."""
    chosen = _chosen(level, {**LEVELS, **{str(int(one)): one for one in Level}}, LEVELS, _("niveau"))
    field = _chosen(domain, {**DOMAINS, **{one.value: one for one in Domain}}, DOMAINS, _("domaine"))
    if minutes is None:
        return Question(chosen, field, usual_minutes(chosen))
    try:
        wanted = int(minutes)
    except ValueError:
        wanted = 0
    if not LEAST_MINUTES <= wanted <= MOST_MINUTES:
        raise Refusal(
            _("Donnez un nombre de minutes de %(least)s à %(most)s.")
            % {"least": number(LEAST_MINUTES), "most": number(MOST_MINUTES)}
        )
    return Question(chosen, field, wanted)


Choice = TypeVar("Choice", Level, Domain)


def _chosen(written: str, known: dict[str, Choice], shown: dict[str, Choice], what: str) -> Choice | None:
    word = folded(written.strip())
    if word == ANY:
        return None
    if word not in known:
        close = get_close_matches(word, known, n=1)
        advice = (
            _("Vouliez-vous « %(word)s » ?") % {"word": close[0]}
            if close
            else _("Choisissez parmi %(words)s.") % {"words": ", ".join([*shown, ANY])}
        )
        raise Refusal(
            _("Le %(what)s « %(word)s » n'existe pas. %(advice)s") % {"what": what, "word": written, "advice": advice}
        )
    return known[word]
