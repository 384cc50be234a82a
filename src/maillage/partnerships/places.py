"""Where a partnership acts: communes and intercommunalities chosen inside the space's perimeter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.spaces.models import Space
from maillage.territory import gazetteer
from maillage.territory.enums import Zoning
from maillage.territory.models import Perimeter
from maillage.toolkit.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Place:
    """A commune (Insee code) or an intercommunality (SIREN); ``codes``: its communes that are in the perimeter."""

    code: str
    name: str
    codes: tuple[str, ...]
    is_grouping: bool


@dataclass(frozen=True, slots=True)
class Area:
    """The places of a partnership with their communes counted once; ``population`` None when one is not published."""

    places: tuple[Place, ...]
    communes: int
    population: int | None
    unknown: tuple[str, ...]  # codes that have left the perimeter, or the map, since they were chosen

    @property
    def source(self) -> str:
        return str(gazetteer.POPULATION_SHORT)


def offered(space: Space) -> list[Place]:
    """The intercommunalities of the perimeter then its communes, each by name; empty without a perimeter."""
    communes = gazetteer.communes(_perimeter(space))
    by_grouping: dict[str, list[str]] = {}
    for commune in communes:
        if commune.grouping:
            by_grouping.setdefault(commune.grouping, []).append(commune.code)
    groupings = [
        Place(code, gazetteer.zone_name(Zoning.GROUPING, code), tuple(codes), is_grouping=True)
        for code, codes in by_grouping.items()
    ]
    alone = [Place(commune.code, commune.name, (commune.code,), is_grouping=False) for commune in communes]
    return [*sorted(groupings, key=lambda place: place.name), *sorted(alone, key=lambda place: place.name)]


def area(space: Space, codes: Sequence[str]) -> Area | None:
    """What these codes gather today; None when nothing was chosen."""
    if not codes:
        return None
    known = {place.code: place for place in offered(space)}
    chosen = tuple(known[code] for code in codes if code in known)
    communes = {commune for place in chosen for commune in place.codes}
    counts = [commune.population for commune in gazetteer.communes(communes)]
    population = None if not counts or None in counts else sum(counts)
    return Area(chosen, len(communes), population, tuple(code for code in codes if code not in known))


def check(space: Space, codes: Iterable[str]) -> None:
    """Raise Refusal when one of these places is not in the perimeter of the space."""
    known = {place.code for place in offered(space)}
    strange = [str(code) for code in codes if code not in known]
    if strange:
        raise Refusal(
            _("« %(code)s » n'est pas dans le périmètre : choisissez une commune ou une intercommunalité de la liste.")
            % {"code": strange[0][:20]}
        )


def _perimeter(space: Space) -> list[str]:
    found = Perimeter.objects.filter(space=space).values_list("codes", flat=True).first()
    return list(found or [])
