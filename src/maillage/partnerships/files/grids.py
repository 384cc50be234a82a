"""A version of the grid as a file: JSON (everything), or a workbook with its criteria and a guide.

Reading gives entries as a draft holds them; ``drafts.grids.problems`` says what is wrong with them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Sheet, Table, read_table, to_workbook

from .. import grid
from ..drafts import grids
from ..drafts.words import LANGUAGES, tidy
from ..models import GridVersion

FORMAT, SCHEMA = "maillage-grid", 1
ON, OFF = "oui", "non"
MOST_ROWS = 200
PLAIN = ("id", "dimension", "active")
COLUMNS = (*PLAIN, *(f"{each.name}_{language}" for language in LANGUAGES for each in grids.FIELDS))


@dataclass(frozen=True, slots=True)
class GridFile:
    """What a file holds, and every reason why it cannot become a draft."""

    criteria: list[dict[str, Any]]
    switched_off: list[dict[str, Any]]
    note: str = ""
    problems: list[str] = field(default_factory=list)


def to_json(version: GridVersion) -> bytes:
    """The whole version: its id, number, languages, criteria and those switched off."""
    document = {
        "format": FORMAT,
        "schema": SCHEMA,
        "id": version.code,
        "number": version.number,
        "languages": [code for code in LANGUAGES if any(code in entry for entry in version.criteria)],
        "note": version.note,
        "dimensions": grid.shipped()["dimensions"],
        "criteria": [{**entry, "reworded": grids.is_reworded(entry)} for entry in version.criteria],
        "switched_off": version.switched_off,
    }
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


def to_xlsx(version: GridVersion) -> bytes:
    """One sheet of criteria, one row each in their order; one sheet that says how to fill it."""
    rows = [
        _row(entry, active)
        for entries, active in ((version.criteria, ON), (version.switched_off, OFF))
        for entry in entries
    ]
    guide = [(_("version"), version.code), *_guide()]
    return to_workbook(
        [Sheet(_("critères"), COLUMNS, rows), Sheet(_("guide"), (_("colonne"), _("ce qu'on y écrit")), guide)],
        title=_("Grille de lecture, %(version)s") % {"version": version.code},
    )


def _row(entry: Mapping[str, Any], active: str) -> list[str]:
    words = [grids.flat(entry.get(language) or {}) for language in LANGUAGES]
    return [
        entry["id"],
        entry["dimension"],
        active,
        *(said.get(each.name, "") for said in words for each in grids.FIELDS),
    ]


def _guide() -> list[tuple[str, str]]:
    said = [
        ("id", _("A1 à C8 sont réservés aux critères de Maillage, même reformulés ; les vôtres vont de X1 à X99")),
        ("dimension", ", ".join(f"{id} = {name}" for id, name in grid.dimensions().items())),
        ("active", _("oui : le critère est posé ; non : il est gardé, sans être posé")),
    ]
    for language, label in LANGUAGES.items():
        for each in grids.FIELDS:
            what = _("%(field)s, en %(language)s, %(most)d signes au plus") % {
                "field": each.label,
                "language": label,
                "most": each.longest,
            }
            said.append((f"{each.name}_{language}", what))
    return said


def read(content: bytes, file_name: str) -> GridFile:
    """The grid in a file. Refused when it is no grid at all; else its problems are listed."""
    if content.lstrip()[:1] == b"{":
        found = _from_json(content, file_name)
    else:
        table = read_table(content, file_name, most_bytes=settings.LARGEST_UPLOAD, most_rows=MOST_ROWS)
        found = _from_table(table, file_name)
    active, off, note, problems = found
    problems = problems or grids.problems(active, off)
    if not problems:
        active, off = grids.in_order(active), grids.in_order(off)
    return GridFile(active, off, note, problems)


def _from_json(content: bytes, file_name: str) -> tuple[list, list, str, list[str]]:
    try:
        document = json.loads(content)
    except (ValueError, UnicodeDecodeError, RecursionError):
        raise Refusal(
            _("« %(name)s » n'est pas un JSON lisible : reprenez le fichier d'origine.") % {"name": file_name}
        ) from None
    given = document.get("criteria")
    off = document.get("switched_off", [])
    if document.get("format") != FORMAT or not isinstance(given, list) or not isinstance(off, list):
        raise Refusal(_("« %(name)s » n'est pas une grille de Maillage.") % {"name": file_name})
    if document.get("schema") != SCHEMA:
        raise Refusal(
            _("« %(name)s » vient d'une autre version de Maillage : mettez celle-ci à jour.") % {"name": file_name}
        )
    problems: list[str] = []
    for language in document.get("languages", []):
        if language not in LANGUAGES:
            problems.append(
                _("La langue « %(language)s » n'est pas connue : « fr » ou « en ».") % {"language": language}
            )
    active = [_entry_of(entry, place, problems) for place, entry in enumerate(given, start=1)]
    switched_off = [_entry_of(entry, place, problems) for place, entry in enumerate(off, start=1)]
    return active, switched_off, tidy(document.get("note"))[:240], problems


def _entry_of(entry: object, place: int, problems: list[str]) -> dict[str, Any]:
    if not isinstance(entry, Mapping):
        problems.append(_("Le critère n° %(place)d n'est pas un critère.") % {"place": place})
        return {"id": "", "dimension": ""}
    words = {}
    for language in LANGUAGES:
        said = entry.get(language)
        anchors = said.get("anchors") if isinstance(said, Mapping) else []
        if isinstance(anchors, list) and len(anchors) > grids.ANCHORS:
            problems.append(_("%(id)s : une échelle a cinq phrases, pas plus.") % {"id": tidy(entry.get("id"))[:20]})
        if isinstance(said, Mapping) and isinstance(anchors, list):
            words[language] = grids.flat(said)
    unknown = {key: value for key, value in entry.items() if key not in {*grids.OTHER_KEYS, *LANGUAGES}}
    return grids.written(tidy(entry.get("id")), tidy(entry.get("dimension")), words) | unknown


def _from_table(table: Table, file_name: str) -> tuple[list, list, str, list[str]]:
    missing = [name for name in COLUMNS if name.endswith("_fr") and name not in table.columns]
    missing = [name for name in ("id", "dimension") if name not in table.columns] + missing
    if missing:
        raise Refusal(
            _("« %(name)s » : il manque la colonne « %(column)s ». Partez du fichier de la grille en service.")
            % {"name": file_name, "column": missing[0]}
        )
    known = {*COLUMNS}
    problems = [
        _("La colonne « %(column)s » n'est pas connue : les langues sont « fr » et « en ».") % {"column": column}
        for column in table.columns
        if column not in known
    ]
    active, off = [], []
    for row in table.rows:
        cells = dict(zip(table.columns, row.values, strict=True))
        words = {
            language: {each.name: cells.get(f"{each.name}_{language}", "") for each in grids.FIELDS}
            for language in LANGUAGES
        }
        asked = cells.get("active", ON).casefold() or ON
        if asked not in {ON, OFF}:
            problems.append(_("Ligne %(line)d : la colonne « active » se remplit par oui ou non.") % {"line": row.line})
        (active if asked == ON else off).append(grids.written(tidy(cells["id"]), tidy(cells["dimension"]), words))
    return active, off, "", problems


def as_kept(found: GridFile) -> str:
    """What the preview keeps until somebody says yes; read again, and checked again, then."""
    kept = {"format": FORMAT, "schema": SCHEMA, "note": found.note}
    return json.dumps({**kept, "criteria": found.criteria, "switched_off": found.switched_off}, ensure_ascii=False)
