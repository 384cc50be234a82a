"""Sentences that say how far a reading may be trusted, and what would move a type: no formula in them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.toolkit.words import enumeration, number

from .analyses import ReliabilityReading
from .analyses.reliability import CriterionTrust
from .readings import TypeMove
from .wording import level, quoted

NAMED = 3


def trust_sentence(trust: ReliabilityReading) -> str:
    """« Vos six répondants sont d'accord sur « … » ; ils ne le sont pas sur « … ». »"""
    if not trust.raters:
        return _("Personne n'a encore répondu seul : l'accord se lit à partir de trois.")
    if not trust.has_figures:
        return ngettext(
            "%(n)d personne a répondu seule : l'accord se lit à partir de trois.",
            "%(n)d personnes ont répondu seules : l'accord se lit à partir de trois.",
            trust.raters,
        ) % {"n": trust.raters}
    words = {"n": trust.raters, "agreed": _some(trust.agreed), "apart": _some(trust.apart)}
    if trust.agreed and trust.apart:
        return _("Vos %(n)d répondants sont d'accord sur %(agreed)s ; ils ne le sont pas sur %(apart)s.") % words
    if trust.agreed:
        return _("Vos %(n)d répondants sont d'accord sur %(agreed)s, et ne s'opposent nulle part.") % words
    if trust.apart:
        return _("Vos %(n)d répondants ne sont pas d'accord sur %(apart)s, et franchement d'accord nulle part.") % words
    return _("Vos %(n)d répondants ne sont ni franchement d'accord ni opposés, sur aucun critère.") % words


def _some(lines: Sequence[CriterionTrust]) -> str:
    """Three names at most, then how many others."""
    names = [quoted(line.name) for line in lines[:NAMED]]
    others = len(lines) - NAMED
    if others > 0:
        names.append(ngettext("%(n)d autre critère", "%(n)d autres critères", others) % {"n": others})
    return enumeration(names)


def alpha_sentence(trust: ReliabilityReading) -> str:
    """Whether raters put the same criteria high and the same ones low, in words, then the figure."""
    if trust.alpha is None:
        return _("Les réponses sont toutes les mêmes, ou trop peu nombreuses : cet indice n'a pas de sens ici.")
    said = {
        "reliable": _("D'un répondant à l'autre, les mêmes critères sont hauts, et les mêmes sont bas."),
        "tentative": _("Les répondants voient à peu près les mêmes points hauts et bas : à prendre avec réserve."),
        "weak": _("Les répondants ne placent pas haut les mêmes critères : la médiane cache des avis différents."),
        "chance": _("Les répondants ne s'accordent pas mieux que le hasard sur ce qui est haut et ce qui est bas."),
    }[trust.alpha_status]
    figure = _("Alpha de Krippendorff : %(alpha)s") % {"alpha": number(trust.alpha, 2)}
    if trust.alpha_low is not None:
        figure += _(" (entre %(low)s et %(high)s si d'autres personnes semblables avaient répondu)") % {
            "low": number(trust.alpha_low, 2),
            "high": number(trust.alpha_high, 2),
        }
    return f"{said} {figure}."


def status_words(status: str) -> str:
    return {
        "agree": _("d'accord"),
        "shared": _("partagés"),
        "apart": _("pas d'accord"),
    }.get(status, _("moins de trois réponses"))


def move_sentence(move: TypeMove) -> str:
    """« Si « Souplesse du cadrage » passait de 2 à 4, ce serait « Alliance territoriale co-construite ». »"""
    steps = [
        _("%(name)s passait de %(now)s à %(there)s") % {"name": quoted(name), "now": level(now), "there": there}
        for name, now, there in move.steps
    ]
    return _("Si %(steps)s, le plus proche serait %(type)s.") % {
        "steps": enumeration(steps),
        "type": quoted(str(move.type.name)),
    }
