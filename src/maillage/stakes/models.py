"""What each actor may win or lose, and what it brings or seeks, in its own words."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import SHAPES, Family
from maillage.actors.models import Organisation
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Versioned

from . import catalogue
from .enums import Direction, Nature, Source


class SaidQuerySet(SpaceRecordQuerySet):
    """What actors said, with their name. Figures without a name come from ``analyses.read_stakes``."""

    def visible_to(self, user) -> Self:
        """The pilot reads everything; a partner, what its own organisations said; a facilitator, what it noted itself.

        An observer reads nothing. What a facilitator noted leaves its sight once someone else has reworded it.
        """
        piloted = Q(space__in=Space.objects.where_role(user, [Role.PILOT]))
        noted = Q(space__in=Space.objects.where_role(user, EDITORS), noted_by=user)
        own = Q(organisation__in=Organisation.objects.visible_to(user).represented_by(user))
        return self.filter(piloted | noted | own)


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
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SaidQuerySet.as_manager()

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
        return self.title

    @property
    def entry(self) -> catalogue.CatalogueStake | None:
        """The catalogue's stake; None for one said freely."""
        return catalogue.BY_CODE.get(self.code)

    @property
    def title(self) -> str:
        """« E1 · Pourvoir des postes en tension », or the actor's own words."""
        return self.entry.title if self.entry else self.words

    @property
    def shape(self) -> str:
        return SHAPES[Family(self.family)]


class Resource(SpaceRecord, Versioned):
    space = models.ForeignKey(Space, models.CASCADE, related_name="resources")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="resources")
    direction = models.CharField(_("sens"), max_length=10, choices=Direction.choices)
    nature = models.CharField(_("nature"), max_length=20, choices=Nature.choices)
    description = models.CharField(_("en clair"), max_length=240)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SaidQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "direction", "nature", "pk"]

    def __str__(self) -> str:
        return self.description
