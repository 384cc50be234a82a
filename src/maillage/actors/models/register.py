"""What the controller declares about the directory of a space: the entry of its register of processing."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import Space, SpaceRecord
from maillage.toolkit.models import Versioned

from ..enums import Basis
from ..rules import RETENTION_MONTHS


class RegisterEntry(SpaceRecord, Versioned):
    """One per space. What is empty is still to be said by the pilot's organisation; nothing is presumed."""

    space = models.OneToOneField(Space, models.CASCADE, related_name="register_entry")
    controller = models.CharField(_("organisme responsable"), max_length=200, blank=True)
    controller_address = models.CharField(_("adresse de l'organisme"), max_length=300, blank=True)
    joint_controllers = models.CharField(_("responsables conjoints"), max_length=300, blank=True)
    officer = models.CharField(_("délégué à la protection des données"), max_length=200, blank=True)
    rights_email = models.EmailField(_("adresse pour exercer ses droits"), blank=True)
    processor = models.CharField(_("hébergeur (sous-traitant)"), max_length=300, blank=True)
    basis = models.CharField(_("base légale"), max_length=30, choices=Basis.choices, blank=True)
    basis_words = models.CharField(_("ce qui la fonde"), max_length=300, blank=True)
    purpose = models.TextField(_("finalité"), blank=True, max_length=1000)
    retention_months = models.PositiveSmallIntegerField(
        _("durée de conservation après le dernier contact, en mois"),
        default=RETENTION_MONTHS,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    reviewed_on = models.DateField(_("relue le"), null=True, blank=True)

    def __str__(self) -> str:
        return self.controller or self.space.name
