"""What a room answered, read together: plain figures that may be projected, and kept once the answers are erased.

Everything here is already protected: under three answers only their number; a college from three on; the others
gathered, three at least. Neither « je ne sais pas » nor « sans objet » is ever a number.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from maillage.actors.enums import College


@dataclass(frozen=True, slots=True)
class Line:
    """The levels chosen by one college, or by those gathered (``college`` is empty): how many at each, from 1 to 5."""

    college: str
    counts: tuple[int, ...]
    median: float

    @property
    def answers(self) -> int:
        return sum(self.counts)

    @property
    def label(self) -> str:
        return str(College(self.college).label)


@dataclass(frozen=True, slots=True)
class ItemReading:
    """One point. ``answers`` counts whoever answered anything; ``levels`` those who chose a level.

    Under three answers in all, everything but ``answers`` is None or empty; under three levels, so is what is said of
    them. ``alone`` are the colleges told apart, ``gathered`` the rest of the room when some are.
    """

    id: str
    answers: int
    levels: int | None = None
    unknown: int | None = None
    not_applicable: int | None = None
    median: float | None = None
    lower_quartile: float | None = None
    upper_quartile: float | None = None
    by_spread: bool = False
    by_colleges: bool = False
    whole: Line | None = None
    alone: tuple[Line, ...] = ()
    gathered: Line | None = None

    @property
    def is_told(self) -> bool:
        """Whether the levels may be shown."""
        return self.whole is not None

    @property
    def disagreement(self) -> bool:
        return self.by_spread or self.by_colleges

    @property
    def rows(self) -> tuple[Line, ...]:
        return (*self.alone, *([self.gathered] if self.gathered else []))

    @property
    def spread(self) -> float | None:
        return None if self.upper_quartile is None else self.upper_quartile - self.lower_quartile


@dataclass(frozen=True, slots=True)
class WorkshopReading:
    """All that is read of a workshop, item by item in the order in which they are asked."""

    phones: int
    items: tuple[ItemReading, ...] = field(default_factory=tuple)

    @property
    def by_id(self) -> dict[str, ItemReading]:
        return {item.id: item for item in self.items}

    @property
    def answers(self) -> int:
        return sum(item.answers for item in self.items)

    def as_data(self) -> dict:
        """What a kept workshop holds."""
        return {"phones": self.phones, "items": [_item_data(item) for item in self.items]}

    @classmethod
    def from_data(cls, data: dict) -> WorkshopReading:
        return cls(data["phones"], tuple(_item_of(item) for item in data["items"]))


_PLAIN = (
    "id",
    "answers",
    "levels",
    "unknown",
    "not_applicable",
    "median",
    "lower_quartile",
    "upper_quartile",
    "by_spread",
    "by_colleges",
)


def _item_data(item: ItemReading) -> dict:
    plain = {name: getattr(item, name) for name in _PLAIN}
    return plain | {
        "whole": _line_data(item.whole),
        "alone": [_line_data(line) for line in item.alone],
        "gathered": _line_data(item.gathered),
    }


def _item_of(data: dict) -> ItemReading:
    return ItemReading(
        **{name: data[name] for name in _PLAIN},
        whole=_line_of(data["whole"]),
        alone=tuple(_line_of(line) for line in data["alone"]),
        gathered=_line_of(data["gathered"]),
    )


def _line_data(line: Line | None) -> dict | None:
    return line and {"college": line.college, "counts": list(line.counts), "median": line.median}


def _line_of(data: dict | None) -> Line | None:
    return data and Line(data["college"], tuple(data["counts"]), data["median"])
