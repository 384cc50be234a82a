"""Bodies, their meetings, who was there, what was decided."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space, SpaceRecord
from maillage.toolkit.models import Versioned

from ..enums import BodyKind, Presence


class Body(SpaceRecord, Versioned):
    """A place where people meet: of one partnership, or of the whole territory."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="bodies")
    name = models.CharField(_("nom de l'instance"), max_length=120)
    kind = models.CharField(_("nature"), max_length=20, choices=BodyKind.choices)
    partnership = models.ForeignKey(
        Partnership, models.SET_NULL, null=True, blank=True, related_name="bodies", verbose_name=_("partenariat")
    )

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
