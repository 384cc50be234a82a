"""Actions: one line, an organisation that answers for it, a date."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Versioned

from ..enums import OPEN, ActionStatus
from .meetings import Decision


class ActionQuerySet(SpaceRecordQuerySet):
    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def late(self, *, on: date) -> Self:
        return self.open().filter(due_on__lt=on)


class Action(SpaceRecord, Versioned):
    """One line that someone answers for."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="actions")
    title = models.CharField(_("action"), max_length=200)
    owner = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, related_name="actions", verbose_name=_("qui en répond")
    )
    due_on = models.DateField(_("échéance"))
    status = models.CharField(_("état"), max_length=20, choices=ActionStatus.choices, default=ActionStatus.TO_DO)
    decision = models.ForeignKey(Decision, models.SET_NULL, null=True, blank=True, related_name="actions")
    partnership = models.ForeignKey(
        Partnership, models.SET_NULL, null=True, blank=True, related_name="actions", verbose_name=_("partenariat")
    )
    done_on = models.DateField(_("faite le"), null=True, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["space", "status", "due_on"], name="animation_open_actions")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="done", done_on__isnull=False)
                | (~models.Q(status="done") & models.Q(done_on=None)),
                name="animation_done_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.status in OPEN
