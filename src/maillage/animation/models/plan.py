"""The plan of a partnership: what the group does about each disagreement and each low score of its reading."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.partnerships.models import GridVersion, Partnership
from maillage.spaces.models import Space, SpaceRecord
from maillage.toolkit.models import Versioned

from ..enums import PlanChoice, PlanOrigin
from .actions import Action
from .meetings import Meeting
from .of_partnerships import MembersOnlyQuerySet


class PlanLine(SpaceRecord, Versioned):
    """What was decided about one criterion: accept it and say why, debate it somewhere, or act.

    It stays with the version of the grid, the day and the median of the reading that it comes from. The action is
    written once and lives among the others: its title, owner and date are read there, never copied here.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="plan_lines")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="plan_lines")
    grid = models.ForeignKey(GridVersion, models.RESTRICT, related_name="+")
    criterion = models.CharField(max_length=12)
    origin = models.CharField(max_length=20, choices=PlanOrigin.choices)
    read_on = models.DateField(_("lecture du"))
    median = models.DecimalField(max_digits=3, decimal_places=2, null=True, blank=True)
    choice = models.CharField(_("ce que l'on en fait"), max_length=10, choices=PlanChoice.choices)
    reason = models.TextField(_("raison"), blank=True)
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="plan_lines", verbose_name=_("réunion")
    )
    debate_on = models.DateField(_("à débattre le"), null=True, blank=True)
    action = models.OneToOneField(Action, models.SET_NULL, null=True, blank=True, related_name="plan_line")
    decided_on = models.DateField(_("décidé le"), default=timezone.localdate)

    objects = MembersOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "criterion", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "grid", "criterion"], name="animation_planned_once"),
            models.CheckConstraint(
                condition=~Q(choice="accept") | ~Q(reason=""), name="animation_accepting_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership} · {self.criterion}"
