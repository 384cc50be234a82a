"""One plain sentence for each picture of the reading, in the language in use."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.toolkit.words import enumeration, long_date

if TYPE_CHECKING:
    from .readings import StakesReading


def of_reading(reading: StakesReading) -> str:
    if not reading.answered:
        return _("Personne n'a encore dit ses enjeux : commencez par les trois ou quatre acteurs que vous voyez.")
    opening = ngettext(
        "%(answered)s acteur sur %(actors)s a dit ses enjeux",
        "%(answered)s acteurs sur %(actors)s ont dit leurs enjeux",
        reading.answered,
    ) % {"answered": reading.answered, "actors": reading.actors}
    if not reading.most_shared:
        return _("%(opening)s ; aucun n'est encore partagé par trois acteurs.") % {"opening": opening}
    return _("%(opening)s ; le plus partagé : %(stake)s (%(number)s acteurs).") % {
        "opening": opening,
        "stake": reading.most_shared.stake.title,
        "number": reading.most_shared.actors,
    }


def of_families(reading: StakesReading) -> str:
    known = [line for line in reading.families if line.said]
    if not known:
        return _("Pas encore assez de réponses pour comparer les familles d'enjeux.")
    first = max(known, key=lambda line: line.said or 0)
    return _("La famille la plus citée est « %(family)s » : %(said)s enjeux, dits par %(actors)s acteurs.") % {
        "family": first.family.label,
        "said": first.said,
        "actors": first.actors,
    }


def of_leanings(reading: StakesReading) -> str:
    """Who leans where, among the actors that said at least one economic or social stake."""
    leanings = reading.leanings
    parts = [
        (leanings.economic, _("%(number)s mettent surtout l'économique en avant")),
        (leanings.both, _("%(number)s tiennent les deux à la fois")),
        (leanings.social, _("%(number)s mettent surtout le social en avant")),
    ]
    told = [sentence % {"number": number} for number, sentence in parts if number]
    if not told:
        return _("Pas encore assez de réponses pour situer les acteurs entre l'économique et le social.")
    return _("Sur %(placed)s acteurs situés, %(told)s.") % {"placed": leanings.placed, "told": enumeration(told)}


def of_pairs(reading: StakesReading) -> str:
    carried = len(reading.carried_pairs)
    if not carried:
        return _("Aucune tension n'est encore portée des deux côtés par au moins trois acteurs.")
    return ngettext(
        "%(carried)s tension sur %(pairs)s est portée des deux côtés par au moins trois acteurs : "
        "elle mérite d'être dite à voix haute.",
        "%(carried)s tensions sur %(pairs)s sont portées des deux côtés par au moins trois acteurs : "
        "elles méritent d'être dites à voix haute.",
        carried,
    ) % {"carried": carried, "pairs": len(reading.pairs)}


def of_resources(reading: StakesReading) -> str:
    if not reading.resources:
        return _("Personne n'a encore dit ce qu'il apporte ni ce qu'il recherche.")
    lacking = [str(line.nature.label) for line in reading.resources if line.is_lacking]
    if lacking:
        return _("Recherché, et apporté par personne : %(natures)s.") % {"natures": enumeration(lacking)}
    return _("Chaque nature de ressource recherchée est apportée par au moins un acteur.")


def of_source(reading: StakesReading) -> str:
    if not reading.answered:
        return ""
    return _(
        "Source : ce que %(answered)s acteurs sur %(actors)s ont dit dans cet espace, du %(first)s au %(last)s. "
        "Catalogue d'enjeux et tensions : les nôtres."
    ) % {
        "answered": reading.answered,
        "actors": reading.actors,
        "first": _day(reading.first_said_on),
        "last": _day(reading.last_said_on),
    }


def of_balance(balance: float | None, leans_from: float) -> str:
    """Where a balance falls, in words."""
    if balance is None:
        return _("moins de 3 réponses")
    if balance >= leans_from:
        return _("surtout l'économique")
    return _("surtout le social") if balance <= -leans_from else _("les deux à la fois")


def _day(day: date | None) -> str:
    return long_date(day) if day else "–"
