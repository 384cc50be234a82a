"""Give an answer: the whole result as JSON, or one of its tables as CSV or Parquet."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from maillage import __version__
from maillage.toolkit.refusals import Refusal

from .tables import Table

FORMATS = ("json", "csv", "parquet")
Records = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method found: ``result`` for JSON, and the same figures as flat tables."""

    method: str
    inputs: Sequence[Table]
    parameters: Mapping[str, Any]
    result: Mapping[str, Any]
    tables: Mapping[str, Records] = field(default_factory=dict)


def method(name: str, tables: Mapping[str, str]) -> Callable[[Callable[..., Answer]], click.Command]:
    """Turn a function that computes an ``Answer`` into a command with INPUT, --output, --format and --table.

    ``tables``: name → columns, separated by spaces, of a table that may come without any row; the main table first.
    """
    known = list(tables)

    def decorate(compute: Callable[..., Answer]) -> click.Command:
        def run(output: str | None, format_: str | None, table: str | None, **given: Any) -> None:
            chosen = format_of(output, format_, table)  # before the work, so that a wrong name costs nothing
            name = table or known[0]
            give(compute(**given), output, chosen, name, tables[name].split())

        run.__doc__, run.__name__ = compute.__doc__, compute.__name__
        run.__click_params__ = getattr(compute, "__click_params__", [])
        for wrap in (
            click.option("--table", type=click.Choice(known), help=f"Table à écrire en CSV ou Parquet [{known[0]}]."),
            click.option("--format", "format_", type=click.Choice(FORMATS), help="Format [d'après --output, ou json]."),
            click.option("-o", "--output", metavar="FILE", help="Fichier du résultat [sortie standard]."),
            click.argument("input_", metavar="INPUT"),
        ):
            run = wrap(run)
        return click.command(name)(run)

    return decorate


def format_of(output: str | None, asked: str | None, table: str | None) -> str:
    suffix = Path(output).suffix.lower().lstrip(".") if output else ""
    if output and not asked and suffix not in FORMATS:
        raise Refusal(f"--output « {output} » : nommez un fichier .json, .csv ou .parquet, ou précisez --format.")
    chosen = asked or suffix or ("csv" if table else "json")
    if chosen == "parquet" and not output:
        raise Refusal("Le format Parquet ne s'affiche pas : donnez un fichier avec --output resultat.parquet.")
    if chosen == "json" and table:
        raise Refusal("--table choisit une table en CSV ou en Parquet : le JSON les contient toutes.")
    return chosen


def give(answer: Answer, output: str | None, chosen: str, table: str, columns: Sequence[str]) -> None:
    if chosen == "json":
        content = as_json(answer).encode()
    else:
        if table not in answer.tables:
            there = ", ".join(answer.tables)
            raise Refusal(f"La table « {table} » n'existe pas avec ces options. Tables de ce résultat : {there}.")
        rows = answer.tables[table]
        columns = list(rows[0]) if rows else columns
        content = as_csv(rows, columns).encode() if chosen == "csv" else as_parquet(rows, columns)
    if output:
        write(Path(output), content)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()


def as_json(answer: Answer) -> str:
    document = {
        "method": answer.method,
        "maillage": __version__,
        "inputs": [table.about() for table in answer.inputs],
        "parameters": answer.parameters,
        **answer.result,
    }
    return f"{laid_out(document)}\n"


def laid_out(value: Any, margin: str = "") -> str:
    """JSON in lines; a list of plain values stays on one line, so that a matrix reads row by row."""
    inner = f"{margin}  "
    if isinstance(value, Mapping) and value:
        lines = [f"{inner}{plain(str(key))}: {laid_out(each, inner)}" for key, each in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{margin}" + "}"
    if isinstance(value, list | tuple) and any(isinstance(each, list | tuple | Mapping) for each in value):
        lines = [f"{inner}{laid_out(each, inner)}" for each in value]
        return "[\n" + ",\n".join(lines) + f"\n{margin}]"
    return plain(value)


def plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def as_csv(rows: Records, columns: Sequence[str]) -> str:
    from maillage.toolkit.spreadsheets import safe_cell

    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([safe_cell(column) for column in columns])
    writer.writerows([written(safe_cell(row[column])) for column in columns] for row in rows)
    return file.getvalue()


def written(value: Any) -> Any:
    """A number as the shortest text that gives it back; nothing for what is unknown."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.12g}" if value else "0"
    return value


def as_parquet(rows: Records, columns: Sequence[str]) -> bytes:
    import polars as pl

    file = io.BytesIO()
    lines = [list(row.values()) for row in rows]
    pl.DataFrame(lines, schema=list(columns), orient="row", infer_schema_length=None).write_parquet(file)
    return file.getvalue()


def write(place: Path, content: bytes) -> None:
    """In one move: an interrupted command leaves the previous file whole."""
    unfinished = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(place)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise Refusal(f"« {place} » ne peut pas être écrit ({error.strerror}) : choisissez un autre fichier.") from None


@contextmanager
def working(sentence: str) -> Iterator[None]:
    """Say on the error output that a long computation goes on, when somebody is looking."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(sentence):
        yield
