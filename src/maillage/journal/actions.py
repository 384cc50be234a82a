"""The only way to write in the journal."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models

from . import sentences
from .models import Entry


def record(code: str, *, by: Any, about: models.Model | None = None, space: Any = None, **details: Any) -> Entry:
    """Note that ``by`` (a person, or None for the program itself) did ``code`` about something.

    A date among the details is told in the language of whoever reads. Call it inside the action's transaction, so that
    the deed and its trace are saved together or not at all.
    """
    if code not in sentences.known():
        raise LookupError(f"No sentence for {code!r}: add it to the room's sentences.")
    space = space or getattr(about, "space", None)
    return Entry.objects.create(
        code=code,
        space_id=space.pk if space else None,
        actor_id=by.pk if by else None,
        actor=str(by) if by else "Maillage",
        about_kind=about._meta.label_lower if about else "",
        about_id=about.pk if about else None,
        about=str(about)[:300] if about else "",
        details={key: value.isoformat() if isinstance(value, date) else value for key, value in details.items()},
    )
