"""Two small promises that records can make: not to be overwritten unseen, and to be archived rather than lost."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext as _

from .refusals import Refusal


class EditedMeanwhile(Refusal):
    """Somebody saved this record after it was opened; nothing was overwritten."""

    def __init__(self, record: models.Model) -> None:
        super().__init__(
            _(
                "« %(record)s » a été modifié par quelqu'un d'autre pendant que vous écriviez. "
                "Rien n'a été écrasé : copiez votre texte, rouvrez la fiche et reportez-y ce que vous vouliez changer."
            )
            % {"record": record}
        )


class Versioned(models.Model):
    """A record that two people cannot overwrite without knowing: see ``claim``."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def claim(self, expected: int | None) -> None:
        """Take the next version number, or raise EditedMeanwhile if somebody else already has.

        Call it first inside the action's transaction; ``expected`` is the version that the person read.
        """
        read = self.version if expected is None else expected
        taken = type(self)._base_manager.filter(pk=self.pk, version=read).update(version=read + 1)
        if not taken:
            raise EditedMeanwhile(self)
        self.version = read + 1


class ArchivableQuerySet(models.QuerySet):
    def current(self) -> Self:
        return self.filter(archived_at=None)

    def archived(self) -> Self:
        return self.exclude(archived_at=None)


class Archivable(models.Model):
    """Taken out of sight first, deleted later or never."""

    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None
