"""What actors said, with their name, stays with the pilot and with themselves; a facilitator reads what it noted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from maillage.groups import actions as groups
from maillage.stakes import actions
from maillage.stakes.models import Resource, Stake
from maillage.toolkit.refusals import NotAllowed, Refusal


def address(cast, name, *args):
    return reverse(f"stakes:{name}", args=[cast.space.slug, *args])


@pytest.fixture
def told(cast):
    """The CFA told Léa, the company told Nadia; Karim speaks for the CFA."""
    cfa, fret = cast.organisations["cfa"], cast.organisations["fret"]
    actions.say_stake(organisation=cfa, code="F1", words="Remplir la deuxième année", by=cast.lea)
    actions.say_resource(organisation=cfa, direction="brings", nature="places", description="Vingt places", by=cast.lea)
    actions.say_stake(organisation=fret, code="E1", words="Trouver dix caristes", by=cast.nadia)
    return cast


def test_the_facilitator_reads_who_answered_never_what(as_role, told):
    nadia = as_role("facilitator")
    asked = nadia.get(address(told, "actors"))
    assert "CFA des Trois Rivières" in asked.text
    home = nadia.get(address(told, "home")).text
    assert "Voir qui a dit quoi" not in home
    assert "Noter ce qu'un acteur a dit" in home
    sheet = nadia.get(address(told, "organisation", told.organisations["cfa"].pk)).text
    card = nadia.get(told.organisations["cfa"].get_absolute_url()).text
    for page in (asked.text, home, sheet, card):
        assert "deuxième année" not in page
        assert "Vingt places" not in page
    assert "Vous n'avez rien noté" in sheet
    assert "Vous n&#x27;avez rien noté" in card or "Vous n'avez rien noté" in card


def test_what_the_facilitator_noted_remains_its_own_until_someone_rewords_it(as_role, told):
    nadia, fret = as_role("facilitator"), told.organisations["fret"]
    assert "Trouver dix caristes" in nadia.get(address(told, "organisation", fret.pk)).text
    assert "Trouver dix caristes" in nadia.get(fret.get_absolute_url()).text
    stake = Stake.objects.get(code="E1")
    actions.edit_stake(stake=stake, code="E1", words="Garder nos caristes", by=told.lea)
    assert "Garder nos caristes" not in nadia.get(address(told, "organisation", fret.pk)).text
    assert nadia.get(address(told, "edit_stake", stake.pk)).status_code == 404
    with pytest.raises(NotAllowed, match="ce que vous avez noté"):
        actions.edit_stake(stake=stake, code="E1", words="Autre", by=told.nadia)
    with pytest.raises(NotAllowed, match="ce que vous avez noté"):
        actions.remove_resource(resource=Resource.objects.get(), by=told.nadia)


def test_a_refusal_says_nothing_of_what_was_said(told):
    with pytest.raises(Refusal, match="déjà noté pour cette organisation") as refused:
        actions.say_stake(organisation=told.organisations["cfa"], code="F1", by=told.nadia)
    assert "deuxième année" not in str(refused.value)
    with pytest.raises(Refusal, match="a déjà dit l'enjeu F1"):
        actions.say_stake(organisation=told.organisations["cfa"], code="F1", by=told.lea)


def test_whoever_composes_a_group_learns_no_stake_of_an_organisation(as_role, told):
    group = groups.create_group(space=told.space, name="Groupe", by=told.lea)
    page = reverse("groups:candidates", args=[told.space.slug, group.pk])
    assert "CFA des Trois Rivières" in as_role("pilot").get(page, {"stake": "F1"}).text
    assert "CFA des Trois Rivières" not in as_role("facilitator").get(page, {"stake": "F1"}).text
    seat = reverse("groups:seat", args=[told.space.slug, group.pk, told.organisations["cfa"].pk])
    assert "F1" in as_role("pilot").get(seat).text
    assert "F1" not in as_role("facilitator").get(seat).text
