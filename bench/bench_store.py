"""The reference store built whole from a mirror: time, peak memory and size, dataset by dataset.

python bench/bench_store.py [MIRROR]

Each dataset is read twice in a process of its own: the first time tells the peak of memory, the second the time once
the process is warm. Sizes are those of the Parquet files kept.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MIRROR = Path(__file__).resolve().parents[2] / "shared/data"
KIB = 1024


def main() -> int:
    mirror = Path(sys.argv[1]) if len(sys.argv) > 1 else MIRROR
    if not mirror.is_dir():
        print(f"no mirror at {mirror}: give its folder")
        return 2
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as folder:
        environment = {**os.environ, "MAILLAGE_DATA": folder, "DJANGO_SETTINGS_MODULE": "maillage.config.settings"}
        names = ask(environment, mirror, "names")
        built, empty = ask(environment, mirror, "empty"), ask(environment, mirror, "empty")
        rows = [ask(environment, mirror, "one", name) for name in names]
        whole = ask(environment, mirror, "whole")
    print(f"machine   {platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}")
    print(f"python    {platform.python_version()}, gazetteer built in {built['gazetteer']:.2f} s once")
    print(f"empty     {empty['peak']:6.0f} MiB: the application open, nothing read\n")
    print(f"{'dataset':30}{'read':>9}{'kept':>9}{'first':>9}{'warm':>9}{'peak':>10}{'size':>11}")
    for row in rows:
        print(
            f"{row['name']:30}{row['read']:9}{row['kept']:9}{row['first']:7.2f} s{row['warm']:7.2f} s"
            f"{row['peak']:6.0f} MiB{row['size'] / KIB:7.0f} KiB"
        )
    print(f"\nwhole     {whole['seconds']:6.2f} s for {len(names)} datasets in one process")
    print(f"          {whole['peak']:6.0f} MiB at the peak, {whole['size'] / KIB**2:.1f} MiB kept")
    return 0


def ask(environment: dict[str, str], mirror: Path, *what: str) -> dict:
    """The answer of a new process."""
    answer = subprocess.run(
        [sys.executable, __file__, "--child", str(mirror), *what],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(answer.stdout.splitlines()[-1])


def child(mirror: Path, what: str, name: str = "") -> object:
    import django

    django.setup()
    from maillage.territory import gazetteer
    from maillage.territory.reference import catalogue, fetching, store

    datasets = fetching.obtainable(mirror)
    if what == "names":
        return [dataset.name for dataset in datasets]
    start = time.perf_counter()
    gazetteer.every_code()
    gazetteer_time = time.perf_counter() - start
    if what == "empty":
        return {"gazetteer": gazetteer_time, "peak": peak()}
    if what == "whole":
        start = time.perf_counter()
        fetching.fetch([], mirror)
        kept = (store.folder_of(dataset.name) for dataset in datasets)
        size = sum(file.stat().st_size for folder in kept for file in folder.glob("*.parquet"))
        return {"seconds": time.perf_counter() - start, "peak": peak(), "size": size}
    start = time.perf_counter()
    card = fetching.fetch_one(catalogue.dataset(name), mirror)
    first, highest = time.perf_counter() - start, peak()
    start = time.perf_counter()
    card = fetching.fetch_one(catalogue.dataset(name), mirror)
    return {
        "name": name,
        "read": card.rows_read,
        "kept": card.rows_kept,
        "first": first,
        "warm": time.perf_counter() - start,
        "peak": highest,
        "size": Path(store.edition(name)).stat().st_size,
    }


def peak() -> float:
    """Most memory held by this process so far, in MiB (Linux counts kibibytes, macOS bytes)."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (KIB**2 if sys.platform == "darwin" else KIB)


if __name__ == "__main__":
    if "--child" in sys.argv:
        print(json.dumps(child(Path(sys.argv[2]), *sys.argv[3:])))
        sys.exit(0)
    sys.exit(main())
