"""A hostile bench: no socket beyond loopback, no undefined template variable, no inline script, random order."""

from __future__ import annotations

import gc
import os
import shlex
import sys
import tempfile
from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

# Before the settings are read: tests never touch anybody's data. (Named in pyproject.toml, the settings would be read
# before this file, with the data folder of whoever runs the tests.)
if "PYTEST_XDIST_WORKER" not in os.environ:  # workers inherit these from the first process
    os.environ.pop("MAILLAGE_PUBLIC_DATA", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "maillage.config.settings"
    os.environ["MAILLAGE_DATA"] = tempfile.mkdtemp(prefix="maillage-tests-")
    os.environ["MAILLAGE_DEMO"] = "1"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's event loop lives beside tests that use the database
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):  # then dozens of processes would each compile Django anew
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(Path(sys.prefix) / "compiled")
        sys.dont_write_bytecode = False

import click
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.utils import timezone
from pytest_django.plugin import blocking_manager_key

from tests.client import StrictClient

assert str(settings.DATA_DIRECTORY) == os.environ["MAILLAGE_DATA"], "unset DJANGO_SETTINGS_MODULE, then test again"

A_LONG_RUN = timedelta(minutes=30)


def stay_within_the_day() -> None:
    """What a test expected before midnight must not be read after it: begun too late, a run has a slow clock."""
    began, now = timezone.localtime(), timezone.now
    if (began + A_LONG_RUN).date() != began.date():
        timezone.now = lambda: now() - A_LONG_RUN


stay_within_the_day()  # now: the models take their clock with them when they are read
ROOT = Path(__file__).resolve().parent.parent


def pytest_configure(config: pytest.Config) -> None:
    compile_catalogues()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the shuffle: the browser first, the demonstration last; each falls to one worker, which makes it once."""
    items.sort(key=lambda item: ("planted" in fixtures_of(item)) - ("journeys" in item.path.parts))


def pytest_collection_finish() -> None:
    """What thousands of tests leave behind is looked for less often, and not among what stays to the end."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def fixtures_of(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


def base_for(item: pytest.Item) -> str | None:
    """On what a test stands: the demonstration, the cast, a bare base; ``None`` when it has no need of one."""
    names = fixtures_of(item)
    for base, made in [("planted", "_planted_once"), ("cast", "_gathered_once")]:
        if made in names:
            return base
    return "bare" if names & {"db", "django_db_setup"} or item.get_closest_marker("django_db") else None


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test finds the base as it expects it, whatever the one before it stood on."""
    from tests.garden import GARDEN

    wanted = base_for(item)
    if wanted and GARDEN.stands:
        with item.config.stash[blocking_manager_key].unblock():
            GARDEN.make(wanted)


def compile_catalogues() -> None:
    """English as it is written now, not as it was at the last build."""
    from maillage.toolkit.compiling import compile_all

    compile_all()


@pytest.fixture(autouse=True)
def _loopback_only(request: pytest.FixtureRequest):
    """Tests may talk to servers on this machine, to nothing else."""
    from pytest_socket import enable_socket, socket_allow_hosts

    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture(autouse=True)
def _in_french():
    """Each test starts in the language of the sources, whatever page the one before it asked for."""
    from django.utils import translation

    with translation.override("fr"):
        yield


@pytest.fixture(autouse=True)
def _strict_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that a template of ours does not know fails the test. ``{% if unknown %}`` stays allowed."""
    from django.template import base

    resolve = base.FilterExpression.resolve

    def strict(self, context, ignore_failures=False):
        if ignore_failures or not isinstance(self.var, base.Variable) or not self.var.lookups:
            return resolve(self, context, ignore_failures)
        try:
            known = self.var.resolve(context)
        except base.VariableDoesNotExist as missing:
            origin = getattr(context.render_context, "template", None)
            ours = origin is not None and "maillage" in str(getattr(origin, "origin", ""))
            if ours and not any(function.__name__ in {"default", "default_if_none"} for function, _ in self.filters):
                raise AssertionError(f"undefined template variable: {missing}") from None
            return resolve(self, context)
        return resolve(SimpleNamespace(is_var=False, var=known, filters=self.filters), context)  # looked up once only

    monkeypatch.setattr(base.FilterExpression, "resolve", strict)


@pytest.fixture(autouse=True)
def _words_not_spaces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests read the words of a page; the spaces held by the typography have tests of their own (marked so)."""
    if request.node.get_closest_marker("typography") is None:
        monkeypatch.setattr("maillage.toolkit.typography.typeset_page", lambda page: page)


@pytest.fixture
def here() -> Callable[..., str]:
    """``here("territory show 95527")`` → what the command prints, in this process; a refusal is raised.

    Tests of a command go through it: click keeps a command's help as the first caller made it.
    """
    from maillage.config import cli, french

    french.teach()

    def run(words: str, stdin: bytes | None = None) -> str:
        answer = CliRunner().invoke(
            cli.commands, shlex.split(words), input=stdin, prog_name="maillage", standalone_mode=False
        )
        if isinstance(answer.exception, click.ClickException):
            raise click.ClickException(french.sentence(answer.exception))
        if answer.exception:
            raise answer.exception
        return answer.stdout

    return run


@pytest.fixture
def client() -> StrictClient:
    return StrictClient()


@pytest.fixture(scope="session")
def _gathered_once(django_db_setup, django_db_blocker):
    from tests.garden import GARDEN

    with django_db_blocker.unblock():
        GARDEN.make("cast")


@pytest.fixture
def cast(_gathered_once, db):
    """The permanent cast (tests/cast.py); what a test changes in it is undone after the test."""
    from tests.garden import GARDEN

    return deepcopy(GARDEN.cast)


@pytest.fixture
def as_role(cast):
    """``as_role("partner")`` → a client signed in as Karim; ``as_role(None)`` → nobody."""
    from tests.garden import come_in

    return lambda role: come_in(cast.by_role[role].email) if role else StrictClient()


@pytest.fixture(scope="session")
def _planted_once(django_db_setup, django_db_blocker):
    from tests.garden import GARDEN

    with django_db_blocker.unblock():
        GARDEN.make("planted")


@pytest.fixture
def planted(_planted_once, db):
    """The demonstration, planted once for all; what a test changes in it is undone after the test."""
    from maillage.demo import story
    from maillage.spaces.models import Space

    return Space.objects.get(slug=story.SLUG)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The mirror of public data, when this machine has one; tests that need it say why they are skipped."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no mirror of the public datasets beside the project (../shared/data)")
    return folder
