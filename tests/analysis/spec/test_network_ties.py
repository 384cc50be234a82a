"""What a network is made of: named actors, strengths, a threshold, groups, and those who did not answer."""

import numpy as np
import pytest
from scipy.sparse import csr_array

from maillage_analysis.errors import InputError
from maillage_analysis.network import Network, Ties, density, respondent_density, symmetrise

ACTORS = ["CFA", "Mission locale", "Opco"]
DECLARED = [[0, 3, 1], [2, 0, 0], [0, 0, 0]]


def test_any_strength_makes_a_tie_unless_a_threshold_says_otherwise():
    assert Ties(ACTORS, DECLARED).arcs == 3
    assert Ties(ACTORS, DECLARED, threshold=2).arcs == 2
    assert density(Ties(ACTORS, DECLARED, threshold=2)).as_dict() == {
        "layer": "ties",
        "directed": True,
        "threshold": 2,
        "ties": 2,
        "possible": 6,
        "density": 2 / 6,
        "reason": None,
    }


def test_ties_come_as_a_table_a_sparse_table_or_a_list():
    dense = Ties(ACTORS, DECLARED)
    sparse = Ties(ACTORS, csr_array(np.array(DECLARED)))
    listed = Ties.from_edges(ACTORS, [("CFA", "Mission locale", 3), ("CFA", "Opco"), ("Mission locale", "CFA", 2)])
    for ties in (sparse, listed):
        assert ties.strength.toarray().tolist() == dense.strength.toarray().tolist()


def test_an_undirected_pair_is_written_once():
    ties = Ties.from_edges(ACTORS, [("CFA", "Opco", 2)], directed=False)
    assert ties.strength.toarray().tolist() == [[0, 0, 2], [0, 0, 0], [2, 0, 0]]
    assert density(ties).density == 1 / 3


def test_a_network_keeps_several_layers_and_what_is_known_of_actors():
    network = Network(
        ACTORS,
        {"funds": DECLARED, "meets": np.ones((3, 3)) - np.eye(3)},
        attributes={"sector": {"CFA": "training", "Mission locale": "insertion", "Opco": "firms"}},
        respondents=["CFA"],
        undirected=["meets"],
    )
    assert network.ties("funds", threshold=3).arcs == 1
    assert network.ties("funds").respondents == ("CFA",)
    assert not network.ties("meets").directed
    assert network.groups("sector")["Opco"] == "firms"
    with pytest.raises(InputError, match="layer 'trusts' is not known: choose one of funds, meets"):
        network.ties("trusts")
    with pytest.raises(InputError, match="attribute 'size' is not known: choose one of sector"):
        network.groups("size")


def test_an_actor_without_group_is_named():
    network = Network(ACTORS, {}, attributes={"sector": {"CFA": "training", "Opco": ""}})
    with pytest.raises(InputError, match="'Mission locale' has no group"):
        network.groups("sector")


def test_symmetrising_says_how_ties_are_confirmed():
    ties = Ties(ACTORS, DECLARED)
    assert symmetrise(ties).strength.toarray().tolist() == [[0, 3, 1], [3, 0, 0], [1, 0, 0]]
    assert symmetrise(ties, rule="confirmed").strength.toarray().tolist() == [[0, 2, 0], [2, 0, 0], [0, 0, 0]]
    demanding = Ties(ACTORS, DECLARED, threshold=3)
    assert (symmetrise(demanding).arcs, symmetrise(demanding, rule="confirmed").arcs) == (2, 0)


def test_those_who_did_not_answer_do_not_count_as_saying_no():
    ties = Ties(ACTORS, DECLARED, respondents=["Mission locale", "CFA"])
    rows = respondent_density(ties)
    assert (rows.ties, rows.possible, rows.density) == (3, 4, 0.75)
    assert rows.non_respondents == ("Opco",)
    assert respondent_density(ties, method="confirmed").density == 1
    assert density(ties).density == 0.5


def test_densities_are_undefined_when_no_tie_is_possible():
    assert density(Ties(["CFA"], [[0]])).reason == "fewer than two actors"
    silent = Ties(ACTORS, np.zeros((3, 3)), respondents=[])
    assert respondent_density(silent).density is None
    alone = Ties(ACTORS, DECLARED, respondents=["CFA"])
    assert respondent_density(alone, method="confirmed").density is None


@pytest.mark.parametrize("table", [np.array, csr_array], ids=["dense", "sparse"])
@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ([[0, 1.0], [-2, 0]], "row 'Opco', column 'CFA', the value is -2"),
        ([[0, np.inf], [1, 0]], "row 'CFA', column 'Opco', the value is inf"),
        ([[0, 1.0], [np.nan, 0]], "row 'Opco', column 'CFA', the value is nan"),
        ([[0, 1.0], [0, 3]], "'Opco' acts on itself"),
        ([[0, 1.0, 1.0], [0, 0, 0]], "shape 2 × 3"),
    ],
)
def test_a_table_of_ties_that_cannot_be_read_is_refused_with_a_sentence(table, values, sentence):
    with pytest.raises(InputError, match=sentence):
        Ties(["CFA", "Opco"], table(values))


def test_other_refusals():
    with pytest.raises(InputError, match="'CFA' and 'Mission locale' do not declare the same undirected tie"):
        Ties(ACTORS, DECLARED, directed=False)
    with pytest.raises(InputError, match="threshold 0 is not a positive number"):
        Ties(ACTORS, DECLARED, threshold=0)
    with pytest.raises(InputError, match="respondent 'Bar' is not an actor"):
        Ties(ACTORS, DECLARED, respondents=["Bar"])
    with pytest.raises(InputError, match="Tie 2 names 'Bar'"):
        Ties.from_edges(ACTORS, [("CFA", "Opco"), ("CFA", "Bar")])
    with pytest.raises(InputError, match="Tie 2 repeats 'Opco' – 'CFA'"):
        Ties.from_edges(ACTORS, [("CFA", "Opco"), ("Opco", "CFA")], directed=False)
    with pytest.raises(InputError, match="Tie 1 has the strength 'strong': write a number"):
        Ties.from_edges(ACTORS, [("CFA", "Opco", "strong")])
    with pytest.raises(InputError, match="threshold '2' is not a positive number"):
        Ties(ACTORS, DECLARED, threshold="2")
    with pytest.raises(InputError, match="Tie 1 has 1 values"):
        Ties.from_edges(ACTORS, [("CFA",)])
    with pytest.raises(InputError, match="'CFA' acts on itself"):
        Ties.from_edges(ACTORS, [("CFA", "CFA")])
    with pytest.raises(InputError, match="choose one of either, confirmed"):
        symmetrise(Ties(ACTORS, DECLARED), rule="both")
    with pytest.raises(InputError, match="choose one of rows, confirmed"):
        respondent_density(Ties(ACTORS, DECLARED), method="all")
