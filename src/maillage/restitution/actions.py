"""Make the report and note who made it."""

from __future__ import annotations

from datetime import date

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.spaces.models import Space

from . import permissions
from .chapters import Standpoint
from .document import make_report


def give_report(*, space: Space, on: date, by: User) -> bytes:
    """The report as this person may read it, on that day (PDF bytes).

    It takes a second or two: nobody's writing waits for it, and its line in the journal is the only thing written.
    """
    spaces.check(by, space, permissions.TAKE_REPORT)
    document = make_report(Standpoint.of(space=space, user=by, on=on))
    journal.record("report.made", by=by, about=space, space=space)
    return document
