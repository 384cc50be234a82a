"""What happened to a partnership, told in dated words. The day or the month may be forgotten; the year is not."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Archivable, ArchivableQuerySet, Versioned
from maillage.toolkit.words import long_date

from .partnership import Partnership


class MilestoneQuerySet(SpaceRecordQuerySet, ArchivableQuerySet):
    """As their partnership is seen, so are they: reads start from a visible partnership."""


class Milestone(SpaceRecord, Versioned, Archivable):
    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="milestones")
    year = models.PositiveSmallIntegerField(_("année"), validators=[MinValueValidator(1900), MaxValueValidator(2100)])
    month = models.PositiveSmallIntegerField(
        _("mois"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    day = models.PositiveSmallIntegerField(
        _("jour"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    words = models.CharField(_("ce qui s'est passé"), max_length=400)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["year", F("month").asc(nulls_first=True), F("day").asc(nulls_first=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(day=None) | Q(month__isnull=False), name="partnerships_a_day_belongs_to_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.when} : {self.words}"

    @property
    def when(self) -> str:
        """« 2019 », « mars 2019 » or « 12 mars 2019 »: no more than is known."""
        if self.month is None:
            return str(self.year)
        if self.day is None:
            return date_format(date(self.year, self.month, 1), "F Y")
        return long_date(date(self.year, self.month, self.day))
