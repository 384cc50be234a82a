"""Versions of the grid. Never edited once used."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import Space

ALREADY_USED = _("Cette version de la grille a déjà servi : créez-en une nouvelle.")


class GridVersionQuerySet(models.QuerySet):
    def update(self, **changes) -> int:
        """No way around ``GridVersion.save``: a version that has served is never edited."""
        if self.filter(assessments__isnull=False).exists():
            raise ValidationError(ALREADY_USED)
        return super().update(**changes)


class GridVersion(models.Model):
    """A version of the grid: the criteria as they were written then. Never edited once used.

    ``space`` is empty for the grid that Maillage ships (version 1, 22 criteria); a space may hold its own.
    """

    space = models.ForeignKey(Space, models.CASCADE, null=True, blank=True, related_name="grid_versions")
    number = models.PositiveIntegerField()
    criteria = models.JSONField()  # [{"id", "dimension", "fr": {...}, "en": {...}}], see grid.py
    created_at = models.DateTimeField(default=timezone.now)

    objects = GridVersionQuerySet.as_manager()

    class Meta:
        ordering = ["space", "number"]
        constraints = [
            models.UniqueConstraint(fields=["space", "number"], name="partnerships_grid_numbered"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(space=None), name="partnerships_shipped_grid_numbered"
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"

    def save(self, *args, **kwargs) -> None:
        if self.pk and self.assessments.exists():
            raise ValidationError(ALREADY_USED)
        super().save(*args, **kwargs)

    @cached_property
    def words(self) -> dict[str, tuple]:
        """Its criteria by language, kept while this object lives: read once for many partnerships."""
        return {}
