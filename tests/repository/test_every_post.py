"""Every address, asked to write: nobody changes what their role does not allow, and no strange form breaks a page.

The walk takes place in the demonstration. Each address gets a form that touches on many fields at once, with references
to records of another space; and the pilot an empty one too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from maillage.accounts.models import User
from maillage.actors.models import Contact, Site
from maillage.demo import story
from maillage.partnerships.models import Assessment
from maillage.spaces.models import Space
from maillage.stakes.models import Resource, Stake
from tests.repository.test_every_route import ROUTES, Route, address, signed_in
from tests.samples import SAMPLES

IN_A_SPACE = [route for route in ROUTES if "slug" in route.parameters]
ROOMS = set(settings.ROOMS)
# Writing that is theirs: a partner says stakes for its organisation, answers the grid, moves its actions; every member
# takes the report away, keeps lists and chooses columns for itself.
PARTNERS_OWN = {
    "actors:confirm",
    "actors:contact_erase",
    "actors:contact_meet",
    "actors:contact_edit",
    "actors:contact_new",
    "actors:contact_depart",
    "actors:contact_stay",
    "actors:site_new",
    "actors:site_edit",
    "actors:site_remove",
    "actors:edit",
    "animation:move",
    "partnerships:assess",
    "partnerships:reopen",
    "partnerships:start",
    "partnerships:submit",
    "stakes:edit_resource",
    "stakes:positions",
    "stakes:edit_stake",
    "stakes:remove_resource",
    "stakes:remove_stake",
    "stakes:say_resource",
    "stakes:say_stake",
}
EVERYBODYS = {"restitution:report", "actors:save_list", "actors:columns"}


@contextmanager
def written() -> Iterator[list[str]]:
    """The statements that write in a table of ours while the block runs."""
    tables = {model._meta.db_table for model in apps.get_models() if model._meta.app_label in ROOMS}
    statements: list[str] = []

    def listen(execute, sql, params, many, context):
        verb, *rest = sql.replace('"', " ").split(maxsplit=4)
        if verb in {"INSERT", "UPDATE", "DELETE"} and tables & set(rest):
            statements.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield statements


def strange_form(elsewhere: Space) -> dict:
    """Many fields at once: some right, some wrong, some that point at another space."""
    huge = "9" * 40
    organisation, partnership = elsewhere.organisations.get().pk, elsewhere.partnerships.get().pk
    return {
        "name": "Pris",
        "title": "Pris",
        "wording": "Pris",
        "words": "Pris",
        "description": "Pris",
        "email": "pris@exemple.fr",
        "role": "pilot",
        "published": "0",
        "organisation": organisation,
        "owner": organisation,
        "source": organisation,
        "target": organisation,
        "partnership": partnership,
        "membership": elsewhere.memberships.get().pk,
        "body": huge,
        "decision": huge,
        "contact": huge,
        "kind": "cfa",
        "code": "E1",
        "choice": "3",
        "weight": "5",
        "nature": "works",
        "intensity": "2",
        "level": "political",
        "status": "done",
        "type_code": "T1",
        "reason": "Pris",
        "on": "2026-11-23",
        "due_on": "2026-11-23",
        "held_on": "2026-11-23",
        "observed_on": "2026-11-23",
        "starts_on": "2026-11-23",
        "holder": "Pris",
        "commissioner": "Pris",
        "mission": "Pris",
        "function": "Pris",
        "purpose": "Pris",
        "stage": "1",
        "smallest": "2",
        "largest": "3",
        "read_version": huge,
        "do": "save",
        "codes": "75056",
        "fingerprint": "\x00",
        "next": "https://ailleurs.exemple/",
        "restore": "1",
    }


@pytest.fixture
def planted(planted, monkeypatch):
    """The walk is about what is written: the nine steps are not counted again on each of its pages."""
    monkeypatch.setattr("maillage.spaces.steps.way", lambda *args, **kwargs: [])
    return planted


@pytest.mark.parametrize("route", IN_A_SPACE, ids=str)
def test_nobody_writes_beyond_their_role(route: Route, planted, elsewhere):
    url, form = address(route, planted), strange_form(elsewhere)
    allowed = {"observer": EVERYBODYS, "partner": EVERYBODYS | PARTNERS_OWN}
    for part, theirs in allowed.items():
        if route.name in theirs:
            continue
        client = signed_in(part, "fr")
        with written() as statements:
            answer = client.post(url, form)
        assert not statements, part
        assert answer.status_code in {200, 302, 403, 404, 405, 409}, part
        assert "ailleurs.exemple" not in answer.get("Location", "")


def others(space) -> dict:
    """What belongs to organisations for which the partner does not speak."""
    own = space.organisations.represented_by(User.objects.get(email=story.CAST["partner"].email))
    away = {"space": space, "organisation__in": space.organisations.exclude(pk__in=own)}
    assessments = Assessment.objects.filter(**away)
    chosen = {
        "organisation_id": space.organisations.exclude(pk__in=own).first(),
        "contact_id": Contact.objects.filter(**away).first(),
        "site_id": Site.objects.filter(organisation__space=space).exclude(organisation__in=own).first(),
        "stake_id": Stake.objects.filter(**away).first(),
        "resource_id": Resource.objects.filter(**away).first(),
        "action_id": space.actions.exclude(owner__in=own).first(),
        "assessment_id": assessments.first(),
        "partnership_id": assessments.first().partnership,
    }
    return SAMPLES | {name: lambda space, pk=record.pk: pk for name, record in chosen.items()}


def test_a_partner_writes_nothing_for_another_organisation(planted, elsewhere, monkeypatch):
    monkeypatch.setattr("tests.samples.SAMPLES", others(planted))
    form, client = strange_form(elsewhere), signed_in("partner", "fr")
    for route in (route for route in IN_A_SPACE if route.name in PARTNERS_OWN - {"partnerships:start"}):
        with written() as statements:
            answer = client.post(address(route, planted), form)
        assert not statements, route
        assert answer.status_code in {403, 404}, route


@pytest.mark.parametrize("route", [route for route in IN_A_SPACE if route.name not in EVERYBODYS], ids=str)
def test_no_form_however_strange_breaks_a_page_or_reaches_another_space(route: Route, planted, elsewhere):
    """Both forms in turn; the second finds the record as the first left it, or gone."""
    url, client = address(route, planted), signed_in("pilot", "fr")
    for form in (strange_form(elsewhere), {}):
        answer = client.post(url, form)
        assert answer.status_code in {200, 302, 403, 404, 405, 409}
        assert "ailleurs.exemple" not in answer.get("Location", "")
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            assert "Là-bas" not in answer.text
            assert "Ailleurs aussi" not in answer.text


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_a_form_without_its_token_is_refused(route: Route, planted):
    client = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    client.force_login(User.objects.get(memberships__space=planted, memberships__role="pilot"))
    assert client.post(address(route, planted), {"name": "Pris"}).status_code in {403, 404, 405}


def test_the_language_switch_and_the_publication_stay_on_this_site(planted):
    client = signed_in("pilot", "fr")
    for target in ("https://ailleurs.exemple/", "//ailleurs.exemple", "/\\ailleurs.exemple", "javascript:alert(1)"):
        for url in (reverse("set_language"), reverse("spaces:publish", args=[planted.slug, "stakes"])):
            answer = client.post(url, {"next": target, "published": "1", "language": "fr"})
            assert answer.status_code == 302
            assert "ailleurs" not in answer["Location"]
            assert "javascript" not in answer["Location"]
