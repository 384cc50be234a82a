"""Between two committees, the partnership lives: meetings, decisions, who does what by when."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Versioned

from .enums import OPEN, ActionStatus, BodyKind, Presence


class Body(SpaceRecord):
    space = models.ForeignKey(Space, models.CASCADE, related_name="bodies")
    name = models.CharField(_("nom de l'instance"), max_length=120)
    kind = models.CharField(_("nature"), max_length=20, choices=BodyKind.choices)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Meeting(SpaceRecord, Versioned):
    space = models.ForeignKey(Space, models.CASCADE, related_name="meetings")
    body = models.ForeignKey(
        Body, models.SET_NULL, null=True, blank=True, related_name="meetings", verbose_name=_("instance")
    )
    title = models.CharField(_("objet"), max_length=160)
    held_on = models.DateField(_("date"))
    starts_at = models.TimeField(_("de"), null=True, blank=True)
    ends_at = models.TimeField(_("à"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=160, blank=True)
    agenda = models.TextField(_("ordre du jour"), blank=True)
    minutes = models.TextField(_("compte rendu"), blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(starts_at__isnull=False, ends_at__gt=models.F("starts_at")),
                name="animation_meeting_ends_after_start",
                violation_error_message=_("La réunion finit après avoir commencé : corrigez les heures."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("animation:meeting", args=[self.space.slug, self.pk])


class Attendance(SpaceRecord):
    """By organisation, not by person."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="attendances")
    presence = models.CharField(max_length=10, choices=Presence.choices, default=Presence.PRESENT)

    class Meta:
        ordering = ["organisation__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "organisation"], name="animation_attends_once")]

    def __str__(self) -> str:
        return f"{self.organisation} : {self.get_presence_display()}"


class Decision(SpaceRecord, Versioned):
    space = models.ForeignKey(Space, models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, null=True, blank=True, related_name="decisions", verbose_name=_("réunion")
    )
    wording = models.TextField(_("décision"))
    taken_on = models.DateField(_("prise le"))

    class Meta:
        ordering = ["-taken_on", "-pk"]

    def __str__(self) -> str:
        return self.wording


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
