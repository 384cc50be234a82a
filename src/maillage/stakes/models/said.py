"""What each actor may win or lose, and what it brings or seeks, in its own words."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import SHAPES, Family
from maillage.actors.models import Organisation
from maillage.campaigns.models import Invitation
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.stakes import catalogue
from maillage.stakes.enums import Direction, Nature, Source
from maillage.toolkit.models import Versioned

from .own_catalogue import CatalogueEntry


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
    code = models.CharField(_("enjeu du catalogue"), max_length=4, blank=True)  # E1…I6 and those of the space
    local = models.ForeignKey(CatalogueEntry, models.SET_NULL, null=True, blank=True, related_name="+")
    family = models.CharField(_("famille"), max_length=20, choices=Family.choices)
    words = models.TextField(_("avec ses mots"), blank=True)
    weight = models.PositiveSmallIntegerField(
        _("poids"), validators=[MinValueValidator(1), MaxValueValidator(5)], default=3
    )
    source = models.CharField(_("origine"), max_length=20, choices=Source.choices, default=Source.SAID)
    said_on = models.DateField(_("dit le"), default=timezone.localdate)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True, related_name="+")  # by link

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
        """The stake as the space's catalogue words it (``local``), else as ours does; None for one said freely."""
        return self.local.stake if self.local else catalogue.BY_CODE.get(self.code)

    @property
    def title(self) -> str:
        """« E1 · Pourvoir des postes en tension », or the actor's own words."""
        return self.entry.title if self.entry else self.words

    @property
    def shape(self) -> str:
        return SHAPES[Family(self.family)]


class ResourceQuerySet(SaidQuerySet):
    def shown(self) -> Self:
        """Those that their actor chose to show to the members, with its name."""
        return self.filter(is_shown=True, organisation__archived_at=None)


class Resource(SpaceRecord, Versioned):
    """What an actor brings or seeks. ``thing`` in two words brings an offer and a need together."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="resources")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="resources")
    direction = models.CharField(_("sens"), max_length=10, choices=Direction.choices)
    nature = models.CharField(_("nature"), max_length=20, choices=Nature.choices)
    thing = models.CharField(_("la chose, en deux ou trois mots"), max_length=60, blank=True)
    description = models.CharField(_("en clair"), max_length=240)
    quantity = models.DecimalField(
        _("combien"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    unit = models.CharField(_("unité"), max_length=40, blank=True)
    starts_on = models.DateField(_("à partir du"), null=True, blank=True)
    ends_on = models.DateField(_("jusqu'au"), null=True, blank=True)
    conditions = models.CharField(_("à quelles conditions"), max_length=240, blank=True)
    is_shown = models.BooleanField(_("montrer aux membres, avec le nom de l'organisation"), default=False)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True, related_name="+")  # by link

    objects = ResourceQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "direction", "nature", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gt=0), name="stakes_a_quantity_is_more_than_nothing"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="stakes_resources_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return self.description
