"""One line of the journal. Names are copied, not linked: an entry outlives what it speaks of."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    at = models.DateTimeField(_("date"), default=timezone.now, db_index=True)
    space_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200)
    code = models.CharField(max_length=80)
    about_kind = models.CharField(max_length=80, blank=True)
    about_id = models.BigIntegerField(null=True)
    about = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["space_id", "-at"], name="journal_space_at")]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        from .sentences import sentence_for

        told = {
            key: gettext(value) if value and isinstance(value, str) else value for key, value in self.details.items()
        }
        return sentence_for(self.code) % {"actor": self.actor, "about": self.about, **told}
