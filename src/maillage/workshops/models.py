"""A live workshop: what is asked of a room full of people, the phones that joined, what they answered until it is kept.

A phone is a college and nothing else: no name, no organisation, no time. See decision 0026.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import College
from maillage.spaces.enums import EDITORS, Reading
from maillage.spaces.models import Publication, Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Versioned

from . import rules
from .enums import NonAnswer, Pace, WorkshopState


class WorkshopQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """The pilot's team runs workshops; the others read the kept ones, once the reading they feed is published."""
        team = Q(space__in=Space.objects.where_role(user, EDITORS))
        published = Exists(Publication.objects.filter(space=OuterRef("space"), reading=OuterRef("reading")))
        return self.filter(team | (Q(space__in=Space.objects.visible_to(user), kept_on__isnull=False) & published))

    def open(self) -> Self:
        return self.filter(opened_at__isnull=False, closed_at=None)

    def kept(self) -> Self:
        return self.exclude(kept_on=None)


class Workshop(SpaceRecord, Versioned):
    """Some questions put to the people in a room; ``subject`` names who brought them (see subjects.py).

    ``items`` holds the words of what is asked, in French and in English, as they were on that day; ``session`` holds
    what was read together, already protected, once the workshop is kept: then no answer of a phone is left.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="workshops")
    subject = models.CharField(max_length=20)
    reading = models.CharField(max_length=20, choices=Reading.choices)  # what must be published for others to read it
    about = models.PositiveBigIntegerField(null=True, blank=True)  # the subject's own record: a partnership
    about_label = models.CharField(max_length=200, blank=True)
    title = models.CharField(_("titre"), max_length=120)
    message = models.TextField(_("ce que vous en ferez"), blank=True)
    pace = models.CharField(_("rythme"), max_length=10, choices=Pace.choices, default=Pace.FREE)
    items = models.JSONField(default=list)  # see subjects.ItemWords, in French and in English
    code = models.CharField(max_length=8, unique=True, null=True, blank=True, editable=False)
    shown = models.PositiveSmallIntegerField(default=0)  # the item on the screen, counted from 1; 0: all of them
    is_hidden = models.BooleanField(default=False)
    changes = models.PositiveIntegerField(default=0, editable=False)  # one more at each phone and each answer
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    kept_on = models.DateField(null=True, blank=True, editable=False)
    held_on = models.DateField(null=True, blank=True, editable=False)  # the day of the session
    session = models.JSONField(null=True, blank=True, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="workshops_closed_after_opened"
            ),
            models.CheckConstraint(
                condition=Q(kept_on=None, session__isnull=True)
                | Q(kept_on__isnull=False, session__isnull=False, code=None, closed_at__isnull=False),
                name="workshops_kept_is_closed",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None) | Q(kept_on__isnull=False) | Q(code__isnull=False),
                name="workshops_open_has_a_code",
            ),
            models.CheckConstraint(condition=Q(pace__in=Pace.values), name="workshops_known_pace"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("workshops:workshop", args=[self.space.slug, self.pk])

    @property
    def state(self) -> WorkshopState:
        if self.kept_on:
            return WorkshopState.KEPT
        if self.closed_at:
            return WorkshopState.CLOSED
        return WorkshopState.OPEN if self.opened_at else WorkshopState.DRAFT

    @property
    def is_draft(self) -> bool:
        return self.state == WorkshopState.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state == WorkshopState.OPEN

    @property
    def is_closed(self) -> bool:
        """Closed and not kept yet: it may open again."""
        return self.state == WorkshopState.CLOSED

    @property
    def is_kept(self) -> bool:
        return self.state == WorkshopState.KEPT

    @property
    def is_led(self) -> bool:
        return self.pace == Pace.LED

    @property
    def forgotten_on(self) -> date | None:
        """The day on which what the phones answered is erased, whatever happens."""
        opened = self.opened_at and timezone.localdate(self.opened_at)
        return opened + timedelta(days=rules.DAYS_OF_PHONE_ANSWERS) if opened else None

    @property
    def written_code(self) -> str:
        """« KM4P-7TRQ », as it is read aloud."""
        return f"{self.code[:4]}-{self.code[4:]}" if self.code else ""


class Phone(models.Model):
    """One phone that joined a workshop. Only a college: whoever holds the database learns no more than the room."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="phones")
    key = models.CharField(max_length=16, unique=True)  # the stored half of the phone's token
    college = models.CharField(max_length=20, choices=College.choices, blank=True)  # empty: none of them, or not said

    class Meta:
        ordering = ["key"]  # drawn at random: tells nothing of who came first

    def __str__(self) -> str:
        return str(self.get_college_display() or _("collège non dit"))


class PhoneAnswer(models.Model):
    """A level, or a reason for none. Never both, never neither."""

    phone = models.ForeignKey(Phone, models.CASCADE, related_name="answers")
    item = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    non_answer = models.CharField(max_length=20, choices=NonAnswer.choices, blank=True)

    class Meta:
        ordering = ["phone", "item"]
        constraints = [
            models.UniqueConstraint(fields=["phone", "item"], name="workshops_one_answer_per_phone_and_item"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) & ~Q(non_answer="")
                | Q(level__isnull=False, level__gte=1, level__lte=5) & Q(non_answer=""),
                name="workshops_a_level_or_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} = {self.level or self.non_answer}"


def one_more_change(workshop_id: int) -> bool:
    """Tell the screen that something came; False when the workshop no longer takes answers (then nothing is told)."""
    return bool(Workshop.objects.filter(pk=workshop_id).open().update(changes=F("changes") + 1))
