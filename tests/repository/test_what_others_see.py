"""What stays with the pilot's team: names, counts and drafts that a member must not learn by a side door."""

from __future__ import annotations

import pytest
from django.urls import reverse

from maillage.accounts.models import User
from maillage.actors.models import Contact, Organisation
from maillage.actors.queries import own_organisations
from maillage.demo import story
from maillage.partnerships.models import Assessment
from maillage.spaces import actions as spaces
from maillage.spaces.enums import Role
from maillage.spaces.models import Publication
from maillage.stakes.models import Stake
from tests.repository.test_every_route import ROUTES, address, count_the_way_once, signed_in

PAGES = [route for route in ROUTES if "slug" in route.parameters]


def test_whoever_becomes_an_observer_no_longer_reads_for_the_organisation(cast, as_role):
    cfa = cast.organisations["cfa"]
    Contact.objects.create(space=cast.space, organisation=cfa, name="Hélène Quéré", function="Directrice")
    Stake.objects.create(space=cast.space, organisation=cfa, code="E1", family="economic", words="nos propres mots")
    assert "Hélène Quéré" in as_role("partner").get(cfa.get_absolute_url()).text
    spaces.invite(space=cast.space, email=cast.karim.email, name="Karim", role=Role.OBSERVER, by=cast.lea)
    page = as_role("partner").get(cfa.get_absolute_url()).text
    assert "Hélène Quéré" not in page
    assert "nos propres mots" not in page
    assert not Contact.objects.visible_to(cast.karim).exists()
    assert not Stake.objects.visible_to(cast.karim).exists()
    assert not own_organisations(cast.karim, cast.space)


@pytest.fixture
def closed(planted):
    """The demonstration before anything is shown to the members; a text past the draft frames a hidden partnership."""
    Publication.objects.filter(space=planted).delete()
    planted.partnerships.update(published=False)
    for rank, partnership in enumerate(planted.partnerships.all()):
        partnership.name = f"Partenariat caché {rank}"
        partnership.save()
    framed = planted.partnerships.latest("pk")
    planted.agreements.update(partnership=framed)
    framed.members.all().delete()
    return planted


@pytest.mark.parametrize("part", ["observer", "partner"])
def test_nothing_unpublished_is_told_anywhere(closed, part, monkeypatch):
    """Every page, file and picture; a partner still reads the partnerships of its own organisation."""
    count_the_way_once(monkeypatch, {})
    client, user = signed_in(part, "fr"), User.objects.get(email=story.CAST[part].email)
    seen = set(closed.partnerships.model.objects.visible_to(user).values_list("pk", flat=True))
    hidden = [one.name for one in closed.partnerships.all() if one.pk not in seen]
    assert hidden
    own = Organisation.objects.represented_by(user)
    contacts = [one.name for one in Contact.objects.filter(space=closed).exclude(organisation__in=own)]
    contacts = [name for name in contacts if not User.objects.filter(name=name).exists()]
    words = [
        one.words for one in Stake.objects.filter(space=closed).exclude(organisation__in=own) if len(one.words) > 12
    ]
    mails = list(User.objects.exclude(pk=user.pk).values_list("email", flat=True))
    notes = [one.note for one in closed.organisations.exclude(pk__in=own.values("pk")) if one.note]
    for route in PAGES:
        answer = client.get(address(route, closed))
        if answer.status_code != 200:
            continue
        text = answer.content.decode(errors="replace")
        for secret in [*hidden, *contacts, *words, *mails, *notes]:
            assert secret not in text, (route.name, secret)


@pytest.mark.parametrize("part", ["observer", "partner"])
def test_the_way_counts_nothing_that_is_not_published(closed, part):
    counts = {stop["step"].key: stop["standing"].count for stop in _front(part, closed).context["way"]}
    assert not any(counts[key] for key in ("stakes", "groups", "ties", "partnerships"))
    counts = {stop["step"].key: stop["standing"].count for stop in _front("pilot", closed).context["way"]}
    assert all(counts[key] for key in ("stakes", "groups", "ties", "partnerships"))


def test_the_count_of_partnerships_stays_with_the_team_while_one_is_hidden(planted):
    planted.partnerships.update(published=True)
    assert _count_of_partnerships(planted)
    planted.partnerships.filter(pk=planted.partnerships.first().pk).update(published=False)
    assert not _count_of_partnerships(planted)


def _count_of_partnerships(space) -> str:
    way = _front("observer", space).context["way"]
    return next(stop["standing"].count for stop in way if stop["step"].key == "partnerships")


def test_the_front_page_says_nothing_of_stakes_before_they_are_published(closed):
    assert "ont dit leurs enjeux" in _front("pilot", closed).text
    assert "ont dit leurs enjeux" not in _front("observer", closed).text


def test_the_group_says_nothing_of_stakes_before_they_are_published(closed):
    spaces.set_published(space=closed, reading="group", published=True, by=closed.memberships.get(role="pilot").user)
    home = reverse("groups:home", args=[closed.slug])
    assert "Les enjeux portés" in signed_in("pilot", "fr").get(home).text
    assert "Les enjeux portés" not in signed_in("observer", "fr").get(home).text


def test_named_ratings_stay_with_the_team_and_their_own_organisation(planted):
    ines, karim = (User.objects.get(email__startswith=name) for name in ("ines", "karim"))
    assert not Assessment.objects.visible_to(ines).exists()
    names = set(Assessment.objects.visible_to(karim).values_list("organisation__representatives__membership__user"))
    assert names <= {(karim.pk,)}


def _front(part: str, space):
    return signed_in(part, "fr").get(space.get_absolute_url())
