"""Two people at once, a record archived meanwhile, a fault in the middle: nothing lost, nothing half written."""

from __future__ import annotations

import importlib
import inspect
import re
from datetime import date
from html import unescape

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from maillage.agreements.models import Agreement, Mandate
from maillage.animation.models import Action
from maillage.journal import actions as journal
from maillage.journal.models import Entry
from maillage.restitution.actions import give_report
from tests.repository.test_every_post import written
from tests.repository.test_every_route import ROUTES, address, signed_in

EDITS = [
    "spaces:edit",
    "territory:edit",
    "actors:edit",
    "actors:contact_edit",
    "campaigns:edit",
    "stakes:edit_stake",
    "stakes:edit_resource",
    "stakes:edit_objective",
    "stakes:edit_pair",
    "stakes:edit_round",
    "groups:edit",
    "ties:edit",
    "partnerships:edit",
    "agreements:edit",
    "agreements:write",
    "agreements:edit_mandate",
    "animation:edit_meeting",
    "animation:edit_action",
    "animation:attendance",
    "animation:edit_body",
    "animation:edit_counts",
]
PILOT_ALONE = {"spaces:edit", "agreements:edit_mandate", "stakes:edit_stake", "stakes:edit_resource"}  # in two windows


def fields_of(page: str) -> dict[str, str]:
    """What a browser would send back from the main form of a page."""
    main = page[page.index('id="contenu"') :]
    form = max(re.findall(r"<form[^>]*method=\"post\".*?</form>", main, re.S), key=len)
    sent: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        boxes = found.get("type") in {"checkbox", "radio"}
        if "name" in found and found.get("type") != "submit" and (not boxes or " checked" in tag):
            sent[found["name"]] = found.get("value", "on" if boxes else "")
    for name, words in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        sent[name] = words
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)"[^>]* selected', options)
        sent[name] = chosen[1] if chosen else ""
    return {name: unescape(value) for name, value in sent.items()}


@pytest.mark.parametrize("name", EDITS)
def test_the_second_of_two_who_edit_together_is_told(name, planted):
    """Both open the same form; both save something; the second overwrites nothing."""
    route = next(route for route in ROUTES if route.name == name)
    url, lea, nadia = address(route, planted), signed_in("pilot", "fr"), signed_in("facilitator", "fr")
    nadia = lea if name in PILOT_ALONE else nadia
    opened = fields_of(lea.get(url).text)
    versions = [key for key in opened if key == "read_version" and opened[key].isdecimal()]
    assert versions, "the form does not say which version was read"
    more = {"do": "save"} if name == "territory:edit" else {}
    if name == "agreements:write":
        more = {"change": "un mot", "clauses-0-body": "Des mots nouveaux."}
    first = lea.post(url, {**opened, **more})
    assert first.status_code == 302, re.findall(r"errorlist[^>]*>(.*?)</ul>", first.text, re.S)
    if name == "agreements:write":
        more["clauses-0-body"] = "D'autres mots encore."
    second = nadia.post(url, {**opened, **more})
    assert second.status_code == 200
    assert "modifié par quelqu'un d'autre" in second.text.replace("&#x27;", "'")


def test_a_signature_is_that_of_the_version_that_was_read(planted):
    text = Agreement.objects.filter(space=planted, status="in_force").first()
    url = reverse("agreements:sign_amendment", args=[planted.slug, text.pk])
    lea = signed_in("pilot", "fr")
    rewrite(lea, text, "Un premier avenant.")
    page = lea.get(text.get_absolute_url()).text
    read = re.search(r'avenant/">.*?name="read_version" value="(\d+)"', page, re.S)[1]
    rewrite(lea, text, "Un second avenant, que personne n'a signé.")
    text.refresh_from_db()
    signed = text.signed_number
    assert lea.post(url, {"on": "2026-11-23", "read_version": read}).status_code == 409
    text.refresh_from_db()
    assert text.signed_number == signed


def rewrite(client, text, words: str) -> None:
    url = reverse("agreements:write", args=[text.space.slug, text.pk])
    sent = fields_of(client.get(url).text) | {"change": "avenant", "clauses-0-body": words}
    assert client.post(url, sent).status_code == 302


def test_saving_a_form_does_not_drop_what_was_archived_meanwhile(planted):
    """A mandate keeps its organisation, a text its partnership, an action its owner."""
    lea = signed_in("pilot", "fr")
    mandate = Mandate.objects.filter(space=planted).exclude(organisation=None).first()
    text = Agreement.objects.filter(space=planted).exclude(partnership=None).first()
    action = Action.objects.filter(space=planted).exclude(partnership=None).first()
    now = timezone.now()
    for record in (mandate.organisation, text.partnership, action.owner, action.partnership):
        type(record).objects.filter(pk=record.pk).update(archived_at=now)
    for record, url in [
        (mandate, reverse("agreements:edit_mandate", args=[planted.slug, mandate.pk])),
        (text, reverse("agreements:edit", args=[planted.slug, text.pk])),
        (action, reverse("animation:edit_action", args=[planted.slug, action.pk])),
    ]:
        before = {field.name: getattr(record, field.attname) for field in record._meta.concrete_fields}
        assert lea.post(url, fields_of(lea.get(url).text)).status_code == 302
        record.refresh_from_db()
        after = {field.name: getattr(record, field.attname) for field in record._meta.concrete_fields}
        assert after | {"version": 0} == before | {"version": 0}


@pytest.mark.parametrize("name", [name for name in EDITS if name != "territory:edit"])
def test_a_fault_at_the_last_moment_leaves_nothing(name, planted, monkeypatch):
    """The journal is written last: if it cannot be, the deed is undone with it."""
    route = next(route for route in ROUTES if route.name == name)
    url, lea = address(route, planted), signed_in("pilot", "fr")
    lea.raise_request_exception = False
    sent = fields_of(lea.get(url).text)
    if name == "agreements:write":
        sent |= {"change": "un mot", "clauses-0-body": "Des mots nouveaux."}
    before = contents()

    def fail(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(journal, "record", fail)
    with written() as statements:
        assert lea.post(url, sent).status_code == 500
    assert statements, "nothing was even tried"
    assert contents() == before


def contents() -> dict[str, list]:
    rooms = {
        "journal",
        "spaces",
        "actors",
        "campaigns",
        "workshops",
        "stakes",
        "groups",
        "ties",
        "agreements",
        "animation",
    }
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=lambda row: row[0])
        for model in apps.get_models()
        if model._meta.app_label in rooms
    }


def test_every_action_is_atomic():
    """Whatever writes several rows writes them together: each public function of an ``actions`` module that writes."""
    alone = {"give_report", "import_file", "draw"}  # one write, none, or inside an action that is
    for room in settings.ROOMS:
        try:
            module = importlib.import_module(f"maillage.{room}.actions")
        except ModuleNotFoundError:
            continue
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if "by" not in inspect.signature(function).parameters or name.startswith("_") or name in alone:
                continue
            if not function.__module__.startswith(f"maillage.{room}.actions") or room == "journal":
                continue
            source = inspect.getsource(function)
            assert source.startswith("@transaction.atomic"), f"{room}.{name}"


def test_the_database_refuses_dangling_references(planted):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA foreign_keys").fetchone() == (1,)
            assert cursor.execute("PRAGMA journal_mode").fetchone()[0] in {"wal", "memory"}


def test_the_report_does_not_hold_the_database_while_it_is_drawn(planted, monkeypatch):
    seen = []
    monkeypatch.setattr("maillage.restitution.actions.make_report", lambda standpoint: seen.append(depth()) or b"%PDF")
    outside = depth()
    give_report(space=planted, on=date(2026, 11, 23), by=planted.memberships.get(role="pilot").user)
    assert seen == [outside]
    assert Entry.objects.filter(code="report.made", space_id=planted.pk).exists()


def depth() -> int:
    return len(connection.savepoint_ids)
