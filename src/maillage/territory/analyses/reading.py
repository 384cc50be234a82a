"""Read a perimeter: what it is made of, each indicator with what lets it be trusted, a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillage.spaces.models import Space
from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.indicators import INDICATORS
from maillage.territory.readings import TerritoryReading, reading_sentence
from maillage.toolkit.refusals import Refusal

from . import national
from .drawn import parts, perimeter_of
from .national import Editions
from .one import read_indicators
from .sources import how_to_complete


def read_territory(territory: Space | Iterable[str], name: str = "") -> TerritoryReading | None:
    """Read a space's perimeter (None when it has not drawn one yet) or any list of Insee codes.

    Raises Refusal when a code of the list is not that of a commune, or when the list is empty.
    """
    if isinstance(territory, Space):
        perimeter = perimeter_of(territory)
        return read_territory(perimeter.codes, perimeter.name) if perimeter else None
    codes = tuple(sorted(set(territory)))
    if not codes:
        raise Refusal(_("Donnez au moins une commune à lire."))
    for code in gazetteer.unknown(codes):
        raise Refusal(gazetteer.why_unknown(code))
    return _read(codes, name, get_language() or "", national.country().every_edition())


@lru_cache(maxsize=64)
def _read(codes: tuple[str, ...], name: str, _language: str, _editions: Editions) -> TerritoryReading:
    """Kept as long as the public data are the same: every page of a space asks for it."""
    departements = parts(codes, Zoning.DEPARTEMENT)
    groupings = parts(codes, Zoning.GROUPING)
    population = gazetteer.population(codes)
    return TerritoryReading(
        name=name,
        codes=codes,
        communes=tuple(gazetteer.communes(codes)),
        population=population,
        population_source=str(gazetteer.POPULATION_SOURCE),
        departements=departements,
        groupings=groupings,
        indicators=tuple(read_indicators(codes, INDICATORS)),
        missing=tuple(how_to_complete()),
        sentence=reading_sentence(len(codes), population, len(departements), len(groupings)),
    )
