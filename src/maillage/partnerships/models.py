"""Partnerships, versions of the grid, and what each rater answered. A consensus never replaces an answer."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Archivable, ArchivableQuerySet, Versioned

from .enums import AssessmentKind, Bond, Evidence, MemberRole, NonAnswer, Stage

ALREADY_USED = _("Cette version de la grille a déjà servi : créez-en une nouvelle.")


class PartnershipQuerySet(SpaceRecordQuerySet, ArchivableQuerySet):
    def visible_to(self, user) -> Self:
        """The pilot's team sees all; a partner, its own and the published ones; an observer, the published ones."""
        team = Q(space__in=Space.objects.where_role(user, EDITORS))
        published = Q(space__in=Space.objects.where_role(user, [Role.PARTNER, Role.OBSERVER]), published=True)
        own = Q(
            space__in=Space.objects.where_role(user, [Role.PARTNER]),
            pk__in=Member.objects.current().represented_by(user).values("partnership"),
        )
        return self.filter(team | published | own)


class Partnership(SpaceRecord, Versioned, Archivable):
    space = models.ForeignKey(Space, models.CASCADE, related_name="partnerships")
    name = models.CharField(_("nom"), max_length=160)
    purpose = models.TextField(_("finalité, en une phrase"), blank=True)
    territory = models.CharField(_("territoire"), max_length=200, blank=True)
    legal_form = models.CharField(_("forme juridique"), max_length=120, blank=True)
    stage = models.PositiveSmallIntegerField(_("étape"), choices=Stage.choices, default=Stage.TRIGGER)
    bond = models.PositiveSmallIntegerField(_("intensité du lien"), choices=Bond.choices, null=True, blank=True)
    started_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("terme"), null=True, blank=True)
    published = models.BooleanField(_("visible des membres de l'espace"), default=False)
    chosen_type = models.CharField(_("type retenu"), max_length=2, blank=True)
    chosen_type_reason = models.TextField(_("raison du choix"), blank=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(started_on=None) | Q(ends_on__gte=models.F("started_on")),
                name="partnerships_end_after_start",
                violation_error_message=_("Le terme est avant le début : corrigez l'une des deux dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnerships:partnership", args=[self.space.slug, self.pk])


class MemberQuerySet(SpaceRecordQuerySet):
    def current(self) -> Self:
        """Those who have not left."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=timezone.localdate()))

    def represented_by(self, user) -> Self:
        return self.filter(organisation__in=Organisation.objects.represented_by(user))


class Member(SpaceRecord):
    """An organisation in a partnership, with its role and dates. It may leave and come back: one row each time."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="partnership_members")
    role = models.CharField(_("rôle"), max_length=20, choices=MemberRole.choices, default=MemberRole.OPERATOR)
    joined_on = models.DateField(_("entré le"), null=True, blank=True)
    left_on = models.DateField(_("sorti le"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "organisation", "role"],
                condition=Q(left_on=None),
                name="partnerships_member_once_per_role",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(joined_on=None) | Q(left_on__gte=models.F("joined_on")),
                name="partnerships_member_leaves_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"

    @property
    def has_left(self) -> bool:
        return self.left_on is not None and self.left_on <= timezone.localdate()


class GridVersionQuerySet(models.QuerySet):
    def update(self, **changes) -> int:
        """No way around ``GridVersion.save``: a version that has served is never edited."""
        if self.filter(assessments__isnull=False).exists():
            raise ValidationError(ALREADY_USED)
        return super().update(**changes)


class GridVersion(models.Model):
    """A version of the grid: the criteria as they were written then. Never edited once used.

    ``space`` is empty for the grid that Maillage ships (version 1, 22 criteria); a space may hold its own.
    """

    space = models.ForeignKey(Space, models.CASCADE, null=True, blank=True, related_name="grid_versions")
    number = models.PositiveIntegerField()
    criteria = models.JSONField()  # [{"id", "dimension", "fr": {...}, "en": {...}}], see grid.py
    created_at = models.DateTimeField(default=timezone.now)

    objects = GridVersionQuerySet.as_manager()

    class Meta:
        ordering = ["space", "number"]
        constraints = [
            models.UniqueConstraint(fields=["space", "number"], name="partnerships_grid_numbered"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(space=None), name="partnerships_shipped_grid_numbered"
            ),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"

    def save(self, *args, **kwargs) -> None:
        if self.pk and self.assessments.exists():
            raise ValidationError(ALREADY_USED)
        super().save(*args, **kwargs)

    @cached_property
    def words(self) -> dict[str, tuple]:
        """Its criteria by language, kept while this object lives: read once for many partnerships."""
        return {}


class AssessmentQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """Named ratings stay with the pilot; a partner sees its own organisation's."""
        team = Q(space__in=Space.objects.where_role(user, EDITORS))
        own = Q(organisation__in=Organisation.objects.represented_by(user)) | Q(rater=user)
        return self.filter(team | (own & Q(space__in=Space.objects.visible_to(user))))

    def submitted(self) -> Self:
        return self.exclude(submitted_at=None)


class Assessment(SpaceRecord, Versioned):
    """One filling of the grid: by one rater, or by the group together."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="assessments")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="assessments")
    grid = models.ForeignKey(GridVersion, models.RESTRICT, related_name="assessments")
    kind = models.CharField(max_length=20, choices=AssessmentKind.choices, default=AssessmentKind.INDIVIDUAL)
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="assessments")
    started_on = models.DateField(default=timezone.localdate)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["partnership", "-started_on", "pk"]

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
