"""What a campaign asks actors, and what those who are asked write before they hand it in.

A draft counts nowhere: what is handed in becomes the organisation's stakes, resources and positions, which have one
sheet whoever answers for it. What it replaces is kept aside.
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.campaigns.models import Campaign, Invitation
from maillage.spaces.enums import EDITORS
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.stakes.enums import Matter, Source
from maillage.toolkit.models import Versioned

from .game import Round
from .said import SaidQuerySet


class AskedMatter(models.Model):
    """A campaign asks about this; positions are those of one round."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="asked_matters")
    matter = models.PositiveSmallIntegerField(choices=Matter.choices)
    round = models.ForeignKey(Round, models.CASCADE, null=True, blank=True, related_name="asked_in")

    class Meta:
        ordering = ["matter"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "matter"], name="stakes_asked_once_per_campaign"),
            models.CheckConstraint(
                condition=models.Q(matter=Matter.POSITIONS, round__isnull=False)
                | (~models.Q(matter=Matter.POSITIONS) & models.Q(round=None)),
                name="stakes_positions_are_asked_in_a_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} · {self.get_matter_display()}"


class AskedSheetQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """A draft is read by the person who writes it: by the personal link, or by whoever types it for them."""
        return self.filter(space__in=Space.objects.where_role(user, EDITORS), entered_by=user)


class AskedSheet(SpaceRecord):
    """One person's answers about one matter, for the organisation that the person was asked for."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="asked_sheets")
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="asked_sheets")
    matter = models.PositiveSmallIntegerField(choices=Matter.choices)
    round = models.ForeignKey(Round, models.CASCADE, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    started_on = models.DateField(default=timezone.localdate)
    handed_in_on = models.DateField(null=True, blank=True)

    objects = AskedSheetQuerySet.as_manager()

    class Meta:
        ordering = ["invitation", "matter"]
        constraints = [models.UniqueConstraint(fields=["invitation", "matter"], name="stakes_one_sheet_per_person")]

    def __str__(self) -> str:
        return f"{self.invitation} · {self.get_matter_display()}"

    @property
    def is_handed_in(self) -> bool:
        return self.handed_in_on is not None


class AskedAnswer(Versioned):
    """One answer, saved as it is given. ``key``: the question (« E1 », « people », « o12 »…; see queries/asked).

    ``is_pending``: not handed in yet, or corrected since; ``handed`` is then what was handed in before, if anything.
    ``read_mark``: what the organisation's sheet said when it was given, so that nothing is overwritten unseen.
    """

    sheet = models.ForeignKey(AskedSheet, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=24)
    value = models.JSONField()
    handed = models.JSONField(null=True, blank=True)
    is_pending = models.BooleanField(default=True)
    read_mark = models.TextField(blank=True)

    class Meta:
        ordering = ["sheet", "key"]
        constraints = [models.UniqueConstraint(fields=["sheet", "key"], name="stakes_one_answer_per_question")]

    def __str__(self) -> str:
        return f"{self.sheet} · {self.key}"


class SaidBefore(SpaceRecord):
    """What an organisation's sheet said before an answer by link changed it. ``told``: its words, as they were read."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="said_before")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="said_before")
    matter = models.PositiveSmallIntegerField(choices=Matter.choices)
    told = models.TextField(_("ce qui était dit"))
    source = models.CharField(_("origine"), max_length=20, choices=Source.choices)
    said_on = models.DateField(_("dit le"), null=True, blank=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True, related_name="+")
    replaced_on = models.DateField(default=timezone.localdate)
    replaced_by = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = SaidQuerySet.as_manager()

    class Meta:
        ordering = ["-replaced_on", "-pk"]

    def __str__(self) -> str:
        return self.told
