"""The game of actors: rounds, the objectives of the group, who stands where, and who weighs on whom."""

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
from maillage.spaces.enums import Role
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.stakes.enums import Source
from maillage.toolkit.models import Archivable, ArchivableQuerySet, Versioned

from .said import SaidQuerySet


class Round(SpaceRecord, Versioned):
    """One time at which the actors were asked: closed, its positions and its stakes no longer move."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="rounds")
    name = models.CharField(_("nom du tour"), max_length=80)
    opened_on = models.DateField(_("ouvert le"), default=timezone.localdate)
    closed_on = models.DateField(_("clos le"), null=True, blank=True)

    class Meta:
        ordering = ["opened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["space"], condition=Q(closed_on=None), name="stakes_one_open_round_per_space"
            ),
            models.UniqueConstraint(fields=["space", "name"], name="stakes_each_round_has_its_name"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="stakes_rounds_end_after_they_begin",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closed_on is None


class ObjectiveQuerySet(ArchivableQuerySet, SpaceRecordQuerySet):
    """Objectives are the group's: every member of the space reads them."""


class Objective(SpaceRecord, Versioned, Archivable):
    """Something the group could want together; each actor stands for it, against it, or neither."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="objectives")
    number = models.PositiveSmallIntegerField(_("numéro"))
    label = models.CharField(_("l'objectif, en une ligne"), max_length=160)
    detail = models.TextField(_("ce que cela veut dire, concrètement"), blank=True)
    family = models.CharField(_("famille"), max_length=20, choices=Family.choices)
    stake_code = models.CharField(_("enjeu du catalogue"), max_length=4, blank=True)

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["space", "number"], name="stakes_objectives_are_numbered"),
            models.UniqueConstraint(
                fields=["space", "label"], condition=Q(archived_at=None), name="stakes_each_objective_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def code(self) -> str:
        return f"O{self.number}"

    @property
    def title(self) -> str:
        """« O3 · Un seul numéro pour l'entreprise », the code tied to its words."""
        return f"{self.code}\u00a0·\u00a0{self.label}"

    @property
    def shape(self) -> str:
        return SHAPES[Family(self.family)]


class PositionSheet(SpaceRecord, Versioned):
    """One actor in one round: it takes part once the sheet exists, it has answered once ``said_on`` is known."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="position_sheets")
    round = models.ForeignKey(Round, models.CASCADE, related_name="sheets")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="position_sheets")
    source = models.CharField(_("origine"), max_length=20, choices=Source.choices, default=Source.SAID)
    said_on = models.DateField(_("dit le"), null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True, related_name="+")  # by link

    objects = SaidQuerySet.as_manager()

    class Meta:
        ordering = ["round", "organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation"], name="stakes_one_sheet_per_actor_and_round")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.round}"


class PositionQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """The positions of the sheets that this person may read."""
        return self.filter(sheet__in=PositionSheet.objects.visible_to(user))


class Position(SpaceRecord):
    """Where an actor stands on an objective, from −4 (against, its existence is at stake) to 4. No row: not said."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="positions")
    sheet = models.ForeignKey(PositionSheet, models.CASCADE, related_name="positions")
    objective = models.ForeignKey(Objective, models.CASCADE, related_name="positions")
    value = models.SmallIntegerField(_("position"), validators=[MinValueValidator(-4), MaxValueValidator(4)])

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ["sheet", "objective__number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "objective"], name="stakes_one_position_per_objective"),
            models.CheckConstraint(condition=Q(value__gte=-4, value__lte=4), name="stakes_positions_from_minus_4_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.objective} : {self.value:+d}"


class InfluenceQuerySet(SpaceRecordQuerySet):
    """The pilot's working paper: nobody else reads a row of it, wherever the question comes from."""

    def visible_to(self, user) -> Self:
        return self.filter(space__in=Space.objects.where_role(user, [Role.PILOT]))


class Influence(SpaceRecord):
    """What an actor can do to another, as the pilot sees it: 0 nothing, 1 its processes … 4 its existence."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="influences")
    round = models.ForeignKey(Round, models.CASCADE, related_name="influences")
    source = models.ForeignKey(Organisation, models.CASCADE, related_name="influences_exerted")
    target = models.ForeignKey(Organisation, models.CASCADE, related_name="influences_undergone")
    value = models.PositiveSmallIntegerField(_("influence"), validators=[MaxValueValidator(4)])

    objects = InfluenceQuerySet.as_manager()

    class Meta:
        ordering = ["round", "source__name", "target__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "source", "target"], name="stakes_one_influence_per_pair"),
            models.CheckConstraint(condition=Q(value__gte=0, value__lte=4), name="stakes_influences_from_0_to_4"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="stakes_nobody_influences_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target} : {self.value}"


class KeptStake(SpaceRecord):
    """What an actor's stakes were when a round closed, without its words: enough to read what changed."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="kept_stakes")
    round = models.ForeignKey(Round, models.CASCADE, related_name="kept_stakes")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="kept_stakes")
    code = models.CharField(max_length=4, blank=True)
    family = models.CharField(max_length=20, choices=Family.choices)
    weight = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(5)])

    objects = InfluenceQuerySet.as_manager()

    class Meta:
        ordering = ["round", "organisation__name", "code", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=5), name="stakes_kept_weight_1_to_5")
        ]

    def __str__(self) -> str:
        return f"{self.code or self.family} ({self.weight})"
