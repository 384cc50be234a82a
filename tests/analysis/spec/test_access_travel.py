"""Where minutes come from: a table, an edge list, or a straight line."""

import numpy as np
import pytest

from maillage_analysis.access import (
    STRAIGHT_KILOMETRES,
    Travel,
    great_circle_km,
    grid,
    nearest,
    pairs_from_table,
    pairs_on_roads,
    pairs_within,
    speeds,
)

PARIS, LYON, MARSEILLE = [2.3522, 48.8566], [4.8357, 45.7640], [5.3698, 43.2965]


def test_great_circle_by_the_haversine_formula():
    (one, two), radius = np.radians([PARIS, LYON]), 6371.0088
    half = np.sin((two - one) / 2) ** 2
    expected = 2 * radius * np.arcsin(np.sqrt(half[1] + np.cos(one[1]) * np.cos(two[1]) * half[0]))

    assert great_circle_km([PARIS], [LYON])[0] == pytest.approx(expected, abs=1e-9)


def test_a_straight_line_is_lengthened_by_the_detour_and_divided_by_the_speed():
    near = pairs_within([PARIS], [LYON], limit=700, travel=Travel(speed_kmh=50, detour=1.343))

    assert near.minutes[0] == pytest.approx(great_circle_km([PARIS], [LYON])[0] * 1.343 / 50 * 60)
    assert near.as_dict() == {
        "pairs": 1,
        "limit": 700.0,
        "ignored_rows": 0,
        "travel": "straight line",
        "speed_kmh": 50.0,
        "detour": 1.343,
        "plane": False,
    }


def test_half_of_the_way_is_done_at_the_speed_of_each_end():
    rural_to_urban = pairs_within(
        [PARIS], [LYON], limit=2000, demand_kmh=speeds(["rural"]), supply_kmh=speeds(["urban"])
    )

    km = great_circle_km([PARIS], [LYON])[0] * 1.343
    assert rural_to_urban.minutes[0] == pytest.approx(km / 2 / 50 * 60 + km / 2 / 25 * 60)


def test_projected_coordinates_are_kilometres_on_a_plane():
    near = pairs_within([[0, 0]], [[3, 4], [3, 4.1]], limit=5, travel=Travel(speed_kmh=60, detour=1, plane=True))

    assert near.minutes.tolist() == [5.0]


def test_a_table_with_codes_keeps_its_leading_zeros_and_counts_strangers():
    near = pairs_from_table(
        ["01001", "01001", "1001", "75056"],
        ["cfa", "lycée", "cfa", "cfa"],
        [10, 20, 1, 99],
        demand_ids=["01001", "75056"],
        supply_ids=["cfa", "lycée"],
    )

    assert list(zip(near.demand.tolist(), near.supply.tolist(), near.minutes.tolist(), strict=True)) == [
        (0, 0, 10.0),
        (0, 1, 20.0),
        (1, 0, 99.0),
    ]
    assert near.ignored_rows == 1


def test_roads_are_followed_up_to_the_limit():
    """a —10→ b —10→ c, and a bus from c to a that takes 5 minutes, one way."""
    edges = {"edge_from": [0, 1, 2], "edge_to": [1, 2, 0], "edge_minutes": [10, 10, 5]}

    both_ways = pairs_on_roads(**edges, demand_nodes=[0, 1, 2], supply_nodes=[2], limit=12)
    one_way = pairs_on_roads(**edges, demand_nodes=[0, 1, 2], supply_nodes=[2], limit=20, one_way=True)

    assert both_ways.minutes.tolist() == [5, 10, 0]
    assert one_way.minutes.tolist() == [20, 10, 0]


def test_the_fastest_of_repeated_edges_counts_and_an_edge_may_take_no_time():
    near = pairs_on_roads([0, 0, 1], [1, 1, 2], [9, 4, 0], demand_nodes=[0], supply_nodes=[2], limit=30)

    assert near.minutes.tolist() == [4]


def test_nearest_open_site_and_none_where_nothing_is_within_reach():
    near = pairs_within([PARIS, LYON, [-61.0, 14.6]], [LYON, MARSEILLE], limit=500, travel=STRAIGHT_KILOMETRES)

    assert nearest(near).site.tolist() == [0, 0, -1]
    assert nearest(near, [0, 5]).site.tolist() == [-1, 1, -1]
    assert nearest(near).as_dict()["minutes"][1:] == [0.0, None]


def test_mainland_and_overseas_share_one_grid():
    reunion, martinique, noumea, wallis = [55.45, -20.9], [-61.0, 14.6], [166.45, -22.27], [-176.17, -13.28]
    homes = [PARIS, reunion, martinique, noumea, wallis]

    ratios = grid(homes, homes, limit=50).regions

    assert sorted(region.demand.order.tolist() for region in ratios) == [[0], [1], [2], [3], [4]]
