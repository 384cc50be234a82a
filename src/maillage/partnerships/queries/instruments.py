"""Which version of the grid and of the typology serves, which exist, what was read with each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import get_language

from maillage.spaces.models import Space

from .. import grid, typology
from ..models import Assessment, GridVersion, Instruments, Partnership, TypologyVersion
from ..models.versions import InstrumentVersion
from ..typology import Typology


def current_grid(space: Space) -> GridVersion | None:
    """The version that a new assessment would use: the space's own, else the shipped one; None before any use."""
    own = Instruments.objects.filter(space=space).select_related("grid").first()
    return (own and own.grid) or GridVersion.objects.filter(space=None, number=grid.VERSION).first()


def criteria_of(version: GridVersion | None) -> tuple[grid.Criterion, ...]:
    """The criteria of a version in the language in use; those we ship when there is no version yet."""
    if version is None:
        return grid.shipped_criteria()
    language = get_language() or "fr"
    if language not in version.words:
        version.words[language] = grid.in_language(version.criteria, language)
    return version.words[language]


def every_criterion(space: Space) -> list[dict]:
    """The entries of all the space's versions, drafts included: an id that has been used is not given again."""
    versions = GridVersion.objects.filter(space=space)
    return [entry for version in versions for entry in (*version.criteria, *version.switched_off)]


def every_type(space: Space) -> list[dict]:
    """The same for the types of the typology."""
    return [entry for version in TypologyVersion.objects.filter(space=space) for entry in version.content["types"]]


@dataclass(frozen=True, slots=True)
class VersionUse:
    """How often a version served: sheets handed in, in how many partnerships."""

    sheets: int
    partnerships: int


def uses_of_grids(space: Space) -> dict[int, VersionUse]:
    """Version id → what was read with it in this space."""
    counted = (
        Assessment.objects.filter(space=space)
        .submitted()
        .values("grid")
        .order_by("grid")
        .annotate(sheets=Count("pk"), partnerships=Count("partnership", distinct=True))
    )
    return {row["grid"]: VersionUse(row["sheets"], row["partnerships"]) for row in counted}


def uses_of_typologies(space: Space) -> dict[int, VersionUse]:
    """Version id → how many partnerships keep a type chosen under it."""
    chosen = Partnership.objects.filter(space=space).exclude(chosen_under=None)
    counted = chosen.values("chosen_under").order_by("chosen_under").annotate(partnerships=Count("pk"))
    return {row["chosen_under"]: VersionUse(0, row["partnerships"]) for row in counted}


def shipped_version(model: type[InstrumentVersion]) -> InstrumentVersion:
    """The version that we ship: its record, or the same not yet written down."""
    is_grid = model is GridVersion
    number = grid.VERSION if is_grid else typology.VERSION
    found = model.objects.filter(space=None, number=number).first()
    if found:
        return found
    said = {"criteria": grid.shipped()["criteria"]} if is_grid else {"content": typology.shipped_content()}
    return model(space=None, number=number, sealed_at=timezone.now(), **said)


def versions_of(space: Space, model: type[InstrumentVersion]) -> list:
    """The space's own versions, drafts included, then the one that we ship: latest first."""
    return [*model.objects.filter(space=space).order_by("-number"), shipped_version(model)]


def version_by_slug(space: Space, model: type[InstrumentVersion], slug: str) -> InstrumentVersion | None:
    """The version that an address names in this space; None when there is none."""
    shipped = shipped_version(model)
    if slug == shipped.slug:
        return shipped
    if not slug.isdecimal() or len(slug) > 6:
        return None
    return model.objects.filter(space=space, number=int(slug)).select_related("based_on", "space").first()


def current_typology(space: Space) -> TypologyVersion | None:
    """The version under which types are suggested now; None for the one we ship."""
    own = Instruments.objects.filter(space=space).select_related("typology").first()
    return own.typology if own else None


def typology_of(space: Space) -> Typology:
    """The typology in service in this space, in the language in use (one query)."""
    return typology_in(current_typology(space))


class Typologies(NamedTuple):
    """Under which version a partnership's type is suggested now, and under which the pilot kept one."""

    in_service: Typology
    chosen_under: Typology


def typologies_for(partnerships: Iterable[Partnership]) -> dict[int, Typologies]:
    """By partnership id; one query, and another when a type was kept under some version."""
    partnerships = list(partnerships)
    found = Instruments.objects.filter(space__in={p.space_id for p in partnerships}).exclude(typology=None)
    versions = {own.typology_id: own.typology for own in found.select_related("typology")}
    in_service = {own.space_id: own.typology_id for own in found}
    kept = {p.chosen_under_id for p in partnerships} - {None, *versions}
    versions |= TypologyVersion.objects.in_bulk(kept) if kept else {}
    return {
        p.pk: Typologies(
            typology_in(versions.get(in_service.get(p.space_id))), typology_in(versions.get(p.chosen_under_id))
        )
        for p in partnerships
    }


def typology_in(version: TypologyVersion | None) -> Typology:
    """A version in the language in use; the one we ship when there is none."""
    if version is None:
        return typology.shipped_typology()
    language = get_language() or "fr"
    if language not in version.read:
        version.read[language] = Typology(
            types=typology.types_in_language(version.content, language),
            rule=typology.rule_of(version.content),
            number=version.number,
            code=version.code,
            is_shipped=version.is_shipped,
        )
    return version.read[language]
