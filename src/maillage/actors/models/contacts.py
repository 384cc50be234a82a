"""People in their function, and what was exchanged with their organisation."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import EDITORS
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Versioned

from ..enums import Channel, Level, Origin
from .organisations import Organisation


def read_by(user) -> Q:
    """The pilot's team reads all; a partner, what touches its own organisation; an observer, nothing."""
    team = Q(space__in=Space.objects.where_role(user, EDITORS))
    own = Q(organisation__in=Organisation.objects.represented_by(user))
    return team | own


class ContactQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """The pilot's team sees all contacts; a partner, those of its own organisation; an observer, none."""
        return self.filter(read_by(user))

    def in_office(self) -> Self:
        """Those who still hold their function."""
        return self.filter(left_on=None)

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
    may_commit = models.BooleanField(_("peut engager son organisation"), null=True, blank=True)  # None: not known
    mandate = models.CharField(_("étendue de son mandat"), max_length=200, blank=True)
    email = models.EmailField(_("courriel professionnel"), blank=True)
    phone = models.CharField(_("téléphone professionnel"), max_length=30, blank=True)
    last_contact_on = models.DateField(_("dernier contact"), null=True, blank=True)
    origin = models.CharField(_("d'où viennent ces coordonnées"), max_length=20, choices=Origin.choices, blank=True)
    informed_on = models.DateField(_("informée de cette inscription le"), null=True, blank=True)
    left_on = models.DateField(_("a quitté cette fonction le"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="predecessors", verbose_name=_("remplacée par")
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor=None) | Q(left_on__isnull=False), name="actors_succeeded_once_gone"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ExchangeQuerySet(SpaceRecordQuerySet):
    def visible_to(self, user) -> Self:
        """As contacts: the pilot's team, and the organisation for its own."""
        return self.filter(read_by(user))


class Exchange(SpaceRecord):
    """A call, a visit, a mail or a meeting. It belongs to the organisation: it stays when the person is erased."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="exchanges")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="exchanges")
    contact = models.ForeignKey(Contact, models.SET_NULL, null=True, blank=True, related_name="exchanges")
    channel = models.CharField(_("comment"), max_length=20, choices=Channel.choices)
    on = models.DateField(_("le"), default=timezone.localdate)
    words = models.TextField(_("ce qui en ressort"), blank=True, max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = ExchangeQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["organisation", "-on"], name="actors_exchanges_of")]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}, {self.on}"
