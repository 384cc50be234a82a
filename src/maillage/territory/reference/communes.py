"""Commune codes of public files, brought to the communes of today, from the lists packed with the application.

Three things hide behind « code commune »: communes of the year, communes that have merged since the file was written,
and the municipal arrondissements of Paris, Lyon and Marseille, which must never be added to the commune they are in.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

PACKAGED = Path(__file__).resolve().parent.parent / "packaged"
ARRONDISSEMENT = "ARM"
SHORT = {"ST": "SAINT", "STE": "SAINTE", "STS": "SAINTS", "STES": "SAINTES"}
DELIVERY = re.compile(r"\b(CEDEX|CDX|CS|BP)\b.*")
ORDINAL = re.compile(r"\b\d+\w*\b|\bARRONDISSEMENT\b|\bARRDT\b")
ARTICLE = re.compile(r"^(LE|LA|LES|L|AUX|AU) ")


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rows have a code of the past, and how many a code that no commune has or had."""

    changed: int
    unknown: int


def counted(codes: pl.Series) -> Counted:
    known = codes.drop_nulls()
    return Counted(changed=int(known.is_in(list(former())).sum()), unknown=int((~known.is_in(list(today()))).sum()))


def whole(codes: pl.Series) -> pl.Series:
    """The whole commune of today behind each code: Paris, not its arrondissement; null when there is none."""
    return codes.replace_strict(today(whole=True), default=None, return_dtype=pl.String)


@lru_cache(maxsize=2)
def today(*, whole: bool = False) -> dict[str, str]:
    """Every code a file may hold → the code of the commune that covers it now."""
    current = {row["code"]: row["parent"] if whole and row["parent"] else row["code"] for row in packaged("communes")}
    return current | {code: current[commune] for code, commune in former().items()}


@lru_cache(maxsize=1)
def former() -> dict[str, str]:
    """Codes that are no longer those of a commune → the commune that now covers them."""
    return {row["code"]: row["commune"] for row in packaged("former")}


def packaged(name: str) -> Iterator[dict[str, str]]:
    with (PACKAGED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


# --- Files without codes: a postal code and a name


def found_by_name(table: pl.DataFrame, *, postal_code: str, name: str) -> pl.Series:
    """The commune of each row from what an address says; null when it could be two communes, or none."""
    pairs = zip(table[postal_code], table[name], strict=True)
    return pl.Series("commune", [code_of(postal, written) for postal, written in pairs], dtype=pl.String)


def code_of(postal_code: str | None, name: str | None) -> str | None:
    """« 85503 », « LES HERBIERS CEDEX » → « 85109 ». The name decides; the postal code says where it is read."""
    if not name:
        return None
    written = plain(name)
    postal_code = (postal_code or "").zfill(5)
    here = by_postal_code().get(postal_code, {})
    around = by_departement().get(departement_of(postal_code), {})
    for known in (here, around):
        found = known.get(written) or known.get(ARTICLE.sub("", written)) or set()
        if len(found) == 1:
            return next(iter(found))
    communes = set().union(*here.values()) if here else set()
    return next(iter(communes)) if len(communes) == 1 else None


def plain(name: str) -> str:
    """A name as compared: capitals, no accent, no sign, « ST » in full, no arrondissement, no « CEDEX »."""
    bare = "".join(
        letter for letter in unicodedata.normalize("NFKD", name.upper()) if not unicodedata.combining(letter)
    )
    bare = DELIVERY.sub("", re.sub(r"[^A-Z0-9]+", " ", bare.replace("Œ", "OE").replace("Æ", "AE")))
    words = ORDINAL.sub("", bare).split()
    return " ".join(SHORT.get(word, word) for word in words)


def departement_of(postal_code: str) -> str:
    """The département of a postal code; Corsica, which has two behind « 20 », is one here."""
    return postal_code[:3] if postal_code.startswith(("97", "98")) else postal_code[:2]


@lru_cache(maxsize=1)
def by_postal_code() -> dict[str, dict[str, set[str]]]:
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in packaged("communes"):
        code = row["parent"] or row["code"]
        for postal_code in row["postal_codes"].split():
            for name in names_of(row):
                known[postal_code][name].add(code)
    return known


@lru_cache(maxsize=1)
def by_departement() -> dict[str, dict[str, set[str]]]:
    """Current names first; a former name counts where no current commune of the département bears it."""
    known: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in packaged("communes"):
        for name in names_of(row):
            known[part_of(row["code"])][name].add(row["parent"] or row["code"])
    added: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in packaged("former"):
        part = part_of(row["commune"])
        for name in names_of(row):
            if name not in known[part]:
                added[part, name].add(row["commune"])
    for (part, name), codes in added.items():
        known[part][name] = codes
    return known


def names_of(row: dict[str, str]) -> set[str]:
    """The ways of writing a commune: with its article and without."""
    written = plain(row["name"])
    return {written, ARTICLE.sub("", written)} - {""}


def part_of(code: str) -> str:
    """The département of an Insee code, as its postal codes say it."""
    part = code[:3] if code.startswith(("97", "98")) else code[:2]
    return "20" if part in {"2A", "2B"} else part
