"""Structural holes: how far the contacts of an actor are redundant, how far they hold it (Burt)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy

from maillage_analysis.arguments import checked
from maillage_analysis.checks import one_of
from maillage_analysis.results import Result, Undefined, optional, read_only, undefined_where

from .ties import Ties


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class StructuralHoles(Result):
    """Per actor. contacts: |N|. effective_size: contacts that are not redundant; efficiency: their share.

    constraint: how much time and energy lead back to a few contacts. hierarchy: how far one contact makes it.
    """

    layer: str
    threshold: float | None
    scope: str
    values: str
    actors: tuple[str, ...]
    contacts: np.ndarray
    effective_size: tuple[float | None, ...]
    efficiency: tuple[float | None, ...]
    constraint: tuple[float | None, ...]
    hierarchy: tuple[float | None, ...]
    undefined: tuple[Undefined, ...]


@checked
def structural_holes(ties: Ties, *, scope: str = "whole_network", values: str = "strength") -> StructuralHoles:
    """Burt's measures, both directions of a tie being added: S = A + Aᵀ, N(i) = {j: S_ij > 0}.

    With p_ij = S_ij/Σ_k S_ik and m_jq = S_jq/max_k S_jk:

    - effective size = Σ_{j∈N(i)} (1 − Σ_{q∈N(i)∖j} p_iq·m_jq); efficiency = effective size/|N(i)|;
    - constraint = Σ_{j∈N(i)} c_ij, c_ij = (p_ij + Σ_{q∈N(i)∖j} p_iq·p_qj)²;
    - hierarchy = Σ_j r_j·ln r_j/(|N|·ln|N|) with r_j = c_ij/(constraint/|N|); 1 with a single contact.

    ``values``: ``strength`` (of the ties that exist) or ``binary``. ``scope``: ``whole_network``, or ``ego_network``
    where S is computed again on the actor and its contacts only. Undefined for an actor without contact.
    Raises InputError for another option. Source: Burt 1992, Structural Holes; same conventions as UCINET.

    >>> names = ["CFA", "Opco", "Branche"]
    >>> open_triad = Ties.from_edges(names, [("CFA", "Opco"), ("CFA", "Branche")], directed=False)
    >>> holes = structural_holes(open_triad)
    >>> holes.effective_size, holes.constraint
    ((2.0, 1.0, 1.0), (0.5, 1.0, 1.0))
    """
    one_of(scope, ("whole_network", "ego_network"), what="scope")
    one_of(values, ("strength", "binary"), what="kind of value")
    strength = ties.values(values)
    both = (strength + strength.T).tocsr()
    contacts = np.diff(both.indptr)
    measures = _whole_network(both) if scope == "whole_network" else _ego_networks(both)
    size, constraint, hierarchy = measures
    tied = contacts > 0
    efficiency = np.divide(size, contacts, out=np.zeros_like(size), where=tied)
    return StructuralHoles(
        layer=ties.layer,
        threshold=ties.threshold,
        scope=scope,
        values=values,
        actors=ties.actors,
        contacts=read_only(contacts),
        effective_size=optional(size, tied),
        efficiency=optional(efficiency, tied),
        constraint=optional(constraint, tied),
        hierarchy=optional(hierarchy, tied),
        undefined=undefined_where("structural holes", ties.actors, tied, "no contact"),
    )


def _whole_network(both: scipy.sparse.csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Effective size, constraint and hierarchy of every actor (0 without contact)."""
    contact = both.copy()
    contact.data[:] = 1.0
    share = _divide_rows(both, both.sum(axis=1))
    marginal = _divide_rows(both, both.max(axis=1).toarray())
    redundancy = (share @ marginal.T).multiply(contact).sum(axis=1)
    dyadic = (share + (share @ share).multiply(contact)).tocsr()
    dyadic.data **= 2
    return contact.sum(axis=1) - redundancy, dyadic.sum(axis=1), _hierarchy(dyadic)


def _divide_rows(matrix: scipy.sparse.csr_array, by: np.ndarray) -> scipy.sparse.csr_array:
    return (scipy.sparse.diags_array(np.divide(1.0, by, out=np.zeros_like(by), where=by > 0)) @ matrix).tocsr()


def _hierarchy(dyadic: scipy.sparse.csr_array) -> np.ndarray:
    """Coleman–Theil disorder of the dyadic constraints of each row."""
    counts = np.diff(dyadic.indptr)
    owner = np.repeat(np.arange(len(counts)), counts)
    ratio = dyadic.data * counts[owner] / dyadic.sum(axis=1)[owner]
    disorder = np.bincount(owner, weights=ratio * np.log(ratio), minlength=len(counts))
    several = counts > 1
    scale = np.where(several, counts * np.log(np.maximum(counts, 2)), 1.0)
    return np.where(several, disorder / scale, np.where(counts == 1, 1.0, 0.0))


def _ego_networks(both: scipy.sparse.csr_array) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same three measures, each actor being seen in the network of its own contacts alone."""
    measures = np.zeros((3, both.shape[0]))
    for ego in range(both.shape[0]):
        circle = np.concatenate([[ego], both.indices[both.indptr[ego] : both.indptr[ego + 1]]])
        if len(circle) > 1:
            measures[:, ego] = [each[0] for each in _whole_network(both[circle][:, circle].tocsr())]
    return measures[0], measures[1], measures[2]
