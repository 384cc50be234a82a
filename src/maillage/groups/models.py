"""A working group and its seats: a human composes, the tool checks."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import Level
from maillage.actors.models import Contact, Organisation
from maillage.spaces.models import Space, SpaceRecord
from maillage.toolkit.models import Versioned


class WorkingGroup(SpaceRecord, Versioned):
    space = models.ForeignKey(Space, models.CASCADE, related_name="working_groups")
    name = models.CharField(_("nom du groupe"), max_length=120)
    purpose = models.TextField(_("ce qu'on attend du groupe"), blank=True)
    smallest = models.PositiveSmallIntegerField(_("au moins"), default=12, validators=[MinValueValidator(2)])
    largest = models.PositiveSmallIntegerField(_("au plus"), default=18)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(largest__gte=F("smallest")), name="groups_sizes_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groups:group", args=[self.space.slug, self.pk])


class Seat(SpaceRecord):
    """One chair: an organisation, a level, and why it sits here."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="seats")
    group = models.ForeignKey(WorkingGroup, models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="seats")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="seats")
    level = models.CharField(_("niveau"), max_length=20, choices=Level.choices)
    reason = models.CharField(_("pourquoi"), max_length=240, blank=True)

    class Meta:
        ordering = ["organisation__college", "organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "organisation", "level"], name="groups_one_seat_per_level"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_level_display()})"
