"""What the server says and accepts, whatever the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import PurePath

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maillage.accounts.models import User
from maillage.actors.models import Import


@pytest.fixture(autouse=True)
def _no_memory():
    cache.clear()
    yield
    cache.clear()


def test_cookies_travel_only_over_https_when_asked(tmp_path):
    names = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "ALLAUTH_TRUSTED_PROXY_COUNT"]
    program = (
        f"import json; from maillage.config import settings; print(json.dumps([settings.__dict__[n] for n in {names}]))"
    )
    asked = {"MAILLAGE_HTTPS": "1", "MAILLAGE_BEHIND_PROXY": "1", "MAILLAGE_DATA": str(tmp_path)}
    told = subprocess.run([sys.executable, "-c", program], env=os.environ | asked, capture_output=True, check=True)
    assert json.loads(told.stdout) == [True, True, 31_536_000, 1]


def test_every_answer_carries_its_policy(as_role, cast):
    for address in [reverse("spaces:mine"), "/nulle-part/", cast.space.get_absolute_url()]:
        for role in (None, "pilot"):
            answer = as_role(role).get(address)
            policy = answer["Content-Security-Policy"]
            assert "default-src 'self'" in policy
            assert "unsafe" not in policy
            assert answer["X-Frame-Options"] == "DENY"
            assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_too_large_is_refused_in_one_sentence(as_role, cast, settings):
    settings.LARGEST_UPLOAD = 1000
    page = _upload(as_role("pilot"), cast.space, "acteurs.csv", b"nom;nature\n" + b"CFA;cfa\n" * 400)
    assert page.status_code == 200
    assert "la limite est de" in page.text
    assert not Import.objects.exists()


@pytest.mark.parametrize("name", ["../../secret.key", "..\\..\\a.csv", "<b>a</b>.csv", "é" * 150 + ".csv"])
def test_the_name_of_a_file_is_only_a_name(name, as_role, cast):
    answer = _upload(as_role("pilot"), cast.space, name, b"nom;nature\nCFA des Ormes;cfa\n")
    assert answer.status_code == 302
    kept = Import.objects.get().file_name
    assert PurePath(kept).name == kept
    assert "<b>" not in as_role("pilot").get(answer["Location"]).text


def _upload(client, space, name: str, content: bytes):
    url = reverse("actors:import_new", args=[space.slug])
    return client.post(url, {"file": SimpleUploadedFile(name, content, "text/csv")})


@pytest.mark.parametrize("site", ["javascript:alert(1)", "JaVaScRiPt://x.fr/%0aalert(1)", "data:text/html,x", "//x"])
def test_a_site_is_an_address_of_the_web(site, as_role, cast):
    cfa = cast.organisations["cfa"]
    url = reverse("actors:edit", args=[cast.space.slug, cfa.pk])
    as_role("pilot").post(url, {"name": "CFA", "kind": "cfa", "website": site, "read_version": cfa.version})
    cfa.refresh_from_db()
    assert "script" not in cfa.website.lower()
    assert not cfa.website.startswith("data")


def test_codes_are_not_sent_without_end(client, db):
    User.objects.create_user("lea@exemple.fr", "Léa Martin")
    answers = [client.post(reverse("account_login"), {"email": "lea@exemple.fr"}).status_code for _ in range(6)]
    assert len(mail.outbox) <= 3
    assert 429 in answers or len(mail.outbox) < 6


def test_a_code_is_not_guessed(client, db):
    User.objects.create_user("lea@exemple.fr", "Léa Martin")
    client.post(reverse("account_login"), {"email": "lea@exemple.fr"})
    for _ in range(5):
        client.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"})
    code = next(word for word in mail.outbox[0].body.split() if len(word) == 9 and word[4] == "-")
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert "_auth_user_id" not in client.session


def test_an_unknown_address_is_not_told_from_a_known_one(client, db):
    User.objects.create_user("lea@exemple.fr", "Léa Martin")
    known = client.post(reverse("account_login"), {"email": "lea@exemple.fr"})
    unknown = client.post(reverse("account_login"), {"email": "personne@exemple.fr"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
