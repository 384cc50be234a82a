"""Lists people keep: a search to find again, the columns they read, what was changed on many sheets at once."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import Membership, Space, SpaceRecord, SpaceRecordQuerySet


class SavedListQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """One's own, and those that somebody shared with the members of the space."""
        return super().visible_to(user).filter(Q(owner=user) | Q(shared=True))


class SavedList(SpaceRecord):
    """A search, its filters, its sort and its columns, under a name. ``query`` holds names and values of an address."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="saved_lists")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_lists")
    name = models.CharField(_("nom de la liste"), max_length=60)
    query = models.JSONField(default=dict)
    shared = models.BooleanField(_("partagée avec les membres de l'espace"), default=False)

    objects = SavedListQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["space", "owner", "name"], name="actors_list_named_once")]

    def __str__(self) -> str:
        return self.name


class ShownColumns(models.Model):
    """The columns of the directory that a member reads."""

    membership = models.OneToOneField(Membership, models.CASCADE, related_name="directory_columns")
    columns = models.JSONField(default=list)

    def __str__(self) -> str:
        return ", ".join(self.columns)


class BulkChange(SpaceRecord):
    """One change made on many sheets at once; ``changed`` keeps each one's before and after, so that it is undone."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="bulk_changes")
    deed = models.CharField(max_length=20)  # see bulk.py
    value = models.CharField(max_length=60, blank=True)
    changed = models.JSONField(default=list)  # [{"id", "before": {field: value}, "after": {field: value}}]
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.deed} {self.value}".strip()
