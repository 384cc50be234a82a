"""What is read of access on a perimeter: one line per commune, the thresholds around, the sentences that say it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from maillage.toolkit.words import enumeration, listed, number, percent

from .question import Question

if TYPE_CHECKING:
    from .analyses import Travelling

SHORT_BELOW = 0.5
"""A side is said to be short where access is under half of the mean of the région: ours."""


class NotRelative(StrEnum):
    """Why sides cannot be compared with the région's mean."""

    NO_SURVEY = "no_survey"
    NO_TRAINING = "no_training"
    NO_PROJECT = "no_project"
    NOBODY = "nobody"


class Missing(StrEnum):
    """The side that is short somewhere."""

    TRAINING = "training"
    EMPLOYERS = "employers"
    BOTH = "both"

    @property
    def label(self) -> str:
        return str(MISSING_WORDS[self])


MISSING_WORDS = {
    Missing.TRAINING: gettext_lazy("la formation"),
    Missing.EMPLOYERS: gettext_lazy("les employeurs"),
    Missing.BOTH: gettext_lazy("les deux"),
}
NOT_RELATIVE = {
    NotRelative.NO_SURVEY: gettext_lazy(
        "Le côté employeurs n'est pas connu ici : aucun projet de recrutement publié %(hiring)s."
    ),
    NotRelative.NO_TRAINING: gettext_lazy(
        "Aucune formation de ce genre dans la région : il n'y a pas de moyenne à laquelle comparer les communes."
    ),
    NotRelative.NO_PROJECT: gettext_lazy(
        "Aucun projet de recrutement %(hiring)s dans la région : il n'y a pas de moyenne à laquelle comparer."
    ),
    NotRelative.NOBODY: gettext_lazy("Personne n'est compté ici : il n'y a pas de moyenne à laquelle comparer."),
}


@dataclass(frozen=True, slots=True)
class CommuneAccess:
    """One commune. Minutes are estimated, None when nothing is within the longest threshold.

    people: who is counted there (see ``AccessReading.counted``), None when unknown; trainings: how many within the
    minutes asked; without_training: None where the source holds nothing of the whole région; offer, hiring: places of
    training and hiring projects for 1,000 people, shared with those who reach them too; training, employers: the same
    relative to the mean of the région; index: the geometric mean of both; missing: the side under half of that mean.
    The last four are None where a mean is 0 or a source is absent.
    """

    code: str
    name: str
    people: float | None
    minutes: float | None
    nearest: str
    nearest_commune: str
    trainings: int
    without_training: bool | None
    without_employer: bool | None
    offer: float
    hiring: float | None
    training: float | None
    employers: float | None
    index: float | None
    missing: Missing | None


@dataclass(frozen=True, slots=True)
class Site:
    """A point where trainings of this kind are given, within the longest threshold of the perimeter."""

    name: str
    commune: str
    lon: float
    lat: float
    trainings: int
    inside: bool


@dataclass(frozen=True, slots=True)
class Threshold:
    """The answer with another number of minutes. ``change``: how much access differs, Σ|A′ − A| / ΣA over communes."""

    minutes: int
    communes: int
    people: float
    share: float | None
    change: float | None
    asked: bool


@dataclass(frozen=True, slots=True)
class AccessReading:
    """Access on a perimeter. Communes are in the order of their names.

    counted: "young" (15 to 24) or "inhabitants" where the census of young people does not go; everyone: how many;
    sites: in the perimeter, and beyond it but within the longest threshold of one of its communes;
    unplaced: communes whose place is unknown, left out; uncovered: names of the régions of which the source holds
    nothing at all, and of the départements of which it holds hardly anything; compatible: share of the couples
    (training, employer) within reach that are less than an hour from each other, None when it is undefined;
    not_relative: why no side is compared;
    travelling: how minutes are known; datasets: names of those that were read.
    """

    name: str
    codes: tuple[str, ...]
    question: Question
    rows: tuple[CommuneAccess, ...]
    counted: str
    everyone: float
    thresholds: tuple[Threshold, ...]
    sites: tuple[Site, ...]
    unplaced: tuple[str, ...]
    regions: tuple[str, ...]
    uncovered: tuple[str, ...]
    compatible: float | None
    capacities: bool
    not_relative: NotRelative | None
    travelling: Travelling
    datasets: tuple[str, ...]

    @property
    def white(self) -> tuple[CommuneAccess, ...]:
        """The communes without any such training within the minutes asked."""
        return tuple(row for row in self.rows if row.without_training)

    @property
    def known(self) -> tuple[CommuneAccess, ...]:
        """The communes of which something can be said."""
        return tuple(row for row in self.rows if row.without_training is not None)

    def trainings(self, *, inside: bool) -> int:
        """How many trainings in the perimeter, or around it."""
        return sum(site.trainings for site in self.sites if site.inside == inside)

    @property
    def without_employer(self) -> tuple[CommuneAccess, ...]:
        return tuple(row for row in self.rows if row.without_employer)

    def short_of(self, side: Missing) -> int:
        """How many communes miss exactly this."""
        return sum(row.missing == side for row in self.rows)

    @property
    def asked(self) -> Threshold:
        return next(one for one in self.thresholds if one.asked)

    @property
    def people_words(self) -> str:
        return _("jeunes de 15 à 24 ans") if self.counted == "young" else _("habitants")

    @property
    def sentence(self) -> str:
        """« 7 communes sur 89 n'ont aucune formation de niveau 3 (CAP)… à moins de 45 minutes. »"""
        words = {"training": self.question.training, "minutes": number(self.question.minutes)}
        if not self.known:
            return self.uncovered_sentence
        if not self.white:
            return _("Chaque commune a au moins une %(training)s à moins de %(minutes)s minutes.") % words
        if len(self.white) == len(self.known):
            return _("Aucune commune n'a de %(training)s à moins de %(minutes)s minutes.") % words
        counts = {"n": number(len(self.white)), "all": number(len(self.known))}
        sentence = ngettext(
            "%(n)s commune sur %(all)s n'a aucune %(training)s à moins de %(minutes)s minutes",
            "%(n)s communes sur %(all)s n'ont aucune %(training)s à moins de %(minutes)s minutes",
            len(self.white),
        )
        return f"{sentence % (words | counts)}{self._people_there}."

    @property
    def _people_there(self) -> str:
        asked = self.asked
        if asked.share is None:
            return ""
        return _(" : %(n)s %(who)s, %(share)s de ceux du périmètre") % {
            "n": number(asked.people),
            "who": self.people_words,
            "share": fine_percent(asked.share),
        }

    @property
    def sensitivity_sentence(self) -> str:
        """« Avec 30 minutes, 20 communes ; avec 60 minutes, aucune. »"""
        others = [
            _("avec %(minutes)s minutes, %(communes)s")
            % {"minutes": number(one.minutes), "communes": counted_communes(one.communes)}
            for one in self.thresholds
            if not one.asked
        ]
        sentence = listed(others)
        return f"{sentence[:1].upper()}{sentence[1:]}."

    @property
    def sides_sentence(self) -> str:
        """Which side is missing, and in how many communes; why nothing can be said of it, when so."""
        if self.not_relative:
            return str(NOT_RELATIVE[self.not_relative]) % {"hiring": self.question.hiring}
        parts = [
            _("%(side)s dans %(communes)s") % {"side": side.label, "communes": counted_communes(self.short_of(side))}
            for side in Missing
            if self.short_of(side)
        ]
        if not parts:
            return _("Aucun des deux côtés ne manque : partout, l'accès dépasse la moitié de la moyenne régionale.")
        return _("Ce qui manque (moins de la moitié de la moyenne régionale) : %(parts)s.") % {
            "parts": enumeration(parts)
        }

    @property
    def compatible_sentence(self) -> str:
        """About the third trip, between the training centre and the employer; empty when undefined."""
        if self.compatible is None:
            return ""
        return _(
            "Parmi les couples formation–employeur à portée d'un même jeune, %(share)s sont à moins d'une heure "
            "l'un de l'autre."
        ) % {"share": percent(self.compatible)}

    @property
    def edge_sentence(self) -> str:
        """What counts beyond the perimeter."""
        return _(
            "Formations comptées : %(inside)s dans le périmètre, %(around)s autour à portée de ses communes ; les "
            "jeunes d'alentour les partagent avec ceux d'ici."
        ) % {"inside": number(self.trainings(inside=True)), "around": number(self.trainings(inside=False))}

    @property
    def uncovered_sentence(self) -> str:
        """Where the source says nothing, its silence is not an absence; empty when it covers every région here."""
        if not self.uncovered:
            return ""
        return _(
            "La source ne contient aucune formation, ou presque, en %(regions)s : on ne peut rien conclure de son "
            "silence."
        ) % {"regions": enumeration(self.uncovered)}


def counted_communes(count: int) -> str:
    if count == 0:
        return _("aucune commune")
    return ngettext("%(n)s commune", "%(n)s communes", count) % {"n": number(count)}


def fine_percent(share: float | None) -> str:
    """« 23 % », « 3,4 % »: one decimal under ten; a dash when unknown."""
    return percent(share, 1 if share and share < 0.1 else 0)
