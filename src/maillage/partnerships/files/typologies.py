"""A version of the typology as a file: JSON, or a workbook with its types, its rule and a guide."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Sheet, read_table, to_workbook

from .. import typology
from ..drafts import typologies
from ..drafts.words import LANGUAGES, tidy
from ..models import TypologyVersion

FORMAT, SCHEMA = "maillage-typology", 1
RULE = "règle"  # the row of weights; the thresholds stand on rows of their own
WORDS = tuple(f"{each.name}_{language}" for language in LANGUAGES for each in typologies.FIELDS)
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class TypologyFile:
    """What a file holds, and every reason why it cannot become a draft."""

    content: dict[str, Any]
    note: str = ""
    problems: list[str] = field(default_factory=list)


def to_json(version: TypologyVersion) -> bytes:
    document = {
        "format": FORMAT,
        "schema": SCHEMA,
        "id": version.code,
        "number": version.number,
        "languages": [code for code in LANGUAGES if any(code in entry for entry in version.content["types"])],
        "note": version.note,
        **version.content,
    }
    return f"{json.dumps(document, ensure_ascii=False, indent=1)}\n".encode()


def to_xlsx(version: TypologyVersion) -> bytes:
    """One sheet: a row per type, a row of weights, a row per threshold (its value in the second column)."""
    columns = ("id", *typology.columns(), *WORDS)
    rows: list[list[Any]] = [
        [
            entry["id"],
            *(entry["profile"][column] for column in typology.columns()),
            *((entry.get(code) or {}).get(each.name, "") for code in LANGUAGES for each in typologies.FIELDS),
        ]
        for entry in version.content["types"]
    ]
    blank = [""] * len(WORDS)
    rows.append([RULE, *(version.content["weights"].get(column, 1) for column in typology.columns()), *blank])
    for name in typology.THRESHOLDS:
        rows.append([name, version.content["thresholds"][name], *[""] * (len(typology.columns()) - 1), *blank])
    guide = [
        (_("version"), version.code),
        ("T1 … T7", _("réservés aux types de Maillage, même reformulés ; les vôtres vont de X1 à X9")),
        ("A1 … C8", _("niveau du profil, de 1 à 5 ; L, intensité du lien, de 1 à 4")),
        (RULE, _("le poids de chaque colonne, de 0 à 5 ; 1 le plus souvent")),
        *((name, str(label)) for name, (label, _low, _high) in typologies.THRESHOLDS.items()),
    ]
    return to_workbook(
        [Sheet(_("types"), columns, rows), Sheet(_("guide"), (_("colonne"), _("ce qu'on y écrit")), guide)],
        title=_("Typologie, %(version)s") % {"version": version.code},
    )


def read(content: bytes, file_name: str) -> TypologyFile:
    """The typology in a file. Refused when it is none at all; else its problems are listed."""
    if content.lstrip()[:1] == b"{":
        given, note = _from_json(content, file_name)
    else:
        given, note = _from_table(content, file_name), ""
    return TypologyFile(given, note, typologies.problems(given))


def as_kept(found: TypologyFile) -> str:
    return json.dumps({"format": FORMAT, "schema": SCHEMA, "note": found.note, **found.content}, ensure_ascii=False)


def _from_json(content: bytes, file_name: str) -> tuple[dict[str, Any], str]:
    try:
        document = json.loads(content)
    except (ValueError, UnicodeDecodeError, RecursionError):
        raise Refusal(
            _("« %(name)s » n'est pas un JSON lisible : reprenez le fichier d'origine.") % {"name": file_name}
        ) from None
    types, weights, thresholds = (document.get(name) for name in ("types", "weights", "thresholds"))
    known = document.get("format") == FORMAT and document.get("schema") == SCHEMA
    whole = isinstance(types, list) and isinstance(weights, Mapping) and isinstance(thresholds, Mapping)
    if not known or not whole or not all(isinstance(entry, Mapping) for entry in types):
        raise Refusal(_("« %(name)s » n'est pas une typologie de Maillage.") % {"name": file_name})
    given = {
        "types": [_type_of(entry) for entry in types],
        "weights": dict(weights),
        "thresholds": {name: thresholds.get(name) for name in typology.THRESHOLDS},
    }
    return given, tidy(document.get("note"))[:240]


def _type_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    profile = entry.get("profile") if isinstance(entry.get("profile"), Mapping) else {}
    words = {language: entry[language] for language in LANGUAGES if isinstance(entry.get(language), Mapping)}
    unknown = {key: value for key, value in entry.items() if key not in {*typologies.OTHER_KEYS, *LANGUAGES}}
    return typologies.written_type(tidy(entry.get("id")), words, profile) | unknown


def _from_table(content: bytes, file_name: str) -> dict[str, Any]:
    table = read_table(content, file_name, most_bytes=settings.LARGEST_UPLOAD, most_rows=MOST_ROWS)
    needed = ("id", *typology.columns(), *(name for name in WORDS if name.endswith("_fr")))
    missing = [name for name in needed if name not in table.columns]
    if missing:
        raise Refusal(
            _("« %(name)s » : il manque la colonne « %(column)s ». Partez du fichier de la typologie en service.")
            % {"name": file_name, "column": missing[0]}
        )
    types, weights, thresholds = [], {}, {}
    for row in table.rows:
        cells = dict(zip(table.columns, row.values, strict=True))
        id = tidy(cells["id"])
        if id == RULE:
            weights = {column: _figure(cells[column]) for column in typology.columns()}
        elif id in typology.THRESHOLDS:
            thresholds[id] = _figure(cells[typology.columns()[0]])
        else:
            words = {
                language: {each.name: cells.get(f"{each.name}_{language}", "") for each in typologies.FIELDS}
                for language in LANGUAGES
            }
            types.append(typologies.written_type(id, words, {c: _figure(cells[c]) for c in typology.columns()}))
    kept = {column: weight for column, weight in weights.items() if weight != 1}
    return {"types": types, "weights": kept, "thresholds": {n: thresholds.get(n) for n in typology.THRESHOLDS}}


def _figure(cell: str) -> int | float | None:
    try:
        value = float(cell.replace(",", "."))
    except ValueError:
        return None
    return int(value) if value.is_integer() else value
