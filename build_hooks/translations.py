"""The English catalogue of each room, compiled without gettext."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def build(root: Path) -> None:
    for catalogue in sorted((root / "src/maillage").rglob("locale/*/LC_MESSAGES/django.po")):
        compiled = catalogue.with_suffix(".mo")
        if compiled.is_file() and compiled.stat().st_mtime >= catalogue.stat().st_mtime:
            continue
        with catalogue.open("rb") as source, compiled.open("wb") as target:
            write_mo(target, read_po(source))
