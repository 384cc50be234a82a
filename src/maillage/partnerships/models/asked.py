"""Which partnerships a campaign asks about."""

from __future__ import annotations

from django.db import models

from maillage.campaigns.models import Campaign

from .partnership import Partnership
from .versions import GridVersion


class AskedPartnership(models.Model):
    """A campaign asks for readings of this partnership, all on one version of the grid (set when it opens)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="asked_partnerships")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="asked_in")
    grid = models.ForeignKey(GridVersion, models.RESTRICT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["partnership__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "partnership"], name="partnerships_asked_once_per_campaign")
        ]

    def __str__(self) -> str:
        return f"{self.campaign} · {self.partnership}"
