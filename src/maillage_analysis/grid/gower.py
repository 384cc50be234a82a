"""Gower's distance between partnerships described by numbers, levels, labels and yes/no, with holes."""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from numbers import Real
from typing import Any, Literal

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.tables import lines_of, refuse_unhashable
from maillage_analysis.parameters import real_number
from maillage_analysis.results import Result

Kind = Literal["interval", "ordinal", "nominal", "symmetric", "asymmetric"]
KINDS = ("interval", "ordinal", "nominal", "symmetric", "asymmetric")


@dataclass(frozen=True, slots=True)
class Variable(Result):
    """A column: its kind, its weight, and for an ordinal one its levels in order (None: the values are codes)."""

    name: str
    kind: Kind
    weight: float = 1.0
    levels: tuple[Hashable, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class GowerDistances(Result):
    """Distances, shape (rows, rows), NaN (None in ``as_dict``) for ``undefined`` pairs; observed range by variable."""

    names: tuple[str, ...]
    distances: np.ndarray
    undefined: tuple[tuple[str, str], ...]
    ranges: dict[str, float | None]
    variables: tuple[Variable, ...]


@checked
def gower_distances(
    rows: Sequence[Sequence[Any]], variables: Sequence[Variable], *, names: Sequence[str] | None = None
) -> GowerDistances:
    """Gower's distance with the conventions of R's ``cluster::daisy``: d = Σ w·δ·gap / Σ w·δ.

    Gap of a pair on a variable: |x − y|/range (interval), the same on level codes (ordinal), 0 or 1 (nominal,
    symmetric and asymmetric binary). δ = 0, the variable is dropped for that pair, when a value is missing, or when an
    asymmetric binary is 0 in both rows. Ranges are the observed ones; a range of 0 contributes a gap of 0.

    Args:
        rows: one row per partnership, values in the order of ``variables``; None where unknown.
        variables: kinds and weights of the columns.
        names: ids of the rows, "0", "1"… when None.

    Returns:
        ``GowerDistances``; a pair with no variable left is undefined, never 0.

    Raises:
        InputError: a row of another length, a value that does not suit its kind, NaN or infinity.

    Source: Gower, Biometrics 27 (1971); Kaufman & Rousseeuw, Finding Groups in Data (1990).
    """
    rows = lines_of(rows)
    labels = tuple(names) if names is not None else tuple(str(n) for n in range(len(rows)))
    _check_shape(rows, variables, labels)
    total = np.zeros((len(rows), len(rows)))
    weight = np.zeros_like(total)
    ranges: dict[str, float | None] = {}
    for column, variable in enumerate(variables):
        codes = _codes([row[column] for row in rows], variable, labels)
        gaps, ranges[variable.name] = _gaps(codes, variable)
        counted = variable.weight * _counted(codes, variable)
        total += np.where(counted > 0, counted * gaps, 0)
        weight += counted
    distances = np.divide(total, weight, out=np.full_like(total, np.nan), where=weight > 0)
    np.fill_diagonal(distances, 0)
    undefined = [(labels[i], labels[j]) for i, j in np.argwhere(np.triu(np.isnan(distances)))]
    return GowerDistances(labels, distances, tuple(undefined), ranges, tuple(variables))


def _check_shape(rows: Sequence[Sequence[Any]], variables: Sequence[Variable], labels: tuple[str, ...]) -> None:
    if len(labels) != len(rows) or len(set(labels)) != len(labels):
        raise InputError(f"{len(rows)} rows need as many different names: {len(set(labels))} were given.")
    if len({variable.name for variable in variables}) != len(variables):
        raise InputError("Two variables carry the same name: give each column a name of its own.")
    for variable in variables:
        if variable.kind not in KINDS:
            raise InputError(f"Variable {variable.name!r}: kind {variable.kind!r} is not one of {', '.join(KINDS)}.")
        real_number(variable.weight, what=f"weight of variable {variable.name!r}", low=0)
    for label, row in zip(labels, rows, strict=True):
        if len(row) != len(variables):
            raise InputError(f"Row {label!r} has {len(row)} values for {len(variables)} variables: give one for each.")


def _codes(values: Sequence[Any], variable: Variable, labels: Sequence[str]) -> np.ndarray:
    """The column as floats, NaN standing for a missing value inside the library only."""
    if variable.kind == "nominal":
        seen: dict[Hashable, int] = {}
        for label, value in zip(labels, values, strict=True):
            refuse_unhashable(value, f"Row {label!r}, variable {variable.name!r}")
        return np.array([math.nan if v is None else seen.setdefault(v, len(seen)) for v in values], dtype=float)
    return np.array([_code(value, variable, label) for label, value in zip(labels, values, strict=True)], dtype=float)


def _code(value: Any, variable: Variable, label: str) -> float:
    if value is None:
        return math.nan
    if variable.kind == "ordinal" and variable.levels is not None:
        if value not in variable.levels:
            raise _refusal(label, variable, value, f"one of {', '.join(map(str, variable.levels))}")
        return float(variable.levels.index(value))
    if variable.kind in ("symmetric", "asymmetric") and value not in (0, 1):
        raise _refusal(label, variable, value, "0 or 1")
    if not isinstance(value, Real) or not math.isfinite(value):
        raise _refusal(label, variable, value, "a number, or None")
    return float(value)


def _refusal(label: str, variable: Variable, value: Any, wanted: str) -> InputError:
    return InputError(f"Row {label!r}, variable {variable.name!r}: {value!r} does not fit; write {wanted}.")


def _gaps(codes: np.ndarray, variable: Variable) -> tuple[np.ndarray, float | None]:
    if variable.kind not in ("interval", "ordinal"):
        return (codes[:, None] != codes[None, :]).astype(float), None
    known = codes[~np.isnan(codes)]
    span = float(np.ptp(known)) if len(known) else 0.0
    gaps = np.abs(codes[:, None] - codes[None, :])
    return (gaps / span if span else np.zeros_like(gaps)), span


def _counted(codes: np.ndarray, variable: Variable) -> np.ndarray:
    known = ~np.isnan(codes)
    counted = known[:, None] & known[None, :]
    if variable.kind == "asymmetric":
        counted &= (codes[:, None] != 0) | (codes[None, :] != 0)
    return counted
