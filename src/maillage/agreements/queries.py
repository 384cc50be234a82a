"""The texts, the mandate in force, the reasons to look at them again."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, Exists, IntegerField, Max, OuterRef, QuerySet, When

from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space

from .enums import Status
from .models import Agreement, Mandate

ORDER_OF_LIFE = [Status.IN_FORCE, Status.TO_RENEW, Status.SIGNED, Status.PROOFREADING, Status.DRAFT]


def texts(user, space: Space) -> QuerySet[Agreement]:
    """The texts that this person may read here, those in force first, with the number of their last version."""
    rank = Case(
        *[When(status=status, then=place) for place, status in enumerate(ORDER_OF_LIFE)],
        default=len(ORDER_OF_LIFE),
        output_field=IntegerField(),
    )
    found = Agreement.objects.visible_to(user).filter(space=space)
    return (
        found.select_related("space", "partnership")
        .annotate(rank=rank, last_number=Max("versions__number"), names_partnership=sees_partnership(user))
        .order_by("rank", "title", "pk")
    )


def sees_partnership(user) -> Exists:
    """Whether this person may read the name of the partnership that a text frames."""
    return Exists(Partnership.objects.visible_to(user).filter(pk=OuterRef("partnership")))


def mandate_in_force(space: Space, *, on: date) -> Mandate | None:
    return Mandate.objects.filter(space=space).in_force(on=on).select_related("organisation", "space").first()


def mandate_to_show(space: Space, *, on: date) -> Mandate | None:
    """The mandate in force; else the next to begin; else the last that ended."""
    mandates = Mandate.objects.filter(space=space).select_related("organisation", "space")
    return (
        mandates.in_force(on=on).first()
        or mandates.filter(starts_on__gt=on).order_by("starts_on", "pk").first()
        or mandates.order_by("-starts_on", "-pk").first()
    )
