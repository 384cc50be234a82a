"""A relation between two organisations, as somebody described it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.spaces.models import Space, SpaceRecord
from maillage.toolkit.models import Versioned

from ..enums import Intensity, Nature


class Tie(SpaceRecord, Versioned):
    """Undirected in its reading (kept with the smaller key first), so that a pair is written once per nature."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="ties")
    source = models.ForeignKey(Organisation, models.CASCADE, related_name="ties_out", verbose_name=_("acteur"))
    target = models.ForeignKey(Organisation, models.CASCADE, related_name="ties_in", verbose_name=_("avec"))
    nature = models.CharField(_("nature"), max_length=20, choices=Nature.choices)
    intensity = models.PositiveSmallIntegerField(_("intensité"), choices=Intensity.choices)
    note = models.CharField(_("précision"), max_length=240, blank=True)
    observed_on = models.DateField(_("constaté le"), default=timezone.localdate)

    class Meta:
        ordering = ["source__name", "target__name", "nature", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(source__lt=F("target")), name="ties_smaller_key_first"),
            models.UniqueConstraint(fields=["source", "target", "nature"], name="ties_once_per_nature"),
            models.CheckConstraint(condition=Q(intensity__gte=1, intensity__lte=4), name="ties_intensity_1_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.source} – {self.target}"
