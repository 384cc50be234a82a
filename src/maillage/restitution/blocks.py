"""The bricks of a document: what the report is made of before it is laid out.

They are plain and typed, so that the same chapters can be drawn as a PDF today and as slides or Word later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from django.utils.text import capfirst


@dataclass(frozen=True, slots=True)
class Text:
    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class Note:
    """A caution, a limit, a rule of reading."""

    text: str
    kind: str = "note"


@dataclass(frozen=True, slots=True)
class Bullets:
    items: Sequence[str]
    kind: str = "list"


@dataclass(frozen=True, slots=True)
class Table:
    """``widths`` are shares; ``align`` is "left" or "right" per column. Headings and names of rows take a capital."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()
    align: Sequence[str] = ()
    caption: str = ""
    source: str = ""
    kind: str = "table"

    def __post_init__(self) -> None:
        columns = len(self.header)
        if any(len(row) != columns for row in self.rows):
            raise ValueError(f"A row of « {self.caption or self.header[0]} » does not have {columns} cells.")
        object.__setattr__(self, "header", [capfirst(str(cell)) for cell in self.header])
        object.__setattr__(self, "rows", [[capfirst(str(row[0])), *row[1:]] for row in self.rows])
        object.__setattr__(self, "widths", list(self.widths) or [1] * columns)
        object.__setattr__(self, "align", list(self.align) or ["left"] * columns)


@dataclass(frozen=True, slots=True)
class Facts:
    rows: Sequence[tuple[str, str]]
    kind: str = "facts"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with all that makes it honest; ``number`` is None when unknown, and ``unknown`` says so."""

    number: str | None
    label: str
    unit: str = ""
    comparison: str = ""
    source: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    items: Sequence[Figure]
    kind: str = "figures"


@dataclass(frozen=True, slots=True)
class Picture:
    """``alt`` replaces the picture for those who do not see it; ``width`` is a percentage of the column."""

    svg: str
    alt: str
    caption: str = ""
    width: int = 100
    kind: str = "picture"


@dataclass(frozen=True, slots=True)
class ClauseText:
    heading: str
    body: str
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Clauses:
    items: Sequence[ClauseText]
    kind: str = "clauses"


Block = Text | Heading | Note | Bullets | Table | Facts | Figures | Picture | Clauses


@dataclass(frozen=True, slots=True)
class Chapter:
    """One idea: a title, the sentence that says it, and what shows it, drawn only when it is laid out."""

    key: str
    title: str
    sentence: str
    draw: Callable[[], Sequence[Block]] = list

    def as_dict(self) -> dict:
        blocks = [asdict(block) for block in self.draw()]
        return {"key": self.key, "title": self.title, "sentence": self.sentence, "blocks": blocks}
