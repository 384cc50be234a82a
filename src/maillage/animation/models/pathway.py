"""Stage × actor: who leads, contributes, is informed or is absent along the way of a young person and a company."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space, SpaceRecord
from maillage.toolkit.models import Versioned

from ..enums import Part, PathStage
from .of_partnerships import MembersOnlyQuerySet


class Pathway(SpaceRecord, Versioned):
    """The matrix of one partnership. ``last_change`` holds what the last writing changed, so that it can be undone.

    Each change is ``[organisation id, stage, part before, part after]``; an empty part means that nobody has said.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="pathways")
    partnership = models.OneToOneField(Partnership, models.CASCADE, related_name="pathway")
    changed_on = models.DateField(_("revu le"), default=timezone.localdate)
    last_change = models.JSONField(default=list, blank=True)

    objects = MembersOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["partnership"]

    def __str__(self) -> str:
        return self.partnership.name

    def get_absolute_url(self) -> str:
        return reverse("animation:pathway", args=[self.space.slug, self.partnership_id])


class PathwayPart(SpaceRecord):
    """One cell: the part that an organisation takes at a stage. No row: nobody has said."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="pathway_parts")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="pathway_parts")
    stage = models.PositiveSmallIntegerField(choices=PathStage.choices)
    part = models.CharField(max_length=12, choices=Part.choices)

    objects = MembersOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "organisation__name", "stage", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organisation", "stage"], name="animation_one_part_at_a_stage"
            ),
            models.CheckConstraint(condition=models.Q(stage__gte=1, stage__lte=8), name="animation_eight_stages"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.stage} · {self.part}"
