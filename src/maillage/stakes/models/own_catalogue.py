"""What a space makes of the catalogue of stakes: its own words, stakes of its own, those it sets aside."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import Family
from maillage.spaces.models import Space, SpaceRecord
from maillage.stakes import catalogue
from maillage.toolkit.models import Versioned


class CatalogueEntry(SpaceRecord, Versioned):
    """A reserved code (E1…I6) as this space words it or sets it aside, or a stake of its own (from E20 up)."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="catalogue_entries")
    code = models.CharField(_("code"), max_length=4)
    label = models.CharField(_("l'enjeu, en une ligne"), max_length=160)
    family = models.CharField(_("famille"), max_length=20, choices=Family.choices)
    is_offered = models.BooleanField(_("proposé aux acteurs"), default=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["space", "code"], name="stakes_each_code_once_per_space")]

    def __str__(self) -> str:
        return f"{self.code} · {self.label}"

    @property
    def stake(self) -> catalogue.CatalogueStake:
        """The stake as everybody in the space reads it."""
        reserved = catalogue.BY_CODE.get(self.code)
        return catalogue.CatalogueStake(
            self.code,
            self.label,
            Family(self.family),
            also=reserved.also if reserved else None,
            is_offered=self.is_offered,
            is_own=reserved is None,
        )
