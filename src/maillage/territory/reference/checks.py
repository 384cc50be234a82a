"""A file is trusted only once its shape has been checked; otherwise the previous version stays."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from maillage.toolkit.refusals import Refusal

from .dataset import Dataset, Reader

HIDDEN = ["", "s", "nd", "*"]  # unknown or secret in public files: never 0


def kept(table: pl.DataFrame, dataset: Dataset) -> pl.DataFrame:
    """The dataset's columns with their types, without rows that miss a code. Refusal when the shape changed."""
    require_columns(table.columns, dataset.schema, dataset.title)
    try:
        typed = table.select(pl.col(name).cast(kind) for name, kind in dataset.schema.items())
    except pl.exceptions.PolarsError as error:
        raise Refusal(
            _("« %(title)s » a changé de forme : une colonne ne contient plus des nombres (%(detail)s). %(kept)s")
            % {"title": dataset.title, "detail": str(error).splitlines()[0][:160], "kept": previous_stays()}
        ) from None
    typed = typed.drop_nulls(list(dataset.required))
    fewest, most = dataset.rows
    if not fewest <= typed.height <= most:
        raise Refusal(
            _(
                "« %(title)s » contient %(rows)s lignes utilisables au lieu de %(fewest)s à %(most)s : "
                "le fichier est incomplet ou a changé de forme. %(kept)s"
            )
            % {"title": dataset.title, "rows": typed.height, "fewest": fewest, "most": most, "kept": previous_stays()}
        )
    return typed


def previous_stays() -> str:
    return _("Rien n'a été remplacé : la version précédente, s'il y en a une, reste en service.")


def require_columns(present: Iterable[str], wanted: Iterable[str], title: str) -> None:
    missing = [name for name in wanted if name not in set(present)]
    if missing:
        raise Refusal(
            _("« %(title)s » a changé de forme : il manque %(columns)s. %(kept)s")
            % {"title": title, "columns": ", ".join(missing), "kept": previous_stays()}
        )


def unreadable(file: Path) -> Refusal:
    return Refusal(
        _("« %(file)s » est illisible : fichier tronqué ou d'un autre format que prévu. %(kept)s")
        % {"file": file.name, "kept": previous_stays()}
    )


def parquet(file: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(file)
    except (pl.exceptions.PolarsError, OSError):
        raise unreadable(file) from None


def parquet_reader(names: Mapping[str, str]) -> Reader:
    """A reader of one Parquet file, whose columns take our names (``names``: theirs → ours)."""

    def read(files: Sequence[Path]) -> pl.DataFrame:
        table = parquet(files[0])
        require_columns(table.columns, names, files[0].name)
        return table.select(list(names)).rename(dict(names))

    return read


def csv_in_zip(file: Path, columns: Sequence[str], *, separator: str = ";", codes: Sequence[str] = ()) -> pl.DataFrame:
    """The wanted columns of the largest CSV of a ZIP; ``codes`` stay text, the rest are numbers."""
    try:
        with zipfile.ZipFile(file) as packed:
            tables = [entry for entry in packed.infolist() if entry.filename.lower().endswith(".csv")]
            content = packed.read(max(tables, key=lambda entry: entry.file_size))
        header = content.split(b"\n", 1)[0].decode("utf-8-sig").strip().replace('"', "").split(separator)
        require_columns(header, columns, file.name)
        return pl.read_csv(
            content,
            separator=separator,
            columns=list(columns),
            schema_overrides={name: pl.String if name in codes else pl.Float64 for name in columns},
            null_values=HIDDEN,
        )
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, pl.exceptions.PolarsError):
        raise unreadable(file) from None


def csv(file: Path, columns: Mapping[str, str], *, separator: str = ";", encoding: str = "utf-8-sig") -> pl.DataFrame:
    """The wanted columns of a CSV, all as text, under our names (``columns``: theirs → ours)."""
    try:
        return text_table(file.read_bytes(), file.name, columns, separator=separator, encoding=encoding)
    except OSError:
        raise unreadable(file) from None


def csv_entry(file: Path, name: str, columns: Mapping[str, str], *, separator: str = ";") -> pl.DataFrame:
    """The wanted columns of the CSV of a ZIP whose name contains ``name``, all as text."""
    try:
        with zipfile.ZipFile(file) as packed:
            entries = [entry for entry in packed.namelist() if name in Path(entry).name]
            require_columns(entries, entries[:1] or [name], file.name)
            return text_table(packed.read(entries[0]), entries[0], columns, separator=separator)
    except (zipfile.BadZipFile, OSError, EOFError):
        raise unreadable(file) from None


def text_table(
    content: bytes, name: str, columns: Mapping[str, str], *, separator: str, encoding: str = "utf-8-sig"
) -> pl.DataFrame:
    try:
        text = content.decode(encoding)
        header = text.split("\n", 1)[0].strip().replace('"', "").split(separator)
        require_columns(header, columns, name)
        table = pl.read_csv(
            io.StringIO(text), separator=separator, columns=list(columns), infer_schema=False, null_values=HIDDEN
        )
    except (UnicodeDecodeError, pl.exceptions.PolarsError):
        raise unreadable(Path(name)) from None
    return table.select(list(columns)).rename(dict(columns))


def one_vintage(table: pl.DataFrame, column: str, title: str, wanted: str = "") -> pl.DataFrame:
    """The table, whose rows must all be of one year (of ``wanted``, when it is given). Refusal otherwise."""
    found = table[column].drop_nulls().unique().sort().to_list()
    if len(found) != 1 or (wanted and str(found[0]) != wanted):
        raise Refusal(
            _("« %(title)s » mélange des millésimes (%(found)s) : le fichier n'est pas celui attendu. %(kept)s")
            % {"title": title, "found": ", ".join(map(str, found[:6])) or "–", "kept": previous_stays()}
        )
    return table


def matched(table: pl.DataFrame, other: pl.DataFrame, on: str, title: str, most_lost: float = 0.01) -> pl.DataFrame:
    """A left join that must find nearly every row: otherwise the two files are not of the same year. Refusal."""
    joined = table.join(other, on=on, how="left", maintain_order="left")
    lost = table.join(other, on=on, how="anti").height
    if lost > most_lost * table.height:
        raise Refusal(
            _("« %(title)s » mélange des millésimes : %(lost)s lignes sur %(rows)s n'ont pas leur pendant. %(kept)s")
            % {"title": title, "lost": lost, "rows": table.height, "kept": previous_stays()}
        )
    return joined


def sheet(file: Path, title: str, columns: Sequence[str]) -> pl.DataFrame:
    """A worksheet as text, from the first line that holds every wanted column (Insee puts titles above)."""
    try:
        workbook = CalamineWorkbook.from_path(str(file))
        name = next((name for name in workbook.sheet_names if title.lower() in name.lower()), None)
        lines = workbook.get_sheet_by_name(name).to_python() if name else []
    except (CalamineError, OSError, ValueError):
        raise unreadable(file) from None
    start = next(
        (index for index, line in enumerate(lines) if set(columns) <= {str(cell).strip() for cell in line}), None
    )
    if start is None:
        found = [str(cell).strip() for cell in lines[0]] if lines else []
        require_columns(found, columns, file.name)
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    header = [str(cell).strip() for cell in lines[start]]
    at = [header.index(name) for name in columns]
    rows = [tuple(as_text(line[index]) for index in at) for line in lines[start + 1 :] if any(line)]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def as_text(cell: object) -> str | None:
    """A cell as people read it: « 1112 », not « 1112.0 »."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip() or None


def only_entry(file: Path, ending: str, folder: Path) -> Path:
    """Take out of a ZIP the one file that ends so; a file that is not a ZIP is returned as it is."""
    if not zipfile.is_zipfile(file):
        return file
    try:
        with zipfile.ZipFile(file) as packed:
            names = [name for name in packed.namelist() if name.lower().endswith(ending)]
            if "xl/workbook.xml" in packed.namelist() or not names:
                return file
            out = folder / Path(names[0]).name
            out.write_bytes(packed.read(names[0]))
            return out
    except (zipfile.BadZipFile, OSError, EOFError):
        raise unreadable(file) from None
