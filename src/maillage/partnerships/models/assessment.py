"""What each rater answered, and what the group said together. A consensus never replaces an answer."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import College
from maillage.actors.models import Organisation
from maillage.campaigns.enums import Anonymity
from maillage.campaigns.models import Invitation
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Versioned

from ..enums import AssessmentKind, Evidence, NonAnswer
from .partnership import Partnership
from .versions import GridVersion


class AssessmentQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """Named ratings stay with the pilot; a partner sees its own organisation's, unless they came by a link.

        Whoever types for somebody else sees the sheet until it is handed in; a facilitator sees no other, but for the
        group's common readings.
        """
        piloted = Q(space__in=Space.objects.where_role(user, [Role.PILOT])) & self._told()
        common = Q(space__in=Space.objects.where_role(user, EDITORS), kind=AssessmentKind.CONSENSUS)
        own = Q(organisation__in=Organisation.objects.represented_by(user), anonymity="") | Q(rater=user)
        typed = Q(entered_by=user, submitted_at=None)
        return self.filter(piloted | common | ((own | typed) & Q(space__in=Space.objects.visible_to(user))))

    @staticmethod
    def _told() -> Q:
        """What the promise made before answering lets the pilot read, sheet by sheet.

        Named sheets once handed in; numbered ones once the campaign is closed, from three on (``told``: before, the
        order of arrival would name people); those read together only, never.
        """
        named = Q(anonymity=Anonymity.NAMED, submitted_at__isnull=False)
        numbered = Q(anonymity=Anonymity.PSEUDONYMOUS, told=True)
        return Q(anonymity="") | named | numbered

    def submitted(self) -> Self:
        return self.exclude(submitted_at=None)


class Assessment(SpaceRecord, Versioned):
    """One filling of the grid: by one rater, or by the group together.

    What came by a personal link keeps the promise made then in ``anonymity`` (empty: filled under an account). Unless
    it was made with names, the sheet holds neither rater nor organisation, only a college and a ``number``.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="assessments")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="assessments")
    grid = models.ForeignKey(GridVersion, models.RESTRICT, related_name="assessments")
    kind = models.CharField(max_length=20, choices=AssessmentKind.choices, default=AssessmentKind.INDIVIDUAL)
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="assessments")
    invitation = models.ForeignKey(Invitation, models.SET_NULL, null=True, blank=True, related_name="assessments")
    anonymity = models.CharField(max_length=20, choices=Anonymity.choices, blank=True)  # copied from the campaign
    college = models.CharField(max_length=20, choices=College.choices, blank=True)  # empty: that of the organisation
    number = models.PositiveSmallIntegerField(null=True, blank=True)  # of the respondent, when no name is shown
    told = models.BooleanField(default=False)  # a numbered sheet that may be read by itself (set at the closing)
    respondent = models.CharField(max_length=32, blank=True)  # same person, same mark, whatever the way in
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )  # who typed it for somebody else
    on_paper = models.BooleanField(_("rempli sur papier"), default=False)
    started_on = models.DateField(default=timezone.localdate)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "-started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "partnership"],
                condition=Q(invitation__isnull=False),
                name="partnerships_one_sheet_per_invitation",
            ),
            models.CheckConstraint(
                condition=Q(anonymity__in=["", Anonymity.NAMED]) | Q(rater=None, organisation=None),
                name="partnerships_no_name_where_none_was_promised",
            ),
        ]

    def __str__(self) -> str:
        return self.partnership.name

    def get_absolute_url(self) -> str:
        """Where the whole sheet is read again, and handed in."""
        return reverse("partnerships:summary", args=[self.space.slug, self.partnership_id, self.pk])

    def get_criterion_url(self, criterion: str) -> str:
        return reverse("partnerships:assess", args=[self.space.slug, self.partnership_id, self.pk, criterion])

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None

    @property
    def is_anonymous(self) -> bool:
        """Whether it was promised that no name would stand beside these answers."""
        return self.anonymity not in {"", Anonymity.NAMED}

    @property
    def is_common(self) -> bool:
        return self.kind == AssessmentKind.CONSENSUS


class Answer(models.Model):
    """A criterion's answer: a level, or a reason for none. Never both, never neither."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    criterion = models.CharField(max_length=4)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    non_answer = models.CharField(max_length=20, choices=NonAnswer.choices, blank=True)
    evidence = models.CharField(_("preuve"), max_length=20, choices=Evidence.choices, blank=True)
    evidence_note = models.CharField(_("laquelle"), max_length=240, blank=True)

    class Meta:
        ordering = ["criterion", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="partnerships_one_answer_per_criterion"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) & ~Q(non_answer="")
                | Q(level__isnull=False, level__gte=1, level__lte=5) & Q(non_answer=""),
                name="partnerships_a_level_or_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} = {self.level or self.non_answer}"
