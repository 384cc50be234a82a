"""What was said in a space, gathered in five questions to the database whatever the number of actors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Max, Q, QuerySet

from maillage.actors.models import Organisation
from maillage.spaces.models import Space
from maillage.stakes.catalogue import Catalogue, TensionPair
from maillage.stakes.models import Resource, Stake

from .catalogue import catalogue_of, pairs_of

RESOURCE_FIELDS = (
    "direction",
    "nature",
    "thing",
    "description",
    "quantity",
    "unit",
    "starts_on",
    "ends_on",
    "conditions",
    "is_shown",
)


@dataclass(frozen=True, slots=True)
class Actor:
    """A current organisation of the space, as the readings need it."""

    pk: int
    name: str
    college: str
    family: str


@dataclass(frozen=True, slots=True)
class SaidStake:
    actor: Actor
    code: str
    family: str
    weight: int
    words: str
    source: str
    said_on: date


@dataclass(frozen=True, slots=True)
class SaidResource:
    pk: int
    actor: Actor
    direction: str
    nature: str
    thing: str
    description: str
    quantity: Decimal | None
    unit: str
    starts_on: date | None
    ends_on: date | None
    conditions: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Everything current actors said. With names: never handed to a page as it is."""

    actors: tuple[Actor, ...]
    stakes: tuple[SaidStake, ...]
    resources: tuple[SaidResource, ...]
    catalogue: Catalogue
    """The space's: codes are read in it, never in ours."""
    pairs: tuple[TensionPair, ...]
    """The tensions that the space keeps, ours first."""


def said_in(space: Space) -> Said:
    """The current actors of a space in the order of their names, their stakes and their resources."""
    current = Organisation.objects.current().in_space(space)
    actors = {
        row.pk: row for row in (Actor(*values) for values in current.values_list("pk", "name", "college", "family"))
    }
    stakes = (
        Stake.objects.in_space(space)
        .order_by("organisation__name", "organisation_id", "code", "pk")
        .values_list("organisation_id", "code", "family", "weight", "words", "source", "said_on")
    )
    catalogue = catalogue_of(space)
    resources = (
        Resource.objects.in_space(space)
        .order_by("organisation__name", "organisation_id", "direction", "nature", "pk")
        .values_list("pk", "organisation_id", *RESOURCE_FIELDS)
    )
    return Said(
        actors=tuple(actors.values()),
        stakes=tuple(SaidStake(actors[pk], *rest) for pk, *rest in stakes if pk in actors),
        resources=tuple(
            SaidResource(pk, actors[organisation], *rest)
            for pk, organisation, *rest in resources
            if organisation in actors
        ),
        catalogue=catalogue,
        pairs=pairs_of(space, catalogue),
    )


@dataclass(frozen=True, slots=True)
class CollegeProgress:
    """How many actors of a college exist, and how many said at least one stake; ``latest``: the last one said."""

    college: str
    actors: int
    said: int
    latest: date | None


def progress_by_college(space: Space) -> list[CollegeProgress]:
    """One question to the database; colleges without any actor are left out."""
    rows = (
        Organisation.objects.current()
        .in_space(space)
        .order_by()
        .values_list("college")
        .annotate(
            actors=Count("pk", distinct=True),
            said=Count("stakes__organisation", distinct=True),
            latest=Max("stakes__said_on"),
        )
    )
    return [CollegeProgress(*row) for row in rows]


def organisations_to_ask(space: Space, user) -> QuerySet[Organisation]:
    """The actors of the space, each with ``stakes_said`` and ``resources_said`` (counts) and ``latest`` (a date)."""
    return (
        Organisation.objects.visible_to(user)
        .current()
        .in_space(space)
        .annotate(
            stakes_said=Count("stakes", distinct=True),
            resources_said=Count("resources", distinct=True),
            latest=Max("stakes__said_on"),
        )
        .order_by("name", "pk")
    )


def carriers_of(space: Space, code: str, *, seen_by) -> Q:
    """A filter on organisations: those that said this stake of the catalogue, where this person may know it."""
    return Q(pk__in=Stake.objects.visible_to(seen_by).in_space(space).filter(code=code).values("organisation"))
