"""An actor says its stakes and resources: who may, and what is refused in one sentence."""

from __future__ import annotations

import pytest

from maillage.journal.models import Entry
from maillage.stakes import actions
from maillage.stakes.models import Resource, Stake
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal


def test_a_partner_says_a_stake_for_its_own_organisation(cast):
    stake = actions.say_stake(
        organisation=cast.organisations["cfa"], code="E6", words="Remplir la 2e année", weight=4, by=cast.karim
    )
    assert (stake.family, stake.weight, stake.space) == ("economic", 4, cast.space)
    assert str(stake) == "E6\u00a0·\u00a0Développer ou remplir une offre de formation"
    entry = Entry.objects.get(code="stakes.stake_said")
    assert entry.sentence == "Karim Haddad a noté un enjeu de « CFA des Trois Rivières »."


def test_a_partner_does_not_speak_for_another(cast):
    with pytest.raises(NotAllowed, match="au nom de votre organisation"):
        actions.say_stake(organisation=cast.organisations["mission"], code="S1", by=cast.karim)
    with pytest.raises(NotAllowed, match="au nom de votre organisation"):
        actions.say_resource(
            organisation=cast.organisations["mission"],
            direction="brings",
            nature="people",
            description="Deux conseillers",
            by=cast.karim,
        )


@pytest.mark.parametrize("who", ["ines", "paul"])
def test_observers_and_strangers_say_nothing(cast, who):
    with pytest.raises(NotAllowed):
        actions.say_stake(organisation=cast.organisations["cfa"], code="S1", by=getattr(cast, who))
    assert not Stake.objects.exists()


def test_the_team_speaks_for_an_actor_and_says_so(cast):
    stake = actions.say_stake(organisation=cast.organisations["mission"], code="S1", source="reported", by=cast.nadia)
    assert stake.get_source_display() == "rapporté par le pilote"
    with pytest.raises(Refusal, match="Seule l'équipe du pilote rapporte"):
        actions.say_stake(organisation=cast.organisations["cfa"], code="S1", source="reported", by=cast.karim)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"code": "E9"}, "« E9 » n'est pas au catalogue"),
        ({"code": ""}, "ou dites-le avec vos mots"),
        ({"words": "Garder nos formateurs"}, "a besoin d'une famille"),
        ({"words": "Garder nos formateurs", "family": "sport"}, "a besoin d'une famille"),
        ({"code": "E1", "weight": 0}, "Le poids va de 1"),
        ({"code": "E1", "weight": 6}, "Le poids va de 1"),
        ({"code": "E1", "weight": 2.5}, "Le poids va de 1"),
        ({"code": "E1", "weight": None}, "Le poids va de 1"),
        ({"code": "E1", "source": "rumour"}, "Dites d'où vient cet enjeu"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_sentence(cast, said, sentence):
    with pytest.raises(Refusal, match=sentence):
        actions.say_stake(organisation=cast.organisations["cfa"], by=cast.lea, **said)
    assert not Stake.objects.exists()
    assert not Entry.objects.filter(code="stakes.stake_said").exists()


def test_a_free_stake_keeps_the_family_that_was_given(cast):
    stake = actions.say_stake(
        organisation=cast.organisations["cfa"], words="  Garder nos formateurs ", family="training", by=cast.karim
    )
    assert (stake.code, stake.words, stake.family) == ("", "Garder nos formateurs", "training")


def test_the_family_of_a_code_cannot_be_contradicted(cast):
    stake = actions.say_stake(organisation=cast.organisations["cfa"], code="S4", family="economic", by=cast.karim)
    assert stake.family == "social"


def test_the_same_code_twice_for_an_actor_is_refused(cast):
    actions.say_stake(organisation=cast.organisations["cfa"], code="E6", by=cast.karim)
    with pytest.raises(Refusal, match="a déjà dit l'enjeu E6"):
        actions.say_stake(organisation=cast.organisations["cfa"], code="E6", by=cast.lea)
    other = actions.say_stake(organisation=cast.organisations["cfa"], code="E7", by=cast.karim)
    with pytest.raises(Refusal, match="a déjà dit l'enjeu E6"):
        actions.edit_stake(stake=other, code="E6", weight=3, by=cast.karim)
    other.refresh_from_db()
    assert (other.code, other.version) == ("E7", 1)


def test_two_people_do_not_overwrite_each_other(cast):
    stake = actions.say_stake(organisation=cast.organisations["cfa"], code="E6", by=cast.karim)
    read_by_both = stake.version
    actions.edit_stake(stake=stake, code="E6", words="A", weight=4, expected_version=read_by_both, by=cast.karim)
    with pytest.raises(EditedMeanwhile, match="Rien n'a été écrasé"):
        actions.edit_stake(stake=stake, code="E6", words="B", weight=1, expected_version=read_by_both, by=cast.lea)
    stake.refresh_from_db()
    assert (stake.words, stake.weight) == ("A", 4)


def test_a_stake_is_taken_back_by_its_actor_only(cast):
    stake = actions.say_stake(organisation=cast.organisations["mission"], code="S1", by=cast.lea)
    with pytest.raises(NotAllowed):
        actions.remove_stake(stake=stake, by=cast.karim)
    actions.remove_stake(stake=stake, by=cast.lea)
    assert not Stake.objects.exists()


def test_an_archived_actor_says_nothing_more(cast):
    from django.utils import timezone

    cfa = cast.organisations["cfa"]
    cfa.archived_at = timezone.now()
    cfa.save()
    with pytest.raises(Refusal, match="est archivée"):
        actions.say_stake(organisation=cfa, code="E6", by=cast.lea)


def test_a_resource_is_said_changed_and_taken_back(cast):
    room = actions.say_resource(
        organisation=cast.organisations["cfa"],
        direction="brings",
        nature="places",
        description="20 places",
        by=cast.karim,
    )
    actions.edit_resource(
        resource=room, direction="brings", nature="places", description="24 places", expected_version=1, by=cast.karim
    )
    with pytest.raises(EditedMeanwhile):
        actions.edit_resource(
            resource=room, direction="brings", nature="places", description="1", expected_version=1, by=cast.lea
        )
    assert Resource.objects.get().description == "24 places"
    actions.remove_resource(resource=room, by=cast.karim)
    assert not Resource.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"direction": "lends"}, "apporte ou recherche"),
        ({"nature": "magic"}, "Choisissez la nature"),
        ({"description": "  "}, "en clair, en une phrase"),
        ({"description": "x" * 241}, "240"),
    ],
)
def test_a_resource_that_cannot_be_kept_is_refused(cast, wrong, sentence):
    told = {"direction": "brings", "nature": "places", "description": "20 places"} | wrong
    with pytest.raises(Refusal, match=sentence):
        actions.say_resource(organisation=cast.organisations["cfa"], by=cast.karim, **told)
    assert not Resource.objects.exists()


def test_what_was_said_is_read_by_its_actor_and_the_pilot_only(cast):
    own = actions.say_stake(organisation=cast.organisations["cfa"], code="E6", by=cast.karim)
    actions.say_stake(organisation=cast.organisations["mission"], code="S1", by=cast.lea)
    assert Stake.objects.visible_to(cast.lea).count() == 2
    assert Stake.objects.visible_to(cast.nadia).count() == 0
    assert list(Stake.objects.visible_to(cast.karim)) == [own]
    assert not Stake.objects.visible_to(cast.ines).exists()
    assert not Stake.objects.visible_to(cast.paul).exists()
