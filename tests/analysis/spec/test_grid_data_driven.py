"""Types found by other means: any prototypes, if-then rules, distances, medoids, maps, trees, hidden classes."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.grid import (
    Condition,
    Rule,
    Variable,
    apply_rules,
    assign_prototype,
    cluster_stability,
    correspondence_analysis,
    gower_distances,
    latent_classes,
    partition_around_medoids,
    ward_tree,
)


class TestAssignment:
    PROTOTYPES = {"near": {"trust": 4, "level": 2}, "far": {"trust": 1, "level": 4}}
    RANGES = {"trust": 4, "level": 3}

    def test_weighted_gaps_divided_by_ranges(self):
        result = assign_prototype({"trust": 3, "level": 2}, self.PROTOTYPES, ranges=self.RANGES, weights={"trust": 2})
        assert result.nearest == "near"
        assert result.distance == pytest.approx(2 * (1 / 4) / 3)
        assert result.contributions["far"] == pytest.approx({"trust": 2 * (2 / 4) / 3, "level": (2 / 3) / 3})
        assert result.margin == pytest.approx(result.distances["far"] - result.distance)

    def test_only_answered_dimensions_count(self):
        result = assign_prototype({"level": 4}, self.PROTOTYPES, ranges=self.RANGES)
        assert (result.nearest, result.distance, result.missing) == ("far", 0, ("trust",))

    def test_nothing_answered_gives_no_type(self):
        result = assign_prototype({"trust": None}, self.PROTOTYPES, ranges=self.RANGES)
        assert (result.nearest, result.distance, result.reason) == (None, None, "nothing_answered")

    def test_a_tie_is_alphabetical_and_flagged(self):
        result = assign_prototype({"x": 2}, {"b": {"x": 1}, "a": {"x": 3}}, ranges={"x": 4})
        assert (result.nearest, result.second, result.margin, result.tied) == ("a", "b", 0, True)

    @pytest.mark.parametrize(
        ("scores", "prototypes", "ranges", "sentence"),
        [
            ({"x": math.nan}, {"a": {"x": 1}}, {"x": 4}, "'x'"),
            ({"x": 1}, {"a": {}}, {"x": 4}, "'a' has no value for 'x'"),
            ({"x": 1}, {"a": {"x": 1}}, {"x": 0}, "above 0"),
            ({"x": 1}, {}, {"x": 4}, "no prototype"),
        ],
    )
    def test_refusals(self, scores, prototypes, ranges, sentence):
        with pytest.raises(InputError, match=sentence):
            assign_prototype(scores, prototypes, ranges=ranges)


class TestRules:
    RULES = (
        Rule("alliance", (Condition("pilot", "=", True), Condition("C3", "≥", 4))),
        Rule("framework", (Condition("A1", ">", 4),)),
        Rule("network"),
    )

    def test_the_first_rule_that_holds_decides(self):
        outcome = apply_rules(self.RULES, {"pilot": True, "C3": 4})
        assert (outcome.type, outcome.position, outcome.failed) == ("alliance", 0, ())

    def test_the_failed_conditions_of_the_earlier_rules_are_returned(self):
        outcome = apply_rules(self.RULES, {"pilot": True, "C3": 2})
        assert outcome.type == "network"
        (alliance,), (framework,) = outcome.failed
        assert (alliance.condition.variable, alliance.found, alliance.missing) == ("C3", 2, False)
        assert (framework.condition.variable, framework.found, framework.missing) == ("A1", None, True)

    def test_no_rule_may_fire(self):
        outcome = apply_rules(self.RULES[:2], {})
        assert (outcome.type, outcome.reason) == (None, "no_rule_fired")
        assert json.dumps(outcome.as_dict())

    def test_membership(self):
        assert apply_rules([Rule("t", (Condition("bond", "in", ("charter", "law")),))], {"bond": "law"}).type == "t"

    def test_refusals(self):
        with pytest.raises(InputError, match="'~'"):
            apply_rules([Rule("t", (Condition("x", "~", 1),))], {"x": 1})
        with pytest.raises(InputError, match="cannot be compared"):
            apply_rules([Rule("t", (Condition("x", "<", 1),))], {"x": "a"})
        with pytest.raises(InputError, match="not a number"):
            apply_rules([Rule("t", (Condition("x", "<", 1),))], {"x": math.nan})


class TestGower:
    VARIABLES = (
        Variable("partners", "interval"),
        Variable("bond", "ordinal", levels=("none", "charter", "convention")),
        Variable("lead", "nominal"),
        Variable("paid", "asymmetric"),
    )
    ROWS = (
        (2, "none", "cfa", 0),
        (6, "convention", "cfa", 0),
        (4, "charter", "region", 1),
        (None, None, None, 0),
    )

    def test_by_hand(self):
        distances = gower_distances(self.ROWS, self.VARIABLES).distances
        assert distances[0, 1] == pytest.approx((1 + 1 + 0) / 3)
        assert distances[0, 2] == pytest.approx((0.5 + 0.5 + 1 + 1) / 4)
        assert distances[2, 3] == 1

    def test_a_pair_without_any_common_answer_is_undefined(self):
        result = gower_distances(self.ROWS, self.VARIABLES, names="abcd")
        assert result.undefined == (("a", "d"), ("b", "d"))
        assert result.as_dict()["distances"][0][3] is None

    def test_a_constant_variable_contributes_zero_and_still_counts(self):
        rows = [(3, 1), (3, 0)]
        result = gower_distances(rows, [Variable("x", "interval"), Variable("y", "symmetric")])
        assert result.distances[0, 1] == 0.5
        assert result.ranges["x"] == 0

    def test_weights(self):
        variables = [Variable("x", "interval", weight=3), Variable("y", "symmetric")]
        assert gower_distances([(1, 1), (2, 1)], variables).distances[0, 1] == 0.75

    @pytest.mark.parametrize(
        ("row", "sentence"),
        [
            ((math.inf, "none", "cfa", 0), "'partners'"),
            ((1, "treaty", "cfa", 0), "one of none, charter"),
            ((1, "none", "cfa", 2), "0 or 1"),
            ((1, "none", math.nan, 1), "a label"),
            ((1, "none"), "2 values for 4 variables"),
        ],
    )
    def test_refusals(self, row, sentence):
        with pytest.raises(InputError, match=sentence):
            gower_distances([row], self.VARIABLES)


LINE = [0.0, 1.0, 2.0, 10.0, 11.0, 30.0]
ON_A_LINE = np.abs(np.subtract.outer(LINE, LINE))


class TestMedoids:
    def test_groups_around_real_partnerships(self):
        result = partition_around_medoids(ON_A_LINE, 3, names="abcdef")
        assert result.labels == (0, 0, 0, 1, 1, 2)
        assert result.medoids == ("b", "d", "f")
        assert result.objective == 3
        assert result.silhouettes[5] == 0
        assert result.silhouettes[0] == pytest.approx((10.5 - 1.5) / 10.5)

    def test_a_single_group_has_no_silhouette(self):
        result = partition_around_medoids(ON_A_LINE, 1)
        assert (result.silhouettes, result.mean_silhouette) == (None, None)

    def test_restarts_report_every_objective(self):
        result = partition_around_medoids(ON_A_LINE, 2, restarts=4, seed=3)
        assert len(result.objectives) == 5
        assert result.objective == min(result.objectives)

    def test_refusals(self):
        with pytest.raises(InputError, match="1 to 6"):
            partition_around_medoids(ON_A_LINE, 7)
        with pytest.raises(InputError, match="seed"):
            partition_around_medoids(ON_A_LINE, 2, restarts=1)
        with pytest.raises(InputError, match="undefined"):
            partition_around_medoids([[0, math.nan], [math.nan, 0]], 1)


class TestStability:
    def test_clear_groups_come_back(self):
        points = np.concatenate([np.arange(10), 100 + np.arange(10)]).astype(float)
        result = cluster_stability(np.abs(np.subtract.outer(points, points)), 2, seed=1)
        assert result.jaccard == (1, 1)
        assert (result.replicates, result.seed) == (50, 1)

    def test_a_singleton_is_absent_from_a_third_of_the_draws(self):
        result = cluster_stability(ON_A_LINE, 3, seed=1, replicates=100)
        assert 20 < result.absent[2] < 50
        assert result.jaccard[2] <= 1 - result.absent[2] / 100

    def test_fewer_than_fifty_draws_are_refused(self):
        with pytest.raises(InputError, match="50 or more"):
            cluster_stability(ON_A_LINE, 2, seed=1, replicates=10)


class TestCorrespondence:
    ROWS = [("a", "x", "n"), ("a", "x", "s"), ("b", "y", "n"), ("b", "x", "n"), ("a", "y", "s"), ("b", "y", "s")]

    def test_two_binary_variables_by_hand(self):
        """With two binary variables of correlation φ, the eigenvalues are (1 ± |φ|)/2."""
        result = correspondence_analysis([row[:2] for row in self.ROWS], ["one", "two"])
        assert result.eigenvalues == pytest.approx(((1 + 1 / 3) / 2, (1 - 1 / 3) / 2))
        assert result.total_inertia == 1
        assert result.adjusted == pytest.approx((1 / 9, 0))
        assert result.benzecri == pytest.approx((100, 0))
        assert result.greenacre == pytest.approx((100, 0))

    def test_contributions_sum_to_a_hundred(self):
        result = correspondence_analysis(self.ROWS, ["one", "two", "three"])
        assert result.categories.contributions.sum(axis=0) == pytest.approx(100)
        assert result.row_contributions.sum(axis=0) == pytest.approx(100)
        assert result.row_cos2.sum(axis=1) == pytest.approx(1)

    def test_a_supplementary_copy_of_an_active_variable_lies_on_it(self):
        rows = [(*row[:2], row[0]) for row in self.ROWS]
        result = correspondence_analysis(rows, ["one", "two", "copy"], supplementary=["copy"])
        np.testing.assert_allclose(result.supplementary.coordinates, result.categories.coordinates[:2], atol=1e-12)
        np.testing.assert_allclose(result.supplementary.test_values, result.categories.test_values[:2], atol=1e-12)
        assert result.supplementary.contributions is None

    def test_undefined_cases(self):
        single = correspondence_analysis([("a",), ("b",)], ["one"])
        assert (single.adjusted, single.benzecri, single.greenacre) == (None, None, None)
        constant = correspondence_analysis([("a", "x"), ("a", "x")], ["one", "two"])
        assert (constant.eigenvalues, constant.reason) == ((), "no_variation")
        assert json.dumps(constant.as_dict(), allow_nan=False)

    def test_a_missing_answer_must_be_a_category(self):
        with pytest.raises(InputError, match="'unknown'"):
            correspondence_analysis([("a", None)], ["one", "two"])
        with pytest.raises(InputError, match="not a column"):
            correspondence_analysis(self.ROWS, ["one", "two", "three"], supplementary=["four"])


class TestWard:
    def test_gains_sum_to_the_inertia(self):
        tree = ward_tree([[x] for x in LINE], 3, names="abcdef")
        assert tree.labels == (0, 0, 0, 1, 1, 2)
        assert sum(tree.gains) == pytest.approx(tree.total_inertia)
        assert tree.explained == pytest.approx(sum(tree.gains[:2]) / tree.total_inertia)

    def test_consolidation_moves_who_is_nearer_another_centre(self):
        points = [[0.0], [4.0], [5.0], [9.0], [9.5], [12.0]]
        rough, fine = (ward_tree(points, 2, consolidate=c) for c in (False, True))
        assert fine.explained >= rough.explained
        assert fine.consolidated

    def test_identical_points_have_no_inertia_to_explain(self):
        tree = ward_tree([[1.0], [1.0], [1.0]], 2)
        assert (tree.total_inertia, tree.explained) == (0, None)
        assert len(set(tree.labels)) == 2

    def test_refusals(self):
        with pytest.raises(InputError, match="in range"):
            ward_tree([[1.0], [2.0]], 3)
        with pytest.raises(InputError, match="'b' lacks"):
            ward_tree([[1.0], [None]], 1, names="ab")


# Stouffer & Toby (1951): 216 answers to four role conflicts, as analysed by Goodman (1974).
STOUFFER_TOBY = dict(
    zip(
        [f"{a}{b}{c}{d}" for a in "12" for b in "12" for c in "12" for d in "12"],
        (42, 23, 6, 25, 6, 24, 7, 38, 1, 4, 1, 6, 2, 9, 2, 20),
        strict=True,
    )
)


class TestLatentClasses:
    ROWS = [tuple(pattern) for pattern, count in STOUFFER_TOBY.items() for _ in range(count)]

    def test_the_published_two_classes(self):
        model = latent_classes(self.ROWS, "ABCD", 2, seed=1)
        assert round(model.g2, 2) == 2.72
        assert (model.degrees_of_freedom, model.parameters) == (6, 9)
        assert [round(size, 2) for size in model.sizes] == [0.72, 0.28]
        assert model.warnings == ()
        assert model.bic - model.aic == pytest.approx(9 * (math.log(216) - 2))

    def test_one_class_is_independence(self):
        model = latent_classes(self.ROWS, "ABCD", 1, seed=1)
        assert round(model.g2, 2) == 81.08
        share = sum(row[0] == "1" for row in self.ROWS) / 216
        assert model.probabilities["A"][0]["1"] == pytest.approx(share)

    def test_small_and_sparse_tables_are_said(self):
        model = latent_classes(self.ROWS[::6], "ABCD", 4, seed=1)
        assert {"fewer_than_100_rows", "sparse_pattern_table", "not_identified"} <= set(model.warnings)

    def test_missing_answers_leave_the_likelihood_but_not_the_row(self):
        model = latent_classes([*self.ROWS, ("1", None, None, "2")], "ABCD", 2, seed=1)
        assert (model.g2, model.g2_reason, model.rows) == (None, "missing_answers", 217)

    def test_the_seed_repeats_and_the_order_of_rows_changes_nothing(self):
        names = [f"r{n}" for n in range(216)]
        one = latent_classes(self.ROWS, "ABCD", 2, seed=5, names=names)
        two = latent_classes(self.ROWS[::-1], "ABCD", 2, seed=5, names=names[::-1])
        assert one.memberships == two.memberships
        assert json.dumps(one.as_dict(), allow_nan=False)

    def test_refusals(self):
        with pytest.raises(InputError, match="30 starts"):
            latent_classes(self.ROWS, "ABCD", 2, seed=1, starts=5)
        with pytest.raises(InputError, match="Nobody answered 'B'"):
            latent_classes([("1", None)], "AB", 1, seed=1)
