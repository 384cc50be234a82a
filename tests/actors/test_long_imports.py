"""Long imports: a worker apart from the pages; whatever stops it, nothing is half done and nothing is lost."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from maillage.actors import actions, tasks
from maillage.actors.models import Import, Organisation
from maillage.actors.views import imports as pages
from maillage.config.environment import SQLITE_OPTIONS
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Row, Table

LINES = 12
KILLED = 60
SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
DEAD = f"{socket.gethostname()}:999999999:dead"


@pytest.fixture
def long_ones(monkeypatch):
    """Every import is a long one, and no process is started: tests work by hand."""
    started: list[str] = []
    for module in (actions.imports, pages):
        monkeypatch.setattr(module, "AT_ONCE", 0)
    monkeypatch.setattr(tasks, "start_worker", lambda: started.append("worker"))
    cache.delete("actors-worker-woken")
    return started


def bring(cast, count: int = LINES) -> Import:
    table = Table(["Nom", "Commune"], [Row(number + 2, [f"Atelier {number}", "Gonesse"]) for number in range(count)])
    return actions.keep_upload(space=cast.space, file_name="longue.csv", table=table, by=cast.lea)


def written(cast) -> int:
    return Organisation.objects.in_space(cast.space).filter(name__startswith="Atelier").count()


def test_a_long_import_is_worked_on_apart_and_says_how_far_it_is(as_role, cast, long_ones):
    brought = bring(cast)
    address = reverse("actors:import_preview", args=[cast.space.slug, brought.pk])
    progress = reverse("actors:import_progress", args=[cast.space.slug, brought.pk])
    pilot = as_role("pilot")
    assert "Le travail va commencer" in pilot.get(address).text
    assert pilot.get(progress).json()["over"] is False
    assert long_ones == ["worker"]  # woken once, however often one looks
    assert tasks.work() == 1
    assert pilot.get(progress).json() == {"done": LINES, "total": LINES, "sentence": "C'est fini.", "over": True}
    assert f"{LINES} créées" in pilot.get(address).text
    brought.refresh_from_db()
    pilot.post(reverse("actors:import_apply", args=[cast.space.slug, brought.pk]), {"fingerprint": brought.fingerprint})
    assert written(cast) == 0
    tasks.work()
    assert written(cast) == LINES
    assert tasks.work() == 0


def test_a_dead_worker_s_import_is_taken_over_and_a_living_one_s_is_not(cast, long_ones):
    brought = bring(cast)
    far = Import.objects.filter(pk=brought.pk)
    far.update(taken_by="another-machine:12:x", taken_at=timezone.now())
    assert tasks.waiting() == []
    far.update(taken_at=timezone.now() - tasks.PATIENCE - timedelta(seconds=1))
    assert tasks.waiting() == [brought]
    far.update(taken_by=f"{socket.gethostname()}:{os.getpid()}:x", taken_at=timezone.now())
    assert tasks.waiting() == []
    far.update(taken_by=DEAD)
    assert tasks.waiting() == [brought]
    assert tasks.work() == 1
    brought.refresh_from_db()
    assert (brought.status, brought.taken_by) == (Import.Status.READY, "")


def test_a_worker_that_ended_unnoticed_holds_nothing(cast, long_ones):
    brought = bring(cast)
    ended = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    ended.stdout.read()  # closed when it ends; nobody has waited for it
    name = f"{socket.gethostname()}:{ended.pid}:x"
    Import.objects.filter(pk=brought.pk).update(taken_by=name, taken_at=timezone.now())
    while tasks.waiting() == []:
        time.sleep(0.005)
    ended.stdout.close()
    ended.wait()


def test_two_workers_do_not_take_the_same_import(cast, long_ones):
    brought = bring(cast)
    assert tasks.take(brought, "one")
    assert not tasks.take(brought, "two")


def test_a_worker_that_lost_its_import_writes_nothing(cast, long_ones):
    brought = bring(cast)
    tasks.work()
    brought = actions.apply_import(brought=brought, by=cast.lea)
    tasks.take(brought, "mine")
    mine = Import.objects.get(pk=brought.pk)
    Import.objects.filter(pk=brought.pk).update(taken_by="theirs")
    actions.writing.write(mine, actions.imports.compare)
    assert written(cast) == 0
    assert not tasks.finish(brought.pk, "mine")
    assert written(cast) == 0


def test_an_unexpected_fault_is_told_and_nothing_is_written(as_role, cast, long_ones, monkeypatch, caplog):
    brought = bring(cast)
    tasks.work()
    actions.apply_import(brought=brought, by=cast.lea)
    monkeypatch.setattr(actions.writing, "_keep_trace", lambda _lines: 1 / 0)
    tasks.work()
    assert written(cast) == 0
    page = as_role("pilot").get(reverse("actors:import_preview", args=[cast.space.slug, brought.pk]))
    assert "Une erreur inattendue" in page.text
    assert "ZeroDivisionError" in caplog.text


def test_an_import_being_worked_on_is_left_alone(cast, long_ones):
    brought = bring(cast)
    for deed in (
        lambda: actions.apply_import(brought=brought, by=cast.lea),
        lambda: actions.correct_lines(brought=brought, by=cast.lea, given={2: {"name": "Autre"}}),
        lambda: actions.map_columns(brought=brought, by=cast.lea, mapping={"name": "Nom"}),
    ):
        with pytest.raises(Refusal, match="attendez"):
            deed()


# --- The server killed in the middle

PREPARE = f"""
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from maillage.accounts.models import User
from maillage.actors import actions
from maillage.spaces.actions import create_space
from maillage.toolkit.spreadsheets import Row, Table
actions.imports.AT_ONCE = 0
pilot = User.objects.create_user("lea@exemple.fr", "Léa")
space = create_space(name="Aulne", slug="aulne", by=pilot)
rows = [Row(number + 2, [f"Atelier {{number}} {{number * 7919 % 6007}}", "company"]) for number in range({KILLED})]
table = Table(["Nom", "Nature"], rows)
brought = actions.keep_upload(space=space, file_name="longue.csv", table=table, by=pilot)
actions.imports.compare(brought)
actions.apply_import(brought=brought, by=pilot)
"""
# Whoever writes the line in the middle stays there, in the middle of the transaction, for as long as one likes.
HOLD = f"""
CREATE VIEW for_ever AS WITH RECURSIVE counted(number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM counted)
    SELECT number FROM counted;
CREATE TRIGGER hold BEFORE INSERT ON actors_organisation
    WHEN (SELECT count(*) FROM actors_organisation) = {KILLED // 2} BEGIN SELECT count(*) FROM for_ever; END;
"""
LET_GO = "DROP TRIGGER hold; DROP VIEW for_ever;"


@pytest.fixture
def data(tmp_path, django_db_setup, django_db_blocker):
    """A folder whose base has its tables already, copied from that of the tests."""
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock(), closing(sqlite3.connect(tmp_path / "maillage.sqlite3")) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
    return tmp_path


@pytest.fixture
def serve():
    """``serve(environment)`` → a server of its own; whatever happens, none is left behind."""
    started: list[subprocess.Popen] = []

    def start(environment: dict[str, str]) -> subprocess.Popen:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        words = [sys.executable, "-m", "maillage.config", "serve", "--port", str(port), "--workers", "1"]
        started.append(subprocess.Popen(words, env=environment, start_new_session=True, **SILENT))
        return started[-1]

    yield start
    for server in started:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def test_the_server_killed_in_the_middle_of_an_import_leaves_it_whole(data, serve):
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "MAILLAGE_DEMO"}}
    environment = {**kept, "MAILLAGE_DATA": str(data), "MAILLAGE_PUBLIC_DATA": str(settings.PUBLIC_DATA_DIRECTORY)}
    environment["MAILLAGE_DAILY_HOUR"] = "none"  # its worker would take the import over
    subprocess.run([sys.executable, "-c", PREPARE], env=environment, check=True, timeout=300)
    base_file = data / "maillage.sqlite3"
    base = sqlite3.connect(base_file, isolation_level=None, timeout=30)
    base.executescript(HOLD)

    server = serve(environment)
    worker = wait_until(lambda: base.execute("SELECT taken_by FROM actors_import").fetchone()[0], server)
    wait_until(lambda: is_held(base_file), server)
    os.killpg(server.pid, signal.SIGKILL)  # with the processes that answer for it
    with suppress(ProcessLookupError):  # of the same group, perhaps
        os.kill(int(worker.split(":")[1]), signal.SIGKILL)
    server.wait(timeout=60)
    while tasks._is_alive(worker):
        time.sleep(0.005)
    base.executescript(LET_GO)
    assert base.execute("SELECT status FROM actors_import").fetchone() == ("applying",)
    assert base.execute("SELECT count(*) FROM actors_organisation").fetchone() == (0,)
    assert base.execute("SELECT count(*) FROM actors_importline").fetchone() == (KILLED,)

    server = serve(environment)
    patient = sqlite3.connect(base_file, isolation_level=None, timeout=SQLITE_OPTIONS["timeout"])
    written = [0]

    def applied_while_others_write() -> bool:
        patient.execute("UPDATE spaces_space SET name = name || '.'")  # waits its turn, never refused
        written[0] += 1
        return patient.execute("SELECT status = 'applied' FROM actors_import").fetchone()[0]

    wait_until(applied_while_others_write, server)
    assert patient.execute("SELECT length(name) FROM spaces_space").fetchone() == (len("Aulne") + written[0],)
    patient.close()
    server.send_signal(signal.SIGTERM)
    server.wait(timeout=60)
    assert base.execute("SELECT count(*), count(DISTINCT name) FROM actors_organisation").fetchone() == (KILLED, KILLED)
    assert base.execute("SELECT count(*) FROM journal_entry WHERE code = 'organisation.import_applied'").fetchone() == (
        1,
    )
    base.close()


def is_held(file: Path) -> bool:
    """Whether somebody writes for longer than any signs of life take."""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=1)) as base:
        try:
            base.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return True
        base.execute("ROLLBACK")
        return False


def wait_until(true, server: subprocess.Popen, patience: float = 240.0):
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if found := true():
            return found
        assert server.poll() is None, "the server stopped"
        time.sleep(0.005)
    raise AssertionError("nothing came")
