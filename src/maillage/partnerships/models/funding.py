"""Who pays for a partnership, year by year. An amount that is not known stays unknown."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.toolkit.models import Archivable, ArchivableQuerySet, Versioned

from ..enums import FundingState
from .partnership import Partnership

FIRST_YEAR, LAST_YEAR = 1980, 2100


class FundingQuerySet(SpaceRecordQuerySet, ArchivableQuerySet):
    """As their partnership is seen, so are they: reads start from a visible partnership."""


class Funding(SpaceRecord, Versioned, Archivable):
    """One source, one year: sought, granted or paid."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    partnership = models.ForeignKey(Partnership, models.CASCADE, related_name="fundings")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("financeur")
    )
    source = models.CharField(_("source, ou ligne du budget"), max_length=160, blank=True)
    year = models.PositiveSmallIntegerField(
        _("année"), validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    state = models.CharField(_("état"), max_length=10, choices=FundingState.choices, default=FundingState.SOUGHT)
    amount = models.DecimalField(
        _("montant en euros"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    note = models.CharField(_("précision"), max_length=240, blank=True)

    objects = FundingQuerySet.as_manager()

    class Meta:
        ordering = ["year", "organisation__name", "source", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="partnerships_funding_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_name}, {self.year}"

    @property
    def source_name(self) -> str:
        """« Région (fonds régional) », from the directory, from the words, or both."""
        if self.organisation is None:
            return self.source
        return f"{self.organisation.name} ({self.source})" if self.source else self.organisation.name
