"""What every asked sheet has in common: its questions in their order, how far it is, what moved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext as _

from maillage.campaigns.models import Invitation
from maillage.stakes.answers import Value
from maillage.stakes.models import AskedAnswer, AskedSheet, PositionSheet, Resource, Stake
from maillage.toolkit.words import long_date

Said = Stake | Resource | PositionSheet


class Kind(StrEnum):
    CHOOSE = "choose"  # which stakes of the catalogue
    WEIGH = "weigh"  # one of them: how much it weighs, in which words
    FREE = "free"  # a stake in one's own words
    NATURE = "nature"  # one kind of resource: brought, sought, neither
    DETAIL = "detail"  # one resource: what, how much, when
    STAND = "stand"  # one objective


@dataclass(frozen=True, slots=True)
class Screen:
    """One question. ``value``: what the form starts from (the person's draft, else the organisation's sheet)."""

    key: str
    kind: Kind
    title: str
    value: Value | None
    said: str  # the same, in words; '' before any answer
    mark: str  # what the organisation's sheet says at present, to tell later whether it moved
    version: int = 0  # of the person's own answer; 0 before
    is_required: bool = False  # nothing is handed in while it has no answer
    is_pending: bool = False  # the person's answer is not handed in, or was corrected since
    since: str = ""  # what somebody else wrote on the organisation's sheet after this person's answer
    by_whom: str = ""  # who said what the sheet says, when it is somebody else
    hint: str = ""
    family: str = ""
    can_drop: bool = False
    nature: str = ""
    direction: str = ""

    @property
    def is_answered(self) -> bool:
        return self.value is not None


@dataclass(frozen=True, slots=True)
class SheetState:
    """A sheet as its person sees it: the organisation's own, with this person's drafts laid over it."""

    sheet: AskedSheet
    screens: tuple[Screen, ...]
    answers: Mapping[str, AskedAnswer]

    def screen(self, key: str) -> Screen | None:
        return next((one for one in self.screens if one.key == key), None)

    @property
    def answered(self) -> int:
        return sum(one.is_answered for one in self.screens)

    @property
    def total(self) -> int:
        return len(self.screens)

    @property
    def left(self) -> list[Screen]:
        """What must still be answered before handing in."""
        return [one for one in self.screens if one.is_required and not one.is_answered]

    @property
    def moved(self) -> list[Screen]:
        """What somebody else changed on the organisation's sheet since this person answered."""
        return [one for one in self.screens if one.since]

    @property
    def pending(self) -> list[AskedAnswer]:
        return [one for one in self.answers.values() if one.is_pending]

    @property
    def to_hand_in(self) -> bool:
        """Something new, or the first time that one says yes to what is there."""
        return bool(self.pending) or (not self.sheet.is_handed_in and self.answered > 0)

    @property
    def next_key(self) -> str:
        """The first question without an answer; '' when all have one."""
        return next((one.key for one in self.screens if not one.is_answered), "")


def mark_of(record: models.Model | None) -> str:
    """« 12:3 »: record 12, third version; '' when there is none."""
    return f"{record.pk}:{record.version}" if record else ""


def marks_of(records: Mapping[str, models.Model]) -> str:
    """« E1=12:3 E4=15:1 »."""
    return " ".join(f"{key}={mark_of(record)}" for key, record in sorted(records.items()))


def read_marks(marks: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in marks.split() if "=" in part)


def by_whom(record: Said | None, reader: Invitation) -> str:
    """« dit par l'acteur, Hélène Quéré, le 12 novembre 2026 »; '' for what this reader said."""
    if record is None or record.invitation_id == reader.pk:
        return ""
    name = record.invitation.name if record.invitation else ""
    day = getattr(record, "said_on", None)
    source = record.get_source_display() if hasattr(record, "get_source_display") else _("noté auparavant")
    parts = [source, name, _("le %(day)s") % {"day": long_date(day)} if day else ""]
    return ", ".join(part for part in parts if part)


def answers_of(sheet: AskedSheet) -> dict[str, AskedAnswer]:
    return {one.key: one for one in AskedAnswer.objects.filter(sheet=sheet).order_by("pk")}


def pending_value(answer: AskedAnswer | None) -> Value | None:
    return answer.value if answer and answer.is_pending else None


def version_of(answer: AskedAnswer | None) -> int:
    return answer.version if answer else 0
