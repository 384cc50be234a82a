"""The server killed while people answer by link: what was acknowledged is kept, nothing is half done."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

PEOPLE = 3
ENOUGH = 14  # answers acknowledged before the server is killed
SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
PREPARED = f"""
import datetime, json, pathlib
from django.utils import timezone
from maillage.config.wsgi import application
from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.campaigns import actions, links
from maillage.partnerships import actions as partnerships
from maillage.spaces.actions import create_space
lea = User.objects.create_user("lea.killed@exemple.fr", "Léa")
space = create_space(name="Aulne", slug="aulne-killed", by=lea)
partnership = partnerships.create_partnership(space=space, name="Passerelle", by=lea)
people = []
for number in range({PEOPLE}):
    cfa = Organisation.objects.create(space=space, name=f"CFA {{number}}", kind="cfa", college="training")
    partnerships.add_member(partnership=partnership, organisation=cfa, role="operator", by=lea)
    people.append(actions.Person(cfa, f"p{{number}}@exemple.fr"))
campaign = actions.create_campaign(
    space=space, subject="grid", title="Lire", targets=[partnership.pk], by=lea,
    deadline=timezone.localdate() + datetime.timedelta(days=9),
)
asked = actions.ask_people(campaign=campaign, people=people, by=lea)
actions.open_campaign(campaign=campaign, by=lea)
sheets = [f"/reponse/{{links.token_of(one.key)}}/partenariats/{{partnership.pk}}/" for one in asked]
(pathlib.Path(__file__).parent / "sheets.json").write_text(json.dumps(sheets))
"""


class Somebody(threading.Thread):
    """Answers one question after the other until the server is gone; keeps what the server acknowledged."""

    def __init__(self, base: str, sheet: str, level: int, heard: threading.Semaphore) -> None:
        super().__init__(daemon=True)
        self.base, self.sheet, self.level, self.heard = base, sheet, level, heard
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.acknowledged: list[str] = []

    def run(self) -> None:
        try:
            page = self.begin()
            while "choice" in page.text:
                criterion = page.address.rstrip("/").rsplit("/", 1)[1]
                page = self.post(page, choice=self.level)
                self.acknowledged.append(criterion)
                self.heard.release()
        except (OSError, urllib.error.URLError):
            self.heard.release()

    def begin(self) -> Page:
        """The page of the link, whose button begins the sheet or takes it up again."""
        return self.post(self.get(self.sheet.split("partenariats")[0]), to=self.sheet)

    def get(self, address: str) -> Page:
        with self.browser.open(self.base + address, timeout=20) as answer:
            return Page(answer.geturl(), answer.read().decode())

    def post(self, page: Page, *, to: str = "", **said: object) -> Page:
        words = {**page.hidden, **said}
        body = "&".join(f"{name}={value}" for name, value in words.items()).encode()
        address = self.base + to if to else page.address
        with self.browser.open(urllib.request.Request(address, body, {"Referer": address}), timeout=20) as answer:
            return Page(answer.geturl(), answer.read().decode())


class Page:
    def __init__(self, address: str, text: str) -> None:
        self.address, self.text = address, text
        self.hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', text))


@pytest.fixture
def environment(tmp_path: Path, db) -> dict[str, str]:
    """An empty base of its own: a copy of the tests', which has its tables already."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "MAILLAGE_DEMO"}}
    kept |= {"MAILLAGE_DATA": str(tmp_path), "MAILLAGE_PUBLIC_DATA": str(settings.PUBLIC_DATA_DIRECTORY)}
    if connection.vendor == "sqlite":
        base = sqlite3.connect(connection.settings_dict["NAME"], uri=True)
        with closing(base), closing(sqlite3.connect(base_of(tmp_path))) as own:
            base.backup(own)
    else:
        subprocess.run([sys.executable, "-m", "django", "migrate", "-v", "0"], env=kept, check=True, timeout=120)
    (tmp_path / "prepared.py").write_text(PREPARED)
    search = [str(tmp_path), *filter(None, [kept.get("PYTHONPATH")])]
    return {**kept, "PYTHONPATH": os.pathsep.join(search)}


def base_of(folder: Path) -> Path:
    return folder / "maillage.sqlite3"


def serve(environment: dict[str, str], application: str = "maillage.config.wsgi") -> tuple[str, subprocess.Popen]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    words += [
        "--workers",
        "1",
        "--blocking-threads",
        "4",
        "--log-level",
        "critical",
        f"{application}:application",
    ]
    server = subprocess.Popen(words, env=environment, start_new_session=True, **SILENT)
    base, deadline = f"http://127.0.0.1:{port}", time.monotonic() + 60
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server stopped"
        try:
            with urllib.request.urlopen(f"{base}/favicon.ico", timeout=5):
                return base, server
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


def kill(server: subprocess.Popen) -> None:
    os.killpg(server.pid, signal.SIGKILL)  # with the process that answers for it
    server.wait(timeout=20)


def test_the_server_killed_while_people_answer_keeps_what_it_acknowledged(environment, tmp_path):
    base, server = serve(environment, "prepared")  # writes the story before it answers
    sheets = json.loads((tmp_path / "sheets.json").read_text())
    heard = threading.Semaphore(0)
    people = [Somebody(base, sheet, level, heard) for level, sheet in enumerate(sheets, start=2)]
    try:
        for one in people:
            one.start()
        for _answer in range(ENOUGH):
            assert heard.acquire(timeout=60)
    finally:
        kill(server)
    for one in people:
        one.join(timeout=20)

    said = {(level, criterion) for level, one in enumerate(people, start=2) for criterion in one.acknowledged}
    assert len(said) >= ENOUGH
    with closing(sqlite3.connect(base_of(tmp_path))) as kept:
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = kept.execute(
            "SELECT level, criterion, non_answer, assessment_id FROM partnerships_answer ORDER BY assessment_id"
        ).fetchall()
        written = {(level, criterion) for level, criterion, _said, _sheet in rows}
        assert said <= written  # nothing lost
        assert len(written - said) <= PEOPLE  # in flight: written, and not yet told
        assert len(rows) == len(written)  # nothing twice
        assert {non_answer for _level, _criterion, non_answer, _sheet in rows} == {""}
        counts = "SELECT version - (SELECT count(*) FROM partnerships_answer WHERE assessment_id = a.id) FROM {} a"
        assert len(set(kept.execute(counts.format("partnerships_assessment")))) == 1  # each whole, with its version

    base, server = serve(environment)
    try:
        again = Somebody(base, sheets[0], 2, heard)
        page = again.begin()
        done = {criterion for level, criterion in written if level == 2}
        assert page.address.rstrip("/").rsplit("/", 1)[1] not in done  # the first question without an answer
        assert "choice" in page.text
    finally:
        kill(server)
