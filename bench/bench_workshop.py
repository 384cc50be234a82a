"""A workshop with 60 phones on the embedded default: how long an answer takes, how late the screen shows the last one.

python bench/bench_workshop.py [--phones 60] [--items 10] [--seconds 8]

The server is the one that ``maillage serve`` starts (Granian, two processes, SQLite in a folder of its own). Each phone
is a browser without account: it opens the QR code's address, reads the promise, says its college, then answers point
by point; each answer is the form that the page sends, followed to the next point as a browser does. The projected
screen asks every second, as its script does. Phones, screen and server share the machine. Promises: no error, and the
last answer on the screen within two seconds.
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

PROMISE, SEED = 2.0, 2026
COLLEGES = ["institutions", "employment", "insertion", "training", "chambers", "companies", "none"]
SAID = ["1", "2", "3", "4", "5", "4", "3", "5", "unknown", "not_applicable"]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
ANSWERS = re.compile(r'id="ws-answers">([\d\s\u00a0\u202f]+)')


def main() -> int:
    asked = read_arguments()
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as folder:
        os.environ |= {"MAILLAGE_DATA": folder, "DJANGO_SETTINGS_MODULE": "maillage.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "maillage.config", "serve", "--port", str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(port)
            session, path, code = prepare(asked.items)
            warm(port)
            room = Room(port, code, asked)
            screen = Screen(port, path, session)
            hold(room, screen)
        finally:
            server.terminate()
            server.wait(timeout=20)
    return report(room, screen, asked)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--phones", type=int, default=60)
    parser.add_argument("--items", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=8, help="over which each phone spreads its answers")
    return parser.parse_args()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int) -> None:
    for _attempt in range(300):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def warm(port: int) -> None:
    """The room's first pages are not a process's first pages: whoever runs it has opened some before."""
    for _visit in range(12):
        Browser(port).ask("/atelier/")


def prepare(items: int) -> tuple[str, str, str]:
    """A space with an open workshop: the pilot's session cookie, the screen's address, the code."""
    import django

    django.setup()
    from django.test import Client
    from django.urls import reverse

    from maillage.accounts.models import User
    from maillage.spaces import actions as spaces
    from maillage.stakes.catalogue import STAKES
    from maillage.workshops import actions

    pilot = User.objects.create_user("pilote@exemple.fr", "Léa Martin")
    space = spaces.create_space(slug="atelier", name="Atelier", by=pilot)
    codes = [stake.code for stake in STAKES][:items]
    workshop = actions.create_workshop(space=space, subject="stakes", items=codes, title="Nos enjeux", by=pilot)
    actions.open_workshop(workshop=workshop, by=pilot)
    client = Client()
    client.force_login(pilot, backend="allauth.account.auth_backends.AuthenticationBackend")
    path = reverse("workshops:live", args=[space.slug, workshop.pk])
    return client.cookies["sessionid"].value, path, workshop.code


@dataclass
class Browser:
    """One connection that stays open, and the cookies that came by it."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(self, path: str, form: dict | None = None, **headers: str) -> tuple[int, str, str]:
        """Status, page, and where it leads."""
        told = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        body = None
        if form is not None:
            body = urllib.parse.urlencode(form)
            told["Content-Type"] = "application/x-www-form-urlencoded"
        self.link.request("GET" if form is None else "POST", path, body, told)
        answer = self.link.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";", 1)[0].split("=", 1)
            self.cookies[name] = value
        self.tag = answer.headers.get("ETag", "")
        return answer.status, page, answer.headers.get("Location", "")


class Room:
    """The phones, and what they noticed: seconds of each deed, whatever was not as it should be."""

    def __init__(self, port: int, code: str, asked: argparse.Namespace) -> None:
        self.port, self.code, self.asked = port, code, asked
        self.joins: list[float] = []
        self.answers: list[float] = []
        self.steps: list[float] = []
        self.errors: list[str] = []
        self.kept: list[float] = []  # when

    def phone(self, number: int) -> None:
        chance = random.Random(SEED + number)
        browser = Browser(self.port)
        try:
            time.sleep(chance.uniform(0, 2))
            place = self._join(browser, COLLEGES[number % len(COLLEGES)])
            pauses = [
                chance.uniform(0.4, 1.6) * self.asked.seconds / self.asked.items for _n in range(self.asked.items)
            ]
            for pause in pauses:
                time.sleep(pause)
                place = self._answer(browser, place, chance.choice(SAID))
        except Exception as fault:
            self.errors.append(f"phone {number}: {fault!r}")

    def _join(self, browser: Browser, college: str) -> tuple[str, str]:
        began = time.perf_counter()
        door = f"/atelier/{self.code}/"
        page = self._expect(200, browser.ask(door))[1]
        where = self._expect(302, browser.ask(door, {"csrfmiddlewaretoken": token(page), "college": college}))[2]
        page = self._expect(200, browser.ask(where))[1]
        self.joins.append(time.perf_counter() - began)
        return where, token(page)

    def _answer(self, browser: Browser, place: tuple[str, str], said: str) -> tuple[str, str]:
        path, mark = place
        began = time.perf_counter()
        where = self._expect(302, browser.ask(path, {"csrfmiddlewaretoken": mark, "answer": said}))[2]
        self.kept.append(time.perf_counter())
        self.answers.append(self.kept[-1] - began)
        page = self._expect(200, browser.ask(where))[1]
        self.steps.append(time.perf_counter() - began)
        return where, token(page)

    def _expect(self, status: int, answer: tuple[int, str, str]) -> tuple[int, str, str]:
        if answer[0] != status:
            raise AssertionError(f"{answer[0]} instead of {status}")
        return answer


def token(page: str) -> str:
    found = TOKEN.search(page)
    return found.group(1) if found else ""


class Screen:
    """The projected screen: asks every second, and notes when it saw how many answers."""

    def __init__(self, port: int, path: str, session: str) -> None:
        self.browser, self.path = Browser(port, {"sessionid": session}), path
        self.seen: list[tuple[float, int]] = []
        self.looks: list[float] = []
        self.unchanged: list[float] = []
        self.errors: list[str] = []
        self.is_over = threading.Event()

    def watch(self) -> None:
        tag = ""
        while not self.is_over.is_set():
            began = time.perf_counter()
            status, page, _where = self.browser.ask(self.path, **({"If-None-Match": tag} if tag else {}))
            took = time.perf_counter() - began
            if status == 200:
                tag = self.browser.tag
                self.looks.append(took)
                self.seen.append((time.perf_counter(), int(re.sub(r"\D", "", ANSWERS.search(page).group(1)))))
            elif status == 304:
                self.unchanged.append(took)
            else:
                self.errors.append(f"screen: {status}")
            time.sleep(1.0)


def hold(room: Room, screen: Screen) -> None:
    """Everybody at once; the screen looks on for three seconds after the last answer."""
    watcher = threading.Thread(target=screen.watch)
    phones = [threading.Thread(target=room.phone, args=(number,)) for number in range(room.asked.phones)]
    watcher.start()
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()
    time.sleep(3)
    screen.is_over.set()
    watcher.join()


def report(room: Room, screen: Screen, asked: argparse.Namespace) -> int:
    errors, late = [*room.errors, *screen.errors], lateness(room, screen)
    print(f"phones    {asked.phones}, {asked.items} answers each, {len(room.answers)} answers came")
    say("joining (door, college, first point)", room.joins)
    say("an answer, until the server has kept it", room.answers)
    say("an answer, until the next point is there", room.steps)
    say("the screen, when something changed", screen.looks)
    say("the screen, when nothing did (304)", screen.unchanged)
    say("from an answer kept to the screen that shows it", late)
    print(f"errors    {len(errors)} {errors[:3] if errors else ''}")
    print(f"machine   {platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    is_kept = not errors and len(room.answers) == asked.phones * asked.items and max(late) < PROMISE
    print(f"last answer on the screen after {late[-1]:.2f} s, the latest of all after {max(late):.2f} s")
    print(f"promise   {PROMISE:.0f} s, no error: {'kept' if is_kept else 'BROKEN'}")
    return 0 if is_kept else 1


def lateness(room: Room, screen: Screen) -> list[float]:
    """Seconds from each answer, in the order in which they were kept, to the first screen that counts it."""
    return [
        next((when - kept for when, answers in screen.seen if answers >= rank and when >= kept), float("inf"))
        for rank, kept in enumerate(sorted(room.kept), start=1)
    ]


def say(what: str, seconds: list[float]) -> None:
    if len(seconds) < 2:
        return
    late = statistics.quantiles(seconds, n=20)[-1]
    print(f"{1000 * statistics.median(seconds):7.0f} ms median, {1000 * late:6.0f} ms at 95 %   {what}")


if __name__ == "__main__":
    sys.exit(main())
