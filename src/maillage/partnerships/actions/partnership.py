"""A partnership: added, changed, archived, shown to the members of the space."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.spaces.models import Space

from .. import permissions
from ..enums import Stage
from ..models import Partnership
from .lifecycle import enter_stage
from .records import save

EDITABLE = frozenset(
    {
        "name",
        "purpose",
        "territory",
        "places",
        "legal_kind",
        "legal_form",
        "groundings",
        "groundings_note",
        "audiences",
        "audiences_note",
        "bond",
        "started_on",
        "ends_on",
    }
)


@transaction.atomic
def create_partnership(
    *,
    space: Space,
    name: str,
    stage: int = Stage.TRIGGER,
    stage_since: date | None = None,
    by: User,
    **fields,
) -> Partnership:
    """Add a partnership at any step of its life; ``fields`` are those of ``EDITABLE``."""
    spaces.check(by, space, permissions.EDIT)
    partnership = Partnership(space=space, name=name.strip(), stage=stage, **_editable(fields))
    save(partnership)
    enter_stage(partnership, stage, stage_since or timezone.localdate(), "", by)
    journal.record("partnership.created", by=by, about=partnership)
    return partnership


@transaction.atomic
def edit_partnership(
    *, partnership: Partnership, expected_version: int | None = None, by: User, **fields
) -> Partnership:
    spaces.check(by, partnership.space, permissions.EDIT)
    partnership.claim(expected_version)
    for name, value in _editable(fields).items():
        setattr(partnership, name, value)
    save(partnership, changed=fields)
    journal.record("partnership.edited", by=by, about=partnership)
    return partnership


@transaction.atomic
def archive_partnership(*, partnership: Partnership, by: User) -> Partnership:
    """Take it out of the lists; its members and readings are kept."""
    spaces.check(by, partnership.space, permissions.EDIT)
    partnership.claim(None)
    partnership.archived_at = timezone.now()
    partnership.save(update_fields=["archived_at"])
    journal.record("partnership.archived", by=by, about=partnership)
    return partnership


@transaction.atomic
def restore_partnership(*, partnership: Partnership, by: User) -> Partnership:
    spaces.check(by, partnership.space, permissions.EDIT)
    partnership.claim(None)
    partnership.archived_at = None
    partnership.save(update_fields=["archived_at"])
    journal.record("partnership.restored", by=by, about=partnership)
    return partnership


@transaction.atomic
def set_partnership_published(*, partnership: Partnership, published: bool, by: User) -> Partnership:
    """Show the partnership to every member of the space, or only to its own members again."""
    spaces.check(by, partnership.space, permissions.PUBLISH)
    if partnership.published != published:
        partnership.claim(None)
        partnership.published = published
        partnership.save(update_fields=["published"])
        journal.record("partnership.published" if published else "partnership.withdrawn", by=by, about=partnership)
    return partnership


def _editable(fields: dict) -> dict:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise TypeError(f"Not fields of a partnership: {', '.join(sorted(unknown))}.")
    return fields
