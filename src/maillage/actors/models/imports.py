"""Files brought in, line by line, and how a space names its columns."""

from __future__ import annotations

import json
import zlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import Space, SpaceRecord

from ..enums import Verdict
from .organisations import Organisation

SAMPLED = 60  # first lines by which one recognises a column


class Import(SpaceRecord):
    """A file brought in: what was read, what its columns hold, what somebody corrected, what was done.

    While it is being worked on (``WORKING``) a worker holds it: ``taken_by`` says which one, ``taken_at`` when it last
    gave a sign of life, ``done`` how many of the ``total`` lines are behind it.
    """

    class Status(models.TextChoices):
        TO_MAP = "to_map", _("colonnes à relier")
        COMPARING = "comparing", _("comparaison en cours")
        READY = "ready", _("à relire")
        APPLYING = "applying", _("écriture en cours")
        APPLIED = "applied", _("importé")
        UNDONE = "undone", _("annulé")

    space = models.ForeignKey(Space, models.CASCADE, related_name="imports")
    file_name = models.CharField(max_length=200)
    origin = models.CharField(max_length=60, blank=True)  # the public directory it comes from, if any
    how = models.CharField(max_length=200, blank=True)  # encoding and separator, or the sheet that was read
    notes = models.JSONField(default=list)  # what the reader did to the table, one sentence each
    columns = models.JSONField(default=list)
    top = models.JSONField(default=list)  # the text of the first lines, to show what each column holds
    content = models.BinaryField(default=bytes, editable=False)  # see ``rows``; empty once imported
    mapping = models.JSONField(default=dict)  # field → column
    filled = models.JSONField(default=list)  # fields whose empty cell repeats the one above
    given = models.JSONField(default=dict)  # line number → {field: corrected text}
    choices = models.JSONField(default=dict)  # line number → "create", "leave", "line-12" or the id of a sheet
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.TO_MAP)
    language = models.CharField(max_length=10, default="fr")  # in which the verdicts are written
    mark = models.CharField(max_length=80, blank=True)  # of the directory that the lines were compared with
    fingerprint = models.CharField(max_length=16, blank=True)  # of what would be written
    counts = models.JSONField(default=dict)  # {"created", "changed", "merged", "ignored", "refused", "asks"}
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.CharField(max_length=100, blank=True)
    fault = models.TextField(blank=True)  # why the last work stopped, in one sentence
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_working(self) -> bool:
        return self.status in WORKING

    @property
    def writes(self) -> int:
        """How many sheets it would write."""
        return self.counts.get("writes", 0)

    @property
    def rows(self) -> list[tuple[int, list[str]]]:
        """The lines of the file: the number that the person sees, the text of each column."""
        return [tuple(row) for row in json.loads(zlib.decompress(self.content))] if self.content else []

    @rows.setter
    def rows(self, rows: list[tuple[int, list[str]]]) -> None:
        self.top = [values for _line, values in rows[:SAMPLED]]
        self.content = zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), 1) if rows else b""


WORKING = frozenset([Import.Status.COMPARING, Import.Status.APPLYING])


class ImportLine(models.Model):
    """One line and what becomes of it: worked out anew at each comparison, kept as the trace once imported."""

    brought = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)  # field → text of the file, corrections included
    name = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    fields = models.JSONField(default=dict)  # what would be written
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    restores = models.BooleanField(default=False)
    changes = models.JSONField(default=list)  # [[field, before, after]]
    reason = models.TextField(blank=True)
    remarks = models.JSONField(default=list)
    faults = models.JSONField(default=dict)  # field → why its text is refused
    alike = models.JSONField(default=list)  # [{"id", "line", "name", "why": [sentence]}]
    asks = models.BooleanField(default=False)  # it resembles one of them, and nobody chose yet
    before = models.JSONField(default=dict)  # once imported: what each changed field was
    version = models.PositiveIntegerField(null=True, blank=True)  # of the sheet once written

    class Meta:
        ordering = ["brought", "number"]
        constraints = [models.UniqueConstraint(fields=["brought", "number"], name="actors_line_once")]
        indexes = [models.Index(fields=["brought", "verdict", "number"], name="actors_lines_by_verdict")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class KnownColumn(SpaceRecord):
    """What a column of this name holds in the files of a space; '' when it is left aside."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="known_columns")
    name = models.CharField(max_length=200)  # folded
    field = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["space", "name"], name="actors_column_known_once")]

    def __str__(self) -> str:
        return f"{self.name} → {self.field}"
