"""A line of a file and what becomes of it; the whole of them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.toolkit.words import enumeration, number

from ..columns import BY_FIELD
from ..enums import Verdict

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    before: Any
    after: Any

    @property
    def label(self) -> str:
        return str(BY_FIELD[self.field].label) if self.field in BY_FIELD else self.field


@dataclass(slots=True)
class Line:
    """``cells`` is what the file says, ``fields`` what would be written.

    ``reason`` says why it is joined, ignored or refused; ``faults`` which cells are refused; ``alike`` whom it
    resembles, as [{"id": sheet or None, "line": number or None, "name", "why": [sentence]}].
    """

    number: int
    name: str
    verdict: Verdict
    cells: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    organisation_id: int | None = None
    restores: bool = False
    changes: list[Change] = field(default_factory=list)
    reason: str = ""
    remarks: list[str] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)
    alike: list[dict[str, Any]] = field(default_factory=list)
    asks: bool = False  # it resembles a sheet or a line, and nobody chose yet

    @property
    def writes(self) -> bool:
        return self.verdict in {Verdict.CREATED, Verdict.CHANGED} or bool(self.organisation_id and self.changes)


@dataclass
class Plan:
    """Every line with its verdict. ``fingerprint`` changes when what would be written changes."""

    lines: list[Line]

    def of(self, verdict: Verdict) -> list[Line]:
        return [line for line in self.lines if line.verdict == verdict]

    @cached_property
    def counts(self) -> dict[str, int]:
        met = Counter(line.verdict for line in self.lines)
        return {verdict.value: met[verdict] for verdict in Verdict}

    @property
    def asks(self) -> int:
        """How many lines resemble a sheet or another line, and wait for somebody to choose."""
        return sum(line.asks for line in self.lines)

    @property
    def writes(self) -> int:
        """How many sheets would be written."""
        return sum(line.writes for line in self.lines)

    @cached_property
    def fingerprint(self) -> str:
        written = hashlib.sha256()
        for line in self.lines:
            told = [line.number, line.verdict, line.organisation_id, line.restores, line.fields]
            written.update(json.dumps(told, sort_keys=True, default=str).encode())
        return written.hexdigest()[:16]

    def counted(self) -> str:
        return counted(self.counts)

    def summary(self) -> str:
        """The same, then why lines are refused: « … et 1 refusée (ligne 40 : …) »."""
        refused = self.of(Verdict.REFUSED)
        why = [_("ligne %(line)s : %(reason)s") % {"line": line.number, "reason": line.reason} for line in refused]
        more = f" ({' · '.join(why[:MOST_SHOWN])}{' …' if len(why) > MOST_SHOWN else ''})" if why else ""
        return f"{self.counted()}{more}"


def counted(counts: dict[str, int]) -> str:
    """« 12 créées, 3 modifiées et 2 refusées »; what does not happen is not said."""
    words = {
        "created": ngettext("%(n)s créée", "%(n)s créées", counts.get("created", 0)),
        "changed": ngettext("%(n)s modifiée", "%(n)s modifiées", counts.get("changed", 0)),
        "merged": ngettext("%(n)s réunie", "%(n)s réunies", counts.get("merged", 0)),
        "ignored": ngettext("%(n)s ignorée", "%(n)s ignorées", counts.get("ignored", 0)),
        "refused": ngettext("%(n)s refusée", "%(n)s refusées", counts.get("refused", 0)),
    }
    return enumeration(word % {"n": number(counts[code])} for code, word in words.items() if counts.get(code))
