"""What young people and companies get from a partnership: numbers only, with their period and their source."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Versioned


class CountSheetQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user):
        """With the partnership: numbers that could point at someone are hidden when they are read, see analyses."""
        return self.filter(partnership__in=Partnership.objects.visible_to(user))


class CountSheet(SpaceRecord, Versioned):
    """The numbers of one period, from one source."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="count_sheets")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="count_sheets")
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"))
    source = models.CharField(_("source"), max_length=160)

    objects = CountSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-ends_on", "-starts_on", "source", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "starts_on", "ends_on", "source"], name="animation_one_sheet_per_source"
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="animation_period_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership} · {self.source}"

    def get_absolute_url(self) -> str:
        return reverse("animation:counts", args=[self.space.slug, self.partnership_id])


class Count(models.Model):
    """One number. No row: unknown, which is not 0."""

    sheet = models.ForeignKey(CountSheet, models.CASCADE, related_name="counts")
    indicator = models.CharField(max_length=30)
    value = models.PositiveIntegerField()

    class Meta:
        ordering = ["sheet", "pk"]
        constraints = [models.UniqueConstraint(fields=["sheet", "indicator"], name="animation_counted_once")]

    def __str__(self) -> str:
        return f"{self.indicator} = {self.value}"
