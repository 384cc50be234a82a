"""Multiple correspondence analysis: a map of answers to closed questions, with its aids to reading."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.tables import lines_of, refuse_unhashable
from maillage_analysis.results import Result

SMALLEST_EIGENVALUE = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Categories(Result):
    """Categories on the axes: coordinates, contributions (%), quality and test value, shape (categories, axes).

    A category that everybody has lies at the centre: its quality and test value are NaN (None in ``as_dict``).
    Supplementary categories have no contribution (None).
    """

    names: tuple[tuple[str, Hashable], ...]
    counts: tuple[int, ...]
    coordinates: np.ndarray
    contributions: np.ndarray | None
    cos2: np.ndarray
    test_values: np.ndarray


@dataclass(frozen=True, slots=True, eq=False)
class CorrespondenceAnalysis(Result):
    """Axes in decreasing order of inertia; rows and categories in principal coordinates.

    ``benzecri`` and ``greenacre`` are percentages of adjusted inertia, for the axes above 1/Q only (0 for the others);
    None with a single variable. The direction of an axis is arbitrary: its largest category coordinate is positive.
    """

    rows: tuple[str, ...]
    eigenvalues: tuple[float, ...]
    percentages: tuple[float, ...]
    adjusted: tuple[float, ...] | None
    benzecri: tuple[float, ...] | None
    greenacre: tuple[float, ...] | None
    row_coordinates: np.ndarray
    row_contributions: np.ndarray
    row_cos2: np.ndarray
    categories: Categories
    supplementary: Categories | None
    total_inertia: float
    reason: str | None


@checked
def correspondence_analysis(
    rows: Sequence[Sequence[Hashable]],
    variables: Sequence[str],
    *,
    supplementary: Sequence[str] = (),
    names: Sequence[str] | None = None,
) -> CorrespondenceAnalysis:
    """Multiple correspondence analysis of the indicator table Z (n rows, Q active variables, J categories).

    P = Z/(nQ); SVD of Dr^−½(P − rcᵀ)Dc^−½; eigenvalues are squared singular values, J − Q of them at most. Contribution
    100·n_k/(nQ)·coord²/λ; quality cos² = coord²/(n/n_k − 1); test value coord·√(n_k(n−1)/(n−n_k)); a supplementary
    category is the barycentre of its rows divided by √λ. Adjusted inertia [(Q/(Q−1))(λ − 1/Q)]² for λ > 1/Q: shares of
    their sum (Benzécri), or of Q/(Q−1)·(Σλ² − (J−Q)/Q²) (Greenacre).

    Args:
        rows: one label per variable and row. A missing answer must be a category of its own ("unknown"): None is
            refused, since leaving it out or guessing would change the map without a word.
        variables: names of the columns.
        supplementary: those that are placed on the map without making it.
        names: ids of the rows.

    Returns:
        A ``CorrespondenceAnalysis``; no axis with the reason "no_variation" when no active variable varies.

    Source: Benzécri (1973); Greenacre, Correspondence Analysis in Practice (2017); Lebart, Morineau & Piron (1995).
    """
    rows = lines_of(rows)
    labels = _checked(rows, variables, supplementary, names)
    active = [n for n, variable in enumerate(variables) if variable not in supplementary]
    indicator, keys = _indicator(rows, variables, active)
    n, q = len(rows), len(active)
    counts = indicator.sum(axis=0)
    masses = counts / (n * q)
    residuals = (indicator / (n * q) - masses / n) * np.sqrt(n) / np.sqrt(masses)
    left, singular, right = np.linalg.svd(residuals, full_matrices=False)
    kept = singular**2 > SMALLEST_EIGENVALUE
    kept[len(keys) - q :] = False
    singular, left, right = singular[kept], left[:, kept], right[kept].T
    coordinates = right * singular / np.sqrt(masses)[:, None]
    signs = _signs(coordinates)
    coordinates, row_coordinates = coordinates * signs, left * singular * np.sqrt(n) * signs
    eigenvalues = singular**2
    extra = [m for m, variable in enumerate(variables) if variable in supplementary]
    adjusted, benzecri, greenacre = _adjusted(eigenvalues, q, len(keys))
    distances = (row_coordinates**2).sum(axis=1, keepdims=True)
    return CorrespondenceAnalysis(
        rows=labels,
        eigenvalues=tuple(eigenvalues.tolist()),
        percentages=tuple((100 * eigenvalues / eigenvalues.sum()).tolist()),
        adjusted=adjusted,
        benzecri=benzecri,
        greenacre=greenacre,
        row_coordinates=row_coordinates,
        row_contributions=100 * row_coordinates**2 / (n * eigenvalues),
        row_cos2=_divided(row_coordinates**2, distances),
        categories=_categories(keys, counts, coordinates, n, 100 * masses[:, None] * coordinates**2 / eigenvalues),
        supplementary=_supplementary(rows, variables, extra, row_coordinates, eigenvalues) if extra else None,
        total_inertia=len(keys) / q - 1,
        reason=None if len(eigenvalues) else "no_variation",
    )


def _checked(
    rows: Sequence[Sequence[Hashable]],
    variables: Sequence[str],
    supplementary: Sequence[str],
    names: Sequence[str] | None,
) -> tuple[str, ...]:
    labels = tuple(names) if names is not None else tuple(str(n) for n in range(len(rows)))
    unknown = [variable for variable in supplementary if variable not in variables]
    if unknown:
        raise InputError(f"Supplementary variable {unknown[0]!r} is not a column: name one of {', '.join(variables)}.")
    if len(set(supplementary)) == len(variables) or not rows:
        raise InputError("There is nothing to map: give at least one row and one variable that is not supplementary.")
    if not len(set(labels)) == len(labels) == len(rows) or len(set(variables)) != len(variables):
        raise InputError("Names do not match the table: give each row and each variable a name of its own.")
    for label, row in zip(labels, rows, strict=True):
        if len(row) != len(variables):
            raise InputError(f"Row {label!r} has {len(row)} answers for {len(variables)} variables: give one for each.")
        for variable, value in zip(variables, row, strict=True):
            if value is None or (isinstance(value, float) and value != value):
                raise InputError(f"Row {label!r}, {variable!r}: no answer; give it a category such as 'unknown'.")
            refuse_unhashable(value, f"Row {label!r}, {variable!r}")
    return labels


def _indicator(
    rows: Sequence[Sequence[Hashable]], variables: Sequence[str], columns: Sequence[int]
) -> tuple[np.ndarray, list[tuple[str, Hashable]]]:
    keys: list[tuple[str, Hashable]] = []
    blocks = []
    for column in columns:
        levels = sorted({row[column] for row in rows}, key=lambda value: (type(value).__name__, value))
        keys += [(variables[column], level) for level in levels]
        blocks.append([[row[column] == level for level in levels] for row in rows])
    return np.hstack([np.array(block, dtype=float) for block in blocks]), keys


def _signs(coordinates: np.ndarray) -> np.ndarray:
    """Sign of the coordinate that is the furthest from 0 on each axis, the first one in case of a tie."""
    if not coordinates.size:
        return np.ones(coordinates.shape[1])
    furthest = np.abs(coordinates).round(9).argmax(axis=0)
    return np.where(coordinates[furthest, np.arange(coordinates.shape[1])] < 0, -1.0, 1.0)


def _adjusted(eigenvalues: np.ndarray, q: int, j: int) -> tuple[tuple[float, ...] | None, ...]:
    if q < 2:
        return None, None, None
    adjusted = np.where(eigenvalues > 1 / q, (q / (q - 1) * (eigenvalues - 1 / q)) ** 2, 0.0)
    off_diagonal = q / (q - 1) * ((eigenvalues**2).sum() - (j - q) / q**2)
    shares = [
        tuple((100 * adjusted / total).tolist()) if total > SMALLEST_EIGENVALUE else None
        for total in (adjusted.sum(), off_diagonal)
    ]
    return (tuple(adjusted.tolist()), *shares)


def _categories(
    keys: Sequence[tuple[str, Hashable]],
    counts: np.ndarray,
    coordinates: np.ndarray,
    n: int,
    contributions: np.ndarray | None,
) -> Categories:
    others = (n - counts)[:, None]
    scale = _divided(np.broadcast_to(counts[:, None], coordinates.shape), others)
    return Categories(
        names=tuple(keys),
        counts=tuple(int(count) for count in counts),
        coordinates=coordinates,
        contributions=contributions,
        cos2=coordinates**2 * scale,
        test_values=coordinates * np.sqrt(scale * (n - 1)),
    )


def _supplementary(
    rows: Sequence[Sequence[Hashable]],
    variables: Sequence[str],
    columns: Sequence[int],
    row_coordinates: np.ndarray,
    eigenvalues: np.ndarray,
) -> Categories:
    indicator, keys = _indicator(rows, variables, columns)
    counts = indicator.sum(axis=0)
    coordinates = indicator.T @ row_coordinates / counts[:, None] / np.sqrt(eigenvalues)
    return _categories(keys, counts, coordinates, len(rows), None)


def _divided(numerator: np.ndarray, denominator: np.ndarray) -> np.ndarray:
    denominator = np.broadcast_to(denominator, numerator.shape)
    return np.divide(numerator, denominator, out=np.full(numerator.shape, np.nan), where=denominator > 0)
