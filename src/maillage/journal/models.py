"""One line of the journal. Names are copied, not linked: an entry outlives what it speaks of."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.toolkit.words import long_date

DAY = re.compile(r"\d{4}-\d\d-\d\d")  # as ``record`` keeps a date


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

        told = {key: _told(value) for key, value in self.details.items()}
        return sentence_for(self.code) % {"actor": self.actor, "about": self.about, **told}


def _told(value: Any) -> Any:
    """Words and days in the language of whoever reads."""
    if not value or not isinstance(value, str):
        return value
    return long_date(date.fromisoformat(value)) if DAY.fullmatch(value) else gettext(value)
