"""Trust and value between partner organisations, rated from 1 to 4 on three items each."""

import json

import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.network import DyadRating, Ties, partner_scale, partner_structure

NAMES = ["CFA", "Mission locale", "Opco"]


def trust(rater, rated, *notes):
    return DyadRating(rater, rated, dict(zip(("openness", "reliability", "shared_mission"), notes, strict=True)))


RATINGS = [
    trust("CFA", "Opco", 4, 3, 2),
    trust("Mission locale", "Opco", 2, None, 1),  # two answers of three: enough
    trust("Opco", "CFA", 4, None, None),  # one answer: dropped
]


def test_a_dyad_is_the_mean_of_its_answered_items():
    result = partner_scale(NAMES, RATINGS)
    assert [(dyad.rater, dyad.rated, dyad.score, dyad.answered) for dyad in result.dyads] == [
        ("CFA", "Opco", 3, 3),
        ("Mission locale", "Opco", 1.5, 2),
    ]
    assert result.dropped == (("Opco", "CFA"),)


def test_the_network_score_averages_dyads_and_reads_as_two_percentages():
    result = partner_scale(NAMES, RATINGS)
    assert (result.mean, result.pct_of_max, result.pct_minmax) == (2.25, 56.25, pytest.approx(125 / 3))


def test_a_received_score_averages_raters_and_is_undefined_without_any():
    result = partner_scale(NAMES, RATINGS)
    assert (result.received, result.raters) == ((None, None, 2.25), (0, 0, 2))
    assert result.undefined[0].of == ("CFA", "Mission locale")


def test_asking_one_answer_keeps_every_dyad():
    assert partner_scale(NAMES, RATINGS, min_items=1).received == (4, None, 2.25)


def test_value_is_read_on_its_own_items():
    both = DyadRating("CFA", "Opco", {"openness": 1, "power_influence": 4, "involvement": 3, "resources": 2})
    assert partner_scale(NAMES, [both], scale="value").mean == 3
    assert partner_scale(NAMES, [both], scale="trust").mean is None


def test_without_ratings_nothing_is_defined():
    result = partner_scale(NAMES, [])
    assert (result.mean, result.pct_of_max, result.pct_minmax) == (None, None, None)
    assert json.loads(json.dumps(result.as_dict(), allow_nan=False))["undefined"][0]["measure"] == "mean"


def test_structure_shows_each_way_of_treating_missing_answers():
    ties = Ties(
        [*NAMES, "Branche"],
        [[0, 1, 1, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]],
        respondents=NAMES,
    )
    result = partner_structure(ties)
    assert result.density_directed == 5 / 12
    assert result.density_respondent_rows == 5 / 9
    assert result.density_either == 4 / 6
    assert result.density_confirmed == 1 / 3
    # Degrees by either side: 3, 2, 2, 1. Received: 1, 2, 1, 1.
    assert result.degree_centralization == pytest.approx(100 * 4 / 6)
    assert result.indegree_centralization == pytest.approx(100 * 3 / 9)


def test_refusals():
    with pytest.raises(InputError, match="rates itself"):
        partner_scale(NAMES, [trust("CFA", "CFA", 1, 1, 1)])
    with pytest.raises(InputError, match="'CFA' rates 'Opco' twice"):
        partner_scale(NAMES, [RATINGS[0], RATINGS[0]])
    with pytest.raises(InputError, match="names 'Bar', which is not an organisation"):
        partner_scale(NAMES, [trust("Bar", "CFA", 1, 1, 1)])
    with pytest.raises(InputError, match="gives 5 to 'Opco' on openness: write a note from 1 to 4"):
        partner_scale(NAMES, [trust("CFA", "Opco", 5, 1, 1)])
    with pytest.raises(InputError, match="gives 'high' to 'Opco'"):
        partner_scale(NAMES, [trust("CFA", "Opco", "high", 1, 1)])
    with pytest.raises(InputError, match="gives nan"):
        partner_scale(NAMES, [trust("CFA", "Opco", float("nan"), 1, 1)])
    with pytest.raises(InputError, match="item 'charm' that is not known"):
        partner_scale(NAMES, [DyadRating("CFA", "Opco", {"charm": 3})])
    with pytest.raises(InputError, match="choose one of trust, value"):
        partner_scale(NAMES, [], scale="power")
    with pytest.raises(InputError, match="a whole number, from 1 to 3"):
        partner_scale(NAMES, [], min_items=4)
