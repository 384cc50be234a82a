"""Organisations, the people who speak for them, and files brought in."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.models import Membership, Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Archivable, ArchivableQuerySet, Versioned

from .catalogue import KIND_CHOICES
from .enums import College, Family, Level


class OrganisationQuerySet(SpaceRecordQuerySet, ArchivableQuerySet):
    def represented_by(self, user) -> Self:
        """The organisations this person speaks for; an observer speaks for none, whatever they did before."""
        speaks = Representative.objects.filter(membership__user=user).exclude(membership__role=Role.OBSERVER)
        return self.filter(pk__in=speaks.values("organisation"))


class Organisation(SpaceRecord, Versioned, Archivable):
    space = models.ForeignKey(Space, models.CASCADE, related_name="organisations")
    name = models.CharField(_("nom"), max_length=160)
    acronym = models.CharField(_("sigle"), max_length=30, blank=True)
    kind = models.CharField(_("nature"), max_length=40, choices=KIND_CHOICES)
    college = models.CharField(_("collège"), max_length=20, choices=College.choices)
    family = models.CharField(_("famille d'enjeux"), max_length=20, choices=Family.choices)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    commune = models.CharField(_("commune (code Insee)"), max_length=5, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    website = models.URLField(_("site"), blank=True, max_length=300)
    served = models.CharField(_("territoire desservi"), max_length=200, blank=True)
    youth_voice = models.BooleanField(_("porte la voix des jeunes"), default=False)
    is_employer = models.BooleanField(_("emploie ou peut employer des apprentis"), default=False)
    note = models.TextField(
        _("note sur l'organisation"),
        blank=True,
        help_text=_("Des faits sur l'organisation, jamais sur une personne. Elle peut être lue par ses membres."),
    )
    confirmed_on = models.DateField(_("fiche confirmée le"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmée par"), max_length=120, blank=True)
    search_text = models.TextField(editable=False, blank=True)  # folded words, kept by the actions
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["space", "college", "name"], name="actors_space_college")]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "siret"],
                condition=~Q(siret="") & Q(archived_at=None),
                name="actors_one_organisation_per_siret",
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None) | Q(longitude__isnull=False, latitude__isnull=False),
                name="actors_coordinates_go_together",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("actors:sheet", args=[self.space.slug, self.pk])


class Representative(models.Model):
    """A member of the space who speaks for an organisation; a partner answers and sees on its behalf."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="represents")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="representatives")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["membership", "organisation"], name="actors_represents_once"),
        ]

    def __str__(self) -> str:
        return f"{self.membership.user} → {self.organisation}"


class ContactQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """The pilot's team sees all contacts; a partner, those of its own organisation; an observer, none."""
        team = Q(space__in=Space.objects.where_role(user, EDITORS))
        own = Q(organisation__in=Organisation.objects.represented_by(user))
        return self.filter(team | own)

    def not_met_since(self, day: date) -> Self:
        """Contacts whose last contact, or else whose entry here, is older than this day."""
        never_met = Q(last_contact_on=None, created_at__date__lt=day)
        return self.filter(Q(last_contact_on__lt=day) | never_met)


class Contact(SpaceRecord, Versioned):
    """A person in a professional function. Purpose: to work together on this territory's partnerships."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="contacts")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contacts")
    name = models.CharField(_("nom"), max_length=120)
    function = models.CharField(_("fonction"), max_length=160)
    level = models.CharField(_("niveau"), max_length=20, choices=Level.choices, blank=True)
    may_commit = models.BooleanField(_("peut engager son organisation"), default=False)
    email = models.EmailField(_("courriel professionnel"), blank=True)
    phone = models.CharField(_("téléphone professionnel"), max_length=30, blank=True)
    last_contact_on = models.DateField(_("dernier contact"), null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class Import(SpaceRecord):
    """A file brought in: what was read, how columns were mapped, what was done, so that it can be undone."""

    class Status(models.TextChoices):
        TO_MAP = "to_map", _("colonnes à relier")
        APPLIED = "applied", _("importé")
        UNDONE = "undone", _("annulé")

    space = models.ForeignKey(Space, models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=200)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.TO_MAP)
    created_ids = models.JSONField(default=list)
    changed = models.JSONField(default=list)  # [{"id", "before": {field: value}, "after": {field: value}}]
    counts = models.JSONField(default=dict)  # {"created", "changed", "ignored", "refused"}
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name
