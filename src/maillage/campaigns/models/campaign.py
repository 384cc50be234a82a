"""A campaign, and the people it asks. What they are asked belongs to the room that brings the subject."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Contact, Organisation
from maillage.spaces.enums import EDITORS
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Versioned

from .. import rules
from ..enums import Anonymity, Language, Status


def usual_reminders() -> list[int]:
    return list(rules.USUAL_REMINDERS)


class CampaignQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """Campaigns are run by the pilot's team; the others know only the invitations they received."""
        return self.filter(space__in=Space.objects.where_role(user, EDITORS))

    def open(self) -> Self:
        """Opened and not closed, whether or not the deadline is past."""
        return self.filter(opened_at__isnull=False, closed_at=None)

    def taking_answers(self, on: date) -> Self:
        return self.open().filter(deadline__gte=on)


class Campaign(SpaceRecord, Versioned):
    """Some people are asked something until a day; ``subject`` names who brings the questions (see subjects.py)."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="campaigns")
    subject = models.CharField(max_length=20)
    title = models.CharField(_("titre"), max_length=120)
    message = models.TextField(_("message"), blank=True)
    anonymity = models.CharField(
        _("qui lira les réponses"), max_length=20, choices=Anonymity.choices, default=Anonymity.NAMED
    )
    deadline = models.DateField(_("répondre jusqu'au"))
    reminder_days = models.JSONField(_("relances"), default=usual_reminders)  # days before the deadline
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False), name="campaigns_closed_after_opened"
            ),
            models.CheckConstraint(condition=Q(anonymity__in=Anonymity.values), name="campaigns_known_anonymity"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:campaign", args=[self.space.slug, self.pk])

    def status(self, on: date) -> Status:
        if self.opened_at is None:
            return Status.DRAFT
        if self.closed_at is not None:
            return Status.CLOSED
        return Status.OVERDUE if self.deadline < on else Status.OPEN

    def takes_answers(self, on: date) -> bool:
        return self.status(on) == Status.OPEN

    @property
    def links_end_on(self) -> date:
        """The last day on which a personal link opens; the names of those who were asked go with it."""
        return self.deadline + timedelta(days=rules.DAYS_OF_LINK_AFTER)

    @property
    def is_named(self) -> bool:
        return self.anonymity == Anonymity.NAMED

    @property
    def is_aggregated(self) -> bool:
        return self.anonymity == Anonymity.AGGREGATED


class InvitationQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """The pilot's team sees who was asked; anybody else, what was sent to their own address."""
        if not user.is_authenticated:
            return self.none()
        team = Q(space__in=Space.objects.where_role(user, EDITORS))
        own = Q(space__in=Space.objects.visible_to(user), email=user.email)
        return self.filter(team | own)

    def asked(self) -> Self:
        """Those from whom an answer may come: neither revoked nor handed on to somebody else."""
        return self.filter(revoked_on=None, forwarded_on=None)

    def to_remind(self) -> Self:
        """Asked, without a whole answer, and who said neither no nor stop."""
        return self.asked().filter(finished_on=None, declined_on=None, stopped_on=None).exclude(email="")


class Invitation(SpaceRecord, Versioned):
    """One person asked by one campaign. Days, not times: the hour of an answer would tell whose sheet it is.

    ``key`` is the stored half of the personal link (see links.py); ``number`` is the respondent's name when no name is
    shown, drawn at random so that it tells nothing of the order.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="invitations")
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="invitations")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="invitations")
    name = models.CharField(_("nom"), max_length=120, blank=True)
    email = models.EmailField(_("adresse électronique"), blank=True)
    language = models.CharField(_("langue"), max_length=2, choices=Language.choices, default=Language.FRENCH)
    key = models.CharField(max_length=16, unique=True)
    number = models.PositiveSmallIntegerField()
    forwarded_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="forwarded_to")
    invited_on = models.DateField(null=True, blank=True)  # the letter left
    sending_at = models.DateTimeField(null=True, blank=True)  # a process sends it a letter: the others leave it alone
    reminder_asked_on = models.DateField(null=True, blank=True)  # by hand: a long list leaves in a process apart
    reminded_on = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    opened_on = models.DateField(null=True, blank=True)
    begun_on = models.DateField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    declined_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    forwarded_on = models.DateField(null=True, blank=True)
    revoked_on = models.DateField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "email"],
                condition=~Q(email="") & Q(revoked_on=None),
                name="campaigns_asked_once_per_address",
            ),
            models.UniqueConstraint(fields=["campaign", "number"], name="campaigns_number_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.organisation.name

    def still_opens(self, on: date) -> bool:
        """Neither revoked nor expired. Reads with ``campaign``."""
        return self.revoked_on is None and on <= self.campaign.links_end_on
