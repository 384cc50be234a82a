"""The pages of this room, as each role reads them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from maillage.spaces import actions as spaces
from maillage.stakes import actions
from maillage.stakes.models import Resource, Stake


def address(cast, name, *args):
    return reverse(f"stakes:{name}", args=[cast.space.slug, *args])


@pytest.fixture
def told(cast):
    """Three training and employment actors share E6; the CFA says it in its own words."""
    for key, code, weight, words in [
        ("cfa", "E6", 5, "Remplir la deuxième année"),
        ("lycee", "E6", 4, ""),
        ("mission", "E6", 2, ""),
        ("mission", "S1", 5, "Ne laisser personne"),
        ("fret", "E1", 4, ""),
    ]:
        actions.say_stake(organisation=cast.organisations[key], code=code, weight=weight, words=words, by=cast.lea)
    actions.say_resource(
        organisation=cast.organisations["cfa"],
        direction="brings",
        nature="places",
        description="20 places",
        by=cast.lea,
    )
    actions.say_resource(
        organisation=cast.organisations["fret"], direction="seeks", nature="people", description="Tuteurs", by=cast.lea
    )
    return cast


def publish(cast):
    spaces.set_published(space=cast.space, reading="stakes", published=True, by=cast.lea)


@pytest.mark.parametrize("role", ["pilot", "facilitator", "partner", "observer"])
def test_an_empty_step_teaches(as_role, cast, role):
    page = as_role(role).get(address(cast, "home"))
    assert page.status_code == 200


def test_the_pilot_reads_the_map(as_role, told):
    page = as_role("pilot").get(address(told, "home")).text
    assert "4 acteurs sur 8 ont dit leurs enjeux ; le plus partagé : E6" in page
    assert "seule l'équipe du pilote lit cette page" in page
    assert "Publier aux membres" in page


@pytest.mark.parametrize("role", ["partner", "observer"])
def test_members_wait_for_the_publication(as_role, told, role):
    client = as_role(role)
    page = client.get(address(told, "home"))
    assert page.status_code == 200
    assert "rassemble encore les réponses" in page.text
    publish(told)
    page = client.get(address(told, "home"))
    assert "le plus partagé : E6" in page.text


@pytest.mark.parametrize("role", ["pilot", "partner", "observer"])
def test_the_shared_map_names_nobody(as_role, told, role):
    publish(told)
    page = as_role(role).get(address(told, "home")).text
    for key, actor in told.organisations.items():
        if not (role == "partner" and key == "cfa"):  # Karim's own card names his own organisation
            assert actor.name not in page
    for words in ("deuxième année", "laisser personne", "20 places"):
        assert words not in page


def test_the_pilot_reads_names_on_a_page_of_its_own(as_role, told):
    page = as_role("pilot").get(address(told, "names")).text
    assert "Mission locale de la Plaine" in page
    assert "Ne laisser personne" in page
    assert "CFA des Trois Rivières est seul à apporter" in page


@pytest.mark.parametrize(
    ("role", "names", "actors"),
    [("facilitator", 403, 200), ("partner", 403, 403), ("observer", 403, 403), ("stranger", 404, 404)],
)
def test_names_are_refused_to_the_others(as_role, told, role, names, actors):
    publish(told)
    assert as_role(role).get(address(told, "names")).status_code == names
    assert as_role(role).get(address(told, "actors")).status_code == actors


def test_the_list_of_actors_to_ask_is_filtered(as_role, told):
    client = as_role("pilot")
    page = client.get(address(told, "actors"), {"state": "silent", "college": "institutions"}).text
    assert "Communauté des Aulnes" in page
    assert "CFA des Trois Rivières" not in page
    assert "Aucun acteur ne répond" in client.get(address(told, "actors"), {"q": "zzz"}).text


def test_a_partner_opens_its_own_sheet_only(as_role, told):
    client = as_role("partner")
    own = client.get(address(told, "organisation", told.organisations["cfa"].pk))
    assert "Remplir la deuxième année" in own.text
    assert "Qui lira quoi" in own.text
    other = told.organisations["mission"].pk
    for name in ("organisation", "say_stake", "say_resource"):
        assert client.get(address(told, name, other)).status_code == 404
        assert as_role("observer").get(address(told, name, other)).status_code == 404
    stake = Stake.objects.get(code="S1")
    assert client.get(address(told, "edit_stake", stake.pk)).status_code == 404
    assert client.post(address(told, "remove_stake", stake.pk)).status_code == 404
    assert Stake.objects.filter(pk=stake.pk).exists()


def test_another_space_is_not_a_door_to_this_one(as_role, told):
    """Paul pilots « Ailleurs »: neither its address nor ours gives him our actors."""
    paul = as_role("stranger")
    inside = reverse("stakes:organisation", args=[told.elsewhere.slug, told.organisations["cfa"].pk])
    assert paul.get(inside).status_code == 404
    stake = Stake.objects.first()
    assert paul.get(reverse("stakes:edit_stake", args=[told.elsewhere.slug, stake.pk])).status_code == 404


def test_a_partner_says_rewords_and_takes_back(as_role, told):
    client, cfa = as_role("partner"), told.organisations["cfa"]
    answer = client.post(
        address(told, "say_stake", cfa.pk), {"code": "F1", "words": "Voir les tuteurs", "weight": 4, "again": "1"}
    )
    assert answer.status_code == 302
    assert answer["Location"] == address(told, "say_stake", cfa.pk)
    stake = Stake.objects.get(organisation=cfa, code="F1")
    edited = client.post(
        address(told, "edit_stake", stake.pk),
        {"code": "F1", "words": "Voir les tuteurs deux fois", "weight": 5, "read_version": stake.version},
    )
    assert edited["Location"] == address(told, "organisation", cfa.pk)
    stale = client.post(
        address(told, "edit_stake", stake.pk),
        {"code": "F1", "words": "Autre chose", "weight": 1, "read_version": stake.version},
    )
    assert "Rien n&#x27;a été écrasé" in stale.text
    stake.refresh_from_db()
    assert (stake.words, stake.weight) == ("Voir les tuteurs deux fois", 5)
    client.post(address(told, "remove_stake", stake.pk))
    assert not Stake.objects.filter(pk=stake.pk).exists()


def test_a_reported_stake_reworded_by_its_actor_is_now_said_by_it(as_role, cast):
    cfa = cast.organisations["cfa"]
    stake = actions.say_stake(organisation=cfa, code="E6", source="reported", by=cast.lea)
    as_role("partner").post(
        address(cast, "edit_stake", stake.pk), {"code": "E6", "words": "Oui", "weight": 3, "read_version": 1}
    )
    stake.refresh_from_db()
    assert (stake.source, stake.words) == ("said", "Oui")


def test_a_refusal_is_shown_in_the_form_and_nothing_typed_is_lost(as_role, cast):
    cfa = cast.organisations["cfa"]
    page = as_role("pilot").post(
        address(cast, "say_stake", cfa.pk),
        {"code": "free", "words": "Garder nos formateurs", "weight": 3, "source": "said", "said_on": "2026-11-20"},
    )
    assert "a besoin d&#x27;une famille" in page.text
    assert "Garder nos formateurs" in page.text
    page = as_role("pilot").post(address(cast, "say_stake", cfa.pk), {"code": "Z9", "weight": 9})
    assert page.status_code == 200
    assert not Stake.objects.exists()


def test_a_code_already_said_is_no_longer_offered(as_role, told):
    page = as_role("pilot").get(address(told, "say_stake", told.organisations["cfa"].pk)).text
    assert 'value="E6"' not in page
    assert 'value="E7"' in page


def test_resources_are_said_and_changed(as_role, told):
    client, cfa = as_role("partner"), told.organisations["cfa"]
    assert client.get(address(told, "say_resource", cfa.pk), {"sens": "seeks"}).status_code == 200
    client.post(
        address(told, "say_resource", cfa.pk), {"direction": "seeks", "nature": "money", "description": "Un minibus"}
    )
    bus = Resource.objects.get(nature="money")
    assert client.get(address(told, "edit_resource", bus.pk)).status_code == 200
    client.post(
        address(told, "edit_resource", bus.pk),
        {"direction": "seeks", "nature": "equipment", "description": "Un minibus", "read_version": bus.version},
    )
    bus.refresh_from_db()
    assert bus.nature == "equipment"
    client.post(address(told, "remove_resource", bus.pk))
    assert not Resource.objects.filter(pk=bus.pk).exists()


@pytest.mark.parametrize("name", ["home", "names", "actors"])
def test_more_actors_add_no_query(as_role, cast, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = as_role("pilot")

    def ask():
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address(cast, name)).status_code == 200
        return len(asked)

    actions.say_stake(organisation=cast.organisations["cfa"], code="E1", by=cast.lea)
    few = ask()
    for actor in cast.organisations.values():
        for code in ("E2", "S1", "F2"):
            actions.say_stake(organisation=actor, code=code, words="Avec nos mots", by=cast.lea)
    assert ask() == few
