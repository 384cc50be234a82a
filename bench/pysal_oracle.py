"""What PySAL ``access`` 1.1.10 answers on a small territory, kept for the tests: they then need no PySAL.

    /path/to/python/with/access bench/pysal_oracle.py > tests/analysis/oracles/pysal_access.json

Sixty places, nine sites, minutes drawn at random, one place that reaches nothing, one site without any place left.
"""

from __future__ import annotations

import json
import math
import random

STEPS = {10: 1.0, 20: 0.68, 30: 0.22}
SIGMA, LIMIT, TAU, CYCLES = 12.0, 30.0, 60.0, 40
DIGITS = 15


def territory() -> dict:
    """Whole people and places, as the heuristic of RAAM moves one person at a time."""
    draw = random.Random(20261123)
    minutes = [[round(draw.uniform(0.5, 45), 3) for _site in range(9)] for _home in range(60)]
    minutes[7] = [round(draw.uniform(31, 45), 3) for _site in range(9)]
    people = [draw.randint(5, 900) for _home in range(60)]
    places = [draw.randint(2, 120) for _site in range(8)] + [0]
    return {"minutes": minutes, "people": people, "places": places}


def answers(made: dict) -> dict:
    import pandas as pd
    from access import fca, raam, weights

    pairs = [(home, site, cost) for home, row in enumerate(made["minutes"]) for site, cost in enumerate(row)]
    near = pd.DataFrame([pair for pair in pairs if pair[2] <= LIMIT], columns=["origin", "dest", "cost"])
    every = pd.DataFrame(pairs, columns=["origin", "dest", "cost"])
    demand = pd.DataFrame({"demand": made["people"]}).rename_axis("geoid")
    supply = pd.DataFrame({"supply": made["places"]}).rename_axis("geoid")

    def listed(values: pd.Series) -> list[float]:
        return [float(value) for value in values.reindex(demand.index).fillna(0)]

    stepped = weights.step_fn(STEPS)
    kernel = weights.gaussian(SIGMA)
    scale = kernel(pd.Series([0.0]))[0]

    def gaussian(cost: pd.Series) -> pd.Series:
        return kernel(cost) / scale

    both = {"demand_index": True, "supply_index": True}
    open_sites, open_costs = supply[supply["supply"] > 0], every[every["dest"] < len(made["places"]) - 1]
    return {
        "2sfca": listed(fca.two_stage_fca(demand, supply, near, LIMIT, **both)),
        "e2sfca": listed(fca.two_stage_fca(demand, supply, near, LIMIT, weight_fn=stepped, **both)),
        "gaussian": listed(fca.two_stage_fca(demand, supply, near, LIMIT, weight_fn=gaussian, **both)),
        "3sfca": listed(fca.three_stage_fca(demand, supply, near, LIMIT, weight_fn=stepped, **both)),
        "raam": listed(raam.raam(demand, open_sites, open_costs, tau=TAU, max_cycles=CYCLES)),
    }


def main() -> None:
    made = territory()
    found = answers(made)
    if not all(math.isfinite(value) for values in found.values() for value in values):
        raise SystemExit("PySAL gave something that is not a number.")
    made |= {"parameters": {"steps": list(STEPS.items()), "sigma": SIGMA, "limit": LIMIT, "tau": TAU, "cycles": CYCLES}}
    print(json.dumps(made | {"answers": found}))


if __name__ == "__main__":
    main()
