"""What a version of the grid and a version of the typology have in common: how they are told apart."""

from __future__ import annotations

import hashlib
import json

SHIPPED_MARK = "m"


def slug_of(number: int, *, is_shipped: bool) -> str:
    """How an address names a version: « m1 » for the first one we ship, « 2 » for a space's own."""
    return f"{SHIPPED_MARK}{number}" if is_shipped else str(number)


def fingerprint(written: object) -> str:
    """Eight signs that two versions share only when they say the same, word for word, in whatever space."""
    plain = json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()[:8]


def code_of(slug: str, written: object) -> str:
    """What is printed on paper and in files, to find a version again: « M1-7F3A9C02 »."""
    return f"{slug}-{fingerprint(written)}".upper()
