"""The sentences of what is asked and said by link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .enums import Intensity, Nature
from .models import Mention

MEANS = {
    Nature.INFORMATION: gettext_lazy("vous vous tenez au courant, vous participez aux mêmes réunions"),
    Nature.REFERRAL: gettext_lazy("vous vous adressez des jeunes"),
    Nature.RECRUITMENT: gettext_lazy("offres, candidatures, prospection d'employeurs"),
    Nature.TRAINING: gettext_lazy("parcours, places, ateliers montés ensemble"),
    Nature.FUNDING: gettext_lazy("l'une finance ce que l'autre fait"),
    Nature.GOVERNANCE: gettext_lazy("l'une siège dans les instances de l'autre"),
    Nature.PROJECT: gettext_lazy("une action menée à deux, avec un début et une fin"),
}
"""What each kind of tie covers, as told to those who answer."""


def natures(values: Iterable[str]) -> str:
    """« information, orientation de jeunes »"""
    return ", ".join(str(Nature(value).label) for value in values)


def strands(mention: Mention) -> str:
    """« orientation de jeunes (on se coordonne), formation (on s'informe) »; "" when nothing is said yet."""
    return ", ".join(f"{Nature(one.nature).label} ({Intensity(one.intensity).label})" for one in mention.strands.all())


def how_far(named: int, described: int) -> str:
    """« 4 organisations citées, 3 décrites »"""
    if not named:
        return _("aucune organisation citée")
    cited = ngettext("%(n)d organisation citée", "%(n)d organisations citées", named) % {"n": named}
    told = ngettext("%(n)d décrite", "%(n)d décrites", described) % {"n": described}
    return f"{cited}, {told}"


def own_answers(mentions: Sequence[Mention]) -> str:
    """One line each, for the letter that sends one's own answers back."""
    if not mentions:
        return _("Nous ne travaillons avec aucune autre organisation.")
    lines = []
    for mention in mentions:
        said = strands(mention) or _("rien de précisé : ne compte pas")
        if mention.organisation is None:
            said += " " + _("[pas dans l'annuaire : le pilote regardera]")
        lines.append(f"- {mention}" + _(" : ") + said)
    return "\n".join(lines)
