"""Remember what a product was made from, so as to make it again only when that changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *extra: str) -> str:
    """SHA-256 over the names and the contents of files."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    for text in extra:
        digest.update(text.encode())
    return digest.hexdigest()


def is_fresh(folder: Path, mark: str) -> bool:
    stamp = folder / ".stamp"
    return stamp.is_file() and stamp.read_text() == mark


def remember(folder: Path, mark: str) -> None:
    (folder / ".stamp").write_text(mark)
