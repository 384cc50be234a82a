"""Catalogues as the application reads them, compiled without gettext.

Apart from the rest because the build of the wheel runs it too, where there is no Django.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent


def rooms() -> list[Path]:
    return sorted(folder for folder in PACKAGE.iterdir() if (folder / "__init__.py").is_file())


def catalogue_path(room: Path, language: str = "en") -> Path:
    return room / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(room: Path) -> Catalog:
    path = catalogue_path(room)
    if not path.is_file():
        return Catalog(locale="en")
    with path.open("rb") as file:
        return read_po(file, locale="en")


def compile_all() -> None:
    """Make each .mo anew when the room's .po is younger."""
    for room in rooms():
        path = catalogue_path(room)
        compiled = [path.with_suffix(".mo"), catalogue_path(room, "fr").with_suffix(".mo")]
        if not path.is_file() or all(_is_younger(one, path) for one in compiled):
            continue
        english = read_catalogue(room)
        for target, catalogue in zip(compiled, (english, french_plurals(english)), strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as file:
                write_mo(file, catalogue)


def french_plurals(english: Catalog) -> Catalog:
    """French is the source, but only a French catalogue knows that zero is singular: « 0 lien », not « 0 liens »."""
    french = Catalog(locale="fr")
    for message in english:
        if isinstance(message.id, tuple | list):
            french.add(tuple(message.id), string=tuple(message.id), context=message.context)
    return french


def _is_younger(made: Path, source: Path) -> bool:
    return made.is_file() and made.stat().st_mtime >= source.stat().st_mtime
