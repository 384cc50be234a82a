"""Words that would be code elsewhere stay words: in a page, a picture, a map, a spreadsheet, a calendar, a PDF."""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ElementTree
import zipfile

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.urls import reverse

from tests.repository.test_every_route import ROUTES, address, count_the_way_once, signed_in

HOSTILE = "=\"'><script>alert(1)</script>&#$_*`\\@{x}\x07"
ROOMS = [
    "spaces",
    "actors",
    "campaigns",
    "workshops",
    "stakes",
    "groups",
    "ties",
    "partnerships",
    "agreements",
    "animation",
    "territory",
]
KEPT = {
    "slug",
    "kind",
    "status",
    "role",
    "code",
    "commune",
    "siret",
    "website",
    "email",
    "search_text",
    "criterion",
} | {
    "folded",  # one spelling of each tag
    "served_areas",  # codes, that actions alone write
}


@pytest.fixture
def hostile(planted):
    """Every free text of the demonstration begins with words that attack."""
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            once = {name for rule in model._meta.constraints for name in getattr(rule, "fields", ())}
            for field in model._meta.concrete_fields:
                if isinstance(field, models.CharField | models.TextField) and not field.choices:
                    if field.name in KEPT or type(field).__name__ in {"SlugField", "URLField", "EmailField"}:
                        continue
                    if field.name == "chosen_type" or (field.max_length or 999) < 60:
                        continue
                    known = model._base_manager.exclude(**{field.name: ""})
                    if field.name in once:  # each its own
                        for key in known.values_list("pk", flat=True):
                            known.filter(pk=key).update(**{field.name: f"{HOSTILE}{key}"})
                    else:
                        known.update(**{field.name: HOSTILE})
    planted.refresh_from_db()
    return planted


PAGES = [
    route
    for route in ROUTES
    if "slug" in route.parameters and "contact" not in route.name and "form" not in route.parameters
]


def test_pages_show_them_as_words(hostile, monkeypatch):
    count_the_way_once(monkeypatch, {})
    monkeypatch.setattr("tests.samples.SAMPLES", _samples(hostile))
    client = signed_in("pilot", "fr")
    client.raise_request_exception = True
    for route in PAGES:
        answer = client.get(address(route, hostile))
        assert answer.status_code in {200, 302, 405}, route
        if answer["Content-Type"].startswith("text/html"):
            assert "<script>alert" not in answer.text, route
            assert "default-src 'self'" in answer["Content-Security-Policy"], route


def _samples(space):
    from tests.samples import SAMPLES

    first = {
        "organisation_id": lambda space: space.exchanges.filter(organisation__kind="cfa").first().organisation_id,
        "contact_id": lambda space: space.contacts.first().pk,
        "agreement_id": lambda space: max(space.agreements.all(), key=lambda one: one.versions.count()).pk,
    }
    return SAMPLES | first


def test_pictures_and_maps_are_still_pictures_and_maps(hostile):
    client = signed_in("pilot", "fr")
    drawn = client.get(reverse("ties:picture", args=[hostile.slug]))
    assert "script" not in {element.tag.split("}")[-1] for element in ElementTree.fromstring(drawn.content).iter()}
    points = json.loads(client.get(reverse("actors:points", args=[hostile.slug])).content)
    assert "<script>" in points["features"][0]["properties"]["name"]


def test_spreadsheets_open_and_compute_nothing(hostile):
    client = signed_in("pilot", "fr")
    table = client.get(reverse("actors:export", args=[hostile.slug, "csv"])).content.decode("utf-8-sig")
    assert not any(cell.startswith("=") for cell in table.replace("\n", ";").split(";"))
    book = client.get(reverse("actors:export", args=[hostile.slug, "xlsx"]))
    assert book.status_code == 200
    sheet = zipfile.ZipFile(io.BytesIO(book.content)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_the_calendar_holds_one_meeting(hostile):
    meeting = hostile.meetings.first()
    meeting.title = "Comité\rATTENDEE:mailto:x@exemple.fr\nURL:https://x.exemple"
    meeting.save()
    client = signed_in("observer", "fr")
    file = client.get(reverse("animation:calendar", args=[hostile.slug, meeting.pk])).content.decode()
    lines = file.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert not any(line.startswith(("ATTENDEE", "URL:https://x.")) for line in lines)


def test_the_report_is_still_a_report(hostile):
    answer = signed_in("pilot", "fr").post(reverse("restitution:report", args=[hostile.slug]))
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")


def test_the_walk_covers_every_room():
    assert set(ROOMS) < set(settings.ROOMS)
