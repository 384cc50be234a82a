"""Where a partnership is in its life, when it came there, and what each step has left behind."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import Space, SpaceRecord
from maillage.toolkit.models import Versioned

from ..enums import DeliverableState, Stage
from .partnership import Partnership


class StageChange(SpaceRecord):
    """The partnership came to this step on this day; never edited. It may go back: one row each time."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="stage_changes")
    stage = models.PositiveSmallIntegerField(_("étape"), choices=Stage.choices)
    came_on = models.DateField(_("depuis le"))
    why = models.CharField(_("pourquoi"), max_length=240, blank=True)
    author = models.CharField(max_length=120)
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["noted_at", "pk"]

    def __str__(self) -> str:
        return f"{self.partnership} : {self.get_stage_display()}"


class Deliverable(SpaceRecord, Versioned):
    """What the pilot's team says of one thing that a step leaves behind (its code: see catalogue.DELIVERABLES)."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="deliverables")
    code = models.CharField(max_length=40)
    state = models.CharField(_("état"), max_length=12, choices=DeliverableState.choices, default=DeliverableState.TO_DO)
    done_on = models.DateField(_("fait le"), null=True, blank=True)
    whereabouts = models.CharField(_("où le trouver"), max_length=240, blank=True)
    link = models.URLField(_("adresse"), max_length=400, blank=True)
    reason = models.CharField(_("pourquoi il n'est pas utile ici"), max_length=240, blank=True)

    class Meta:
        ordering = ["code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "code"], name="partnerships_said_once_of_a_deliverable"),
            models.CheckConstraint(
                condition=~Q(state="not_needed") | ~Q(reason=""), name="partnerships_not_needed_says_why"
            ),
            models.CheckConstraint(
                condition=Q(state="done") | Q(done_on=None), name="partnerships_only_done_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} : {self.get_state_display()}"
