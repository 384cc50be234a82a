"""The register of processing: what the pilot's organisation declares."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.models import Space

from .. import permissions
from ..models import RegisterEntry
from .cleaning import full_clean, only

REGISTER_FIELDS = (
    "controller",
    "controller_address",
    "joint_controllers",
    "officer",
    "rights_email",
    "processor",
    "basis",
    "basis_words",
    "purpose",
    "retention_months",
    "reviewed_on",
)


@transaction.atomic
def keep_register(*, space: Space, by: User, expected_version: int | None = None, **fields: Any) -> RegisterEntry:
    """Say who is responsible, on what ground, for how long. What is not given stays as it was."""
    permissions.check(by, space, permissions.KEEP_REGISTER)
    entry, _created = RegisterEntry.objects.get_or_create(space=space)
    entry.claim(expected_version)
    for name, value in only(fields, REGISTER_FIELDS).items():
        setattr(entry, name, value)
    full_clean(entry)
    entry.save()
    journal.record("register.kept", by=by, space=space)
    return entry
