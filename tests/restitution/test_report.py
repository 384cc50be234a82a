"""The report that a pilot hands to a committee: whole, tagged, and saying what the pages say."""

from __future__ import annotations

import html
import io
from functools import cache

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from maillage.accounts.models import User
from maillage.actors.analyses import read_directory
from maillage.demo import story
from maillage.partnerships.analyses import read_partnerships, read_reliability_of
from maillage.partnerships.portfolio import read_portfolio
from maillage.partnerships.rules import FEWEST_RATERS_SHOWN
from maillage.partnerships.trust import trust_sentence
from maillage.restitution import actions
from maillage.restitution.chapters import Standpoint, compose
from maillage.spaces.enums import Reading
from maillage.spaces.models import Publication
from maillage.stakes.models import Stake
from maillage.ties.analyses import read_network
from maillage.workshops.analyses import read_workshop
from maillage.workshops.wording import median_in_words, session_sentence

TODAY = timezone.localdate()


def person(part: str) -> User:
    return User.objects.get(email=story.CAST[part].email)


def opened(document: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(document))


@cache
def words_of(document: bytes) -> str:
    text = " ".join(page.extract_text() for page in opened(document).pages)
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


@pytest.fixture(scope="module")
def _kept() -> dict:
    return {}


@pytest.fixture
def report(planted, _kept) -> bytes:
    """The pilot's report, made once for this file."""
    if "report" not in _kept:
        _kept["report"] = actions.give_report(space=planted, on=TODAY, by=person("pilot"))
    return _kept["report"]


def test_it_is_a_tagged_document_of_eight_pages_or_more(report):
    document = opened(report)
    assert len(document.pages) >= 8
    assert document.metadata.title == "Grand Roissy"
    catalogue = document.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"].startswith("fr")
    assert "pdfuaid" in catalogue["/Metadata"].get_data().decode()


def test_its_bookmarks_are_the_chapters(report, planted):
    titles = [entry.title.replace("\u00a0", " ") for entry in opened(report).outline if not isinstance(entry, list)]
    chapters = compose(Standpoint.of(space=planted, user=person("pilot"), on=TODAY))
    assert [title for title in titles if title != "En une page"] == [chapter.title for chapter in chapters]


def test_it_says_the_figures_of_the_pages(report, planted, client):
    words = words_of(report)
    directory, network = read_directory(planted, TODAY), read_network(planted)
    for figure in ("92 communes", "793 429 habitants", f"{directory.total} acteurs", f"{len(network.links)} liens"):
        assert figure in words
    client.force_login(person("pilot"), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("restitution:home", args=[planted.slug])).text
    for chapter in compose(Standpoint.of(space=planted, user=person("pilot"), on=TODAY)):
        sentence = " ".join(chapter.sentence.replace("\u00a0", " ").replace("\u202f", " ").split())
        assert sentence[:60] in words
        assert chapter.sentence[:25].split("'")[0] in page


def test_each_partnership_says_how_far_it_is_agreed_and_why_its_type(report, planted):
    """The sentence and the contributions are those of the page, none left out, and they sum to the distance."""
    words = words_of(report)
    for row in read_portfolio(planted, person("pilot")).rows:
        (reading,) = read_partnerships([row.partnership], fewest_answers=FEWEST_RATERS_SHOWN)
        if not reading.raters:
            continue
        sentence = trust_sentence(read_reliability_of(row.partnership)).replace("\u00a0", " ").replace("\u202f", " ")
        assert sentence[:70] in words
        suggestion = reading.suggestion
        whole = sum(reason.contribution for reason in suggestion.contributions)
        assert whole == pytest.approx(suggestion.distance or 0)
        for reason in suggestion.contributions:
            assert f"{reason.name[:1].upper()}{reason.name[1:]}" in words


def test_a_kept_session_says_what_its_own_page_says(report, planted, client):
    """What was asked, the sentence that reads it, the median of each college told apart, and no other figure."""
    (workshop,) = planted.workshops.kept()
    words, reading = words_of(report), read_workshop(workshop)
    assert "combien pèse cet enjeu" in words
    assert session_sentence(workshop, reading).replace("\u00a0", " ") in words
    for item in reading.items:
        assert all(f"{median_in_words(line.median)} ({line.answers})" in words for line in item.rows)
    client.force_login(person("pilot"), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(workshop.get_absolute_url()).text.replace("\u00a0", " ")
    assert session_sentence(workshop, reading).replace("\u00a0", " ") in html.unescape(page)


def test_it_names_the_pilot_and_says_that_it_is_fictional(report):
    words = words_of(report)
    assert "Léa Martin" in words
    assert "fictives" in words


def test_it_repeats_nobodys_own_words_and_no_contact(report, planted):
    words = words_of(report)
    for said in Stake.objects.filter(space=planted).exclude(words="").values_list("words", flat=True):
        assert said not in words
    for contact in planted.contacts.exclude(name="Léa Martin"):
        assert contact.name not in words


def test_members_get_only_what_was_published_to_them(planted):
    Publication.objects.filter(space=planted).exclude(reading=Reading.NETWORK).delete()
    keys = {chapter.key for chapter in compose(Standpoint.of(space=planted, user=person("observer"), on=TODAY))}
    assert "network" in keys
    assert not keys & {"stakes", "tension"}
    assert not [key for key in keys if key.startswith(("group-", "partnership-", "workshop-"))]


def test_an_empty_space_still_gives_a_report(cast):
    document = actions.give_report(space=cast.elsewhere, on=TODAY, by=cast.paul)
    assert "périmètre" in words_of(document)
    assert "mandat" in words_of(document)


def test_the_download_is_noted_in_the_journal(planted, client):
    client.force_login(person("pilot"), backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.post(reverse("restitution:report", args=[planted.slug]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    journal = client.get(reverse("spaces:journal", args=[planted.slug])).text
    assert "a produit le rapport" in journal


def test_the_report_speaks_english(planted):
    from django.utils import translation

    with translation.override("en"):
        document = actions.give_report(space=planted, on=TODAY, by=person("pilot"))
    words = words_of(document)
    assert "On one page" in words
    assert opened(document).trailer["/Root"]["/Lang"].startswith("en")


def test_somebody_else_does_not_get_it(planted):
    from maillage.toolkit.refusals import NotAllowed

    paul = User.objects.create_user("paul.lefevre@exemple.fr", "Paul Lefèvre")
    with pytest.raises(NotAllowed):
        actions.give_report(space=planted, on=TODAY, by=paul)
