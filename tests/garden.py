"""What many tests stand on is made once: the permanent cast by each worker, the demonstration for the whole run.

Each worker, and the server of the browser tests, takes a copy of the planted demonstration. On PostgreSQL there is no
file to copy: each worker plants its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from typing import TypeVar

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection, transaction

from maillage.accounts.models import User
from maillage.demo import actions, story
from tests.cast import Cast, gather
from tests.client import StrictClient

FOLDER = settings.DATA_DIRECTORY  # the same for all the workers of a run
KEPT = FOLDER / "planted.sqlite3"
PATIENCE = 600  # seconds: another worker is planting


Written = TypeVar("Written")
CAST, PLANTED = "cast", "planted"  # else it is bare


class Garden:
    """What stands in this worker's base between two tests: nothing, the permanent cast, or the demonstration."""

    stands: str | None = None  # until a test has asked for something
    cast: Cast
    _bare: sqlite3.Connection | None = None
    _held: transaction.Atomic | None = None

    def make(self, wanted: str) -> None:
        if wanted == self.stands:
            return
        if self.stands == CAST:
            self._send_away()
        elif self.stands == PLANTED:
            self._clear()
        if wanted == CAST:
            self._gather()
        elif wanted == PLANTED:
            self._plant()
        self.stands = wanted

    def _gather(self) -> None:
        """In a transaction that stays open: what each test changes is undone after it, then all of it at the end."""
        self._held = transaction.atomic()
        self._held.__enter__()
        self.cast = gather()
        everybody_comes_in([person.email for person in self.cast.by_role.values()])

    def _send_away(self) -> None:
        transaction.set_rollback(True)
        self._held.__exit__(None, None, None)

    def _plant(self) -> None:
        if connection.vendor == "sqlite":
            self._bare = self._bare or copy_of_the_base(":memory:")
            with one_at_a_time():
                if KEPT.exists():
                    with closing(sqlite3.connect(KEPT)) as kept:
                        put_back(kept)
                else:
                    actions.plant()
                    keep(connection.connection)
        else:
            actions.plant()
        everybody_comes_in([person.email for person in story.CAST.values()])

    def _clear(self) -> None:
        if self._bare is None:
            call_command("flush", interactive=False, verbosity=0)
        else:
            put_back(self._bare)


GARDEN = Garden()


def for_a_file(blocker, write: Callable[[], Written]) -> Iterator[Written]:
    """What ``write`` puts beside, once for a file of tests; each of them takes back its own changes."""
    held = transaction.atomic()
    with blocker.unblock():
        held.__enter__()
        written = write()
    yield written
    with blocker.unblock():
        transaction.set_rollback(True)
        held.__exit__(None, None, None)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Only one process of the run plants; the others wait for its copy."""
    with closing(sqlite3.connect(FOLDER / "planting.lock", timeout=PATIENCE, isolation_level=None)) as door:
        door.execute("BEGIN EXCLUSIVE")
        yield


def keep(planted: sqlite3.Connection) -> None:
    being_written = KEPT.with_suffix(".part")
    with closing(sqlite3.connect(being_written)) as copy:
        planted.backup(copy)
    being_written.replace(KEPT)


def everybody_comes_in(addresses: list[str]) -> None:
    """Tests need not sign in the same people, each time again."""
    session_of.cache_clear()
    for email in addresses:
        StrictClient().force_login(User.objects.get(email=email), settings.AUTHENTICATION_BACKENDS[0])


def copy_of_the_base(place: str) -> sqlite3.Connection:
    copy = sqlite3.connect(place)
    connection.ensure_connection()
    connection.connection.backup(copy)
    return copy


def put_back(copy: sqlite3.Connection) -> None:
    connection.ensure_connection()
    copy.backup(connection.connection)
    ContentType.objects.clear_cache()


@cache
def session_of(email: str) -> str:
    """The key of the session that this person opened when the cast was gathered or the demonstration planted."""
    sessions = {one.get_decoded()[SESSION_KEY]: one.session_key for one in Session.objects.all()}
    return sessions[str(User.objects.get(email=email).pk)]


def come_in(email: str) -> StrictClient:
    """A client whose person has already signed in."""
    client = StrictClient()
    client.cookies[settings.SESSION_COOKIE_NAME] = session_of(email)
    return client
