"""A partnership and the organisations in it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Archivable, ArchivableQuerySet, Versioned

from ..enums import Bond, LegalForm, MemberRole, Stage
from .versions import TypologyVersion


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
    # Insee codes of communes and SIREN of intercommunalities, all inside the space's perimeter; see places.py.
    places = models.JSONField(_("communes et intercommunalités"), default=list, blank=True)
    legal_kind = models.CharField(_("nature du lien écrit"), max_length=20, choices=LegalForm.choices, blank=True)
    legal_form = models.CharField(_("forme juridique, en vos mots"), max_length=120, blank=True)
    groundings = models.JSONField(_("cadres sur lesquels il s'appuie"), default=list, blank=True)  # enums.Grounding
    groundings_note = models.CharField(_("autres cadres"), max_length=240, blank=True)
    audiences = models.JSONField(_("publics"), default=list, blank=True)  # enums.Audience
    audiences_note = models.CharField(_("autres publics, ou précision"), max_length=240, blank=True)
    stage = models.PositiveSmallIntegerField(_("étape"), choices=Stage.choices, default=Stage.TRIGGER)
    bond = models.PositiveSmallIntegerField(_("intensité du lien"), choices=Bond.choices, null=True, blank=True)
    started_on = models.DateField(_("début"), null=True, blank=True)
    ends_on = models.DateField(_("terme"), null=True, blank=True)
    published = models.BooleanField(_("visible des membres de l'espace"), default=False)
    chosen_type = models.CharField(_("type retenu"), max_length=2, blank=True)
    chosen_type_reason = models.TextField(_("raison du choix"), blank=True)
    chosen_under = models.ForeignKey(TypologyVersion, models.RESTRICT, null=True, blank=True, related_name="+")

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

    def get_reading_url(self) -> str:
        return reverse("partnerships:reading", args=[self.space.slug, self.pk])


class MemberQuerySet(SpaceRecordQuerySet):
    def current(self) -> Self:
        """Those who have not left."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=timezone.localdate()))

    def represented_by(self, user) -> Self:
        return self.filter(organisation__in=Organisation.objects.represented_by(user))


class Member(SpaceRecord, Versioned):
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
