"""Read the story's tables, written for people who do not program; know who in the story also works for real."""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path

from maillage.accounts.models import User
from maillage.campaigns.models import Invitation
from maillage.spaces.models import Membership, Space

from . import story

FOLDER = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tree(name: str) -> dict:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def somebody_asked() -> Invitation | None:
    """Somebody of the story without an account, whose answers are awaited by a personal link."""
    accounts = [person.email for person in story.CAST.values()]
    awaited = Invitation.objects.filter(space__slug=story.SLUG, space__fictional=True, campaign__closed_at=None)
    return awaited.to_remind().filter(begun_on=None).exclude(email__in=accounts).order_by("pk").first()


def reaches_real_work(user: User) -> bool:
    """Whether this person of the story belongs to a real space with anybody from outside the story.

    A space opened while trying the demonstration, alone or among its cast, holds nobody's work.
    """
    cast = [person.email for person in story.CAST.values()]
    real = Space.objects.filter(fictional=False, memberships__user=user)
    return Membership.objects.filter(space__in=real).exclude(user__email__in=cast).exists()
