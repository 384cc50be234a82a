"""The money of a partnership by source and year: totals over known amounts only, and how many are not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.toolkit.words import number

from .enums import FundingState
from .models import Funding, Partnership


@dataclass(frozen=True, slots=True)
class Total:
    """A sum of the known amounts, None when none is known; ``unknown`` lines have no amount; ``lines`` in all."""

    amount: Decimal | None
    unknown: int
    lines: int

    @property
    def words(self) -> str:
        """« 42 000 € », « au moins 42 000 €, 1 montant inconnu », « montant inconnu », « – »."""
        if not self.lines:
            return "–"
        if self.amount is None:
            return ngettext("montant inconnu", "%(n)d montants inconnus", self.unknown) % {"n": self.unknown}
        euros = _("%(amount)s €") % {"amount": number(self.amount)}
        if not self.unknown:
            return euros
        return ngettext(
            "au moins %(euros)s (%(n)d montant inconnu)", "au moins %(euros)s (%(n)d montants inconnus)", self.unknown
        ) % {"euros": euros, "n": self.unknown}


@dataclass(frozen=True, slots=True)
class YearReading:
    """One year: its lines, and the total of each state."""

    year: int
    lines: tuple[Funding, ...]

    def total(self, state: str) -> Total:
        return _total(line for line in self.lines if line.state == state)

    @property
    def sought(self) -> Total:
        return self.total(FundingState.SOUGHT)

    @property
    def granted(self) -> Total:
        return self.total(FundingState.GRANTED)

    @property
    def paid(self) -> Total:
        return self.total(FundingState.PAID)


@dataclass(frozen=True, slots=True)
class FundingReading:
    """Every year, newest first. A line is in one state at a time: what is paid is no longer counted as granted."""

    years: tuple[YearReading, ...]

    @property
    def sources(self) -> int:
        return len({line.source_name for year in self.years for line in year.lines})

    @property
    def unknown(self) -> int:
        return sum(line.amount is None for year in self.years for line in year.lines)

    @property
    def lines(self) -> int:
        return sum(len(year.lines) for year in self.years)

    @property
    def sentence(self) -> str:
        """« 3 sources de 2024 à 2026 ; 2 montants inconnus sur 5. »"""
        if not self.years:
            return _("Aucun financement n'est écrit : ce n'est pas dire qu'il n'y en a pas.")
        first, last = self.years[-1].year, self.years[0].year
        words = ngettext("%(n)d source", "%(n)d sources", self.sources) % {"n": self.sources}
        if first == last:
            told = _("%(sources)s en %(year)d") % {"sources": words, "year": first}
        else:
            told = _("%(sources)s de %(first)d à %(last)d") % {"sources": words, "first": first, "last": last}
        if not self.unknown:
            return _("%(told)s ; tous les montants sont connus.") % {"told": told}
        return ngettext(
            "%(told)s ; %(unknown)d montant inconnu sur %(lines)d.",
            "%(told)s ; %(unknown)d montants inconnus sur %(lines)d.",
            self.unknown,
        ) % {"told": told, "unknown": self.unknown, "lines": self.lines}


def read_funding(partnership: Partnership) -> FundingReading:
    """The current lines of a partnership, by year (newest first) then by source. One query."""
    lines = partnership.fundings.current().select_related("organisation")
    by_year: dict[int, list[Funding]] = {}
    for line in lines:
        by_year.setdefault(line.year, []).append(line)
    years = (
        YearReading(year, tuple(sorted(by_year[year], key=lambda line: line.source_name)))
        for year in sorted(by_year, reverse=True)
    )
    return FundingReading(tuple(years))


def _total(lines: Iterable[Funding]) -> Total:
    found = list(lines)
    known = [line.amount for line in found if line.amount is not None]
    return Total(sum(known, Decimal(0)) if known else None, len(found) - len(known), len(found))
