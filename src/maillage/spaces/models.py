"""A space, who belongs to it, and what its pilot has published to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.toolkit.models import Versioned

from .enums import Reading, Role


class SpaceQuerySet(models.QuerySet):
    def visible_to(self, user) -> Self:
        """The spaces this person belongs to; none for a stranger."""
        return self.where_role(user, Role.values)

    def where_role(self, user, roles: Iterable[str]) -> Self:
        """The spaces where this person holds one of these roles."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(pk__in=Membership.objects.filter(user=user, role__in=list(roles)).values("space"))


class Space(Versioned):
    slug = models.SlugField(_("adresse"), max_length=60, unique=True)
    name = models.CharField(_("nom de la démarche"), max_length=120)
    purpose = models.TextField(_("ce que la démarche veut changer"), blank=True)
    sender = models.EmailField(_("adresse d'envoi des lettres"), blank=True)  # empty: the server's own
    fictional = models.BooleanField(_("données fictives"), default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SpaceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("spaces:front", args=[self.slug])

    @property
    def space(self) -> Space:
        return self


class Membership(models.Model):
    space = models.ForeignKey(Space, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("rôle"), max_length=20, choices=Role.choices)
    since = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["user__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["space", "user"], name="spaces_one_role_per_person"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="spaces_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class Publication(models.Model):
    """A reading that the pilot has shown to the members; without it only the pilot's team sees it."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="publications")
    reading = models.CharField(max_length=20, choices=Reading.choices)
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["reading"]
        constraints = [models.UniqueConstraint(fields=["space", "reading"], name="spaces_published_once")]

    def __str__(self) -> str:
        return self.get_reading_display()


class SpaceRecordQuerySet(models.QuerySet):
    """Where every read of a space's records starts. Rooms narrow ``visible_to`` where the rule is stricter."""

    def visible_to(self, user) -> Self:
        return self.filter(space__in=Space.objects.visible_to(user))

    def in_space(self, space: Space) -> Self:
        return self.filter(space=space)


class SpaceRecord(models.Model):
    """Whatever people write belongs to a space, so that a space can be exported, moved or sharded."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")

    objects = SpaceRecordQuerySet.as_manager()

    class Meta:
        abstract = True
