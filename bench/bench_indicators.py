"""Every indicator of every commune, EPCI, employment zone and département, recomputed from Parquet, against the same in
pandas; the store built from a mirror; how fast a territory page answers.

    python bench/bench_indicators.py                                # pandas in this environment (extra: bench)
    python bench/bench_indicators.py --peer-python /path/to/python  # pandas and pyarrow in another environment
    python bench/bench_indicators.py --mirror ../shared/data --data /tmp/kept   # a store that is kept between runs

Both sides read the same Parquet file, one row per commune, as the reference store gives it, and compute every indicator
from it at four levels; reading is counted. Pandas is written as its manual advises: whole columns and group-by sums,
never row by row. Numbers must be equal, unknown ones at the same places. Each side runs in a process of its own, once
cold then seven times: the median is told, with the time of processor, which a machine that others use too disturbs
less. Medians of training centres are not counted, they do not come from communes.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

MIRROR = Path(__file__).resolve().parents[2] / "shared/data"
RUNS, PAGES = 7, 15
LEVELS = ("commune", "grouping", "zone", "departement")
TOLERANCE = 1e-9
LEAST_YOUNG, LEAST_COVERAGE, LEAST_SECTOR_SHARE = 50, 0.5, 0.01
PATHS = ("territoire/", "territoire/indicateurs/", "territoire/indicateurs/young_unemployment_rate/")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mirror", type=Path, default=MIRROR)
    parser.add_argument("--data", type=Path, help="folder of the application's data, kept; a new one by default")
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        CHILDREN[asked.child[0]](*map(Path, asked.child[1:]))
        return 0
    if not asked.mirror.is_dir():
        print(f"no mirror at {asked.mirror}: give its folder")
        return 2
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as folder:
        return compare(asked, Path(folder))


def compare(asked: argparse.Namespace, folder: Path) -> int:
    data = asked.data or folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    os.environ |= {"MAILLAGE_DATA": str(data), "MAILLAGE_DEMO": "1"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "maillage.config.settings"
    print(f"machine   {platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}")
    built = ask(sys.executable, "build", asked.mirror, folder)
    if built["datasets"]:
        print(
            f"store     {built['datasets']} datasets in {built['fetch']:.1f} s, then {built['first']:.1f} s for a first"
        )
        print(f"          reading, everything computed; {built['peak']:.0f} MiB at the peak\n")
    ours = ask(sys.executable, "ours", folder)
    theirs = ask(asked.peer_python, "pandas", folder)
    print(f"table     {ours['rows']} communes, {ours['columns']} columns, {ours['size'] / 2**20:.1f} MiB of Parquet")
    print(f"computed  {ours['indicators']} indicators at {len(LEVELS)} levels: {ours['numbers']} numbers")
    for side in (ours, theirs):
        times = f"{side['cold']:7.3f} s cold {side['warm']:7.3f} s warm {side['processor']:7.3f} s of processor"
        print(f"{side['name']:14}{times} {side['peak']:6.0f} MiB")
    cold, warm, processor = (theirs[one] / ours[one] for one in ("cold", "warm", "processor"))
    print(f"ratio     {warm:.1f} times faster warm, {cold:.1f} cold, {processor:.1f} times less processor")
    equal = check(folder)
    told = ask(sys.executable, "pages")
    for path, page in told["pages"].items():
        first, median, queries = page["first"], page["median"], page["queries"]
        print(f"page      {first:6.0f} ms first {median:5.0f} ms median {queries:3} queries  {path}")
    return 0 if equal else 1


def ask(python: str, *what: object) -> dict[str, Any]:
    """The answer of a new process."""
    words = [python, __file__, "--child", *map(str, what)]
    answer = subprocess.run(words, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(answer.stdout.splitlines()[-1])


def check(folder: Path) -> bool:
    worst, holes = 0.0, True
    with np.load(folder / "ours.npz") as ours, np.load(folder / "pandas.npz") as theirs:
        for level in LEVELS:
            here, there = ours[level], theirs[level]
            holes &= bool((np.isnan(here) == np.isnan(there)).all())
            gap = np.abs(here - there) / np.maximum(1, np.abs(there))
            worst = max(worst, float(np.nanmax(gap)))
    equal = holes and worst <= TOLERANCE
    print(f"equal     {'yes' if equal else 'NO'}: largest gap {worst:.1e}, unknown at the same places: {holes}\n")
    return equal


def timed(name: str, compute: Callable[[], dict[str, np.ndarray]], save: Path) -> dict[str, Any]:
    seconds, processor = [], []
    for _run in range(RUNS + 1):
        start, before = time.perf_counter(), time.process_time()
        result = compute()
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - before)
    np.savez(save, **result)
    told = {"cold": seconds[0], "warm": statistics.median(seconds[1:]), "processor": statistics.median(processor[1:])}
    return told | {"name": name, "peak": peak(), "numbers": sum(table.size for table in result.values())}


def peak() -> float:
    """Most memory held by this process so far, in MiB (Linux counts kibibytes, macOS bytes)."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (2**20 if sys.platform == "darwin" else 2**10)


# --- This application


def build(mirror: Path, folder: Path) -> None:
    """Fill the store when it is empty, read a first territory, leave the table of communes and what to compute."""
    import django

    django.setup()
    from maillage.territory import gazetteer
    from maillage.territory.analyses import country, read_territory
    from maillage.territory.indicators import INDICATORS
    from maillage.territory.reference import fetching

    gazetteer.every_code()
    start = time.perf_counter()
    datasets = 0 if country().cards else len(fetching.fetch([], mirror))
    middle = time.perf_counter()
    read_territory(gazetteer.members("epci", "200055655"))
    end = time.perf_counter()
    country().facts().write_parquet(folder / "communes.parquet")
    described = [describe(one) for one in INDICATORS if not one.awaits and one.kind != "median"]
    (folder / "indicators.json").write_text(json.dumps(described))
    print(json.dumps({"datasets": datasets, "fetch": middle - start, "first": end - middle, "peak": peak()}))


def describe(one: Any) -> dict[str, Any]:
    return {
        "code": one.code,
        "kind": one.kind.value,
        "numerator": one.numerator.column if one.numerator else "",
        "denominator": one.denominator.column if one.denominator else "",
        "factor": one.factor,
        "years": one.years,
        "young": one.about_young_people,
    }


def ours(folder: Path) -> None:
    import django

    django.setup()
    import polars as pl

    from maillage.territory.analyses import values
    from maillage.territory.indicators import indicator

    indicators = [indicator(one["code"]) for one in json.loads((folder / "indicators.json").read_text())]
    codes, file = [one.code for one in indicators], folder / "communes.parquet"

    def compute() -> dict[str, np.ndarray]:
        table = pl.read_parquet(file)
        tables = {level: values.compute(table, indicators, level) for level in LEVELS}
        return {level: zones.sort(values.ZONE).select(codes).to_numpy() for level, zones in tables.items()}

    table = pl.read_parquet(file)
    about = {"rows": table.height, "columns": table.width, "size": file.stat().st_size, "indicators": len(codes)}
    print(json.dumps(about | timed("maillage", compute, folder / "ours.npz")))


def pages() -> None:
    """The pages of the demonstration's territory, first in a new process, then the median."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from maillage.accounts.models import User
    from maillage.demo import actions
    from maillage.spaces.models import Space

    call_command("migrate", verbosity=0)
    if not actions.is_planted():
        actions.plant()
    client, told = Client(SERVER_NAME="localhost"), {}
    space = Space.objects.filter(perimeter__isnull=False).earliest("pk")
    pilot = User.objects.filter(memberships__space=space, memberships__role="pilot").earliest("pk")
    client.force_login(pilot, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(f"/espaces/{space.slug}/membres/")  # a server that has answered something else
    for path in PATHS:
        address, seconds = f"/espaces/{space.slug}/{path}", []
        for _run in range(PAGES + 1):
            start = time.perf_counter()
            answer = client.get(address)
            seconds.append(1000 * (time.perf_counter() - start))
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} answered {answer.status_code}")
        told[path] = {"first": seconds[0], "median": statistics.median(seconds[1:]), "queries": len(asked)}
    print(json.dumps({"pages": told}))


# --- The same in pandas


def in_pandas(folder: Path) -> None:
    import pandas as pd

    indicators = json.loads((folder / "indicators.json").read_text())

    def compute() -> dict[str, np.ndarray]:
        table = pd.read_parquet(folder / "communes.parquet")
        return {level: level_in_pandas(table, indicators, level) for level in LEVELS}

    print(json.dumps(timed(f"pandas {pd.__version__}", compute, folder / "pandas.npz")))


def level_in_pandas(table: Any, indicators: list[dict[str, Any]], level: str) -> np.ndarray:
    import pandas as pd

    keyed = table[table[level].notna()]
    groups = keyed[level]
    inhabitants = keyed["municipal_population"].groupby(groups).sum()
    values = {}
    for one in indicators:
        compute = added if one["numerator"] else profiled
        value, known = compute(one, keyed, groups, table)
        reached = keyed["municipal_population"].where(known, 0).groupby(groups).sum()
        values[one["code"]] = value.reindex(inhabitants.index).where(reached >= LEAST_COVERAGE * inhabitants)
    return pd.DataFrame(values).sort_index().to_numpy(dtype=float)


def added(one: dict[str, Any], keyed: Any, groups: Any, _table: Any) -> tuple[Any, Any]:
    """Numerators and denominators added up where both are known, then divided."""
    known = keyed[one["numerator"]].notna()
    if one["denominator"]:
        known &= keyed[one["denominator"]].notna()
    above = keyed[one["numerator"]].where(known).groupby(groups).sum(min_count=1)
    below = keyed[one["denominator"]].where(known).groupby(groups).sum(min_count=1) if one["denominator"] else above
    if one["kind"] == "count":
        value = above
    else:
        ratio = above / below.where(below > 0)
        value = {
            "ratio": lambda: one["factor"] * ratio,
            "change": lambda: 100 * (ratio - 1),
            "growth": lambda: 100 * (ratio ** (1 / one["years"]) - 1),
        }[one["kind"]]()
    return (value.where(below >= LEAST_YOUNG) if one["young"] else value), known


def profiled(one: dict[str, Any], keyed: Any, groups: Any, table: Any) -> tuple[Any, Any]:
    """Amounts by domain added up where all are known, then the measure of the distribution."""
    prefixes = {"diversity": ["taught_"], "gap": ["taught_", "projects_"], "specialisation": ["sector_"]}[one["kind"]]
    columns = [name for name in keyed.columns if name.startswith(tuple(prefixes))]
    known = keyed[columns].notna().all(axis=1)
    sums = keyed[known].groupby(groups[known])[columns].sum()
    domains = sorted({name.removeprefix(prefix) for prefix in prefixes for name in columns if name.startswith(prefix)})
    amounts = [sums.reindex(columns=[f"{prefix}{name}" for name in domains], fill_value=0.0) for prefix in prefixes]
    shares = [amount.div(amount.sum(axis=1), axis=0).set_axis(domains, axis=1) for amount in amounts]
    if one["kind"] == "diversity":
        entropy = -(shares[0] * np.log(shares[0].where(shares[0] > 0))).sum(axis=1)
        return np.exp(entropy).where(amounts[0].sum(axis=1) > 0), known
    if one["kind"] == "gap":
        return (shares[0] - shares[1]).abs().sum(axis=1, skipna=False) / 2, known
    country = table[columns].sum()
    quotient = shares[0] / (country / country.sum()).set_axis(domains)
    return quotient.where(shares[0] >= LEAST_SECTOR_SHARE).max(axis=1), known


CHILDREN: dict[str, Callable[..., None]] = {"build": build, "ours": ours, "pandas": in_pandas, "pages": pages}

if __name__ == "__main__":
    sys.exit(main())
