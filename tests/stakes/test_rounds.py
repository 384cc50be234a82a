"""Rounds, objectives, positions and influences: who writes what, and what is refused in one sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from maillage.actors.models import Organisation
from maillage.journal.models import Entry
from maillage.stakes import actions
from maillage.stakes.models import Influence, KeptStake, Objective, Position, PositionSheet, Round, Stake
from maillage.stakes.standing import needs
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal


def test_objectives_are_numbered_and_keep_their_number(cast, objectives):
    assert [one.code for one in objectives] == ["O1", "O2", "O3"]
    actions.set_objective_aside(objective=objectives[2], by=cast.lea)
    fourth = actions.add_objective(space=cast.space, label="Un médiateur", family="social", by=cast.nadia)
    assert fourth.code == "O4"
    assert list(Objective.objects.in_space(cast.space).current()) == [*objectives[:2], fourth]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"label": " ", "family": "social"}, "en une ligne"),
        ({"label": "Un guichet", "family": "autre"}, "famille"),
        ({"label": "Ouvrir un guichet commun", "family": "social"}, "déjà posé"),
        ({"label": "Un guichet", "family": "social", "stake_code": "Z9"}, "catalogue"),
    ],
)
def test_an_objective_is_refused_with_its_reason(cast, objectives, words, why):
    with pytest.raises(Refusal, match=why):
        actions.add_objective(space=cast.space, by=cast.lea, **words)


def test_the_family_of_a_judged_objective_stays(cast, said, objectives):
    with pytest.raises(Refusal, match="gardez sa famille"):
        actions.edit_objective(objective=objectives[0], label="Un guichet", family="social", by=cast.lea)
    objectives[0].refresh_from_db()
    actions.edit_objective(objective=objectives[0], label="Un guichet", family="institutional", by=cast.lea)
    objectives[0].refresh_from_db()
    assert objectives[0].label == "Un guichet"


def test_an_objective_taken_up_again_must_still_be_the_only_one_of_its_name(cast, objectives):
    actions.set_objective_aside(objective=objectives[0], by=cast.lea)
    actions.add_objective(space=cast.space, label=objectives[0].label, family="social", by=cast.lea)
    with pytest.raises(Refusal, match="déjà posé"):
        actions.take_objective_up(objective=objectives[0], by=cast.lea)


def test_one_round_at_a_time(cast, round):
    with pytest.raises(Refusal, match="encore ouvert"):
        actions.open_round(space=cast.space, name="Automne", by=cast.lea)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(space=cast.space, name="Automne")
    actions.close_round(round=round, by=cast.lea)
    with pytest.raises(Refusal, match="s'appelle déjà"):
        actions.open_round(space=cast.space, name="Printemps", by=cast.lea)


def test_a_round_asks_the_actors_of_its_space_only(cast, round):
    stranger = Organisation.objects.create(
        space=cast.elsewhere, name="Ailleurs", kind="other", college="training", family="social"
    )
    with pytest.raises(Refusal, match="pas un acteur de cet espace"):
        actions.ask_actors(round=round, organisations=[stranger], by=cast.lea)
    assert actions.ask_actors(round=round, organisations=[cast.organisations["opco"]], by=cast.nadia) == 1
    assert actions.ask_actors(round=round, organisations=[cast.organisations["opco"]], by=cast.nadia) == 0


def test_whoever_answered_is_not_let_go(cast, round, sheet_of, objectives):
    sheet = sheet_of("Fret Horizon")
    actions.say_positions(sheet=sheet, values={objectives[0].pk: 2}, by=cast.lea)
    with pytest.raises(Refusal, match="a dit ses positions"):
        actions.let_go(sheet=sheet, by=cast.lea)
    actions.say_positions(sheet=sheet, values={objectives[0].pk: None}, by=cast.lea)
    actions.let_go(sheet=sheet_of("Fret Horizon"), by=cast.lea)
    assert not PositionSheet.objects.filter(round=round, organisation__name="Fret Horizon").exists()


def test_positions_are_said_changed_and_taken_back(cast, round, sheet_of, objectives):
    one, two, _three = objectives
    actions.say_positions(sheet=sheet_of("Fret Horizon"), values={one.pk: 2, two.pk: -4}, by=cast.lea)
    actions.say_positions(sheet=sheet_of("Fret Horizon"), values={one.pk: None, two.pk: 0}, by=cast.lea)
    assert list(Position.objects.values_list("objective", "value")) == [(two.pk, 0)]
    assert sheet_of("Fret Horizon").said_on


@pytest.mark.parametrize("value", [5, -5, 1.5, True, "2"])
def test_a_position_out_of_the_scale_is_refused_and_nothing_is_written(cast, round, sheet_of, objectives, value):
    with pytest.raises(Refusal, match="de −4"):
        actions.say_positions(
            sheet=sheet_of("Fret Horizon"), values={objectives[0].pk: 1, objectives[1].pk: value}, by=cast.lea
        )
    assert not Position.objects.exists()


def test_two_people_do_not_overwrite_each_other(cast, round, sheet_of, objectives):
    read = sheet_of("Fret Horizon").version
    actions.say_positions(sheet=sheet_of("Fret Horizon"), values={objectives[0].pk: 1}, by=cast.lea)
    with pytest.raises(EditedMeanwhile):
        actions.say_positions(
            sheet=sheet_of("Fret Horizon"), values={objectives[0].pk: 4}, expected_version=read, by=cast.lea
        )


def test_a_partner_speaks_for_its_own_organisation(cast, round, sheet_of, objectives):
    actions.say_positions(sheet=sheet_of("CFA des Trois Rivières"), values={objectives[0].pk: 3}, by=cast.karim)
    with pytest.raises(NotAllowed, match="parle pour elle-même"):
        actions.say_positions(sheet=sheet_of("Fret Horizon"), values={objectives[0].pk: 3}, by=cast.karim)
    with pytest.raises(NotAllowed):
        actions.say_positions(sheet=sheet_of("Fret Horizon"), values={objectives[0].pk: 3}, by=cast.ines)


def test_a_facilitator_does_not_rewrite_what_it_did_not_note(cast, round, sheet_of, objectives):
    actions.say_positions(sheet=sheet_of("CFA des Trois Rivières"), values={objectives[0].pk: 3}, by=cast.karim)
    with pytest.raises(NotAllowed):
        actions.say_positions(sheet=sheet_of("CFA des Trois Rivières"), values={objectives[0].pk: 1}, by=cast.nadia)
    assert not PositionSheet.objects.visible_to(cast.nadia).exists()
    assert not Position.objects.visible_to(cast.nadia).exists()
    assert Position.objects.visible_to(cast.karim).count() == 1
    assert not Position.objects.visible_to(cast.ines).exists()
    assert not Position.objects.visible_to(cast.paul).exists()


def test_a_closed_round_takes_nothing_more(cast, closed, sheet_of, objectives, players):
    for refused in (
        lambda: actions.say_positions(sheet=sheet_of("Fret Horizon"), values={objectives[0].pk: 1}, by=cast.lea),
        lambda: actions.weigh_influences(round=closed, values={}, by=cast.lea),
        lambda: actions.ask_actors(round=closed, organisations=[], by=cast.lea),
        lambda: actions.close_round(round=closed, by=cast.lea),
    ):
        with pytest.raises(Refusal, match="est clos"):
            refused()


def test_closing_keeps_the_stakes_of_the_day_without_their_words(cast, said, players):
    fret = players["Fret Horizon"]
    stake = actions.say_stake(organisation=fret, code="E1", words="Un secret", weight=4, by=cast.lea)
    actions.close_round(round=said, by=cast.lea)
    actions.edit_stake(stake=stake, code="E1", weight=2, by=cast.lea)
    kept = KeptStake.objects.get()
    assert (kept.organisation, kept.code, kept.weight) == (fret, "E1", 4)
    assert "words" not in {field.name for field in KeptStake._meta.fields}
    assert not KeptStake.objects.visible_to(cast.nadia).exists()
    actions.reopen_round(round=said, by=cast.lea)
    assert not KeptStake.objects.exists()
    assert Stake.objects.get().weight == 2


def test_only_the_last_round_reopens(cast, closed):
    later = actions.open_round(space=cast.space, name="Automne", by=cast.lea)
    with pytest.raises(Refusal, match="plus récent"):
        actions.reopen_round(round=closed, by=cast.lea)
    actions.remove_round(round=later, by=cast.lea)
    with pytest.raises(Refusal, match="a reçu des réponses"):
        actions.remove_round(round=closed, by=cast.lea)
    actions.reopen_round(round=closed, by=cast.lea)
    assert closed.is_open


def test_a_round_open_for_long_calls_for_the_pilot(cast, round, sheet_of, objectives):
    actions.say_positions(sheet=sheet_of("Fret Horizon"), values={objectives[0].pk: 1}, by=cast.lea)
    assert not [need for need in needs(cast.space, round.opened_on) if "tour" in need.sentence]
    (need,) = [need for need in needs(cast.space, round.opened_on + timedelta(days=14)) if "tour" in need.sentence]
    assert "« Printemps » attend encore 8 acteurs" in need.sentence
    actions.close_round(round=round, by=cast.lea)
    assert not [one for one in needs(cast.space, round.opened_on + timedelta(days=14)) if "tour" in one.sentence]


def test_influences_are_the_pilots_alone(cast, round, players):
    fret, cfa = players["Fret Horizon"].pk, players["CFA des Trois Rivières"].pk
    actions.weigh_influences(round=round, values={(fret, cfa): 3, (cfa, fret): 0}, by=cast.lea)
    for person in (cast.nadia, cast.karim, cast.ines, cast.paul):
        assert not Influence.objects.visible_to(person).exists()
        with pytest.raises(NotAllowed):
            actions.weigh_influences(round=round, values={(fret, cfa): 1}, by=person)
    assert Influence.objects.visible_to(cast.lea).count() == 2
    assert "3" not in str([entry.details for entry in Entry.objects.filter(code="stakes.influences_weighed")])
    actions.weigh_influences(round=round, values={(fret, cfa): None}, by=cast.lea)
    assert Influence.objects.count() == 1


@pytest.mark.parametrize(
    ("pair", "value", "why"),
    [(("fret", "fret"), 1, "lui-même"), (("fret", "opco"), 1, "prend pas part"), (("fret", "cfa"), 5, "de 0")],
)
def test_an_influence_is_refused_with_its_reason(cast, round, pair, value, why):
    values = {tuple(cast.organisations[key].pk for key in pair): value}
    with pytest.raises(Refusal, match=why):
        actions.weigh_influences(round=round, values=values, by=cast.lea)


def test_influences_of_the_round_before_are_taken_up(cast, said, players):
    fret, cfa = players["Fret Horizon"], players["CFA des Trois Rivières"]
    opco = cast.organisations["opco"]
    actions.weigh_influences(round=said, values={(fret.pk, cfa.pk): 3, (cfa.pk, fret.pk): 1}, by=cast.lea)
    actions.close_round(round=said, by=cast.lea)
    later = actions.open_round(space=cast.space, name="Automne", organisations=[fret, cfa, opco], by=cast.lea)
    assert actions.copy_influences(round=later, earlier=said, by=cast.lea) == 2
    assert Influence.objects.filter(round=later).count() == 2


def test_the_database_refuses_what_cannot_be(cast, round, sheet_of, objectives, players):
    fret = players["Fret Horizon"]
    wrong = [
        lambda: Position.objects.create(
            space=cast.space, sheet=sheet_of("Fret Horizon"), objective=objectives[0], value=5
        ),
        lambda: Influence.objects.create(space=cast.space, round=round, source=fret, target=fret, value=1),
        lambda: PositionSheet.objects.create(space=cast.space, round=round, organisation=fret),
    ]
    for make in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            make()
