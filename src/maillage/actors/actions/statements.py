"""Many rows written by few statements, whose values are worked out before the transaction that runs them.

SQLite has one writing lock for the whole base: what is computed while it is held keeps everybody else waiting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

BATCH = 500


@dataclass(frozen=True, slots=True)
class Insert:
    """Rows to create, some hundreds a statement."""

    statements: list[tuple[str, list[Any]]]

    @classmethod
    def of(cls, records: Sequence[models.Model]) -> Insert:
        """From records without a number yet, all of one model."""
        if not records:
            return cls([])
        meta = records[0]._meta
        fields = [field for field in meta.concrete_fields if not (field.primary_key or field.generated)]
        size = min(BATCH, connection.ops.bulk_batch_size(fields, records))
        begin, row = _words(meta.db_table, fields)
        return cls(
            [
                (
                    f"{begin} VALUES {', '.join([row] * len(some))} RETURNING {_quoted(meta.pk.column)}",
                    [_value(field, record) for record in some for field in fields],
                )
                for some in (records[start : start + size] for start in range(0, len(records), size))
            ]
        )

    def run(self) -> list[int]:
        """The numbers that the rows were given, in the order of the records."""
        given: list[int] = []
        with connection.cursor() as cursor:
            for words, values in self.statements:
                cursor.execute(words, values)
                given += [number for (number,) in cursor.fetchall()]
        return given


@dataclass(frozen=True, slots=True)
class Update:
    """One statement run for each record: a hundred thousand rows take seconds rather than minutes."""

    words: str
    rows: list[list[Any]]

    @classmethod
    def of(cls, model: type[models.Model], records: Iterable[models.Model], names: Sequence[str]) -> Update:
        """These fields of these records. Each row of values ends with the number of its record."""
        fields = [model._meta.get_field(name) for name in names]
        assigned = ", ".join(f"{_quoted(field.column)} = %s" for field in fields)
        words = f"UPDATE {_quoted(model._meta.db_table)} SET {assigned} WHERE id = %s"
        return cls(words, [[*(_value(field, record) for field in fields), record.pk] for record in records])

    def run(self) -> None:
        if self.rows:
            with connection.cursor() as cursor:
                cursor.executemany(self.words, self.rows)


def _words(table: str, fields: Sequence[models.Field]) -> tuple[str, str]:
    """How the statement begins, and the places of one row."""
    names = ", ".join(_quoted(field.column) for field in fields)
    return f"INSERT INTO {_quoted(table)} ({names})", f"({', '.join(['%s'] * len(fields))})"


def _value(field: models.Field, record: models.Model) -> Any:
    return field.get_db_prep_save(getattr(record, field.attname), connection)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
