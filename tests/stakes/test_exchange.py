"""Resources: how much, when, on what terms; needs that meet offers; who alone holds what; what actors show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from maillage.stakes import actions
from maillage.stakes.analyses import read_exchange, read_named_exchange
from maillage.stakes.models import Resource
from maillage.toolkit.refusals import Refusal

URL = reverse("stakes:resources", args=["pays-d-aulne"])


@pytest.fixture
def tell(cast):
    def say(key: str, direction: str, nature: str, description: str, by=None, **more) -> Resource:
        return actions.say_resource(
            organisation=cast.organisations[key],
            direction=direction,
            nature=nature,
            description=description,
            by=by or cast.lea,
            **more,
        )

    return say


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"quantity": Decimal(0)}, "plus grande que zéro"),
        ({"unit": "places"}, "sans quantité"),
        ({"starts_on": date(2027, 2, 1), "ends_on": date(2027, 1, 1)}, "avant de commencer"),
    ],
)
def test_a_resource_is_refused_with_its_reason(tell, more, why):
    with pytest.raises(Refusal, match=why):
        tell("cfa", "brings", "places", "Douze chambres", **more)


def test_a_need_meets_an_offer_said_with_the_same_words(tell, cast):
    tell(
        "mission", "seeks", "places", "Chambres à la semaine", thing="hébergement", quantity=Decimal(8), unit="chambres"
    )
    tell("jeunes", "brings", "places", "Foyer", thing="Hébergement", quantity=Decimal(12), unit="chambres")
    tell("opco", "brings", "places", "Plateau technique")
    (need,) = read_named_exchange(cast.space).needs
    (match,) = need.matches
    assert match.offer.actor.name == "Collectif des apprentis du Nord"
    assert match.reasons == "la même chose ; la quantité suffit"
    assert need.same_nature == 1
    tell("lycee", "seeks", "places", "Un plateau technique le mercredi")
    second = next(one for one in read_named_exchange(cast.space).needs if one.need.actor.name.startswith("Lycée"))
    assert second.matches[0].common == ("plateau", "technique")


def test_periods_that_do_not_meet_are_said(tell, cast):
    tell("mission", "seeks", "places", "x", thing="salle", starts_on=date(2027, 1, 1), ends_on=date(2027, 2, 1))
    tell("epci", "brings", "places", "y", thing="salle", starts_on=date(2027, 3, 1))
    (need,) = read_named_exchange(cast.space).needs
    assert need.matches[0].same_time is False
    assert "pas à la même période" in need.matches[0].reasons


def test_an_actor_does_not_meet_itself(tell, cast):
    tell("cfa", "seeks", "places", "x", thing="salle")
    tell("cfa", "brings", "places", "y", thing="salle")
    reading = read_named_exchange(cast.space)
    assert not reading.needs[0].matches
    assert reading.unanswered


def test_who_alone_holds_what(tell, cast):
    tell("cfa", "brings", "equipment", "Deux fuselages", thing="atelier")
    tell("lycee", "brings", "equipment", "Le mercredi", thing="Atelier")
    tell("lycee", "brings", "network", "Anciens élèves", thing="anciens élèves")
    reading = read_named_exchange(cast.space)
    lycee, cfa = reading.holders
    assert lycee.alone == ("anciens élèves",)
    assert (lycee.exclusivity, cfa.exclusivity) == (pytest.approx(1.3679, abs=1e-4), pytest.approx(0.3679, abs=1e-4))
    assert "1 chose ne tient qu'à un acteur" in reading.sentence


def test_only_what_an_actor_shows_is_read_with_its_name(tell, cast, as_role):
    tell("fret", "brings", "people", "Tuteurs secrets", thing="tuteur")
    tell("epci", "brings", "places", "Salle du conseil", thing="salle", is_shown=True)
    assert [one.description for one in read_exchange(cast.space).offers] == ["Salle du conseil"]
    for role in ("partner", "observer", "facilitator"):
        page = as_role(role).get(URL).text
        assert "Communauté des Aulnes" in page
        assert "Tuteurs secrets" not in page
        assert "Fret Horizon" not in page
    assert "Fret Horizon" in as_role("pilot").get(URL).text


def test_a_partner_finds_shown_offers_in_front_of_its_needs(tell, cast, as_role):
    tell("cfa", "seeks", "places", "Une salle le jeudi", thing="salle", by=cast.karim)
    tell("epci", "brings", "places", "Salle du conseil", thing="salle", is_shown=True)
    tell("fret", "brings", "places", "Salle cachée", thing="salle")
    page = as_role("partner").get(URL).text
    assert "Ce que vous cherchez" in page
    assert "Salle du conseil" in page
    assert "Salle cachée" not in page


def test_what_is_lacking_is_said_to_members_once_published(tell, cast, as_role):
    tell("mission", "seeks", "money", "Une navette")
    assert "apportée par personne" not in as_role("observer").get(URL).text
    assert read_exchange(cast.space).lacking == ("financement",)
    assert "navette" not in as_role("observer").get(URL).text
