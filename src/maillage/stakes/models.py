"""What each actor may win or lose, and what it brings or seeks, in its own words."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import Family
from maillage.actors.models import Organisation
from maillage.spaces.models import Space, SpaceRecord
from maillage.toolkit.models import Versioned

from .enums import Direction, Nature, Source


class Stake(SpaceRecord, Versioned):
    """One stake of one actor. Linked to the catalogue when it can be (code), free otherwise (family then required)."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="stakes")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="stakes")
    code = models.CharField(_("enjeu du catalogue"), max_length=4, blank=True)  # E1…I6, see catalogue.py
    family = models.CharField(_("famille"), max_length=20, choices=Family.choices)
    words = models.TextField(_("avec ses mots"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("poids"), validators=[MinValueValidator(1), MaxValueValidator(5)], default=3
    )
    source = models.CharField(_("origine"), max_length=20, choices=Source.choices, default=Source.SAID)
    said_on = models.DateField(_("dit le"), default=timezone.localdate)

    class Meta:
        ordering = ["organisation__name", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"], condition=~Q(code=""), name="stakes_each_code_once_per_actor"
            ),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=5), name="stakes_weight_1_to_5"),
            models.CheckConstraint(condition=~Q(code="", words=""), name="stakes_a_code_or_words"),
        ]

    def __str__(self) -> str:
        return self.words or self.code


class Resource(SpaceRecord, Versioned):
    space = models.ForeignKey(Space, models.CASCADE, related_name="resources")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="resources")
    direction = models.CharField(_("sens"), max_length=10, choices=Direction.choices)
    nature = models.CharField(_("nature"), max_length=20, choices=Nature.choices)
    description = models.CharField(_("en clair"), max_length=240)

    class Meta:
        ordering = ["organisation__name", "direction", "nature", "pk"]

    def __str__(self) -> str:
        return self.description
