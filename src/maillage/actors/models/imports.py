"""Files brought in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import Space, SpaceRecord


class Import(SpaceRecord):
    """A file brought in: what was read, how columns were mapped, what was done, so that it can be undone."""

    class Status(models.TextChoices):
        TO_MAP = "to_map", _("colonnes à relier")
        APPLIED = "applied", _("importé")
        UNDONE = "undone", _("annulé")

    space = models.ForeignKey(Space, models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=200)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.TO_MAP)
    created_ids = models.JSONField(default=list)
    changed = models.JSONField(default=list)  # [{"id", "before": {field: value}, "after": {field: value}}]
    counts = models.JSONField(default=dict)  # {"created", "changed", "ignored", "refused"}
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
