"""The peer of bench_import.py: splink 5 on DuckDB. python bench/peer_splink.py RECORDS.json → one line of JSON.

Records are first folded (accents, capitals, signs), as its users do. It is trained on the records themselves: u by
sampling pairs, m by expectation–maximisation on two blockings, as its documentation advises.
"""

from __future__ import annotations

import json
import logging
import re
import resource
import sys
import time
import unicodedata
from importlib.metadata import version
from pathlib import Path

import duckdb
import pyarrow as pa
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

THRESHOLDS = (0.5, 0.9, 0.99, 0.999, 0.9999)
TEXTS = ("name", "address")


def folded(text: str | None) -> str | None:
    if not text:
        return None
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe"))
    kept = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    return re.sub(r"[^a-z0-9]+", " ", kept).strip() or None


def main() -> None:
    logging.disable(logging.WARNING)
    records = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    owner = {record["unique_id"]: record.pop("owner") for record in records}
    begun = time.perf_counter()
    for record in records:
        record.update({field: folded(record[field]) for field in TEXTS})
        record["phone"] = re.sub(r"\D", "", record["phone"] or "") or None
        record["start"] = (record["name"] or "")[-6:] or None
        record.pop("acronym")
    api = DuckDBAPI(connection=duckdb.connect())
    linker = Linker(api.register(pa.Table.from_pylist(records)), settings())
    linker.training.estimate_probability_two_random_records_match([block_on("siret")], recall=0.4)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("siret"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("phone"))
    predictions = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    scores = [(threshold, *scored(linker, predictions, threshold, owner)) for threshold in THRESHOLDS]
    told = {
        "version": version("splink"),
        "time": time.perf_counter() - begun,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "scores": scores,
    }
    print(json.dumps(told))


def settings() -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("address", [0.95, 0.85]),
            cl.ExactMatch("commune"),
            cl.ExactMatch("postcode"),
            cl.ExactMatch("siret"),
            cl.ExactMatch("phone"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("siret"),
            block_on("phone"),
            block_on("name"),
            block_on("commune", "substr(name, 1, 5)"),
            block_on("commune", "start"),
            block_on("commune", "address"),
        ],
    )


def scored(linker: Linker, predictions, threshold: float, owner: dict[int, int]) -> tuple[float, float]:
    """Precision and recall over the pairs of records of one cluster."""
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold)
    groups: dict[str, list[int]] = {}
    for row in clusters.as_record_list():
        groups.setdefault(row["cluster_id"], []).append(row["unique_id"])
    made = sum(len(group) * (len(group) - 1) // 2 for group in groups.values())
    right = sum(pairs([owner[each] for each in group]) for group in groups.values())
    return right / max(1, made), right / max(1, pairs(list(owner.values())))


def pairs(owners: list[int]) -> int:
    counts: dict[int, int] = {}
    for one in owners:
        counts[one] = counts.get(one, 0) + 1
    return sum(count * (count - 1) // 2 for count in counts.values())


main()
