"""What every part of the library refuses, in one sentence, rather than give a wrong number or a traceback.

The refusals of one method stand beside its examples; here are those that all methods share.
"""

import math

import numpy as np
import pytest
from scipy.sparse import csr_array

from maillage_analysis import access, composite, grid, group, network, strategy
from maillage_analysis.errors import InputError

NAMES = ["CFA", "Opco"]
TIES = network.Ties(NAMES, [[0, 1], [0, 0]])
GROUPS = {"CFA": "training", "Opco": "funds"}
STANDS = strategy.actor_positions(strategy.PositionTable(NAMES, ["hire"], [[1], [2]]))
RATINGS = [[1, 2, 3, 2, 1], [4, 5, 4, 4, 5], [2, 2, 3, 1, 2]]
APART = [[0, 1], [1, 0]]
TWO = [group.Candidate("a", frozenset({"youth"})), group.Candidate("b")]
NEAR = access.pairs_from_matrix([[5.0, 10.0], [20.0, 30.0]])
ONE_TYPE = grid.TypologyRules(prototypes={"T1": dict.fromkeys(grid.PROFILE_COLUMNS, 3)})


def refused(call) -> str:
    with pytest.raises(InputError) as refusal:
        call()
    return str(refusal.value)


@pytest.mark.parametrize("seed", [-1, 1.5, "today", None, True])
@pytest.mark.parametrize(
    "draw",
    [
        lambda seed: network.brokerage(TIES, GROUPS, permutations=9, seed=seed),
        lambda seed: network.external_internal(TIES, GROUPS, permutations=9, seed=seed),
        lambda seed: network.core_periphery(TIES, seed=seed),
        lambda seed: grid.bootstrap_alpha(RATINGS, seed=seed),
        lambda seed: grid.cluster_stability(APART, 2, seed=seed),
        lambda seed: grid.latent_classes([["yes"], ["no"]], ["hires"], 1, seed=seed),
        lambda seed: group.draw_group(group.fair_lottery(TWO, size=1), seed=seed),
    ],
)
def test_a_seed_is_a_whole_number(draw, seed):
    assert "give a whole number, 0 or more" in refused(lambda: draw(seed))


@pytest.mark.parametrize("value", [1.5, "2", None, True, math.nan])
@pytest.mark.parametrize(
    "ask",
    [
        lambda value: network.brokerage(TIES, GROUPS, permutations=value),
        lambda value: network.core_periphery(TIES, restarts=value),
        lambda value: network.key_players_to_reach(TIES, 1, measure="steps", steps=value),
        lambda value: network.partner_scale(NAMES, [], min_items=value),
        lambda value: grid.bootstrap_alpha(RATINGS, seed=1, replicates=value),
        lambda value: grid.partition_around_medoids(APART, value),
        lambda value: grid.ward_tree([[0.0], [1.0]], value),
        lambda value: grid.latent_classes([["yes"], ["no"]], ["hires"], value, seed=1),
        lambda value: grid.tcrp_band(10, value),
        lambda value: group.compose_group(TWO, size=value),
        lambda value: group.compose_group(TWO, size=1, alternatives=value),
        lambda value: group.fair_lottery(TWO, size=1, quotas=[group.Quota("youth", value)]),
        lambda value: group.most_dispersed(APART, NAMES, size=value),
        lambda value: access.raam_cycles(NEAR, [1, 2], [1, 2], cycles=value),
    ],
)
def test_a_count_is_a_whole_number(ask, value):
    assert "give a whole number" in refused(lambda: ask(value))


@pytest.mark.parametrize(
    "read",
    [
        lambda rows: strategy.TwoModeTable(NAMES, ["room", "funds"], rows),
        lambda rows: network.Ties(NAMES, rows),
        lambda rows: grid.krippendorff_alpha(rows),
        lambda rows: grid.intraclass_correlations(rows),
        lambda rows: grid.cronbach_alpha(rows),
        lambda rows: grid.within_group_agreement(rows),
        lambda rows: grid.partition_around_medoids(rows, 1),
        lambda rows: grid.ward_tree(rows, 1),
        lambda rows: group.most_dispersed(rows, NAMES, size=1),
        lambda rows: access.pairs_from_matrix(rows),
        lambda rows: composite.location_quotients(rows),
    ],
)
@pytest.mark.parametrize(
    "rows",
    [[[0, 1], [1]], [[0, "much"], [1, 0]], [[0, math.inf], [1, 0]], [0, 1], "text", None, [[0, 1], 1]],
    ids=["ragged", "a word", "infinite", "a list", "text", "nothing", "a number for a row"],
)
def test_a_table_is_rectangular_and_finite(read, rows):
    assert refused(lambda: read(rows))


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        # names that nothing carries would change a figure without a word
        (lambda: composite.composite({"a": [1, 2]}, weights={"a": 1, "jobs": 2}), "'jobs', which is not an indicator"),
        (lambda: composite.rank_uncertainty({"a": [1, 2]}, weights={"a": 1, "jobs": 2}), "'jobs', which is not"),
        (lambda: composite.tension_index({"a": [1, 2]}, polarity={"jobs": -1}), "'jobs', which is not an indicator"),
        (lambda: composite.rank_uncertainty({"a": [1, 2]}, normalisations=["z", "x"]), "choose among z, min_max"),
        (lambda: composite.composite({"a": "12"}), "give a list of numbers"),
        (lambda: composite.composite([1, 2]), "give at least one indicator"),
        (lambda: composite.most_similar({"a": [1, 2]}, {"a": math.nan}, least=1), "target[0] is not a finite number"),
        (lambda: grid.assign_prototype({"a": 1}, {"T": {"a": 1}}, ranges={"a": 4}, weights={"b": 2}), "'b', which has"),
        (lambda: grid.assign_prototype({"a": 1}, {"T": {}}, ranges={}), "no dimension"),
        (lambda: grid.assign_prototype({"a": "3"}, {"T": {"a": 1}}, ranges={"a": 4}), "'3' is not a number"),
        (lambda: grid.adjusted_rand_index("aab", "ab"), "3 and 2 things"),
        # a text is not a list of names
        (lambda: group.compose_group([group.Candidate("a", "youth")], size=1), "as sets of names, not as text"),
        (lambda: group.compose_group(TWO, size=1, keep="a"), "a list of ids"),
        (lambda: network.Ties.from_edges(NAMES, ["CFA-Opco"]), "write from, to"),
        (lambda: grid.krippendorff_alpha(["aab", "abb"], metric="nominal"), "give a list of values"),
        (lambda: grid.read_grid([], ["A1"]), "'A1' is not a criterion"),
        # labels
        (lambda: network.brokerage(TIES, {"CFA": math.nan, "Opco": "funds"}), "'CFA' has no group"),
        (lambda: network.brokerage(TIES, ["training", "funds"]), "a mapping from each actor to its group"),
        (lambda: grid.krippendorff_alpha([["a", ["b"]]], metric="nominal"), "['b'] is not a label"),
        (lambda: grid.correspondence_analysis([["a"], [math.nan]], ["x"]), "give it a category"),
        (lambda: grid.correspondence_analysis([["a"], ["b"]], ["x"], names=["n", "n"]), "a name of its own"),
        (lambda: grid.gower_distances([[1, 2]], [grid.Variable("x", "interval")] * 2), "the same name"),
        (lambda: grid.latent_classes([[]], [], 1, seed=1), "The variables need names"),
        # scales, bands and options
        (lambda: grid.band("3.5"), "'3.5' is not a number"),
        (lambda: grid.band(3, [grid.Band("strong", 4)]), "No band holds a score of 3.0"),
        (lambda: grid.score_instrument({}, [], least_answered_share=80), "from 0 to 1"),
        (lambda: grid.score_instrument({}, [], lowest=5, highest=1), "from 5 to 1"),
        (lambda: grid.within_group_agreement([[1], [2]], awg_at_extreme="one"), "choose one of undefined, perfect"),
        (lambda: grid.bootstrap_alpha(RATINGS, seed=1, copies="all"), "choose one of paired, apart"),
        (lambda: grid.partition_around_medoids([[1, 1], [1, 0]], 1), "to itself is not 0"),
        (lambda: grid.read_many(np.ones((1, 5, 2), dtype=int), confidence=95), "Confidence 95 is not between 0 and 1"),
        (lambda: grid.read_reliability([], [("A1", "A")], seed=1, confidence=95), "Confidence 95 is not between"),
        (lambda: grid.read_families({}, ["A1"], seed=1, most_groups=1), "2 or more"),
        (lambda: grid.suggest_many("A1"), "Profiles have 11 columns"),
        (lambda: grid.suggest_many([], rules=ONE_TYPE), "fewer than two types"),
        (lambda: strategy.read_objectives(STANDS, split_from="half"), "from 0 to 1"),
        (lambda: network.Ties(NAMES, [[0, 1], [0, 0]], threshold=True), "not a positive number"),
        (lambda: network.Ties(NAMES, np.array([[0, 1j], [0, 0]])), "not a rectangular table of numbers"),
        (lambda: network.Ties(NAMES, csr_array(np.array([[0, 1j], [0, 0]]))), "give real numbers"),
        (lambda: group.gini([], 1), "0 chances for 1 seats"),
        (lambda: access.two_step_catchment(NEAR, [1, 2], [1, 2], None), "give one, such as binary(30)"),
        (lambda: access.steps(30), "A staircase needs"),
        (lambda: access.apl(NEAR, [1, 2], [1, 2], per="head"), "per is 'head'"),
        (lambda: access.white_areas({"training": ["near", 3]}, [1, 2], limit=5), "not a number: give minutes"),
    ],
)
def test_refusals_teach(call, sentence):
    assert sentence in refused(call)


def test_tables_of_numpy_and_lists_are_one():
    array = np.array(RATINGS)
    assert grid.krippendorff_alpha(array) == grid.krippendorff_alpha(RATINGS)
    assert grid.krippendorff_alpha(list(array)) == grid.krippendorff_alpha(array.astype(float))


def test_answers_held_by_numpy_are_mapped():
    rows = np.array([["yes", "town"], ["no", "town"], ["yes", "country"]])
    from_lists = grid.correspondence_analysis(rows.tolist(), ["hires", "place"])
    assert grid.correspondence_analysis(rows, ["hires", "place"]).eigenvalues == from_lists.eigenvalues


class Frame(list):
    """What data frames have in common: cells, and the names of rows and columns."""

    def __init__(self, cells, index, columns):
        super().__init__(cells)
        self.index, self.columns = index, columns


def test_a_frame_whose_rows_are_in_another_order_is_refused():
    cells = [[0, 3], [1, 0]]
    assert network.Ties(NAMES, Frame(cells, NAMES, NAMES)).arcs == 2
    assert network.Ties(NAMES, Frame(cells, [0, 1], [0, 1])).arcs == 2
    assert "name 1 of the index is 'Opco' and 'CFA' was given" in refused(
        lambda: strategy.InfluenceTable(NAMES, Frame(cells, NAMES[::-1], NAMES[::-1]))
    )
