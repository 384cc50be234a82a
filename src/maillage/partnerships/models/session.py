"""The common session: the group reads together, on a screen, what each has answered alone."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import EDITORS
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Versioned

from .assessment import Assessment
from .partnership import Partnership


class CommonSessionQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """What is noted in the room stays with the pilot's team; what the group said is in the common assessment."""
        return self.filter(space__in=Space.objects.where_role(user, EDITORS))

    def unfinished(self) -> Self:
        return self.filter(assessment__submitted_at=None)


class CommonSession(SpaceRecord):
    """A session on a projected screen; its answers are those of its common assessment.

    ``order`` holds the criteria as they are talked about, kept at the opening so that it does not move under the group:
    disagreements first. ``at`` is the criterion where the group stopped.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="sessions")
    assessment = models.OneToOneField(Assessment, models.CASCADE, related_name="session")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    order = models.JSONField(default=list)  # ids of criteria
    at = models.CharField(max_length=12, blank=True)

    objects = CommonSessionQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "-opened_at", "-pk"]

    def __str__(self) -> str:
        return self.partnership.name

    def get_absolute_url(self) -> str:
        return reverse("partnerships:session", args=[self.space.slug, self.partnership_id, self.pk])

    def get_criterion_url(self, criterion: str) -> str:
        return reverse(
            "partnerships:session_criterion", args=[self.space.slug, self.partnership_id, self.pk, criterion]
        )

    @property
    def is_closed(self) -> bool:
        return self.assessment.is_submitted


class Discussion(SpaceRecord, Versioned):
    """What was said of one criterion in the room. ``no_agreement``: the group talked and did not agree on a level."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    session = models.ForeignKey(CommonSession, models.CASCADE, related_name="discussions")
    criterion = models.CharField(max_length=12)
    notes = models.TextField(_("notes de la discussion"), blank=True)
    no_agreement = models.BooleanField(default=False)

    objects = SpaceRecordQuerySet.as_manager()

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "criterion"], name="partnerships_discussed_once"),
            models.CheckConstraint(condition=~Q(criterion=""), name="partnerships_discussion_names_a_criterion"),
        ]

    def __str__(self) -> str:
        return self.criterion
