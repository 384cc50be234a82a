"""Versions of the grid and of the typology. A draft is written; a version put in service is never edited again."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import Space, SpaceRecord
from maillage.toolkit.models import Versioned

from .. import instruments

ALREADY_USED = _("Cette version a déjà servi : créez-en une nouvelle.")


class InstrumentVersionQuerySet(models.QuerySet):
    def update(self, **changes) -> int:
        """No way around ``InstrumentVersion.save``: a version that has served is never edited."""
        if self.sealed().exists():
            raise ValidationError(ALREADY_USED)
        return super().update(**changes)

    def sealed(self):
        return self.exclude(sealed_at=None)

    def drafts(self):
        return self.filter(sealed_at=None)


class InstrumentVersion(Versioned):
    """A numbered version of the grid or of the typology, as it was written then.

    ``space`` is empty for those that Maillage ships (version 1); a space's own are numbered from 2 on, so that a number
    is never said of two texts. ``sealed_at`` is empty while the version is a draft, of which a space has one at most.
    """

    number = models.PositiveIntegerField()
    note = models.CharField(_("pourquoi cette version"), max_length=240, blank=True)
    based_on = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    sealed_at = models.DateTimeField(null=True, blank=True)

    objects = InstrumentVersionQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["space", "number"]
        constraints = [
            models.UniqueConstraint(fields=["space", "number"], name="partnerships_%(class)s_numbered"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(space=None), name="partnerships_shipped_%(class)s_numbered"
            ),
            models.UniqueConstraint(
                fields=["space"], condition=Q(sealed_at=None), name="partnerships_%(class)s_one_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"

    def save(self, *args, **kwargs) -> None:
        if self.pk and type(self).objects.filter(pk=self.pk).sealed().exists():
            raise ValidationError(ALREADY_USED)
        super().save(*args, **kwargs)

    @property
    def is_draft(self) -> bool:
        return self.sealed_at is None

    @property
    def is_shipped(self) -> bool:
        return self.space_id is None

    @property
    def slug(self) -> str:
        return instruments.slug_of(self.number, is_shipped=self.is_shipped)

    @property
    def written(self) -> object:
        """What the version says, as plain data."""
        raise NotImplementedError

    @cached_property
    def code(self) -> str:
        """What is printed on paper and in files, to find the version again: « M1-7F3A9C02 »."""
        return instruments.code_of(self.slug, self.written)


class GridVersion(InstrumentVersion):
    """A version of the grid. ``criteria`` are those that are asked; those switched off keep their words beside."""

    space = models.ForeignKey(Space, models.CASCADE, null=True, blank=True, related_name="grid_versions")
    criteria = models.JSONField()  # [{"id", "dimension", "fr": {...}, "en": {...}}], see grid.py
    switched_off = models.JSONField(default=list, blank=True)  # the same, kept out of this version

    class Meta(InstrumentVersion.Meta):
        pass

    def get_url(self, space: Space) -> str:
        return reverse("partnerships:grid_version", args=[space.slug, self.slug])

    @property
    def written(self) -> list[dict]:
        return self.criteria

    @cached_property
    def words(self) -> dict[str, tuple]:
        """Its criteria by language, kept while this object lives: read once for many partnerships."""
        return {}


class TypologyVersion(InstrumentVersion):
    """A version of the typology: types with their words and profiles, weights and thresholds of the rule."""

    space = models.ForeignKey(Space, models.CASCADE, null=True, blank=True, related_name="typology_versions")
    content = models.JSONField()  # {"types": [...], "weights": {...}, "thresholds": {...}}, see typology.py

    class Meta(InstrumentVersion.Meta):
        pass

    def get_url(self, space: Space) -> str:
        return reverse("partnerships:typology_version", args=[space.slug, self.slug])

    @property
    def written(self) -> dict:
        return self.content

    @cached_property
    def read(self) -> dict[str, object]:
        """The typology by language, kept while this object lives."""
        return {}


class Instruments(SpaceRecord, Versioned):
    """Which grid and which typology a space uses now; empty for those that Maillage ships."""

    space = models.OneToOneField(Space, models.CASCADE, related_name="+")
    grid = models.ForeignKey(GridVersion, models.RESTRICT, null=True, blank=True, related_name="+")
    typology = models.ForeignKey(TypologyVersion, models.RESTRICT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return str(self.space)
