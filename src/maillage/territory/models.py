"""The perimeter of a space: a list of real communes, however they were chosen."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import SpaceRecord
from maillage.toolkit.models import Versioned


class Perimeter(SpaceRecord, Versioned):
    """One perimeter per space; it may cut across départements."""

    space = models.OneToOneField("spaces.Space", models.CASCADE, related_name="perimeter")
    name = models.CharField(_("nom du territoire"), max_length=120)
    # Insee codes of current communes, sorted; checked against the gazetteer by the actions.
    codes = models.JSONField(_("communes"), default=list)
    reason = models.TextField(_("pourquoi ce périmètre"), blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
