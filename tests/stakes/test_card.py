"""What an actor's sheet shows of this room: its stakes and resources, to those who may read them."""

from __future__ import annotations

import pytest

from maillage.stakes import actions


@pytest.fixture
def sheets(cast):
    for key, words in [("cfa", "Remplir la deuxième année"), ("mission", "Ne laisser personne")]:
        actions.say_stake(organisation=cast.organisations[key], code="S4", words=words, by=cast.lea)
    return {key: cast.organisations[key].get_absolute_url() for key in ("cfa", "mission")}


def test_the_pilot_reads_the_card_of_every_actor(as_role, sheets):
    page = as_role("pilot").get(sheets["mission"]).text
    assert "Ne laisser personne" in page
    assert "Relire et compléter" in page


def test_a_partner_reads_its_own_card_only(as_role, sheets):
    client = as_role("partner")
    assert "Remplir la deuxième année" in client.get(sheets["cfa"]).text
    assert "Ne laisser personne" not in client.get(sheets["mission"]).text


def test_an_observer_reads_no_card(as_role, sheets):
    page = as_role("observer").get(sheets["cfa"])
    assert page.status_code == 200
    assert "deuxième année" not in page.text
