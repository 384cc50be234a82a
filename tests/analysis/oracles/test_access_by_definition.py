"""Second opinions: sums written as the definitions say, another solver, another way to search."""

import numpy as np
import pytest
from scipy.optimize import minimize

from maillage_analysis.access import (
    STRAIGHT_KILOMETRES,
    Travel,
    binary,
    dai,
    epanechnikov,
    gaussian,
    great_circle_km,
    grid,
    modified_two_step_catchment,
    pairs_from_matrix,
    pairs_on_roads,
    pairs_within,
    power,
    raam,
    raam_cycles,
    steps,
    three_step_catchment,
    two_step_catchment,
)

DECAYS = [
    binary(20),
    steps((10, 1), (20, 0.68), (30, 0.22)),
    gaussian(12, 30),
    dai(25),
    epanechnikov(30),
    power(1.5, 30),
]


def two_step(times, people, places, weight):
    met = [sum(p * weight(t[j]) for p, t in zip(people, times, strict=True)) for j in range(len(places))]
    ratio = [s / d if d else 0 for s, d in zip(places, met, strict=True)]
    return [sum(r * weight(t) for r, t in zip(ratio, row, strict=True)) for row in times]


def three_step(times, people, places, weight):
    kept = [[weight(t) for t in row] for row in times]
    product = [[w * w / sum(row) if sum(row) else 0 for w in row] for row in kept]
    met = [sum(p * row[j] for p, row in zip(people, product, strict=True)) for j in range(len(places))]
    ratio = [s / d if d else 0 for s, d in zip(places, met, strict=True)]
    return [sum(r * w for r, w in zip(ratio, row, strict=True)) for row in product]


def modified(times, people, places, weight):
    met = [sum(p * weight(t[j]) for p, t in zip(people, times, strict=True)) for j in range(len(places))]
    return [sum(s * weight(t) ** 2 / d if d else 0 for s, t, d in zip(places, row, met, strict=True)) for row in times]


METHODS = [
    (two_step_catchment, two_step),
    (three_step_catchment, three_step),
    (modified_two_step_catchment, modified),
]


@pytest.mark.parametrize("decay", DECAYS, ids=lambda decay: decay.family)
@pytest.mark.parametrize(("method", "definition"), METHODS)
def test_catchments_follow_their_definition(method, definition, decay):
    rng = np.random.default_rng(11)
    times, people, places = rng.uniform(0, 60, (25, 7)), rng.integers(0, 900, 25), rng.integers(0, 40, 7)

    result = method(pairs_from_matrix(times), people, places, decay)

    expected = definition(times.tolist(), people.tolist(), places.tolist(), lambda t: float(decay.weight(t)))
    assert result.access.tolist() == pytest.approx(expected, rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("decay", DECAYS, ids=lambda decay: decay.family)
@pytest.mark.parametrize("method", [method for method, _ in METHODS])
@pytest.mark.parametrize("travel", [Travel(), STRAIGHT_KILOMETRES, Travel(plane=True)], ids=["road", "km", "plane"])
def test_the_grid_and_the_table_give_the_same_numbers(method, decay, travel):
    rng = np.random.default_rng(13)
    box = ([0, 0], [60, 80]) if travel.plane else ([1, 48], [2, 49])
    homes, sites = rng.uniform(*box, (600, 2)), rng.uniform(*box, (60, 2))
    people, places = rng.integers(0, 900, 600), rng.integers(0, 40, 60)

    table = method(pairs_within(homes, sites, limit=30, travel=travel), people, places, decay)
    cells = method(grid(homes, sites, limit=30, travel=travel), people, places, decay)

    assert cells.access.tolist() == pytest.approx(table.access.tolist(), rel=1e-11, abs=1e-15)
    assert cells.unreached == table.unreached
    assert cells.idle_sites == table.idle_sites


def test_points_exactly_on_the_edge_are_inside_for_both():
    """A lattice of one-kilometre steps, a limit of five: many points lie on the circle itself (3-4-5)."""
    lattice = np.stack(np.meshgrid(np.arange(20.0), np.arange(20.0)), axis=-1).reshape(-1, 2)
    plane = Travel(speed_kmh=60, detour=1, plane=True)
    ones = np.ones(len(lattice))

    table = two_step_catchment(pairs_within(lattice, lattice, limit=5, travel=plane), ones, ones, binary(5))
    cells = two_step_catchment(grid(lattice, lattice, limit=5, travel=plane), ones, ones, binary(5))

    assert table.ratio[10 * 20 + 10] == pytest.approx(1 / 81)  # 81 lattice points in a disc of radius 5
    assert cells.access.tolist() == pytest.approx(table.access.tolist(), rel=1e-12)


def test_across_the_date_line():
    homes, sites = [[179.95, -17.0], [-179.95, -17.0], [10.0, 45.0]], [[-179.9, -17.0], [10.1, 45.0]]

    table = two_step_catchment(pairs_within(homes, sites, limit=60), [5, 6, 7], [3, 4], gaussian(30, 60))
    cells = two_step_catchment(grid(homes, sites, limit=60), [5, 6, 7], [3, 4], gaussian(30, 60))

    assert cells.access.tolist() == pytest.approx(table.access.tolist(), rel=1e-12)
    assert not table.unreached


def test_every_pair_within_the_limit_is_found_and_no_other():
    rng = np.random.default_rng(17)
    homes, sites = rng.uniform([-5, 42], [8, 51], (200, 2)), rng.uniform([-5, 42], [8, 51], (50, 2))

    near = pairs_within(homes, sites, limit=200, travel=STRAIGHT_KILOMETRES)

    km = np.array([great_circle_km(np.tile(home, (50, 1)), sites) for home in homes])
    assert list(zip(near.demand.tolist(), near.supply.tolist(), strict=True)) == list(
        zip(*np.nonzero(km <= 200), strict=True)
    )
    assert near.minutes.tolist() == pytest.approx(km[km <= 200].tolist(), rel=1e-12)


def test_roads_against_floyd_and_warshall():
    rng = np.random.default_rng(19)
    tails, heads, minutes = rng.integers(0, 30, 80), rng.integers(0, 30, 80), rng.uniform(1, 10, 80)
    every = np.full((30, 30), np.inf)
    np.fill_diagonal(every, 0)
    np.minimum.at(every, (tails, heads), minutes)
    for middle in range(30):
        every = np.minimum(every, every[:, [middle]] + every[[middle], :])

    near = pairs_on_roads(
        tails, heads, minutes, demand_nodes=range(30), supply_nodes=[3, 7], limit=15, node_count=30, one_way=True
    )

    expected = every[:, [3, 7]]
    assert near.minutes.tolist() == pytest.approx(expected[expected <= 15].tolist())


def test_rational_agents_against_a_general_solver():
    rng = np.random.default_rng(23)
    times, people, places = rng.uniform(0, 60, (6, 3)), rng.integers(5, 50, 6).astype(float), np.array([1.0, 2.0, 5.0])
    capacity = places * people.sum() / places.sum()

    def total(flat):
        flows = flat.reshape(6, 3)
        load = flows.sum(axis=0)
        return (load**2 / (2 * capacity)).sum() + (flows * times / 60).sum()

    def slope(flat):
        return (flat.reshape(6, 3).sum(axis=0) / capacity + times / 60).ravel()

    spread = np.repeat(people / 3, 3)
    everyone = {"type": "eq", "fun": lambda flat: flat.reshape(6, 3).sum(axis=1) - people}
    found = minimize(
        total, spread, jac=slope, method="SLSQP", bounds=[(0, None)] * 18, constraints=everyone,
        options={"ftol": 1e-14, "maxiter": 500},
    )  # fmt: skip
    expected = (found.x.reshape(6, 3).sum(axis=0) / capacity + times / 60).min(axis=1)

    assert raam(pairs_from_matrix(times), people, places).cost.tolist() == pytest.approx(expected.tolist(), abs=1e-5)


def test_rational_agents_against_best_responses_in_turn():
    """Each place in turn spreads its people so that the sites it uses cost the same, until nobody moves."""
    rng = np.random.default_rng(29)
    times, people, places = (
        rng.uniform(0, 90, (60, 8)),
        rng.integers(1, 3000, 60).astype(float),
        rng.pareto(1.2, 8) + 0.1,
    )
    capacity, travel = places * people.sum() / places.sum(), times / 60
    flows = np.zeros_like(times)
    flows[np.arange(60), travel.argmin(axis=1)] = people
    for _ in range(2000):
        before = flows.copy()
        for home in range(60):
            flows[home] = _best_response(flows, home, people[home], capacity, travel[home])
        if np.abs(flows - before).max() < 1e-9:
            break
    expected = (flows.sum(axis=0) / capacity + travel).min(axis=1)

    assert raam(pairs_from_matrix(times), people, places).cost.tolist() == pytest.approx(expected.tolist(), abs=1e-6)


def _best_response(flows, home, people, capacity, travel):
    base = (flows.sum(axis=0) - flows[home]) / capacity + travel
    order = np.argsort(base)
    level = (people + np.cumsum(capacity[order] * base[order])) / np.cumsum(capacity[order])
    last = np.flatnonzero(np.append(base[order][1:], np.inf) >= level)[0]
    return np.maximum(0, capacity * (level[last] - base))


def test_the_heuristic_of_the_article_by_hand():
    """30 people, two sites of capacity 15 and 15 (ρ = 30/10): all start near (cost 2), 6 (a fifth) move in cycle 1.

    Cycle 1, careful: 6 arrive at a site of 15, no crowd, 6 move. Costs before: near 30/15 = 2, far 0 + 30/60 = 0.5.
    Mean cost = (24 × 2 + 6 × 0.5) / 30 = 1.7.
    """
    near = pairs_from_matrix([[0.0, 30.0]])

    assert raam_cycles(near, [30], [5, 5], cycles=1).tolist() == pytest.approx([1.7])


def test_the_heuristic_tends_to_the_equilibrium():
    rng = np.random.default_rng(31)
    near = pairs_from_matrix(rng.uniform(0, 90, (40, 5)))
    people, places = rng.integers(2000, 3000, 40), rng.integers(5, 50, 5)

    after = raam_cycles(near, people, places, cycles=2000, smallest_step=0.0005)

    assert after.tolist() == pytest.approx(raam(near, people, places).cost.tolist(), abs=0.02)
