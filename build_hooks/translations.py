"""The English catalogue of each room, compiled without gettext; and French plurals, where zero is singular."""

from __future__ import annotations

from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def build(root: Path) -> None:
    for source in sorted((root / "src/maillage").rglob("locale/en/LC_MESSAGES/django.po")):
        with source.open("rb") as file:
            english = read_po(file, locale="en")
        french = source.parents[2] / "fr/LC_MESSAGES/django.mo"
        compile_into(source.with_suffix(".mo"), english)
        compile_into(french, plurals(english))


def compile_into(target: Path, catalogue: Catalog) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, catalogue)


def plurals(english: Catalog) -> Catalog:
    """French is the source; its plural rule only holds for messages that a French catalogue knows."""
    french = Catalog(locale="fr")
    for message in english:
        if isinstance(message.id, tuple | list):
            french.add(tuple(message.id), string=tuple(message.id), context=message.context)
    return french
