"""Every address, as each role. A page that nobody has thought of yet is already guarded here.

The walk takes place in the demonstration, where every kind of record exists.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from maillage.demo import story
from maillage.spaces import steps
from tests.client import StrictClient
from tests.garden import come_in
from tests.repository.conftest import STRANGER

PUBLIC = {
    "spaces:mine",
    "favicon",
    "set_language",
    "account_login",
    "account_request_login_code",
    "account_confirm_login_code",
    "account_logout",
    "account_signup",
    "account_inactive",
    "demo:enter",
    "tiles:communes",
    "tiles:departements",
    "france:home",
    "france:communes",
    "france:values",
    "france:picture",
    "by_link:welcome",
    "by_link:forward",
    "by_link:decline",
    "by_link:stop",
    "stakes_by_link:start",
    "stakes_by_link:question",
    "stakes_by_link:summary",
    "stakes_by_link:hand_in",
    "by_code:enter",
    "by_code:door",
    "by_code:state",
    "by_code:item",
    "ties_by_link:start",
    "ties_by_link:choose",
    "ties_by_link:found",
    "ties_by_link:describe",
    "ties_by_link:forget",
    "ties_by_link:summary",
    "ties_by_link:hand_in",
    "ties_by_link:take_back",
    "grid_by_link:start",
    "grid_by_link:assess",
    "grid_by_link:summary",
    "grid_by_link:submit",
    "grid_by_link:reopen",
}
PIECES = {"ties:declare_found", "actors:results", "workshops:live"}  # of pages: a script puts them in their place
READS_ONLY = {200, 302}
MOST_QUERIES = 80
REFUSES = {302, 403, 404, 405, 409}


@dataclass(frozen=True)
class Route:
    name: str
    parameters: tuple[str, ...]

    def __str__(self) -> str:
        return self.name


def every_route(resolver=None, namespace: str = "", parameters: tuple[str, ...] = ()) -> list[Route]:
    routes = []
    for pattern in (resolver or get_resolver()).url_patterns:
        names = parameters + tuple(pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            routes += every_route(pattern, inner, names)
        elif isinstance(pattern, URLPattern) and pattern.name:
            routes.append(Route(f"{namespace}{pattern.name}", names))
    return routes


ROUTES = every_route()


def sample(parameter: str, space, namespace: str = ""):
    """A real value for each parameter of an address. A new parameter must be taught here, or the walk stops.

    « stakes_by_link:token » in the samples: the value that only these addresses take.
    """
    from tests.samples import SAMPLES

    parameter = f"{namespace}:{parameter}" if f"{namespace}:{parameter}" in SAMPLES else parameter

    assert parameter in SAMPLES, f"teach tests/samples.py what « {parameter} » may be"
    return SAMPLES[parameter](space)


def address(route: Route, space) -> str:
    namespace = route.name.partition(":")[0]
    return reverse(route.name, kwargs={name: sample(name, space, namespace) for name in route.parameters})


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_a_visitor_is_asked_to_sign_in(route, planted, client):
    answer = client.get(address(route, planted))
    if route.name in PUBLIC:
        assert answer.status_code in READS_ONLY | {405}
    else:
        assert answer.status_code == 302
        assert reverse("account_login") in answer["Location"]


@pytest.mark.parametrize("route", [route for route in ROUTES if "slug" in route.parameters], ids=str)
def test_a_stranger_does_not_know_that_the_space_exists(route, planted, elsewhere):
    """Paul pilots another space: there everything is his, here nothing is."""
    client = come_in(STRANGER)
    for method in (client.get, client.post):
        assert method(address(route, planted)).status_code == 404


READERS = [("pilot", "fr"), ("pilot", "en"), ("facilitator", "fr"), ("partner", "fr"), ("observer", "fr")]


@pytest.fixture(scope="module")
def _ways() -> dict:
    return {}


@pytest.fixture
def way_counted_once(planted, monkeypatch, _ways) -> None:
    count_the_way_once(monkeypatch, _ways)
    for role, language in READERS:
        with translation.override(language):
            steps.way(planted, role=role)


def count_the_way_once(monkeypatch, ways: dict) -> None:
    """The nine steps stand on every page of a space: they are counted once for each reader of a walk."""
    count = steps.way

    def known(space, current="", *, role):
        reader = (role, translation.get_language())
        ways[reader] = ways.get(reader) or count(space, role=role)
        return [stop | {"is_current": stop["step"].key == current} for stop in ways[reader]]

    monkeypatch.setattr(steps, "way", known)


@pytest.mark.parametrize("route", [route for route in ROUTES if "slug" in route.parameters], ids=str)
def test_a_member_gets_a_page_or_a_sentence(route, planted, way_counted_once):
    """The pilot in both languages, the others in French: a page, a redirection or a refusal; never an error."""
    for part, language in READERS:
        client = signed_in(part, language)
        where = f"{part}, {language}"
        with queries_counted() as asked:
            answer = client.get(address(route, planted))
        assert asked["queries"] <= MOST_QUERIES, where
        assert answer.status_code in {200} | REFUSES, where
        if part == "pilot":
            assert answer.status_code in {200, 302, 405}, where
        is_text = answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
        if is_text and route.name not in PIECES:
            assert f'<html lang="{language}">' in answer.text, where
            assert "<h1>" in answer.text, where


@contextmanager
def queries_counted() -> Iterator[Counter]:
    """How many there are, not which: Django's own record of them would cost more than the pages."""
    asked = Counter()

    def count(execute, *query):
        asked["queries"] += 1
        return execute(*query)

    with connection.execute_wrapper(count):
        yield asked


def signed_in(part: str, language: str) -> StrictClient:
    """Somebody of the story, who came in when the demonstration was planted (see tests/garden.py)."""
    client = come_in(story.CAST[part].email)
    client.cookies["django_language"] = language
    return client
