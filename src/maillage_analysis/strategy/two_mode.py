"""Actors and what they hold (resources, objectives, events): density, projections, rare resources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked, checked_class
from maillage_analysis.checks import distinct_names, finite_matrix, one_of
from maillage_analysis.results import Result, Undefined, read_only


@checked_class
@dataclass(frozen=True, slots=True, eq=False)
class TwoModeTable:
    """Table B (n actors × m items): ``values[i, j]`` > 0 when actor i holds item j. No missing cell, nothing negative.

    Raises InputError for a duplicated name, a missing, infinite or negative cell.

    >>> TwoModeTable(["CFA", "Opco"], ["room", "funds"], [[1, 0], [1, 1]]).holders.tolist()
    [2, 1]
    """

    actors: Sequence[str]
    items: Sequence[str]
    values: np.ndarray

    def __post_init__(self) -> None:
        actors, items = distinct_names(self.actors), distinct_names(self.items, what="item")
        values = finite_matrix(self.values, rows=actors, columns=items, what="table of holdings", low=0.0)
        object.__setattr__(self, "actors", actors)
        object.__setattr__(self, "items", items)
        object.__setattr__(self, "values", values)

    @property
    def held(self) -> np.ndarray:
        """Boolean view of the table, shape (n, m)."""
        return self.values > 0

    @property
    def holders(self) -> np.ndarray:
        """Number of actors that hold each item, k_j, shape (m,)."""
        return self.held.sum(axis=0)

    def transposed(self) -> TwoModeTable:
        """The same table read from the items: every measure on actors then becomes a measure on items."""
        return TwoModeTable(self.items, self.actors, self.values.T)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TwoModeDensity(Result):
    """Share of the cells that are filled."""

    actors: int
    items: int
    ties: int
    density: float


@checked
def two_mode_density(table: TwoModeTable) -> TwoModeDensity:
    """Density #(B > 0)/(n·m), from 0 to 1.

    >>> two_mode_density(TwoModeTable(["CFA", "Opco"], ["room", "funds"], [[1, 0], [1, 1]])).density
    0.75
    """
    n, m = table.values.shape
    ties = int(table.held.sum())
    return TwoModeDensity(actors=n, items=m, ties=ties, density=ties / (n * m))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Projection(Result):
    """Ties between the actors of a two-mode table, symmetric; ``None`` where the weight is undefined."""

    weights: str
    names: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    undefined: tuple[Undefined, ...]


@checked
def project(table: TwoModeTable, *, weights: str = "count") -> Projection:
    """Actors tied by what they share, shape (n, n); use ``table.transposed()`` for the items.

    - ``count``: B·Bᵀ (with a 0/1 table: items in common; on the diagonal, items held);
    - ``newman``: Σ_{j: k_j > 1} B_ij·B_lj/(k_j − 1), diagonal 0: an item that many hold ties less (Newman 2001);
    - ``jaccard``: items in common over items held by either; undefined (None) when neither holds anything.

    Raises InputError for other weights.

    >>> table = TwoModeTable(["CFA", "Opco"], ["room", "funds"], [[1, 0], [1, 1]])
    >>> project(table).values
    ((1.0, 1.0), (1.0, 2.0))
    >>> project(table, weights="newman").values, project(table, weights="jaccard").values
    (((0.0, 1.0), (1.0, 0.0)), ((1.0, 0.5), (0.5, 1.0)))
    """
    one_of(weights, ("count", "newman", "jaccard"), what="kind of projection")
    defined = np.ones((len(table.actors),) * 2, dtype=bool)
    if weights == "count":
        values = table.values @ table.values.T
    elif weights == "newman":
        values = _newman(table)
    else:
        values, defined = _jaccard(table.held.astype(float))
    empty = tuple(name for name, holds in zip(table.actors, table.held.any(axis=1), strict=True) if not holds)
    undefined = Undefined(measure="jaccard", of=empty, reason="holds nothing, nor do the others named here")
    return Projection(
        weights=weights,
        names=table.actors,
        values=tuple(
            tuple(value if known else None for value, known in zip(row, flags, strict=True))
            for row, flags in zip(values.tolist(), defined.tolist(), strict=True)
        ),
        undefined=() if defined.all() else (undefined,),
    )


def _newman(table: TwoModeTable) -> np.ndarray:
    shared = table.holders > 1
    values = (table.values[:, shared] / (table.holders[shared] - 1)) @ table.values[:, shared].T
    np.fill_diagonal(values, 0.0)
    return (values + values.T) / 2.0


def _jaccard(held: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    common = held @ held.T
    either = held.sum(axis=1)[:, None] + held.sum(axis=1)[None, :] - common
    return np.divide(common, either, out=np.zeros_like(common), where=either > 0), either > 0


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ResourceExclusivity(Result):
    """How much each actor holds what others do not.

    index: REI per actor. holders: actors per item. held_by_one: items with a single holder, as (item, holder).
    """

    actors: tuple[str, ...]
    items: tuple[str, ...]
    index: np.ndarray
    holders: np.ndarray
    held_by_one: tuple[tuple[str, str], ...]
    held_by_nobody: tuple[str, ...]


@checked
def resource_exclusivity(table: TwoModeTable) -> ResourceExclusivity:
    """Resource exclusivity REI_i = Σ_j B_ij·exp(1 − k_j), k_j being the number of holders of item j.

    With a 0/1 table, an item held alone counts 1, one held by two counts 0.37. An actor without anything has 0.
    The partnership rests on one actor for every item of ``held_by_one``. Source: Ashworth & Carley 2006 (ORA).

    >>> rare = resource_exclusivity(TwoModeTable(["CFA", "Opco"], ["room", "funds"], [[1, 0], [1, 1]]))
    >>> [round(value, 4) for value in rare.index.tolist()], rare.held_by_one
    ([0.3679, 1.3679], (('funds', 'Opco'),))
    """
    holders = table.holders
    single = [(item, j) for j, item in enumerate(table.items) if holders[j] == 1]
    return ResourceExclusivity(
        actors=table.actors,
        items=table.items,
        index=read_only(table.values @ np.exp(1.0 - holders)),
        holders=read_only(holders),
        held_by_one=tuple((item, table.actors[int(np.argmax(table.held[:, j]))]) for item, j in single),
        held_by_nobody=tuple(item for item, count in zip(table.items, holders, strict=True) if count == 0),
    )
