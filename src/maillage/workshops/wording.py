"""The sentences of a workshop: the promise made before joining, what the screen says, who is in which college."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from maillage.actors.enums import SHAPES, College
from maillage.toolkit.words import enumeration, long_date, number

from .enums import WorkshopState
from .models import Workshop
from .readings import ItemReading, Line, WorkshopReading

MOST_NAMED = 2  # beyond, codes alone keep the sentence short
COLLEGE_EXAMPLES = {
    College.INSTITUTIONS: gettext_lazy("État, Région, Département, intercommunalité, commune, financeur, observatoire"),
    College.EMPLOYMENT: gettext_lazy("France Travail, mission locale, Cap emploi, Apec, PLIE, maison de l'emploi"),
    College.INSERTION: gettext_lazy(
        "E2C, SIAE, PJJ, prévention, logement, mobilité, santé, mentorat, jeunes, familles"
    ),
    College.TRAINING: gettext_lazy("CFA, lycée, GRETA, université, campus des métiers, rectorat, CIO"),
    College.CHAMBERS: gettext_lazy("CCI, CMA, chambre d'agriculture, branche, OPCO, syndicat"),
    College.COMPANIES: gettext_lazy("entreprise, club d'entreprises, GEIQ, employeur public"),
}


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One point in the language in use, as it was worded when the workshop opened; ``place`` counts from 1."""

    place: int
    id: str
    group: str
    name: str
    question: str
    rungs: tuple[str, ...]
    anchors: tuple[str, ...]

    @property
    def title(self) -> str:
        """« E1 · Pourvoir des postes en tension », the code tied to its words."""
        return f"{self.id}\u00a0·\u00a0{self.name}"

    @property
    def shape(self) -> str:
        return SHAPES.get(self.group, "")


def asked_items(workshop: Workshop) -> list[AskedItem]:
    """What is asked, in the language in use."""
    language = "en" if (get_language() or "fr").startswith("en") else "fr"
    return [
        AskedItem(
            place,
            item["id"],
            item["group"],
            item[language]["name"],
            item[language]["question"],
            tuple(item[language]["rungs"]),
            tuple(item[language]["anchors"]),
        )
        for place, item in enumerate(workshop.items, start=1)
    ]


def promise(workshop: Workshop) -> list[tuple[str, str]]:
    """Told before joining: (what, what is true)."""
    end = long_date(workshop.forgotten_on) if workshop.forgotten_on else ""
    return [
        (_("Ce que vous donnez"), _("votre collège et vos réponses ; ni nom, ni organisation, ni adresse")),
        (
            _("Ce que la salle voit"),
            _(
                "des nombres et des médianes, à partir de trois réponses ; "
                "un collège n'est lu à part que s'il en a trois"
            ),
        ),
        (
            _("Ce qui est gardé"),
            _("au plus, ces nombres et ces médianes ; vos réponses une à une sont effacées, le %(day)s au plus tard")
            % {"day": end},
        ),
        (
            _("Dans votre téléphone"),
            _("un témoin (cookie) sans rien sur vous, pour retrouver vos réponses si l'écran s'éteint"),
        ),
    ]


def phones_in_words(phones: int) -> str:
    return ngettext("%(n)s téléphone", "%(n)s téléphones", phones) % {"n": number(phones)}


def answers_in_words(answers: int) -> str:
    return ngettext("%(n)s réponse", "%(n)s réponses", answers) % {"n": number(answers)}


def item_sentence(item: ItemReading, asked: AskedItem, *, not_applicable: str) -> str:
    """« 12 réponses, médiane 4 : « important ». Les avis s'écartent. 2 ne savent pas. »"""
    if not item.is_told:
        return _few_sentence(item, not_applicable)
    parts = [
        _("%(answers)s, médiane %(median)s%(anchor)s.")
        % {
            "answers": ngettext("%(n)s niveau choisi", "%(n)s niveaux choisis", item.levels)
            % {"n": number(item.levels)},
            "median": median_in_words(item.median),
            "anchor": _(" : « %(words)s »") % {"words": anchor_of(item.median, asked)} if item.median % 1 == 0 else "",
        }
    ]
    if item.by_colleges:
        low, high = _extremes(item.alone)
        parts.append(
            _("Les collèges ne voient pas pareil : %(low)s %(low_median)s, %(high)s %(high_median)s.")
            % {
                "low": low.label,
                "low_median": median_in_words(low.median),
                "high": high.label,
                "high_median": median_in_words(high.median),
            }
        )
    elif item.by_spread:
        parts.append(_("Les avis s'écartent : c'est ce dont il faut parler."))
    beside = _beside(item, not_applicable)
    return " ".join([*parts, beside] if beside else parts)


def _few_sentence(item: ItemReading, not_applicable: str) -> str:
    if not item.answers:
        return _("Pas encore de réponse.")
    if item.levels is None:
        return _("%(answers)s : le résultat se montre à partir de trois.") % {"answers": answers_in_words(item.answers)}
    return " ".join(
        [
            _("%(answers)s, mais moins de trois niveaux choisis : rien d'autre ne se montre.")
            % {"answers": answers_in_words(item.answers)},
            _beside(item, not_applicable),
        ]
    ).strip()


def _beside(item: ItemReading, not_applicable: str) -> str:
    """The answers that are not numbers: « 2 ne savent pas ; 1 dit « sans objet ». »"""
    parts = []
    if item.unknown:
        parts.append(ngettext("%(n)s ne sait pas", "%(n)s ne savent pas", item.unknown) % {"n": number(item.unknown)})
    if item.not_applicable:
        parts.append(
            ngettext("%(n)s dit « %(words)s »", "%(n)s disent « %(words)s »", item.not_applicable)
            % {"n": number(item.not_applicable), "words": not_applicable}
        )
    return f"{enumeration(parts)}." if parts else ""


def median_in_words(median: float) -> str:
    """« 4 », « 3,5 »."""
    return number(median, 0 if median % 1 == 0 else 1)


def anchor_of(median: float, asked: AskedItem) -> str:
    """What the level that the median reaches means here."""
    return asked.anchors[int(median) - 1]


def _extremes(lines: Sequence[Line]) -> tuple[Line, Line]:
    ordered = sorted(lines, key=lambda line: line.median)
    return ordered[0], ordered[-1]


def workshop_sentence(workshop: Workshop, reading: WorkshopReading) -> str:
    """For the pilot's page: where it stands, and what to do next."""
    joined = phones_in_words(reading.phones)
    if workshop.state == WorkshopState.DRAFT:
        asked = ngettext("%(n)d point prêt", "%(n)d points prêts", len(workshop.items)) % {"n": len(workshop.items)}
        return _("%(asked)s : ouvrez l'atelier quand la salle est là, puis projetez l'écran.") % {"asked": asked}
    if workshop.state == WorkshopState.OPEN:
        return _("%(joined)s, %(answers)s ; l'atelier est ouvert.") % {
            "joined": joined,
            "answers": answers_in_words(reading.answers),
        }
    if workshop.state == WorkshopState.CLOSED:
        return _("%(joined)s, %(answers)s ; gardez la séance ou jetez-la avant le %(day)s, sinon elle s'efface.") % {
            "joined": joined,
            "answers": answers_in_words(reading.answers),
            "day": long_date(workshop.forgotten_on),
        }
    return session_sentence(workshop, reading)


def session_sentence(workshop: Workshop, reading: WorkshopReading) -> str:
    """« Séance du 23 novembre 2026 : 24 téléphones. Au plus haut : E1 · Pourvoir… (5). Les avis s'écartent sur S3. »"""
    told = [item for item in reading.items if item.is_told]
    head = _("Séance du %(day)s : %(joined)s.") % {
        "day": long_date(workshop.held_on),
        "joined": phones_in_words(reading.phones),
    }
    if not told:
        return head
    highest = max(item.median for item in told)
    names = {asked.id: asked.title for asked in asked_items(workshop)}
    top = [item.id for item in told if item.median == highest]
    words = [names[id] for id in top] if len(top) <= MOST_NAMED else top
    parts = [
        head,
        _("Au plus haut : %(items)s (%(median)s).") % {"items": enumeration(words), "median": median_in_words(highest)},
    ]
    apart = [item.id for item in told if item.disagreement]
    if apart:
        parts.append(_("Les avis s'écartent sur %(items)s.") % {"items": enumeration(apart)})
    return " ".join(parts)
