"""Structural holes: redundant contacts cost an actor its room to move."""

from math import log

import numpy as np
import pytest

from maillage_analysis.errors import InputError
from maillage_analysis.network import Ties, structural_holes

# The network of Borgatti (1997), "Structural holes: unpacking Burt's redundancy measures".
BORGATTI = "A-B A-E A-F A-G B-D B-G C-G D-G E-G F-G"


def undirected(edges, actors=None):
    pairs = [tuple(edge.split("-")) for edge in edges.split()]
    return Ties.from_edges(actors or sorted({name for pair in pairs for name in pair}), pairs, directed=False)


def of(result, measure, actor):
    return getattr(result, measure)[result.actors.index(actor)]


def test_published_effective_size():
    result = structural_holes(undirected(BORGATTI))
    assert of(result, "effective_size", "G") == pytest.approx(4.67, abs=0.005)
    assert of(result, "efficiency", "G") == pytest.approx(0.78, abs=0.005)
    assert of(result, "effective_size", "A") == pytest.approx(2.5)
    assert of(result, "effective_size", "C") == 1


def test_published_constraint():
    result = structural_holes(undirected(BORGATTI))
    assert of(result, "constraint", "G") == pytest.approx(0.400, abs=0.0005)
    assert of(result, "constraint", "A") == pytest.approx(0.595, abs=0.0005)
    assert of(result, "constraint", "C") == 1


def test_without_weights_effective_size_is_contacts_minus_their_mean_number_of_ties():
    # Borgatti 1997: n − 2t/n, t being the ties among contacts.
    result = structural_holes(undirected("a-b a-c a-d b-c"))
    assert of(result, "effective_size", "a") == pytest.approx(3 - 2 * 1 / 3)


def test_a_triangle_by_hand():
    result = structural_holes(undirected("a-b b-c a-c"))
    assert result.effective_size == pytest.approx((1, 1, 1))
    assert result.constraint == pytest.approx((2 * (1 / 2 + 1 / 4) ** 2,) * 3)
    assert result.hierarchy == pytest.approx((0, 0, 0))


def test_strength_and_direction_count_together():
    # S: cfa–opco 3 + 1, cfa–branch 2, opco–branch 2.
    ties = Ties(["cfa", "opco", "branch"], [[0, 3, 2], [1, 0, 0], [0, 2, 0]])
    result = structural_holes(ties)
    dyads = [(4 / 6 + 2 / 6 * 2 / 4) ** 2, (2 / 6 + 4 / 6 * 2 / 6) ** 2]
    assert of(result, "constraint", "cfa") == pytest.approx(sum(dyads))
    assert of(result, "effective_size", "cfa") == pytest.approx((1 - 2 / 6 * 2 / 4) + (1 - 4 / 6 * 2 / 2))
    ratios = [dyad / (sum(dyads) / 2) for dyad in dyads]
    assert of(result, "hierarchy", "cfa") == pytest.approx(sum(r * log(r) for r in ratios) / (2 * log(2)))


def test_binary_values_forget_strength_but_not_direction():
    strong = Ties(["a", "b", "c"], [[0, 4, 1], [4, 0, 0], [2, 0, 0]])
    plain = Ties(["a", "b", "c"], [[0, 1, 1], [1, 0, 0], [1, 0, 0]])
    assert structural_holes(strong, values="binary").constraint == structural_holes(plain).constraint
    assert structural_holes(strong).constraint != structural_holes(plain).constraint


def test_a_tie_under_the_threshold_does_not_count():
    weak = Ties(["a", "b", "c"], [[0, 4, 1], [4, 0, 0], [1, 0, 0]], threshold=2)
    assert structural_holes(weak).contacts.tolist() == [1, 1, 0]


def test_the_ego_network_forgets_what_contacts_do_elsewhere():
    # b has ties with d and e, out of a's circle: there, b only divides itself between a and c.
    ties = undirected("a-b a-c b-c b-d b-e")
    whole, ego = structural_holes(ties), structural_holes(ties, scope="ego_network")
    assert of(whole, "constraint", "a") == pytest.approx((1 / 2 + 1 / 2 * 1 / 2) ** 2 + (1 / 2 + 1 / 2 * 1 / 4) ** 2)
    assert of(ego, "constraint", "a") == pytest.approx(2 * (1 / 2 + 1 / 2 * 1 / 2) ** 2)
    assert ego.scope == "ego_network"


def test_someone_alone_has_no_structural_hole_to_measure():
    result = structural_holes(undirected("a-b", actors=["a", "alone", "b"]))
    assert (result.constraint[1], result.effective_size[1], result.efficiency[1], result.hierarchy[1]) == (None,) * 4
    assert result.hierarchy[0] == 1
    assert result.undefined[0].of == ("alone",)
    nobody = structural_holes(Ties(["a"], np.zeros((1, 1))), scope="ego_network")
    assert nobody.constraint == (None,)


def test_refusals():
    with pytest.raises(InputError, match="choose one of whole_network, ego_network"):
        structural_holes(undirected("a-b"), scope="local")
    with pytest.raises(InputError, match="choose one of strength, binary"):
        structural_holes(undirected("a-b"), values="weights")
