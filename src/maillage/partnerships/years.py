"""The sentence that reads a partnership over the years."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.toolkit.words import enumeration

from .analyses.over_time import Series
from .wording import quoted

NAMED = 2


def years_sentence(series: Sequence[Series]) -> str:
    """« De 2025 à 2026, 4 critères montent d'un niveau ou plus (dont « … ») ; aucun ne baisse. » Empty for one year."""
    if not series or len(series[0].waves) < 2:
        return ""
    before, now = series[0].waves[-2:]
    rose = [name for name, by in series[0].moved if by > 0]
    fell = [name for name, by in series[0].moved if by < 0]
    years = {"before": before.year, "now": now.year}
    if not rose and not fell:
        return _("De %(before)d à %(now)d, aucun critère ne bouge d'un niveau entier.") % years
    if not fell:
        return _("De %(before)d à %(now)d, %(rose)s ; aucun ne baisse.") % {**years, "rose": _rose(rose)}
    if not rose:
        return _("De %(before)d à %(now)d, %(fell)s ; aucun ne monte.") % {**years, "fell": _fell(fell)}
    return _("De %(before)d à %(now)d, %(rose)s, %(fell)s.") % {**years, "rose": _rose(rose), "fell": _fell(fell)}


def _rose(names: Sequence[str]) -> str:
    said = ngettext(
        "%(n)d critère monte d'un niveau ou plus (%(names)s)",
        "%(n)d critères montent d'un niveau ou plus (dont %(names)s)",
        len(names),
    )
    return said % {"n": len(names), "names": _first(names)}


def _fell(names: Sequence[str]) -> str:
    said = ngettext(
        "%(n)d critère baisse d'un niveau ou plus (%(names)s)",
        "%(n)d critères baissent d'un niveau ou plus (dont %(names)s)",
        len(names),
    )
    return said % {"n": len(names), "names": _first(names)}


def _first(names: Sequence[str]) -> str:
    return enumeration([quoted(name) for name in names[:NAMED]])
