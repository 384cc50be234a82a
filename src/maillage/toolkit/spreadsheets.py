"""Tables that people keep in spreadsheets: read from CSV, XLSX or ODS, written to CSV or XLSX.

Reading finds the encoding and the separator; whatever cannot be read is refused with one sentence. Writing is safe to
open: no cell can start a formula.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .merged_cells import Merged, of_open_document, spread
from .refusals import Refusal
from .words import printable

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
SEPARATORS = ";,\t|"
WESTERN = {"Windows-1252": "cp1252", "Mac": "mac_roman", "DOS": "cp850"}  # what spreadsheets write besides UTF-8
FRENCH_SMALL = frozenset("éèêëàâäîïôöùûüçœæ«»’‘“”–—…€°²·\xa0\u202f")
FRENCH_CAPITALS = frozenset("ÉÈÊËÀÂÄÎÏÔÖÙÛÜÇŒÆ")
FRENCH_ENOUGH = 0.7
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
HEADER_WITHIN = 20  # a title and a few remarks may stand above the column names
MOST_COLUMNS = 200
LONGEST_CELL = 20_000
MOST_UNPACKED = 400 * 1024 * 1024
EXCEL, OPEN_DOCUMENT = ("xlsx", "xlsm"), ("ods",)


@dataclass(frozen=True, slots=True)
class Row:
    line: int  # as the person sees it in the file, from 1
    values: list[str]


@dataclass(frozen=True, slots=True)
class Table:
    columns: list[str]
    rows: list[Row]
    how: str = ""  # encoding and separator, or the sheet that was read
    notes: list[str] = field(default_factory=list)


def read_table(content: bytes, file_name: str, *, most_bytes: int, most_rows: int) -> Table:
    """Column names and rows of text. Raises Refusal when the file is too large, empty, or is no table."""
    if len(content) > most_bytes:
        raise Refusal(
            _("Le fichier pèse %(size)s Mo et la limite est de %(most)s Mo : gardez les colonnes utiles, ou coupez-le.")
            % {"size": -(-len(content) // 2**20), "most": most_bytes // 2**20}
        )
    if not content.strip():
        raise Refusal(_("Le fichier « %(name)s » est vide : choisissez-en un autre.") % {"name": file_name})
    suffix = PurePath(file_name).suffix.lower().lstrip(".")
    merged = Merged()
    if content[:4] == b"PK\x03\x04" or suffix in (*EXCEL, *OPEN_DOCUMENT):
        lines, how, merged = _workbook_lines(content, file_name)
    elif content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Refusal(
            _(
                "« %(name)s » est un ancien fichier Excel (.xls) ou un document protégé : "
                "enregistrez-le en .xlsx ou .csv."
            )
            % {"name": file_name}
        )
    else:
        lines, how = _text_lines(content, file_name)
    return _as_table(lines, file_name, how, most_rows, merged)


def _as_table(lines: list[Row], file_name: str, how: str, most_rows: int, merged: Merged) -> Table:
    filled = [row for row in lines if any(row.values)]
    if not filled:
        raise Refusal(_("Le fichier « %(name)s » ne contient aucune ligne remplie.") % {"name": file_name})
    header, notes = _header([row for row in filled if row.line not in merged.banners] or filled)
    if header.line in merged.two_storeys:
        header = _on_two_storeys(header, filled)
    rows = [row for row in filled if row.line > header.line and row.line not in merged.banners]
    notes += merged.notes(below=header.line)
    if not rows:
        raise Refusal(
            _("« %(name)s » n'a que des noms de colonnes : ajoutez au moins une ligne en dessous.")
            % {"name": file_name}
        )
    if len(rows) > most_rows:
        raise Refusal(
            _("Le fichier a %(rows)s lignes et l'import en prend %(most)s à la fois : coupez-le en plusieurs.")
            % {"rows": len(rows), "most": most_rows}
        )
    width = max(index + 1 for row in [header, *rows] for index, value in enumerate(row.values) if value)
    if width > MOST_COLUMNS:
        raise Refusal(
            _("« %(name)s » a %(width)s colonnes : ce n'est sans doute pas un tableau d'organisations.")
            % {"name": file_name, "width": width}
        )
    columns = _each_once(
        value or _("colonne %(number)s") % {"number": index + 1}
        for index, value in enumerate(_padded(header.values, width))
    )
    return Table(columns, [Row(row.line, _padded(row.values, width)) for row in rows], how, notes)


def _header(filled: list[Row]) -> tuple[Row, list[str]]:
    """The first line, near the top, that names most of the columns; what stands above is left aside."""
    top = filled[:HEADER_WITHIN]
    widest = max(sum(map(bool, row.values)) for row in top)
    header = next(row for row in top if sum(map(bool, row.values)) >= max(1, 0.6 * widest))
    above = [row for row in top if row.line < header.line]
    notes = (
        [
            ngettext(
                "%(count)s ligne au-dessus des noms de colonnes a été laissée de côté.",
                "%(count)s lignes au-dessus des noms de colonnes ont été laissées de côté.",
                len(above),
            )
            % {"count": len(above)}
        ]
        if above
        else []
    )
    return header, notes


def _on_two_storeys(header: Row, filled: list[Row]) -> Row:
    """« Adresse » above « Rue » and « Ville »: the lower names count where there are some."""
    below = next((row for row in filled if row.line == header.line + 1), None)
    if below is None:
        return header
    width = max(len(header.values), len(below.values))
    names = zip(_padded(header.values, width), _padded(below.values, width), strict=True)
    return Row(below.line, [lower or upper for upper, lower in names])


def _each_once(names: Iterable[str]) -> list[str]:
    """A second « Nom » becomes « Nom (2) »."""
    found: list[str] = []
    for name in names:
        rank = sum(1 for other in found if other == name or other.startswith(f"{name} ("))
        found.append(f"{name} ({rank + 1})" if rank and name in found else name)
    return found


def _padded(values: list[str], width: int) -> list[str]:
    return [*values[:width], *[""] * (width - len(values))]


def _workbook_lines(content: bytes, file_name: str) -> tuple[list[Row], str, Merged]:
    from python_calamine import CalamineError, load_workbook

    unreadable = Refusal(
        _("« %(name)s » ne s'ouvre pas : enregistrez-le à nouveau depuis votre tableur, en .xlsx, .ods ou .csv.")
        % {"name": file_name}
    )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise Refusal(_("« %(name)s » est trop grand une fois ouvert : coupez-le.") % {"name": file_name})
        workbook = load_workbook(io.BytesIO(content))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            cells = [[_written(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            if any(any(row) for row in cells):
                ranges = sheet.merged_cell_ranges or ()
                merged = spread(cells, ranges or of_open_document(content, name))
                lines = [Row(number, row) for number, row in enumerate(cells, start=1)]
                return lines, _("feuille « %(name)s »") % {"name": name}, merged
    except (CalamineError, zipfile.BadZipFile, ValueError, OSError, KeyError, SyntaxError):
        raise unreadable from None
    raise Refusal(_("Le fichier « %(name)s » ne contient aucune ligne remplie.") % {"name": file_name})


def _written(cell: Any) -> str:
    """A spreadsheet's cell as the person reads it: whole numbers without « .0 », dates as 2026-11-23."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("oui") if cell else _("non")
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e16 else repr(cell)
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == time() else cell).isoformat()
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return _tidy(str(cell))


def _tidy(text: str) -> str:
    """Spaces made ordinary; the apostrophe that protects from formulas is taken off."""
    text = " ".join(printable(text).split())
    return text[1:] if text[:1] == "'" and text[1:2] in FORMULA_STARTS else text


def _text_lines(content: bytes, file_name: str) -> tuple[list[Row], str]:
    text, encoding = _decoded(content, file_name)
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines: list[Row] = []
    try:
        start = 1
        for values in reader:
            if any(len(value) > LONGEST_CELL for value in values):
                raise csv.Error("a quotation mark is never closed")
            lines.append(Row(start, [_tidy(value) for value in values]))
            start = reader.line_num + 1
    except csv.Error:
        raise Refusal(
            _("« %(name)s » n'est pas un CSV lisible après la ligne %(line)s : vérifiez les guillemets à cet endroit.")
            % {"name": file_name, "line": len(lines)}
        ) from None
    names = {";": _("point-virgule"), ",": _("virgule"), "\t": _("tabulation"), "|": _("barre verticale")}
    return lines, _("encodage %(encoding)s, séparateur %(separator)s") % {
        "encoding": encoding,
        "separator": names[separator],
    }


def _decoded(content: bytes, file_name: str) -> tuple[str, str]:
    for mark, encoding in [(b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")]:
        if content.startswith(mark):
            try:
                return content.decode(encoding), encoding.removesuffix("-sig").upper()
            except UnicodeDecodeError:
                break
    if content.startswith(b"%PDF") or NO_TEXT.search(content):
        raise Refusal(
            _("« %(name)s » n'est pas un tableau : l'import lit les fichiers CSV, XLSX et ODS.") % {"name": file_name}
        )
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        return _western(content, file_name)


def _western(content: bytes, file_name: str) -> tuple[str, str]:
    """The encoding in which accents fall where French writes them; else what charset-normalizer finds."""
    texts = {name: content.decode(encoding, "replace") for name, encoding in WESTERN.items()}
    name = max(texts, key=lambda name: _frenchness(texts[name]))
    if _frenchness(texts[name]) >= FRENCH_ENOUGH:
        return texts[name], name
    from charset_normalizer import from_bytes

    best = from_bytes(content).best()
    if best is None:
        raise Refusal(
            _("L'encodage de « %(name)s » n'est pas reconnu : enregistrez-le en CSV UTF-8, ou en .xlsx.")
            % {"name": file_name}
        )
    return str(best), best.encoding


def _frenchness(text: str) -> float:
    """Share of the characters beyond ASCII that are French letters and signs in their usual place."""
    beyond = expected = 0
    for before, char in zip(" " + text, text, strict=False):
        if char > "\x7f":
            beyond += 1
            expected += char in FRENCH_SMALL or (char in FRENCH_CAPITALS and not before.islower())
    return expected / beyond if beyond else 1.0


def _separator(text: str) -> str:
    """What separates the columns: guessed from the beginning, checked on the line that has most of it."""
    top = [line for line in text[:20_000].splitlines() if line.strip()][:HEADER_WITHIN]
    counts = {mark: max((line.count(mark) for line in top), default=0) for mark in SEPARATORS}
    try:
        guessed = csv.Sniffer().sniff("\n".join(top), delimiters=SEPARATORS).delimiter
    except csv.Error:
        guessed = ""
    return guessed if counts.get(guessed) else max(SEPARATORS, key=lambda mark: counts[mark])


def safe_cell(value: Any) -> Any:
    """Text that would start a formula in a spreadsheet is kept as text by a leading apostrophe."""
    text = printable(value) if isinstance(value, str) else ""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text or value


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, separator: str = ";") -> bytes:
    """UTF-8 with its mark, so that every spreadsheet shows accents."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator)
    writer.writerow([safe_cell(name) for name in columns])
    writer.writerows([safe_cell("" if value is None else value) for value in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def to_xlsx(columns: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str) -> bytes:
    """One sheet with its header kept in view and a filter on each column."""
    return to_workbook([Sheet(title, columns, [*rows])], title=title)


def to_workbook(sheets: Iterable[Sheet], *, title: str) -> bytes:
    """Several sheets, each with its header kept in view and a filter on each column."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.title = title
    for sheet in sheets:
        _add_sheet(book, sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _add_sheet(book: Any, told: Sheet) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet("".join(char for char in told.title if char not in "[]:*?/\\")[:31])
    sheet.freeze_panes = "A2"
    body = [[safe_cell(value) for value in row] for row in told.rows]
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(told.columns))}{len(body) + 1}"
    for index, name in enumerate(told.columns):
        longest = max([len(str(name)), *(len(str(row[index] or "")) for row in body[:500])])
        sheet.column_dimensions[get_column_letter(index + 1)].width = min(60, longest + 3)
    header = [WriteOnlyCell(sheet, value=safe_cell(name)) for name in told.columns]
    for cell in header:
        cell.font = Font(bold=True)
    sheet.append(header)
    for row in body:
        sheet.append(row)
