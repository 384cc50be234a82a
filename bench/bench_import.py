"""100,000 organisations imported with duplicate detection: time, peak memory, precision and recall after grouping.

    python bench/bench_import.py                                # 100,000 lines, the peer if this environment has it
    python bench/bench_import.py --peer-python /path/to/python  # the peer (splink) in another environment
    python bench/bench_import.py --lines 20000

The lines come from ``labelled.py``: every one of them says which body it speaks of. The import is the real one: a CSV
read, compared, kept line by line and written in one transaction, in a base of its own. Precision and recall count the
pairs of lines put on one sheet. The dirtier set is compared too. A plain reference weighs all the pairs of a sample,
without candidates: what candidates lose is printed. The peer is given the same records, its own blocking rules and
training, and its clusters at several thresholds.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLE = 1500
FIELDS = ("name", "acronym", "commune", "postcode", "address", "siret", "phone")
HEADERS = ("Nom", "Sigle", "Commune", "Code postal", "Adresse", "SIRET", "Téléphone")
PROMISES = {"precision": 0.99, "recall": 0.98}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lines", type=int, default=100_000)
    options.add_argument("--peer-python", default=sys.executable if find_spec("splink") else "")
    options.add_argument("--peer-lines", type=int, default=0, help="lines given to the peer; all by default")
    options.add_argument("--step", choices=["import", "compare"], help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.step:
        print(json.dumps({"import": do_import, "compare": do_compare}[asked.step](asked.lines)))
        return 0
    print(f"machine    {platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}")
    print(f"python     {platform.python_version()}")
    found = run(asked.lines, "import")
    kept = told("clean", found)
    told("dirty", run(asked.lines, "compare"))
    plain_reference()
    if asked.peer_python:
        ask_peer(asked.peer_python, asked.peer_lines or asked.lines)
    else:
        print("peer       not installed: give --peer-python")
    return 0 if kept else 1


def run(lines: int, step: str) -> dict:
    """A step in a process and a base of its own."""
    with tempfile.TemporaryDirectory(prefix="maillage-bench-") as folder:
        environment = {**os.environ, "MAILLAGE_DATA": folder, "DJANGO_SETTINGS_MODULE": "maillage.config.settings"}
        environment["PYTHONPATH"] = os.pathsep.join([str(HERE.parent), str(HERE.parent / "src")])
        words = [sys.executable, __file__, "--step", step, "--lines", str(lines)]
        answer = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    if answer.returncode:
        sys.exit(answer.stderr)
    return json.loads(answer.stdout.splitlines()[-1])


def told(name: str, found: dict) -> bool:
    times = "  ".join(f"{step} {seconds:6.1f} s" for step, seconds in found["times"].items())
    print(f"{name:10} {found['lines']} lines  {times}  peak {found['peak']:.0f} MiB")
    print(f"           precision {found['precision']:.4f}  recall {found['recall']:.4f}  {found['counts']}")
    return found["precision"] >= PROMISES["precision"] and found["recall"] >= PROMISES["recall"]


def start():
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from maillage.accounts.models import User
    from maillage.spaces import actions as spaces

    pilot = User.objects.create_user("pilote@exemple.fr", "Pilote")
    return pilot, spaces.create_space(name="Banc", slug="banc", by=pilot)


def labelled(lines: int, *, dirty: bool):
    from bench.labelled import directory
    from maillage.territory import gazetteer

    places = [place for place in gazetteer.communes(gazetteer.every_code()) if place.postal_codes]
    places.sort(key=lambda place: (-(place.population or 0), place.code))
    return directory(lines, dirty=dirty, communes=[(each.code, each.postal_codes[0]) for each in places[:900]])


def do_import(lines: int) -> dict:
    """Read, compare, write; then what was put together."""
    pilot, space = start()
    known = labelled(lines, dirty=False)
    content = as_csv(known)
    from maillage.actors import actions
    from maillage.actors.models import Import

    times: dict[str, float] = {}

    def timed(step, deed, *args, **more):
        begun, worked = time.perf_counter(), time.process_time()
        result = deed(*args, **more)
        times[step] = time.perf_counter() - begun
        times[f"({step} cpu)"] = time.process_time() - worked
        return result

    before = peak()
    table = timed("read", actions.read_file, content, "acteurs.csv")
    brought = Import(space=space, file_name="acteurs.csv", columns=table.columns, by=pilot, total=len(table.rows))
    brought.mapping = dict(zip(FIELDS, HEADERS, strict=True))
    brought.rows = [(row.line, row.values) for row in table.rows]
    brought.status = Import.Status.APPLYING
    brought.save()
    plan = timed("compare", actions.imports.compare, brought, then=Import.Status.APPLYING)
    times["lock"] = locked_by(lambda: timed("write", actions.writing.write, brought, actions.imports.compare))
    assert brought.status == Import.Status.APPLIED, brought.fault
    timed("undo", actions.undo_import, brought=brought, by=pilot)
    found = measured(known, plan, times) | {"peak": peak(), "before": before}
    return found | {"times": times | doubles_alone(known)}


def locked_by(deed) -> float:
    """Seconds from the beginning of the last transaction to the end: how long SQLite keeps others from writing."""
    from django.db import connection

    begun = [time.perf_counter()]

    def noted(execute, words, *rest):
        if words.startswith("BEGIN"):
            begun[0] = time.perf_counter()
        return execute(words, *rest)

    with connection.execute_wrapper(noted):
        deed()
    return time.perf_counter() - begun[0]


def do_compare(lines: int) -> dict:
    _pilot, space = start()
    known = labelled(lines, dirty=True)
    from maillage.actors import actions
    from maillage.actors.plans import plan_import

    table = actions.read_file(as_csv(known), "acteurs.csv")
    begun = time.perf_counter()
    plan = plan_import(space, table, dict(zip(FIELDS, HEADERS, strict=True)))
    return measured(known, plan, {"compare": time.perf_counter() - begun} | doubles_alone(known)) | {"peak": peak()}


def doubles_alone(known) -> dict[str, float]:
    """Finding and grouping the doubles, without reading, places nor storing: what the peer is timed on."""
    from maillage_analysis.identity import find_pairs, put_together

    begun, worked = time.perf_counter(), time.process_time()
    put_together(known.bodies, find_pairs(known.bodies))
    return {"doubles": time.perf_counter() - begun, "(doubles cpu)": time.process_time() - worked}


def as_csv(known) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow(HEADERS)
    writer.writerows([getattr(body, field) for field in FIELDS] for body in known.bodies)
    return file.getvalue().encode("cp1252")


def measured(known, plan, times: dict[str, float]) -> dict:
    """Precision and recall over the pairs of lines that end on one sheet; line 2 is the first record."""
    home = {line.number: line.number for line in plan.lines}
    for line in plan.lines:
        if line.verdict in {"merged", "ignored"} and line.alike:
            home[line.number] = home[line.alike[0]["line"]]
    groups: dict[int, list[int]] = {}
    for number, head in home.items():
        groups.setdefault(head, []).append(number - 2)
    made = {(a, b) for group in groups.values() for a, b in combinations(sorted(group), 2)}
    precision, recall = scores(made, known.doubles())
    return {
        "lines": len(plan.lines),
        "times": times,
        "precision": precision,
        "recall": recall,
        "counts": plan.counts | {"asks": plan.asks},
    }


def scores(made: set, truth: set) -> tuple[float, float]:
    right = len(made & truth)
    return right / max(1, len(made)), right / max(1, len(truth))


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def plain_reference() -> None:
    """All the pairs of a sample, weighed one by one with the same rarities: what candidates leave out."""
    sys.path[:0] = [str(HERE.parent), str(HERE.parent / "src")]
    from bench.labelled import directory
    from maillage_analysis.identity import SURE, find_pairs
    from maillage_analysis.identity.candidates import rarities
    from maillage_analysis.identity.evidence import prepare, weigh

    known = directory(SAMPLE, dirty=False)
    begun = time.perf_counter()
    quick = {(pair.first, pair.second): pair.points for pair in find_pairs(known.bodies, least=SURE)}
    quick_time = time.perf_counter() - begun
    begun = time.perf_counter()
    records = [prepare(body) for body in known.bodies]
    rarity, usual = rarities(records)
    plain = {}
    for one, two in combinations(range(SAMPLE), 2):
        points, _reasons = weigh(records[one], records[two], rarity, usual, SURE)
        if points >= SURE:
            plain[one, two] = points
    slow = time.perf_counter() - begun
    same = all(plain.get(pair) == points for pair, points in quick.items())
    print(
        f"plain      {SAMPLE} lines: all pairs {slow:.1f} s, candidates {quick_time:.2f} s; {len(plain)} sure pairs, "
        f"{len(plain) - len(quick)} lost by candidates, {'same points' if same else 'OTHER POINTS'}"
    )


def ask_peer(python: str, lines: int) -> None:
    """The same records to splink, in its own process."""
    for name in ("clean", "dirty"):
        with tempfile.TemporaryDirectory(prefix="maillage-bench-") as folder:
            file = Path(folder) / "records.json"
            sys.path[:0] = [str(HERE.parent), str(HERE.parent / "src")]
            from bench.labelled import directory

            known = directory(lines, dirty=name == "dirty")
            rows = [
                {"unique_id": rank, "owner": owner, **{field: getattr(body, field) or None for field in FIELDS}}
                for rank, (body, owner) in enumerate(zip(known.bodies, known.owner, strict=True))
            ]
            file.write_text(json.dumps(rows), encoding="utf-8")
            words = [python, str(HERE / "peer_splink.py"), str(file)]
            answer = subprocess.run(words, capture_output=True, text=True, check=False)
        if answer.returncode:
            print(f"peer       {name}: stopped\n{answer.stderr[-1500:]}")
            continue
        found = json.loads(answer.stdout.splitlines()[-1])
        said = f"splink {found['version']}, {lines} records, {found['time']:.1f} s, peak {found['peak']:.0f} MiB"
        print(f"peer       {name}: {said}")
        for threshold, precision, recall in found["scores"]:
            print(f"           at p ≥ {threshold}: precision {precision:.4f}  recall {recall:.4f}")


if __name__ == "__main__":
    sys.exit(main())
