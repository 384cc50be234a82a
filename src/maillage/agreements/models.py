"""A text and its numbered versions; the pilot's mandate with its mission letter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.partnerships.models import Partnership
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Versioned

from .enums import ClauseNature, Kind, Status


class AgreementQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """The pilot's team sees all; members see what is past the draft; a partner also its partnerships' drafts."""
        team = Q(space__in=Space.objects.where_role(user, EDITORS))
        shown = Q(space__in=Space.objects.visible_to(user)) & ~Q(status=Status.DRAFT)
        own = Q(
            space__in=Space.objects.where_role(user, [Role.PARTNER]),
            partnership__members__organisation__in=Organisation.objects.represented_by(user),
        )
        return self.filter(pk__in=self.model._base_manager.filter(team | shown | own).values("pk"))


class Agreement(SpaceRecord, Versioned):
    space = models.ForeignKey(Space, models.CASCADE, related_name="agreements")
    partnership = models.ForeignKey(
        Partnership, models.SET_NULL, null=True, blank=True, related_name="agreements", verbose_name=_("partenariat")
    )
    kind = models.CharField(_("nature du texte"), max_length=20, choices=Kind.choices, default=Kind.CHARTER)
    title = models.CharField(_("titre"), max_length=200)
    status = models.CharField(_("état"), max_length=20, choices=Status.choices, default=Status.DRAFT)
    signed_on = models.DateField(_("signé le"), null=True, blank=True)
    effective_on = models.DateField(_("prend effet le"), null=True, blank=True)
    ends_on = models.DateField(_("prend fin le"), null=True, blank=True)
    review_on = models.DateField(_("revue prévue le"), null=True, blank=True)
    signed_number = models.PositiveIntegerField(null=True, blank=True, editable=False)  # the version that was signed

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(effective_on=None) | Q(ends_on__gte=F("effective_on")),
                name="agreements_end_after_start",
                violation_error_message=_("Le texte prend fin après avoir pris effet : corrigez l'une des deux dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agreements:agreement", args=[self.space.slug, self.pk])


class Written(models.Model):
    """Saved once, never edited."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise ValidationError(_("Une version écrite ne se modifie plus : écrivez la suivante."))
        super().save(*args, **kwargs)


class TextVersion(Written, SpaceRecord):
    """The whole text as it stood; never edited, a change makes the next number."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    change = models.CharField(_("ce qui change"), max_length=240, blank=True)
    author = models.CharField(max_length=120)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["agreement", "number"], name="agreements_numbered_once")]

    def __str__(self) -> str:
        return f"{self.agreement} v{self.number}"


class Clause(Written):
    version = models.ForeignKey(TextVersion, models.CASCADE, related_name="clauses")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(_("titre"), max_length=160)
    body = models.TextField(_("texte"))
    nature = models.CharField(_("ce dont parle la clause"), max_length=20, choices=ClauseNature.choices)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="agreements_clause_in_place")]

    def __str__(self) -> str:
        return self.heading


class MandateQuerySet(SpaceRecordQuerySet):
    def in_force(self, *, on: date) -> Self:
        return self.filter(starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))


class Mandate(SpaceRecord, Versioned):
    """Who pilots, by whose word, for what, with which means, until when. Every member reads it."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="mandates")
    holder = models.CharField(_("pilote"), max_length=120)
    function = models.CharField(_("fonction"), max_length=160, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="mandates", verbose_name=_("organisation")
    )
    commissioner = models.CharField(_("mandaté par"), max_length=200)
    mission = models.TextField(_("mission"))
    scope = models.TextField(_("périmètre et décisions que le pilote peut prendre seul"), blank=True)
    means = models.TextField(_("moyens (temps, budget, appuis)"), blank=True)
    full_time_equivalent = models.DecimalField(
        _("temps dédié (ETP)"),
        max_digits=3,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    reporting = models.TextField(_("comptes rendus : à qui, quand"), blank=True)
    relay = models.TextField(_("relais si le pilote s'absente ou part"), blank=True)
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au"), null=True, blank=True)
    signed_on = models.DateField(_("lettre de mission signée le"), null=True, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="agreements_mandate_dates_in_order",
                violation_error_message=_("Le mandat finit après avoir commencé : corrigez l'une des deux dates."),
            ),
        ]

    def __str__(self) -> str:
        return self.holder
