"""What organisations say of their own ties, campaign after campaign. Never mixed with what the pilot's team notes."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.campaigns.models import Campaign, Invitation
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Versioned

from ..enums import Intensity, Nature


class Wave(models.Model):
    """A campaign that asks organisations for their ties, on some kinds only: what was said then stays as it was."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="wave")
    natures = models.JSONField(default=list)  # values of Nature, in their order

    class Meta:
        ordering = ["-campaign__opened_at", "-pk"]

    def __str__(self) -> str:
        return self.campaign.title


class StatementQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """Answers with a name are the pilot's to read once handed in; whoever typed one reads that one."""
        pilots = Q(space__in=Space.objects.where_role(user, {Role.PILOT}), submitted_at__isnull=False)
        return self.filter(pilots | Q(space__in=Space.objects.where_role(user, EDITORS), entered_by=user.pk))

    def handed_in(self) -> Self:
        return self.exclude(submitted_at=None)


class Statement(SpaceRecord, Versioned):
    """What one organisation says of its ties in one wave; its people complete and correct the same one.

    ``invitation``: through whom it began. ``entered_by``: who types it for that person, on the telephone or in a
    meeting. It counts once handed in. ``reopened_on``: handed in, then opened again to correct.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="tie_statements")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="tie_statements")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="tie_statements")
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    started_on = models.DateField(default=timezone.localdate, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    reopened_on = models.DateField(null=True, blank=True, editable=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "organisation"], name="ties_one_statement_per_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.campaign})"

    @property
    def is_handed_in(self) -> bool:
        return self.submitted_at is not None


class Mention(Versioned):
    """An organisation named in a statement: one of the directory, or a name that the pilot will look at.

    ``folded`` gathers the spellings of a name; ``set_aside_on``: the pilot left it out of the directory.
    """

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="mentions")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="mentioned_in", verbose_name=_("avec")
    )
    name = models.CharField(_("nom"), max_length=160, blank=True)
    folded = models.CharField(max_length=200, blank=True, editable=False)
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    said_on = models.DateField(default=timezone.localdate)
    set_aside_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "organisation"], name="ties_named_once"),
            models.UniqueConstraint(fields=["statement", "folded"], condition=~Q(folded=""), name="ties_proposed_once"),
            models.CheckConstraint(condition=Q(organisation__isnull=False) | ~Q(folded=""), name="ties_names_somebody"),
        ]

    def __str__(self) -> str:
        return self.organisation.name if self.organisation else self.name


class Declared(models.Model):
    """One thing that flows between the two, and how far they go together, as one of them says."""

    mention = models.ForeignKey(Mention, models.CASCADE, related_name="strands")
    nature = models.CharField(_("nature"), max_length=20, choices=Nature.choices)
    intensity = models.PositiveSmallIntegerField(_("intensité"), choices=Intensity.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["mention", "nature"], name="ties_declared_once_per_nature"),
            models.CheckConstraint(
                condition=Q(intensity__gte=1, intensity__lte=4), name="ties_declared_intensity_1_to_4"
            ),
            models.CheckConstraint(condition=Q(nature__in=Nature.values), name="ties_declared_known_nature"),
        ]

    def __str__(self) -> str:
        return f"{self.get_nature_display()} : {self.get_intensity_display()}"
