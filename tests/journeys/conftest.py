"""A real browser on a real server: the demonstration, started as a newcomer starts it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from run import chromium

CHROMIUM = chromium()
HOW_TO_GET_IT = "Chromium is missing: « sudo apt install chromium-headless-shell », then run the tests again."
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PATIENCE = 40_000  # milliseconds: a machine that does something else takes its time
expect.set_options(timeout=PATIENCE)
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium these tests are skipped, except in CI, where they fail."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not os.environ.get("CI"):
                item.add_marker(pytest.mark.skip(reason=HOW_TO_GET_IT))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    assert CHROMIUM, HOW_TO_GET_IT
    quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    quiet += ["--no-first-run", "--disable-quic", "--enable-unsafe-swiftshader"]
    return {"executable_path": CHROMIUM, "args": [*quiet, "--no-sandbox"] if os.geteuid() == 0 else quiet}


COMMAND = [sys.executable, "-c", "from maillage.config.cli import main; main()"]


@dataclass(frozen=True)
class Site:
    base: str
    data: Path
    environment: dict[str, str]
    looks: set[int] = field(default_factory=set)  # how texts looked whose contrast was read

    def maillage(self, *words: str) -> None:
        """A command of whoever runs the server, on the same base."""
        environment = {**self.environment, "MAILLAGE_DATA": str(self.data / "demo"), "MAILLAGE_DEMO": "1"}
        subprocess.run([*COMMAND, *words], env=environment, check=True, timeout=300)

    def mail(self) -> str:
        """The last e-mail that the server wrote."""
        letters = sorted((self.data / "demo" / "mail").glob("*"), key=lambda file: file.stat().st_mtime)
        return letters[-1].read_text(encoding="utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration on a port of its own, with its own data, for the whole run.

    It is planted here as a newcomer plants it, and lent to the other tests; or the other way round.
    """
    from tests import garden

    data, port = tmp_path_factory.mktemp("demo"), free_port()
    base = data / "demo" / "maillage.sqlite3"
    environment = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "MAILLAGE_DEMO"}}
    environment["MAILLAGE_DATA"] = str(data)
    environment["MAILLAGE_PUBLIC_DATA"] = os.environ["MAILLAGE_DATA"]  # the gazetteer that the other tests have made
    environment["MAILLAGE_SECRET_KEY"] = settings.SECRET_KEY  # it signs the links of the letters
    with ExitStack() as until_the_end:
        with garden.one_at_a_time():
            if garden.KEPT.exists():
                base.parent.mkdir()
                shutil.copy(garden.KEPT, base)
            until_the_end.enter_context(server(port, environment, data / "server.log"))
            with closing(sqlite3.connect(base)) as planted:
                garden.keep(planted)
        yield Site(f"http://127.0.0.1:{port}", data, environment)


@contextmanager
def server(port: int, environment: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("w") as lines:
        words = [*COMMAND, "demo", "--no-browser", "--port", str(port)]
        process = subprocess.Popen(words, env=environment, stdout=lines, stderr=subprocess.STDOUT)
        try:
            wait_for(f"http://127.0.0.1:{port}", process, log)
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def wait_for(base: str, process: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + 400
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{base}/favicon.ico", timeout=2):
                return
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"the demonstration did not start:\n{log.read_text()}")


TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
GLANCE = 200  # milliseconds
KEEP_AXE = f"window.readAxe = () => {{ {AXE_SCRIPT} }};"  # read only by the pages that are checked
ASK_AXE = (HERE / "ask_axe.js").read_text(encoding="utf-8")


class Visit:
    """A person in front of the site, who notices what goes wrong in the browser."""

    def __init__(self, site: Site, context: BrowserContext) -> None:
        self.site, self.context = site, context
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        self.page.on("request", self._stays_here)

    def _stays_here(self, request) -> None:
        if not request.url.startswith((self.site.base, "data:", "blob:")):
            self.complaints.append(f"a call to {request.url}")

    def enter(self, part: str) -> Visit:
        self.page.goto(f"{self.site.base}/demonstration/entrer/{part}/")
        return self

    def go(self, path: str) -> Page:
        self.page.goto(self.site.base + path)
        return self.page

    def fits(self) -> None:
        """Once the page has come and its scripts have laid it out, nothing is wider than the screen."""
        self.page.wait_for_load_state()
        for _glance in range(PATIENCE // GLANCE):
            too_wide = self.page.evaluate(TOO_WIDE)
            if too_wide <= 0:
                return
            self.page.wait_for_timeout(GLANCE)
        raise AssertionError(f"{self.page.url} is {too_wide} px too wide")

    def check(self) -> None:
        """Nothing overflows, axe finds nothing, the console is silent."""
        self.fits()
        answer = self.page.evaluate(ASK_AXE, sorted(self.site.looks))
        assert not answer["violations"], f"{self.page.url}\n{AxeResults(answer).generate_report()}"
        self.site.looks.update(answer["looks"])
        assert self.complaints == [], f"{self.page.url}: {self.complaints}"


@pytest.fixture
def visit(site: Site, browser: Browser):
    """``visit("pilot")``, ``visit("partner", viewport=PHONE, scripted=False)``: a fresh browser for that person."""
    contexts = []

    def arrive(part: str | None = None, *, viewport: dict = DESK, scripted: bool = True, language: str = "fr") -> Visit:
        context = browser.new_context(viewport=viewport, locale="fr-FR", java_script_enabled=scripted)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(KEEP_AXE)
        context.add_cookies([{"name": "django_language", "value": language, "url": site.base}])
        contexts.append(context)
        person = Visit(site, context)
        return person.enter(part) if part else person

    yield arrive
    for context in contexts:
        context.close()
