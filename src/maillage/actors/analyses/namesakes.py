"""Sheets of the very same name in two communes: two organisations, or two sites of one? Nobody can tell but the pilot.

They stay apart from the doubles: what brings two sheets together there (see ``maillage_analysis.identity``) needs more
than a name, and joining on a name alone would join every « Mission locale » of the country.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import Space
from maillage.toolkit.words import enumeration
from maillage_analysis.identity import host_of, words_of

from ..models import Organisation

MOST_ALIKE = 6
"""A name that more sheets bear says nothing about any two of them."""
ANOTHER_SITE = _("même nom, autre commune : un autre site ?")
SAME_SIREN, SAME_WEBSITE = _("même SIREN"), _("même site web")

Couple = tuple[int, int]


class Sheet(NamedTuple):
    pk: int
    name: str
    commune: str
    siret: str
    siren: str
    website: str
    email: str

    @property
    def body(self) -> str:
        """The SIREN, said or read in the SIRET; '' when unknown."""
        return self.siren or self.siret[:9]

    @property
    def hosts(self) -> set[str]:
        return {host for host in (host_of(self.website), host_of(self.email)) if host}


@dataclass(frozen=True, slots=True)
class Namesake:
    """Two sheets of one name in two communes, the question they raise and what speaks for one body."""

    first: Organisation
    second: Organisation
    reasons: tuple[str, ...]

    @property
    def why(self) -> str:
        return enumeration(self.reasons)


def namesakes_of(space: Space) -> list[tuple[Couple, tuple[bool, bool]]]:
    """Couples of sheets (smaller number first), each with « same SIREN » and « same website »; the likeliest first.

    Two known SIREN that differ are two bodies: such couples are left out.
    """
    rows = Organisation.objects.in_space(space).current().exclude(commune="").order_by("pk")
    alike: dict[tuple[str, ...], list[Sheet]] = defaultdict(list)
    for sheet in map(Sheet._make, rows.values_list(*Sheet._fields)):
        alike[tuple(sorted(words_of(sheet.name)))].append(sheet)
    couples = [
        ((one.pk, two.pk), told)
        for sheets in alike.values()
        if len(sheets) <= MOST_ALIKE
        for one, two, told in _couples(sheets)
    ]
    return sorted(couples, key=lambda couple: ([not each for each in couple[1]], couple[0]))


def _couples(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Sheet, tuple[bool, bool]]]:
    for one, two in combinations(sheets, 2):
        if one.commune == two.commune or (one.body and two.body and one.body != two.body):
            continue
        yield one, two, (bool(one.body and one.body == two.body), bool(one.hosts & two.hosts))


def tell(
    couples: Sequence[tuple[Couple, tuple[bool, bool]]], named: dict[int, Organisation], without: Collection[Couple]
) -> list[Namesake]:
    """The couples in words, but for those set apart or proposed as doubles already."""
    return [
        Namesake(named[one], named[two], tuple(_reasons(told)))
        for (one, two), told in couples
        if (one, two) not in without and one in named and two in named
    ]


def _reasons(told: tuple[bool, bool]) -> Iterator[str]:
    yield str(ANOTHER_SITE)
    yield from (str(words) for words, holds in zip((SAME_SIREN, SAME_WEBSITE), told, strict=True) if holds)
