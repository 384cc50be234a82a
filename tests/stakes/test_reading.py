"""What members read: counts, medians, tensions; never under three answers, never by subtraction."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.actors.models import Organisation
from maillage.stakes import actions, catalogue
from maillage.stakes.analyses import read_names, read_stakes
from maillage.stakes.analyses.hiding import shown_parts
from maillage.stakes.standing import needs, standing


def say(cast, organisation, code, weight=3, **more):
    return actions.say_stake(organisation=organisation, code=code, weight=weight, by=cast.lea, **more)


def line_of(reading, code):
    return next(line for line in reading.lines if line.stake.code == code)


def test_the_catalogue_is_the_dossiers():
    assert [stake.code for stake in catalogue.STAKES] == [
        *(f"E{n}" for n in range(1, 9)),
        *(f"S{n}" for n in range(1, 9)),
        *(f"F{n}" for n in range(1, 5)),
        *(f"I{n}" for n in range(1, 7)),
    ]
    assert catalogue.BY_CODE["E6"].families_label == "économique et formation"
    assert all(stake.code[0] == stake.family[0].upper() for stake in catalogue.STAKES if stake.code[0] != "F")
    assert len(catalogue.PAIRS) == 8


@pytest.mark.parametrize("pair", catalogue.PAIRS, ids=lambda pair: pair.key)
def test_a_tension_has_two_known_and_distinct_ends(pair):
    assert pair.one_end.codes <= set(catalogue.BY_CODE)
    assert pair.other_end.codes <= set(catalogue.BY_CODE)
    assert pair.one_end.codes
    assert pair.other_end.codes
    assert not pair.one_end.codes & pair.other_end.codes
    assert pair.fact
    assert pair.source


def test_nobody_spoke_yet(cast):
    reading = read_stakes(cast.space)
    assert (reading.actors, reading.answered, reading.lines) == (8, 0, ())
    assert "Personne n'a encore dit ses enjeux" in reading.sentence
    assert reading.source == ""
    assert len(reading.unsaid) == 26


def test_a_stake_is_counted_once_three_actors_share_it(cast):
    for key, weight in [("cfa", 5), ("lycee", 2)]:
        say(cast, cast.organisations[key], "E6", weight)
    hidden = line_of(read_stakes(cast.space), "E6")
    assert (hidden.actors, hidden.median, hidden.share) == (None, None, None)
    say(cast, cast.organisations["mission"], "E6", 4)
    line = line_of(read_stakes(cast.space), "E6")
    assert (line.actors, line.median) == (3, 4)
    assert all(cell.actors is None and cell.median is None for cell in line.cells)


def test_a_college_shows_its_median_from_three_answers(cast, actor):
    for weight in (2, 4, 5):
        say(cast, actor("companies"), "E1", weight)
    cells = {cell.college: cell for cell in line_of(read_stakes(cast.space), "E1").cells}
    assert (cells["companies"].actors, cells["companies"].median, cells["companies"].depth) == (3, 4, 5)
    assert cells["training"].actors is None


def test_a_total_does_not_give_a_hidden_college_away(cast, actor):
    """Every college but one shows its figure: subtracting from the total would tell the last one."""
    for college, number in [
        ("companies", 4),
        ("training", 3),
        ("employment", 3),
        ("insertion", 3),
        ("chambers", 3),
        ("institutions", 2),
    ]:
        for _each in range(number):
            say(cast, actor(college), "E1")
    line = line_of(read_stakes(cast.space), "E1")
    hidden = [cell.college for cell in line.cells if cell.actors is None]
    assert line.actors == 18
    assert "institutions" in hidden
    assert len(hidden) == 2


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 9), min_size=2))
def test_no_hidden_count_can_be_worked_out(counts):
    """Whatever the total says, at least two fillings of the hidden cells agree with it (or they are all empty)."""
    shown = shown_parts(counts)
    assert all(value is None or value >= 3 for value in shown.values())
    hidden = [part for part in counts if shown[part] is None]
    rest = sum(counts[part] for part in hidden)
    if rest and len(hidden) < len(counts):
        assert len(hidden) > 1
        assert rest != 2 * len(hidden)


def test_the_sentence_names_the_most_shared_stake(cast, actor):
    for _each in range(3):
        say(cast, actor("companies"), "E1")
    reading = read_stakes(cast.space)
    assert reading.sentence == (
        "3 acteurs sur 11 ont dit leurs enjeux ; "
        "le plus partagé : E1\u00a0·\u00a0Pourvoir des postes en tension (3 acteurs)."
    )
    assert reading.source.startswith("Source : ce que 3 acteurs sur 11 ont dit dans cet espace, du ")


def test_hidden_stakes_keep_the_order_of_the_catalogue(cast):
    """One said twice must not come before one said once: their order would tell them apart."""
    say(cast, cast.organisations["cfa"], "E2")
    for key in ("cfa", "mission"):
        say(cast, cast.organisations[key], "S1")
    assert [line.stake.code for line in read_stakes(cast.space).lines] == ["E2", "S1"]


def test_archived_actors_and_other_spaces_do_not_count(cast, actor):
    from django.utils import timezone

    gone = actor("companies")
    say(cast, gone, "E1")
    gone.archived_at = timezone.now()
    gone.save()
    elsewhere = Organisation.objects.create(
        space=cast.elsewhere, name="Loin", kind="other", college="companies", family="economic"
    )
    actions.say_stake(organisation=elsewhere, code="E1", by=cast.paul)
    reading = read_stakes(cast.space)
    assert (reading.actors, reading.answered) == (8, 0)


def test_a_college_leans_between_social_and_economic(cast, actor):
    for _each in range(3):
        company = actor("companies")
        say(cast, company, "E1", 5)
        say(cast, company, "S1", 1)
    for _each in range(3):
        say(cast, actor("insertion"), "S3", 4)
    for _each in range(3):
        say(cast, actor("institutions"), "I5", 5)
    reading = read_stakes(cast.space)
    colleges = {line.college: line for line in reading.colleges}
    assert colleges["companies"].balance == pytest.approx(4 / 6)
    assert colleges["companies"].position == pytest.approx(83.3)
    assert colleges["companies"].leaning == "surtout l'économique"
    assert colleges["insertion"].balance == -1
    assert colleges["institutions"].balance is None  # neither economic nor social: not 0
    assert colleges["employment"].leaning == "moins de 3 réponses"
    assert reading.leanings.placed == 6


def test_a_free_stake_counts_with_its_family(cast, actor):
    for _each in range(3):
        actions.say_stake(organisation=actor("companies"), words="Tenir", family="economic", weight=5, by=cast.lea)
    reading = read_stakes(cast.space)
    assert reading.free == 3
    assert reading.lines == ()
    assert next(line for line in reading.families if line.family == "economic").said == 3
    assert next(line for line in reading.colleges if line.college == "companies").balance == 1


def test_a_tension_is_carried_when_three_actors_stand_at_each_end(cast, actor):
    for _each in range(3):
        say(cast, actor("companies"), "E4")
    support = [actor("insertion") for _each in range(2)]
    for each in support:
        say(cast, each, "S7")
    assert "cost_or_support" not in {pair.pair.key for pair in read_stakes(cast.space).carried_pairs}
    say(cast, actor("insertion"), "S7")
    (carried,) = [pair for pair in read_stakes(cast.space).carried_pairs if pair.pair.key == "cost_or_support"]
    assert (carried.one_end.actors, carried.other_end.actors, carried.both) == (3, 3, 0)
    assert carried.one_end.colleges == ("companies",)
    assert carried.other_end.colleges == ("insertion",)


def test_names_stay_with_the_pilots_team(cast, actor):
    alone = actor("companies", "Seule ici")
    say(cast, alone, "E4", words="Le tuteur coûte cher")
    say(cast, actor("insertion", "Proche"), "S7")
    shared = str(asdict(read_stakes(cast.space)))
    assert "Seule ici" not in shared
    assert "coûte cher" not in shared
    tensions = {tension.pair.key: tension for tension in read_names(cast.space).tensions}
    assert [each.name for each in tensions["cost_or_support"].one_end] == ["Seule ici"]
    assert [each.name for each in tensions["cost_or_support"].other_end] == ["Proche"]
    named = read_names(cast.space)
    assert [row.actor.name for row in named.rows] == ["Proche", "Seule ici"]
    assert [stake.code for stake in named.columns] == ["E4", "S7"]
    assert named.rows[1].cells[0].words == "Le tuteur coûte cher"
    assert len(named.silent) == 8


def test_needs_meet_offers(cast, actor):
    def resource(organisation, direction, nature):
        actions.say_resource(
            organisation=organisation, direction=direction, nature=nature, description="Un mot", by=cast.lea
        )

    for _each in range(3):
        resource(actor("companies"), "seeks", "data")
    resource(cast.organisations["cfa"], "brings", "places")
    resource(cast.organisations["cfa"], "brings", "places")
    lines = {line.nature: line for line in read_stakes(cast.space).resources}
    assert (lines["data"].seeks, lines["data"].brings, lines["data"].is_lacking) == (3, 0, True)
    assert (lines["places"].seeks, lines["places"].brings, lines["places"].is_lacking) == (0, None, False)
    assert "apporté par personne : données" in read_stakes(cast.space).resources_sentence
    (alone,) = read_names(cast.space).alone
    assert (alone.nature, alone.alone.name) == ("places", "CFA des Trois Rivières")


def test_the_step_says_where_it_stands(cast, actor):
    assert standing(cast.space).state == "to_start"
    assert list(needs(cast.space, date(2026, 11, 23))) == []
    say(cast, cast.organisations["cfa"], "E6")
    assert (standing(cast.space).state, standing(cast.space).count) == ("under_way", "1 acteur sur 8")
    for college in ("training", "companies", "companies"):
        actor(college)
    (need,) = needs(cast.space, date(2026, 11, 23))
    assert "2 collèges restent sous trois réponses" in need.sentence
    assert "formation, entreprises" in need.sentence


def test_stakes_said_more_than_a_year_ago_are_to_be_said_again(cast):
    for key in cast.organisations:
        say(cast, cast.organisations[key], "E6", said_on=date(2020, 1, 1))
    assert standing(cast.space).state == "to_review"
