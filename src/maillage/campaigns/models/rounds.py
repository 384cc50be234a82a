"""The daily round of the whole server: who does it today, and whether it is done."""

from __future__ import annotations

from django.db import models


class Round(models.Model):
    """One day's round (see tasks.py). Whoever writes the day's row does the round; no other row has this day."""

    day = models.DateField(unique=True)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=80)  # machine, process, and a word of chance
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.day.isoformat()
