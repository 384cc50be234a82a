"""Organisations: what they are, where they sit and act, their sites, what binds one body to another."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import Role
from maillage.spaces.models import Membership, Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Archivable, ArchivableQuerySet, Versioned

from ..catalogue import KIND_CHOICES
from ..enums import Bond, College, Family, Level


class Tag(SpaceRecord):
    """A word of the pilot's team that gathers organisations; ``folded`` keeps one spelling of each."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="tags")
    name = models.CharField(_("étiquette"), max_length=40)
    folded = models.CharField(max_length=60, editable=False)

    class Meta:
        ordering = ["folded", "pk"]
        constraints = [models.UniqueConstraint(fields=["space", "folded"], name="actors_tag_once")]

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(SpaceRecordQuerySet, ArchivableQuerySet):
    def represented_by(self, user) -> Self:
        """The organisations this person speaks for; an observer speaks for none, whatever they did before."""
        speaks = Representative.objects.filter(membership__user=user).exclude(membership__role=Role.OBSERVER)
        return self.filter(pk__in=speaks.values("organisation"))


class Place(models.Model):
    """An address, its commune, and a point if somebody gave one (WGS 84 degrees)."""

    address = models.CharField(_("adresse"), max_length=200, blank=True)
    postcode = models.CharField(_("code postal"), max_length=5, blank=True)
    commune = models.CharField(_("commune (code Insee)"), max_length=5, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    siret = models.CharField(_("SIRET"), max_length=14, blank=True)
    uai = models.CharField(_("UAI"), max_length=8, blank=True)
    phone = models.CharField(_("téléphone d'accueil"), max_length=30, blank=True)

    class Meta:
        abstract = True


class Organisation(SpaceRecord, Place, Versioned, Archivable):
    """``served`` says the territory served in words; ``served_areas`` as « |departement:95|epci:200055655| »."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="organisations")
    name = models.CharField(_("nom"), max_length=160)
    acronym = models.CharField(_("sigle"), max_length=30, blank=True)
    kind = models.CharField(_("nature"), max_length=40, choices=KIND_CHOICES)
    college = models.CharField(_("collège"), max_length=20, choices=College.choices)
    family = models.CharField(_("famille d'enjeux"), max_length=20, choices=Family.choices)
    second_family = models.CharField(_("seconde famille"), max_length=20, choices=Family.choices, blank=True)
    level = models.CharField(_("niveau d'intervention"), max_length=20, choices=Level.choices, blank=True)
    siren = models.CharField(_("SIREN"), max_length=9, blank=True)
    website = models.URLField(_("site"), blank=True, max_length=300)
    email = models.EmailField(_("courriel d'accueil"), blank=True)
    served = models.CharField(_("territoire desservi"), max_length=200, blank=True)
    served_areas = models.TextField(_("zones desservies"), blank=True)
    youth_voice = models.BooleanField(_("porte la voix des jeunes"), default=False)
    is_employer = models.BooleanField(_("emploie ou peut employer des apprentis"), default=False)
    description = models.TextField(_("ce qu'elle fait"), blank=True, max_length=4000)
    note = models.TextField(
        _("note sur l'organisation"),
        blank=True,
        help_text=_("Des faits sur l'organisation, jamais sur une personne. Elle peut être lue par ses membres."),
    )
    tags = models.ManyToManyField(Tag, related_name="organisations", blank=True, verbose_name=_("étiquettes"))
    source_id = models.CharField(max_length=150, blank=True, editable=False)  # « dora--123 »: its name elsewhere
    confirmed_on = models.DateField(_("fiche confirmée le"), null=True, blank=True)
    confirmed_by = models.CharField(_("confirmée par"), max_length=120, blank=True)
    search_text = models.TextField(editable=False, blank=True)  # folded words, kept by the actions
    private_text = models.TextField(editable=False, blank=True)  # the same of its note and contacts, for the team
    sort_name = models.GeneratedField(  # kept by the database: short enough for an index on both engines
        expression=Left("search_text", 60), output_field=models.CharField(max_length=60), db_persist=True
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)  # kept by the actions

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["space", "archived_at", "sort_name"], name="actors_in_order"),
            # What the counts of every page read, so that long texts are not: see analyses and standing.
            models.Index(
                fields=[
                    "space",
                    "archived_at",
                    "college",
                    "family",
                    "kind",
                    "youth_voice",
                    "confirmed_on",
                    "commune",
                    "longitude",
                ],
                name="actors_counted",
            ),
        ]
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

    @property
    def areas(self) -> list[tuple[str, str]]:
        """The territory served, as (zoning, code)."""
        return [tuple(area.split(":", 1)) for area in self.served_areas.split("|") if area]


class Site(SpaceRecord, Place, Versioned):
    """Another place where an organisation works; its main address is on its sheet."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="sites")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="sites")
    name = models.CharField(_("nom du site"), max_length=160)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None) | Q(longitude__isnull=False, latitude__isnull=False),
                name="actors_site_coordinates_go_together",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Relation(SpaceRecord):
    """What binds two bodies by their statutes or budgets: ``source`` belongs to, funds or runs ``target``."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="relations")
    source = models.ForeignKey(Organisation, models.CASCADE, related_name="relations")
    target = models.ForeignKey(Organisation, models.CASCADE, related_name="relations_in")
    bond = models.CharField(_("relation"), max_length=20, choices=Bond.choices)
    note = models.CharField(_("précision"), max_length=200, blank=True)

    class Meta:
        ordering = ["bond", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "bond"], name="actors_related_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="actors_related_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.get_bond_display()} {self.target}"


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
