"""One layer of relations between named actors: what was declared, and who is tied to whom.

A strength says how much two actors work together. It is never read as a distance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Real

import numpy as np
import scipy

from maillage_analysis.arguments import checked, checked_class
from maillage_analysis.checks import distinct_names, finite_matrix, refuse_diagonal
from maillage_analysis.errors import InputError


@checked_class
@dataclass(frozen=True, slots=True, eq=False)
class Ties:
    """Ties between n actors: ``strength[i, j]`` ≥ 0 is what i declares towards j (0 nothing), shape (n, n).

    A tie exists when the strength is at least ``threshold``; without threshold, when it is above 0. Undirected ties
    come as a symmetric table. ``respondents`` are those whose row was really asked (None: everybody). The table may
    be dense or a SciPy sparse one. Raises InputError for a duplicated name, a wrong shape, a missing, infinite or
    negative strength, a tie to oneself, an undirected table that is not symmetric, an unknown respondent.

    >>> ties = Ties(["CFA", "Opco", "Branche"], [[0, 3, 1], [0, 0, 0], [2, 0, 0]], threshold=2)
    >>> ties.adjacency.toarray().tolist()
    [[0.0, 1.0, 0.0], [0.0, 0.0, 0.0], [1.0, 0.0, 0.0]]
    """

    actors: Sequence[str]
    strength: scipy.sparse.csr_array
    directed: bool = True
    threshold: float | None = None
    layer: str = "ties"
    respondents: Sequence[str] | None = None
    adjacency: scipy.sparse.csr_array = field(init=False, repr=False)

    def __post_init__(self) -> None:
        actors = distinct_names(self.actors)
        strength = _strength(self.strength, actors)
        if not self.directed:
            _refuse_asymmetry(strength, actors)
        if self.threshold is not None and not _is_positive(self.threshold):
            raise InputError(f"The threshold {self.threshold!r} is not a positive number: choose one, or leave it out.")
        adjacency = strength.copy()
        if self.threshold is not None:
            adjacency.data[adjacency.data < self.threshold] = 0.0
            adjacency.eliminate_zeros()
        adjacency.data[:] = 1.0
        object.__setattr__(self, "actors", actors)
        object.__setattr__(self, "strength", strength)
        object.__setattr__(self, "adjacency", adjacency)
        object.__setattr__(self, "respondents", _respondents(self.respondents, actors))

    @classmethod
    @checked
    def from_edges(
        cls,
        actors: Iterable[str],
        edges: Iterable[Sequence],
        *,
        directed: bool = True,
        threshold: float | None = None,
        layer: str = "ties",
        respondents: Sequence[str] | None = None,
    ) -> Ties:
        """Ties from a list of (from, to) or (from, to, strength); an undirected pair is written once.

        Raises InputError for an unknown actor or a pair written twice.

        >>> Ties.from_edges(["CFA", "Opco"], [("CFA", "Opco", 2)], directed=False).strength.toarray().tolist()
        [[0.0, 2.0], [2.0, 0.0]]
        """
        names = distinct_names(actors)
        strength = _read_edges(names, edges, directed=directed)
        return cls(names, strength, directed, threshold, layer, respondents)

    @property
    def size(self) -> int:
        """Number of actors n."""
        return len(self.actors)

    @property
    def arcs(self) -> int:
        """Number of arcs; an undirected tie counts for two."""
        return int(self.adjacency.nnz)

    @property
    def neighbours(self) -> scipy.sparse.csr_array:
        """Symmetric 0/1 table: tied either way."""
        either = (self.adjacency + self.adjacency.T).tocsr()
        either.data[:] = 1.0
        return either

    def values(self, kind: str) -> scipy.sparse.csr_array:
        """The ties that exist, as ``strength`` or as ``binary`` (1 each)."""
        return self.adjacency if kind == "binary" else self.strength.multiply(self.adjacency).tocsr()

    def name_order(self) -> np.ndarray:
        """Positions of the actors in alphabetical order, where chance and ties must not depend on row order."""
        return np.array(sorted(range(self.size), key=self.actors.__getitem__), dtype=np.intp)


@checked_class
@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Several layers of ties between the same actors, and what is known of each actor.

    ``layers``: name → strengths (n × n). ``attributes``: name → actor → value (sector, territory, mode).
    ``undirected`` names the layers without direction.

    >>> sectors = {"CFA": "training", "Opco": "funds"}
    >>> network = Network(["CFA", "Opco"], {"funds": [[0, 0], [3, 0]]}, {"sector": sectors})
    >>> network.ties("funds").arcs, network.groups("sector")["CFA"]
    (1, 'training')
    """

    actors: Sequence[str]
    layers: Mapping[str, object]
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    respondents: Sequence[str] | None = None
    undirected: Sequence[str] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "actors", distinct_names(self.actors))
        for name, known in (("layers", self.layers), ("attributes", self.attributes)):
            if not isinstance(known, Mapping):
                raise InputError(f"{name} is {known!r}: give a mapping from each name to what it holds.")
        for layer in self.undirected:
            self._known(layer, self.layers, "layer")

    def ties(self, layer: str, *, threshold: float | None = None) -> Ties:
        """One layer, with the threshold from which a tie exists. Raises InputError for an unknown layer."""
        strength = self._known(layer, self.layers, "layer")
        return Ties(self.actors, strength, layer not in self.undirected, threshold, layer, self.respondents)

    def groups(self, attribute: str) -> dict[str, str]:
        """The value of an attribute for every actor. Raises InputError if it is unknown, or missing for somebody."""
        values = self._known(attribute, self.attributes, "attribute")
        group_codes(self.actors, values)
        return {actor: values[actor] for actor in self.actors}

    def _known(self, name: str, known: Mapping, what: str):
        if name not in known:
            raise InputError(f"The {what} {name!r} is not known: choose one of {', '.join(map(str, known)) or 'none'}.")
        return known[name]


def group_codes(actors: Sequence[str], groups: Mapping[str, str]) -> tuple[tuple[str, ...], np.ndarray]:
    """Distinct groups in alphabetical order, and the group number of every actor.

    Raises InputError for an actor without group: leaving people out of a count must be a choice.

    >>> group_codes(["CFA", "Opco"], {"CFA": "training", "Opco": "funds"})
    (('funds', 'training'), array([1, 0]))
    """
    if not hasattr(groups, "get"):
        raise InputError("The groups must be a mapping from each actor to its group: give one.")
    for actor in actors:
        group = groups.get(actor)
        if group is None or group == "" or group != group:
            raise InputError(f"{actor!r} has no group: give it one, or leave it out of the network.")
    labels = sorted({str(groups[actor]) for actor in actors})
    number = {label: code for code, label in enumerate(labels)}
    return tuple(labels), np.array([number[str(groups[actor])] for actor in actors], dtype=np.intp)


def _strength(values: object, actors: tuple[str, ...]) -> scipy.sparse.csr_array:
    if not scipy.sparse.issparse(values):
        dense = finite_matrix(values, rows=actors, columns=actors, what="table of ties", low=0.0)
        refuse_diagonal(np.diagonal(dense), actors, "the table of ties")
        return scipy.sparse.csr_array(dense)
    if values.dtype.kind not in "biuf":
        raise InputError(f"The table of ties holds {values.dtype}: give real numbers, 0 or more.")
    sparse = scipy.sparse.csr_array(values, dtype=float, copy=True)
    sparse.sum_duplicates()
    sparse.eliminate_zeros()
    if sparse.shape != (len(actors),) * 2:
        shape = " × ".join(map(str, sparse.shape))
        raise InputError(f"The table of ties has shape {shape} for {len(actors)} actors: give one row per actor.")
    wrong = np.flatnonzero(~(np.isfinite(sparse.data) & (sparse.data >= 0)))
    if wrong.size:
        row, column = (each[wrong[0]] for each in sparse.tocoo().coords)
        raise InputError(
            f"In the table of ties, row {actors[row]!r}, column {actors[column]!r}, the value is "
            f"{sparse.data[wrong[0]]:g}: write a finite number, 0 or more."
        )
    refuse_diagonal(sparse.diagonal(), actors, "the table of ties")
    return sparse


def _is_positive(threshold: object) -> bool:
    return isinstance(threshold, Real) and not isinstance(threshold, bool) and 0 < threshold < np.inf


def _refuse_asymmetry(strength: scipy.sparse.csr_array, actors: tuple[str, ...]) -> None:
    gaps = (strength - strength.T).tocoo()
    for row, column, gap in zip(*gaps.coords, gaps.data, strict=True):
        if gap != 0:
            raise InputError(
                f"{actors[row]!r} and {actors[column]!r} do not declare the same undirected tie: "
                "symmetrise the table first ('either' or 'confirmed'), or declare it directed."
            )


def _respondents(respondents: Sequence[str] | None, actors: tuple[str, ...]) -> tuple[str, ...] | None:
    if respondents is None:
        return None
    answered = set(distinct_names(respondents, what="respondent")) if respondents else set()
    strangers = sorted(answered - set(actors))
    if strangers:
        raise InputError(f"The respondent {strangers[0]!r} is not an actor of the network: correct the name.")
    return tuple(actor for actor in actors if actor in answered)


def _read_edges(names: tuple[str, ...], edges: Iterable[Sequence], *, directed: bool) -> scipy.sparse.csr_array:
    row = {name: i for i, name in enumerate(names)}
    cells: dict[tuple[int, int], Real] = {}
    for number, edge in enumerate(edges, start=1):
        if isinstance(edge, str) or not hasattr(edge, "__len__"):
            raise InputError(f"Tie {number} is {edge!r}: write from, to and, if you wish, a strength.")
        if len(edge) not in (2, 3):
            raise InputError(f"Tie {number} has {len(edge)} values: write from, to and, if you wish, a strength.")
        for name in edge[:2]:
            if not isinstance(name, str) or name not in row:
                raise InputError(f"Tie {number} names {name!r}, which is not an actor of the network: correct it.")
        source, target = row[edge[0]], row[edge[1]]
        if (source, target) in cells:
            raise InputError(f"Tie {number} repeats {edge[0]!r} – {edge[1]!r}: keep one line for this pair.")
        strength = edge[2] if len(edge) == 3 else 1.0
        if not isinstance(strength, Real):
            raise InputError(f"Tie {number} has the strength {strength!r}: write a number, 0 or more.")
        cells[source, target] = strength
        if not directed and source != target:
            cells[target, source] = strength
    places = np.array(list(cells), dtype=np.intp).reshape(-1, 2)
    return scipy.sparse.csr_array(
        scipy.sparse.coo_array(
            (np.array(list(cells.values()), dtype=float), (places[:, 0], places[:, 1])), shape=(len(names),) * 2
        )
    )
