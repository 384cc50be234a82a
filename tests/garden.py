"""The demonstration, planted once for the whole run: each worker, and the server of the browser tests, takes a copy.

On PostgreSQL there is no file to copy: each worker plants its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection

from maillage.accounts.models import User
from maillage.demo import actions, story
from tests.client import StrictClient

FOLDER = settings.DATA_DIRECTORY  # the same for all the workers of a run
KEPT = FOLDER / "planted.sqlite3"
PATIENCE = 600  # seconds: another worker is planting


class Garden:
    """Whether the demonstration stands in this worker's base; ``None`` until a test has asked for it."""

    is_planted: bool | None = None
    _bare: sqlite3.Connection | None = None

    def plant(self) -> None:
        if self.is_planted:
            return
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
        everybody_comes_in()
        self.is_planted = True

    def clear(self) -> None:
        if self._bare is None:
            call_command("flush", interactive=False, verbosity=0)
        else:
            put_back(self._bare)
        self.is_planted = False


GARDEN = Garden()


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


def everybody_comes_in() -> None:
    """Tests need not sign in the people of the story, each time again."""
    session_of.cache_clear()
    for person in story.CAST.values():
        StrictClient().force_login(User.objects.get(email=person.email), settings.AUTHENTICATION_BACKENDS[0])


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
def session_of(part: str) -> str:
    """The key of the session that this person of the story opened when the demonstration was planted."""
    email = story.CAST[part].email
    sessions = {one.get_decoded()[SESSION_KEY]: one.session_key for one in Session.objects.all()}
    return sessions[str(User.objects.get(email=email).pk)]
