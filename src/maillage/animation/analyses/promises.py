"""What happens between two committees: promises, meetings, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.spaces.models import Space
from maillage.toolkit.words import long_date

from ..enums import OPEN, ActionStatus
from ..models import Action, Decision, Meeting
from ..queries import actions_of, decisions_of, meetings_of


@dataclass(frozen=True)
class AnimationReading:
    """Where the promises and the meetings stand on a day.

    ``late``: open and past their date, the oldest first. ``open``: every action to do or under way, late ones included.
    ``kept`` of ``fallen_due``: actions whose date has passed and which are done, over those whose date has passed and
    which were not dropped. ``to_come``: meetings of the day or later, the nearest first. ``held``: the others, the
    latest first.
    """

    on: date
    late: tuple[Action, ...]
    open: tuple[Action, ...]
    done: tuple[Action, ...]
    dropped: tuple[Action, ...]
    kept: int
    fallen_due: int
    to_come: tuple[Meeting, ...]
    held: tuple[Meeting, ...]
    decisions: tuple[Decision, ...]

    @property
    def next_meeting(self) -> Meeting | None:
        return self.to_come[0] if self.to_come else None

    @property
    def is_empty(self) -> bool:
        return not (self.open or self.done or self.dropped or self.to_come or self.held or self.decisions)

    @property
    def sentence(self) -> str:
        """One sentence that reads the situation, in the language in use."""
        if self.is_empty:
            return _("Rien n'est encore prévu : ni réunion, ni action.")
        if self.late:
            first = ngettext("%(count)d action en retard", "%(count)d actions en retard", len(self.late)) % {
                "count": len(self.late)
            }
        elif self.open:
            first = ngettext(
                "%(count)d action ouverte, aucune en retard",
                "%(count)d actions ouvertes, aucune en retard",
                len(self.open),
            ) % {"count": len(self.open)}
        else:
            first = _("Aucune action ouverte")
        meeting = self.next_meeting
        second = (
            _("prochaine réunion le %(day)s") % {"day": long_date(meeting.held_on)}
            if meeting
            else _("aucune réunion prévue")
        )
        return f"{first}, {second}."


def read_animation(space: Space, on: date) -> AnimationReading:
    """Read actions, meetings and decisions of a space on a given day (four queries)."""
    actions = list(actions_of(space))
    still_open = tuple(action for action in actions if action.status in OPEN)
    fallen_due = [action for action in actions if action.due_on < on and action.status != ActionStatus.DROPPED]
    meetings = list(meetings_of(space))
    return AnimationReading(
        on=on,
        late=tuple(action for action in still_open if action.due_on < on),
        open=still_open,
        done=tuple(action for action in actions if action.status == ActionStatus.DONE),
        dropped=tuple(action for action in actions if action.status == ActionStatus.DROPPED),
        kept=sum(action.status == ActionStatus.DONE for action in fallen_due),
        fallen_due=len(fallen_due),
        to_come=tuple(reversed([meeting for meeting in meetings if meeting.held_on >= on])),
        held=tuple(meeting for meeting in meetings if meeting.held_on < on),
        decisions=tuple(decisions_of(space)),
    )
