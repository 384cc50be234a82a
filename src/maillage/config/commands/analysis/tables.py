"""Read a table from a CSV, JSON or Parquet file, or from the standard input; refuse it with one sentence.

Every refusal names the file, the line and the column, shows the value met, and says what to write instead.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import math
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from maillage.toolkit.refusals import Refusal

LARGEST = 500 * 2**20
STANDARD_INPUT = "-"
SEPARATORS = ";,\t|"
YES, NO = {"oui", "vrai", "true", "yes", "1", "x"}, {"non", "faux", "false", "no", "0", ""}

FRENCH = {
    "actor": ("acteur",),
    "objective": ("objectif",),
    "from": ("de", "source"),
    "to": ("vers", "cible"),
    "strength": ("force", "intensite"),
    "layer": ("couche", "nature"),
    "answered": ("a repondu",),
    "partnership": ("partenariat",),
    "bond": ("lien",),
    "rater": ("evaluateur", "repondant"),
    "criterion": ("critere",),
    "value": ("niveau", "note", "valeur", "quantite"),
    "item": ("ressource", "enjeu", "instance", "question"),
    "factor": ("facteur",),
    "reverse": ("inverse",),
    "openness": ("ouverture",),
    "reliability": ("fiabilite",),
    "shared_mission": ("mission partagee",),
    "power_influence": ("influence",),
    "involvement": ("implication",),
    "resources": ("ressources",),
    "evidence": ("preuve",),
    "level": ("niveau",),
    "dimension": (),
    "person": ("personne", "nom", "organisation"),
    "youth_voice": ("voix des jeunes",),
    "employer": ("employeur",),
    "parts": ("territoires",),
    "items": ("enjeux", "ressources"),
    "family": ("famille",),
    "place": ("lieu", "commune", "code", "site"),
    "unit": ("unite", "commune", "lieu", "place", "code"),
    "demand": ("demande", "jeunes"),
    "supply": ("offre", "places"),
    "lon": ("longitude",),
    "lat": ("latitude",),
}
"""Column name → the other names it may have in a file (folded: without accents nor capitals)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line. ``place``: « ligne 4 », as the person finds it in the file."""

    place: str
    cells: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their column names. ``sha256`` is that of the whole file."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    sha256: str

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def about(self) -> dict[str, object]:
        """What a result says of its input."""
        return {"file": self.file, "rows": len(self.rows), "sha256": self.sha256}

    def find(self, name: str) -> str | None:
        """The column that has this name, or its French one; None when there is none."""
        wanted = {folded(each) for each in (name, *FRENCH.get(name, ()))}
        return next((column for column in self.columns if folded(column) in wanted), None)

    def need(self, name: str) -> str:
        """The same, refused when it is missing, with the columns that are there."""
        column = self.find(name)
        if column is None:
            also = FRENCH.get(name, ())
            other = f" (ou « {also[0]} »)" if also else ""
            there = ", ".join(self.columns)
            raise Refusal(f"{self.file} : il manque la colonne « {name} »{other}. Colonnes présentes : {there}.")
        return column

    def refuse(self, row: Row, column: str, what: str) -> Refusal:
        """« fichier, ligne 4, colonne « x » : … »"""
        return Refusal(f"{self.file}, {row.place}, colonne « {column} » : {what}")

    def text(self, row: Row, column: str | None, *, needed: bool = False) -> str:
        """The cell as text; empty when the column or the cell is."""
        value = row.cells.get(column) if column else None
        written = "" if value is None else str(value).strip()
        if needed and not written:
            raise self.refuse(row, str(column), "la case est vide. Complétez-la.")
        return written

    def number(self, row: Row, column: str, low: float = -math.inf, high: float = math.inf) -> float | None:
        """The cell as a number between ``low`` and ``high``; None when it is empty."""
        written = self.text(row, column)
        if not written:
            return None
        value = as_number(written)
        if value is None or not low <= value <= high:
            raise self.refuse(row, column, f"« {written} » n'est pas {wanted_number(low, high)}. Corrigez la valeur.")
        return value

    def needed_number(
        self, row: Row, column: str, low: float = -math.inf, high: float = math.inf, *, advice: str = "Complétez-la."
    ) -> float:
        value = self.number(row, column, low, high)
        if value is None:
            raise self.refuse(row, column, f"la case est vide. {advice}")
        return value

    def truth(self, row: Row, column: str | None) -> bool:
        written = folded(self.text(row, column))
        if written not in YES | NO:
            raise self.refuse(row, str(column), f"« {written} » n'est ni oui ni non. Écrivez oui ou non.")
        return written in YES

    def choice(self, row: Row, column: str | None, known: Iterable[str]) -> str | None:
        """One of the known words; None when the cell is empty."""
        written = self.text(row, column)
        if written and written not in known:
            raise self.refuse(row, str(column), f"« {written} » n'est pas connu. Écrivez {', '.join(known)}, ou rien.")
        return written or None

    def once(self, column: str) -> dict[str, Row]:
        """Rows by the name in this column, each name on one line only."""
        found: dict[str, Row] = {}
        for row in self.rows:
            name = self.text(row, column, needed=True)
            if name in found:
                raise Refusal(
                    f"{self.file} : « {name} » est écrit {found[name].place} et {row.place} (colonne « {column} »). "
                    "Gardez une seule ligne, ou donnez-leur des noms différents."
                )
            found[name] = row
        return found


def folded(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold().strip()


def as_number(written: str) -> float | None:
    """A finite number with a point or a comma; None when it is not one."""
    tidy = written.replace("−", "-").replace("\u202f", "").replace("\xa0", "").replace(" ", "")
    try:
        value = float(tidy.replace(",", ".") if tidy.count(",") == 1 and "." not in tidy else tidy)
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def wanted_number(low: float, high: float) -> str:
    if math.isinf(low) and math.isinf(high):
        return "un nombre"
    if math.isinf(high):
        return f"un nombre de {low:g} ou plus"
    return f"un nombre de {low:g} à {high:g}"


def read_table(place: str) -> Table:
    """The table of a file, or of the standard input for « - »."""
    content, name = read_bytes(place)
    if content[:4] == b"PAR1":
        columns, rows = from_parquet(content, name)
    elif content.lstrip()[:1] in (b"[", b"{"):
        columns, rows = from_json(content, name)
    else:
        columns, rows = from_csv(content, name)
    if not rows:
        raise Refusal(f"{name} ne contient aucune ligne : donnez au moins une ligne sous les noms de colonnes.")
    return Table(name, tuple(columns), tuple(rows), hashlib.sha256(content).hexdigest())


def read_bytes(place: str) -> tuple[bytes, str]:
    if place == STANDARD_INPUT:
        content, name = sys.stdin.buffer.read(LARGEST + 1), "entrée standard"
    else:
        name = Path(place).name
        try:
            with Path(place).open("rb") as file:
                content = file.read(LARGEST + 1)
        except FileNotFoundError:
            raise Refusal(f"Le fichier « {place} » n'existe pas : vérifiez le chemin.") from None
        except OSError as error:
            raise Refusal(f"Le fichier « {place} » ne s'ouvre pas ({error.strerror}) : vérifiez-le.") from None
    if len(content) > LARGEST:
        raise Refusal(f"{name} dépasse {LARGEST // 2**20} Mo : gardez les colonnes utiles, ou coupez-le.")
    if not content.strip():
        raise Refusal(f"{name} est vide : donnez un fichier CSV, JSON ou Parquet.")
    return content, name


def from_csv(content: bytes, name: str) -> tuple[list[str], list[Row]]:
    text = decoded(content, name)
    first_line = next(line for line in text.splitlines() if line.strip())
    separator = max(SEPARATORS, key=first_line.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    header: list[str] = []
    rows = []
    start = 1
    try:
        for values in reader:
            values = [value.strip() for value in values]
            if any(values):
                if header:
                    rows.append(csv_row(values, header, start, name))
                else:
                    header = checked_header(values, name)
            start = reader.line_num + 1
    except csv.Error:
        raise Refusal(f"{name} n'est pas un CSV lisible à la ligne {start} : vérifiez ses guillemets.") from None
    return header, rows


def csv_row(values: Sequence[str], header: Sequence[str], line: int, name: str) -> Row:
    if any(values[len(header) :]):
        raise Refusal(
            f"{name}, ligne {line} : {len(values)} valeurs pour {len(header)} colonnes. "
            "Vérifiez le séparateur et les guillemets."
        )
    return Row(f"ligne {line}", dict(zip(header, values, strict=False)))


def checked_header(values: Sequence[str], name: str) -> list[str]:
    while values and not values[-1]:
        values = values[:-1]
    seen: set[str] = set()
    for number, column in enumerate(values, start=1):
        if not column:
            raise Refusal(f"{name} : la colonne {number} n'a pas de nom. Donnez-lui en un sur la première ligne.")
        if column in seen:
            raise Refusal(f"{name} : deux colonnes s'appellent « {column} ». Donnez-leur des noms différents.")
        seen.add(column)
    return list(values)


def decoded(content: bytes, name: str) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    if b"\x00" in content[:10_000] or content[:2] == b"PK" or content[:5] == b"%PDF-":
        raise Refusal(f"{name} n'est pas un fichier CSV, JSON ou Parquet : enregistrez-le dans l'un de ces formats.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def from_json(content: bytes, name: str) -> tuple[list[str], list[Row]]:
    """A list of objects with the same keys, or {"columns": [...], "rows": [[...]]}."""
    try:
        written = json.loads(content)
    except ValueError as error:
        line = getattr(error, "lineno", None)
        where = f" (ligne {line})" if line else ""
        raise Refusal(f"{name} n'est pas du JSON lisible{where} : vérifiez les virgules et les guillemets.") from None
    if isinstance(written, dict) and isinstance(written.get("columns"), list) and isinstance(written.get("rows"), list):
        columns = checked_header([str(column) for column in written["columns"]], name)
        written = [dict(zip(columns, row, strict=False)) if isinstance(row, list) else row for row in written["rows"]]
    if not isinstance(written, list) or not all(isinstance(entry, dict) for entry in written):
        raise Refusal(f"{name} : donnez une liste d'objets JSON, un par ligne du tableau, avec les mêmes clés.")
    columns = list(dict.fromkeys(key for entry in written for key in entry))
    return columns, [Row(f"élément {number}", entry) for number, entry in enumerate(written, start=1)]


def from_parquet(content: bytes, name: str) -> tuple[list[str], list[Row]]:
    import polars as pl

    try:
        table = pl.read_parquet(io.BytesIO(content))
    except (pl.exceptions.PolarsError, OSError):
        raise Refusal(f"{name} n'est pas un fichier Parquet lisible : écrivez-le à nouveau.") from None
    return table.columns, [Row(f"ligne {number}", row) for number, row in enumerate(table.iter_rows(named=True), 1)]
