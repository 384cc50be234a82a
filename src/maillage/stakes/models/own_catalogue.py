"""What a space makes of the catalogue: its own words, stakes and tensions of its own, those it sets aside."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import Family
from maillage.spaces.models import Space, SpaceRecord, SpaceRecordQuerySet
from maillage.stakes import catalogue
from maillage.toolkit.models import Archivable, ArchivableQuerySet, Versioned


class CatalogueEntry(SpaceRecord, Versioned):
    """A reserved code (E1…I6) as this space words it or sets it aside, or a stake of its own (from E20 up)."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="catalogue_entries")
    code = models.CharField(_("code"), max_length=4)
    label = models.CharField(_("l'enjeu, en une ligne"), max_length=160)
    family = models.CharField(_("famille"), max_length=20, choices=Family.choices)
    is_offered = models.BooleanField(_("proposé aux acteurs"), default=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["space", "code"], name="stakes_each_code_once_per_space")]

    def __str__(self) -> str:
        return f"{self.code} · {self.label}"

    @property
    def stake(self) -> catalogue.CatalogueStake:
        """The stake as everybody in the space reads it."""
        reserved = catalogue.BY_CODE.get(self.code)
        return catalogue.CatalogueStake(
            self.code,
            self.label,
            Family(self.family),
            also=reserved.also if reserved else None,
            is_offered=self.is_offered,
            is_own=reserved is None,
        )


class PairEntryQuerySet(ArchivableQuerySet, SpaceRecordQuerySet):
    """Tensions are the group's: every member of the space reads them."""


class PairEntry(SpaceRecord, Versioned, Archivable):
    """A tension of the space's own between two codes of its catalogue, or one of ours (``key``) that it sets aside.

    Set aside (archived), a tension leaves every reading and can be taken up again.
    """

    space = models.ForeignKey(Space, models.CASCADE, related_name="pair_entries")
    key = models.CharField(max_length=40, blank=True, editable=False)
    one_code = models.CharField(_("d'un côté"), max_length=4, blank=True)
    other_code = models.CharField(_("de l'autre"), max_length=4, blank=True)
    label = models.CharField(_("la tension, en quelques mots"), max_length=120, blank=True)
    fact = models.CharField(_("un fait pour en parler"), max_length=300, blank=True)
    source = models.CharField(_("d'où vient ce fait"), max_length=160, blank=True)

    objects = PairEntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["space", "key"], condition=~Q(key=""), name="stakes_each_of_our_pairs_once_per_space"
            ),
            models.UniqueConstraint(
                fields=["space", "one_code", "other_code"],
                condition=Q(key="", archived_at=None),
                name="stakes_each_own_pair_once",
            ),
            models.CheckConstraint(
                condition=~Q(key="") | ~Q(one_code=F("other_code")), name="stakes_a_pair_has_two_ends"
            ),
        ]

    def __str__(self) -> str:
        return self.label or f"{self.one_code} ↔ {self.other_code}"

    @property
    def is_own(self) -> bool:
        return not self.key

    def pair_in(self, known: catalogue.Catalogue) -> catalogue.TensionPair | None:
        """The tension of the space's own, with the words it gives to its codes; None if a code has left."""
        ends = [known.by_code.get(code) for code in (self.one_code, self.other_code)]
        if None in ends:
            return None
        one, other = (catalogue.End(stake.label, frozenset([stake.code])) for stake in ends)
        return catalogue.TensionPair(
            f"{catalogue.OWN_PAIR}{self.pk}", one, other, self.label, self.fact, self.source, is_own=True
        )
