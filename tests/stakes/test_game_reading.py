"""The game of actors, read with names by the pilot and without by the members; the same numbers as the command."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.actors.models import Organisation
from maillage.stakes import actions, analyses, exports, pictures
from maillage.stakes.analyses.hiding import hidden_sides
from maillage.stakes.analyses.shared_game import _aim
from maillage.stakes.enums import Box
from maillage.stakes.queries import Aim, game_of
from maillage.toolkit.spreadsheets import to_csv


def weigh_all(cast, round, players):
    pks = [one.pk for one in players.values()]
    values = {(a, b): (3 * i + 2 * j) % 5 for i, a in enumerate(pks) for j, b in enumerate(pks) if a != b}
    actions.weigh_influences(round=round, values=values, by=cast.lea)


def test_the_pilot_reads_who_stands_where(cast, said, objectives):
    reading = analyses.read_named_game(said)
    assert reading.order == 2
    assert {one.aim.code: one.box for one in reading.aims} == {
        "O1": Box.TO_AWAKEN,
        "O2": Box.COMMON_GROUND,
        "O3": Box.TO_DEBATE,
    }
    first = reading.aims[0]
    assert first.in_favour == first.mobilisation == 17
    assert reading.aims[2].opponents[0].actor.name == "Fret Horizon"
    assert "1 position non dite compte comme neutre" in reading.caution
    couple = reading.furthest[0]
    assert {couple.one.name, couple.other.name} == {"Fret Horizon", "Mission locale de la Plaine"}
    assert couple.divergence == 3 + 3.5  # |4|,|−2| then |−3|,|4|
    assert couple.convergence == 2
    assert "Fret Horizon" in reading.couples_sentence
    assert "Aucune influence" in reading.power_sentence


def test_influences_weigh_only_in_what_the_pilot_reads(cast, said, players):
    before = asdict(analyses.read_round(said))
    weigh_all(cast, said, players)
    named = analyses.read_named_game(said)
    assert named.order == 3
    assert sum(player.strength for player in named.players) == pytest.approx(len(named.players))
    assert asdict(analyses.read_round(said)) == before


@pytest.mark.parametrize(("convention", "order"), [("lipsor", 3), ("literal", 2), ("product", 3)])
def test_the_command_gives_the_same_numbers_as_the_page(cast, said, players, here, tmp_path, convention, order):
    weigh_all(cast, said, players)
    game = game_of(said, with_influences=True)
    for name in exports.TABLES:
        sheet = exports.table_of(game, name)
        (tmp_path / f"{name}.csv").write_bytes(to_csv(sheet.columns, sheet.rows))
    told = json.loads(
        here(
            f"analyse strategy {tmp_path}/positions.csv --influences {tmp_path}/influences.csv --empty-as-neutral "
            f"--families {tmp_path}/familles.csv --convention {convention} --order {order}"
        )
    )
    assert told["parameters"]["empty_cells"] == game.unsaid == 1
    page = analyses.read_named_game(said, order=order, convention=convention)
    between = told["game"]["between_actors"][order - 1]
    assert between["degree_of_convergence"] == pytest.approx(page.degree)
    assert between["ambivalence"] == pytest.approx([player.ambivalence for player in page.players])
    assert told["balance"]["balance"] == pytest.approx([player.balance for player in page.players])
    assert told["objectives"]["polarisation"] == pytest.approx([one.polarisation for one in page.aims])
    strength = told["game"]["power"]["relative_strength"]
    assert strength == pytest.approx([player.strength for player in page.players])


def test_an_empty_cell_is_refused_unless_it_is_said_to_be_neutral(here, tmp_path):
    from maillage.toolkit.refusals import Refusal

    file = tmp_path / "p.csv"
    file.write_text("acteur;O1;O2\nA;1;\nB;2;-1\n", encoding="utf-8")
    with pytest.raises((Refusal, Exception), match="vide"):
        here(f"analyse strategy {file}")
    assert json.loads(here(f"analyse strategy {file} --empty-as-neutral"))["parameters"]["empty_cells"] == 1


def test_members_read_objectives_and_colleges_never_a_name(cast, closed, players):
    reading = analyses.read_game(cast.space)
    assert (reading.asked, reading.answered) == (9, 9)
    assert [cell.one for row in reading.matrix for cell in row[:1]] == ["employment", "training", "companies"]
    words = repr(reading) + reading.sentence + reading.matrix_sentence + reading.axis_sentence + reading.source
    assert not any(name in words for name in players)
    first, second, third = reading.aims
    assert (first.in_favour, first.against, first.neither) == (9, 0, 0)
    assert (second.in_favour, second.against, second.neither) == (6, 3, 0)
    assert third.box == Box.TO_DEBATE


def test_nothing_is_read_of_a_round_that_is_open(cast, said):
    assert analyses.read_game(cast.space) is None


def test_under_three_answers_nothing_is_shown(cast, round, sheet_of, objectives):
    for name in ("Fret Horizon", "Garage du Croult"):
        actions.say_positions(sheet=sheet_of(name), values={objectives[0].pk: 4}, by=cast.lea)
    actions.close_round(round=round, by=cast.lea)
    reading = analyses.read_game(cast.space)
    assert not reading.is_readable
    assert (reading.aims, reading.matrix, reading.degree) == ((), (), None)


def test_a_college_of_two_answers_does_not_appear(cast, round, sheet_of, objectives):
    for name in ("Fret Horizon", "Garage du Croult", "Boulangerie Noé", "CFA des Trois Rivières", "Centre Cap Métiers"):
        actions.say_positions(sheet=sheet_of(name), values={one.pk: 2 for one in objectives}, by=cast.lea)
    actions.close_round(round=round, by=cast.lea)
    reading = analyses.read_game(cast.space)
    assert all(line.balance is None for line in reading.colleges if line.college == "training")
    assert "training" not in {cell.one for row in reading.matrix for cell in row}


@given(st.lists(st.integers(-4, 4), min_size=3, max_size=30))
def test_a_count_of_one_or_two_is_never_shown(values):
    told = _aim(Aim(1, "O1", "x", "social"), values, "common_ground")
    assert not {told.in_favour, told.against, told.neither} & {1, 2}


@pytest.mark.parametrize("total", range(3, 31))
def test_no_subtraction_gives_a_hidden_count_back(total):
    """Whoever knows the total and the rule still has two possible values for each hidden count."""
    behind = defaultdict(set)
    for first in range(total + 1):
        for second in range(total - first + 1):
            counts = (first, second, total - first - second)
            display = tuple(hidden_sides(dict(zip("abc", counts, strict=True))).values())
            behind[display].add(counts)
    for display, possible in behind.items():
        for place, shown in enumerate(display):
            assert shown is not None or len({counts[place] for counts in possible}) > 1


def test_an_archived_actor_leaves_the_reading(cast, said, players):
    from django.utils import timezone

    Organisation.objects.filter(pk=players["Fret Horizon"].pk).update(archived_at=timezone.now())
    assert "Fret Horizon" not in {player.actor.name for player in analyses.read_named_game(said).players}


def test_pictures_are_drawn_with_their_words(cast, said, players):
    weigh_all(cast, said, players)
    reading = analyses.read_named_game(said)
    near, far = pictures.couples_graph(reading, apart=False), pictures.couples_graph(reading, apart=True)
    for svg in (near, far, pictures.boxes_svg(reading), pictures.axis_svg(reading), pictures.power_svg(reading)):
        assert svg.startswith("<svg")
        assert 'role="img"' in svg
        assert "style=" not in svg
    assert "Fret Horizon" in near
    members = analyses.read_round(said)
    assert "Fret Horizon" not in pictures.colleges_graph(members.matrix, apart=True)


def test_the_order_of_actors_changes_no_figure(cast, said):
    one = analyses.read_named_game(said)
    Organisation.objects.filter(name="Fret Horizon").update(name="Aaa Fret")
    other = analyses.read_named_game(said)
    assert one.degree == pytest.approx(other.degree)
    assert [aim.mobilisation for aim in one.aims] == [aim.mobilisation for aim in other.aims]


def test_what_changed_between_two_rounds(cast, closed, players, objectives, sheet_of):
    later = actions.open_round(space=cast.space, name="Automne", organisations=players.values(), by=cast.lea)
    for name in players:
        shift = 3 if name in ("Fret Horizon", "Garage du Croult", "Centre Cap Métiers") else 2
        values = {objectives[0].pk: 1, objectives[1].pk: 1, objectives[2].pk: shift}
        actions.say_positions(sheet=sheet_of(name, later), values=values, by=cast.lea)
    for name in ("Fret Horizon", "Garage du Croult", "Boulangerie Noé"):
        actions.say_stake(organisation=players[name], code="E1", by=cast.lea)
    actions.close_round(round=later, by=cast.lea)
    times = analyses.read_times(closed, later)
    change = analyses.read_change(times)
    assert [one.aim.code for one in change.moved if one.after.box == Box.COMMON_GROUND] == ["O1", "O3"]
    assert "O3" in change.ground_sentence
    assert [(one.stake.code, one.before, one.after) for one in change.stakes] == [("E1", 0, 3)]
    assert not any(name in repr(change) + change.sentence for name in players)
    fret = next(one for one in analyses.read_named_change(times) if one.actor.name == "Fret Horizon")
    assert fret.gained == ("E1",)
    assert [(move.aim.code, move.before, move.after) for move in fret.stands] == [("O2", 4, 1), ("O3", -3, 3)]


def test_questions_do_not_grow_with_actors(cast, said, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        analyses.read_named_game(said)
    with django_assert_max_num_queries(4):
        analyses.read_round(said)
