"""Two sheets that speak of one organisation, and two that do not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from maillage.spaces.models import Space, SpaceRecord

from .organisations import Organisation


class Merge(SpaceRecord):
    """``absorbed`` was joined to ``kept``: what was on it moved, and each move is written here to be undone."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="merges")
    kept = models.ForeignKey(Organisation, models.CASCADE, related_name="merges")
    absorbed = models.ForeignKey(Organisation, models.CASCADE, related_name="merged_into")
    moved = models.JSONField(default=list)  # [{"model": "stakes.actorstake", "field": "organisation", "ids": [1, 2]}]
    left = models.JSONField(default=list)  # the same, for what had its double on ``kept`` and stayed behind
    before = models.JSONField(default=dict)  # fields of ``kept`` as they were
    after = models.JSONField(default=dict)  # and as they became
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="actors_merged_with_another")]

    def __str__(self) -> str:
        return f"{self.absorbed} → {self.kept}"


class Distinct(SpaceRecord):
    """Somebody looked at both sheets: they are two organisations. They are not offered again."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="distinct_pairs")
    first = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    second = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="actors_distinct_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="actors_distinct_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
