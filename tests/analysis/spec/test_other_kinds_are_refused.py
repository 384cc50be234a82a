"""An argument of another kind than the one expected is refused by name, instead of Python's own error."""

from __future__ import annotations

import inspect
import math
from contextlib import suppress

import numpy as np
import pytest

from maillage_analysis import access, arguments, composite, disclosure, grid, group, identity, network, strategy
from maillage_analysis.errors import InputError

PACKAGES = (access, composite, disclosure, grid, group, identity, network, strategy)
NAMES = ["CFA", "Opco"]
TIES = network.Ties(NAMES, [[0, 1], [0, 0]])
NEAR = access.pairs_from_matrix([[5.0, 10.0]])
EVERY = dict.fromkeys(grid.PROFILE_COLUMNS, 3)
CANDIDATES = [group.Candidate("a"), group.Candidate("b")]
OTHERS = [None, "text", 7, -1, math.nan, [], {}, [None], [[1, 2]], object(), np.array(3.0), np.array([None, "a"])]

PUBLIC = [
    function
    for package in PACKAGES
    for name, function in inspect.getmembers(package, inspect.isfunction)
    if function.__module__.startswith(package.__name__) and name != "warm_up"
]


@pytest.mark.parametrize("function", PUBLIC, ids=lambda function: function.__qualname__)
def test_every_public_function_names_the_argument_at_fault(function):
    """It is guarded, its annotations can be read, and nothing of another kind brings Python's own error."""
    assert hasattr(function, "__wrapped__"), "put @checked above it"
    arguments._hints(inspect.unwrap(function))
    needed = [
        parameter.name
        for parameter in inspect.signature(function).parameters.values()
        if parameter.default is parameter.empty and parameter.kind != parameter.VAR_POSITIONAL
    ]
    for other in OTHERS:
        with suppress(InputError):
            function(**dict.fromkeys(needed, other))


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: grid.suggest_type(None), "scores is None: give a mapping of texts to"),
        (lambda: grid.suggest_type(EVERY, rules=grid.TypologyRules(prototypes={})), "hold no type"),
        (
            lambda: grid.suggest_type(
                dict.fromkeys(grid.PROFILE_COLUMNS, 3), rules=grid.TypologyRules(least_answered=None)
            ),
            "rules.least_answered is None: give a whole number",
        ),
        (lambda: grid.read_framing([]), "scores is []: give a mapping"),
        (lambda: grid.read_framing({}, flexibility_criteria=[]), "flexibility_criteria is empty"),
        (lambda: grid.read_framing({}, formality_criteria="A1"), "put it in a list"),
        (lambda: grid.latent_classes([["y"], ["n"]], ["h"], 1, seed=1, tolerance=math.nan), "tolerance is nan"),
        (lambda: grid.read_grid([None], [("A1", "A")]), "ratings is [None]: give a list of Rating"),
        (lambda: grid.read_grid(7, [("A1", "A")]), "ratings is 7"),
        (lambda: grid.apply_rules(None, {}), "give a list of Rule"),
        (lambda: grid.silhouettes([[0.0, 1.0]], [0, 1]), "2 rows of 2"),
        (lambda: grid.bootstrap_over_raters([[1, 2, 3, 4, 5]] * 2, None, seed=1), "statistic is None: give a function"),
        (lambda: network.density(None), "ties is None: give a Ties"),
        (lambda: network.density([[0, 1], [0, 0]]), "give a Ties"),
        (lambda: network.Ties(None, []), "actors is None: give a list of texts"),
        (lambda: network.Ties.from_edges(NAMES, 7), "edges is 7"),
        (lambda: network.fragmentation(TIES, removed=7), "removed is 7: give a list of texts"),
        (lambda: network.partner_scale(NAMES, [None]), "give a DyadRating"),
        (lambda: strategy.actors_game("table"), "give a PositionTable"),
        (lambda: strategy.TwoModeTable(NAMES, 3, [[1], [1]]), "items is 3"),
        (lambda: access.nearest(None), "near is None: give a Pairs"),
        (lambda: access.apl(NEAR, [1], [1, 2], per=None), "per is None"),
        (lambda: access.two_step_catchment([[1]], [1], [1], access.binary(3)), "give a Neighbourhood"),
        (lambda: access.raam(NEAR, [1e6], [1, 1], rho=1e-3), "far under the 500000 of these places"),
        (lambda: access.white_areas({"training": [3]}, [[1]], limit=3), "one number per place"),
        (
            lambda: access.pairs_on_roads([None], [1], [1], demand_nodes=[0], supply_nodes=[1], limit=3),
            "edge_from must be a list of whole numbers",
        ),
        (lambda: group.compose_group([None], size=1), "give a list of Candidate"),
        (lambda: group.compose_group(CANDIDATES, size=1, quotas=5), "quotas is 5: give a list of Quota"),
        (lambda: group.check_coverage([], parts="Roissy"), "put it in a list"),
        (lambda: group.standard_quotas(-1), "a whole number, 0 or more"),
        (lambda: group.check_coverage(7), "give a list of Member"),
        (lambda: composite.mid_ranks(np.array(3.0)), "give a list of numbers"),
        (lambda: composite.rank_uncertainty({"a": [1, 2]}, baseline=[]), "The baseline [] is not among"),
        (lambda: identity.words_of(None), "name is None: give a text"),
        (lambda: identity.put_together([], [identity.Pair(0, 1, 9.0, ())]), "of 0: correct their ranks"),
        (lambda: disclosure.publishable_count(-3), "a whole number, 0 or more"),
        (lambda: disclosure.college_median([1, 2, math.nan]), "give a number"),
        (lambda: disclosure.college_median(None), "values is None: give a list of numbers"),
    ],
)
def test_what_is_said(call, sentence):
    with pytest.raises(InputError) as refusal:
        call()
    assert sentence in str(refusal.value)


def test_an_error_that_no_argument_explains_stays_what_it_is():
    with pytest.raises(ZeroDivisionError):
        grid.bootstrap_over_raters([[1, 2, 3, 4, 5]] * 2, lambda table: 1 / 0, seed=1)
    with pytest.raises(TypeError, match="missing"):
        network.density()


def test_generators_and_arrays_are_lists_too():
    assert group.compose_group(iter(CANDIDATES), size=1).panels
    assert disclosure.college_median(np.array([1.0, 2.0, 3.0])) == 2
    assert arguments.checked(len)([1]) == 1
