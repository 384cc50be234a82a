"""Pairs worth looking at, out of all those that a hundred thousand records could make.

Each record is put in a few drawers; two records of one drawer are looked at. Drawers that hold too many tell nothing
and are left closed, save for their neighbours in alphabetical order.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import log

import numpy as np

from .evidence import Prepared

CROWDED = 40  # records in a drawer beyond which only neighbours are looked at
NEIGHBOURS = 4
TELLING = 3  # rarest words of a name that open a drawer


def rarities(records: Sequence[Prepared]) -> tuple[dict[str, float], float]:
    """How much each word tells, from 1 (everywhere) upwards; and the weight of one never met."""
    met = Counter(word for record in records for word in record.words)
    count = len(records) + 1
    return {word: 1.0 + log(count / (1 + times)) for word, times in met.items()}, 1.0 + log(count)


def candidates(records: Sequence[Prepared], rarity: dict[str, float], known: int) -> np.ndarray:
    """Pairs of ranks (n, 2), each once, first < second; two of the ``known`` first records are not compared."""
    drawers: dict[tuple, list[int]] = defaultdict(list)
    for rank, record in enumerate(records):
        for key in dict.fromkeys(_keys(record, rarity)):
            drawers[key].append(rank)
    count = len(records)
    found = array("q")  # each pair as one number: first * count + second
    for ranks in drawers.values():
        if len(ranks) > 1:
            pairs = combinations(ranks, 2) if len(ranks) <= CROWDED else _neighbours(ranks, records)
            found.extend(first * count + second for first, second in pairs if second >= known)
    single = np.unique(np.frombuffer(found, dtype=np.int64)) if found else np.empty(0, dtype=np.int64)
    return np.column_stack((single // count, single % count)) if count else single.reshape(0, 2)


def _keys(record: Prepared, rarity: dict[str, float]) -> Iterator[tuple]:
    body = record.body
    if body.siret:
        yield ("siret", body.siret)
        yield ("siren", body.siret[:9], body.commune)
    if body.uai:
        yield ("uai", body.uai)
    if record.phone:
        yield ("phone", record.phone)
    for host in record.hosts:
        yield ("host", host, body.commune)
    telling = sorted(record.words, key=lambda word: (-rarity[word], word))[:TELLING]
    yield ("name", *sorted(record.words))
    for word in telling[:2]:
        yield ("rare", word)
    if len(telling) > 1:
        yield ("two", *sorted(telling[:2]))
        yield ("two", *sorted((telling[0], telling[-1])))
    for where in {body.commune, body.postcode} - {""}:
        for word in telling:
            yield ("word", word, where)
            if len(word) > 4:
                yield ("start", word[:4], where)
                yield ("end", word[-4:], where)
        for acronym in (record.acronyms | {record.alone}) - {""}:
            yield ("acronym", acronym, where)
        if record.number and record.street:
            yield ("address", record.number, record.street.rpartition(" ")[2], where)


def _neighbours(ranks: list[int], records: Sequence[Prepared]) -> Iterator[tuple[int, int]]:
    """Of a crowded drawer, each with those that follow it in alphabetical order."""
    order = sorted(ranks, key=lambda rank: records[rank].words)
    for at, rank in enumerate(order):
        for other in order[at + 1 : at + 1 + NEIGHBOURS]:
            yield (rank, other) if rank < other else (other, rank)
