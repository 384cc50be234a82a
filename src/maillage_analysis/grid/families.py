"""A typology read in the data: which partnerships look alike, whatever the prototypes say?

Two families of methods are laid side by side, for they rarely agree fully: medoids on Gower's distance (each group has
a real partnership at its heart), and, as French analysts expect, a correspondence analysis of the bands followed by
Ward's hierarchy. Latent classes come third, from a hundred partnerships on. Each grouping comes with its stability and
with what distinguishes its groups; the adjusted Rand index says how far two groupings agree.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.bands import band
from maillage_analysis.grid.correspondence import CorrespondenceAnalysis, correspondence_analysis
from maillage_analysis.grid.gower import Variable, gower_distances
from maillage_analysis.grid.hierarchy import WardTree, ward_tree
from maillage_analysis.grid.latent_class import FEWEST_ROWS, LatentClasses, latent_classes
from maillage_analysis.grid.medoids import Medoids, partition_around_medoids
from maillage_analysis.grid.stability import Stability, cluster_stability
from maillage_analysis.parameters import whole_number
from maillage_analysis.results import Result

FEWEST_PARTNERSHIPS = 12
MOST_GROUPS = 6
MOST_AXES = 5
UNKNOWN = "unknown"
SMALLEST_GAIN = 1e-9
MOST_CLASSES = 4


@dataclass(frozen=True, slots=True)
class Trait(Result):
    """What sets a group apart on one column: its mean, that of all, and the test value (normal under chance)."""

    column: str
    mean: float
    overall: float
    test_value: float


@dataclass(frozen=True, slots=True)
class Group(Result):
    """A group of partnerships; ``heart`` is the most central one, ``high`` and ``low`` what sets it apart (|v| ≥ 2)."""

    members: tuple[str, ...]
    heart: str
    stability: float
    high: tuple[Trait, ...]
    low: tuple[Trait, ...]


@dataclass(frozen=True, slots=True)
class Grouping(Result):
    """One way of grouping, with the criterion that chose the number of groups (number of groups → value)."""

    method: str
    labels: Mapping[str, int]
    groups: tuple[Group, ...]
    chosen_by: Mapping[int, float]


@dataclass(frozen=True, slots=True, eq=False)
class Families(Result):
    """Groupings of the same partnerships. ``agreement`` is the adjusted Rand index of each pair, 1 when they are equal.

    ``left_out`` names the partnerships of which too little is known.
    """

    names: tuple[str, ...]
    left_out: tuple[str, ...]
    columns: tuple[str, ...]
    medoids: Medoids
    map: CorrespondenceAnalysis
    axes: int
    tree: WardTree
    classes: LatentClasses | None
    classes_reason: str | None
    groupings: tuple[Grouping, ...]
    agreement: Mapping[tuple[str, str], float | None]
    seed: int
    replicates: int


@checked
def read_families(
    profiles: Mapping[str, Mapping[str, float | None]],
    columns: Sequence[str],
    *,
    seed: int,
    types: Mapping[str, str] | None = None,
    least_answered: int | None = None,
    replicates: int = 50,
    most_groups: int = MOST_GROUPS,
) -> Families:
    """Group partnerships from their own scores.

    Args:
        profiles: partnership → score of each column on 1 to 5 (medians), None or absent when unknown.
        columns: the columns read, the same for all.
        seed: of the draws (stability, starts of the latent classes).
        types: partnership → the type of its nearest prototype, compared with the groupings.
        least_answered: known columns under which a partnership is left out; two thirds of the columns unless said.
        replicates: draws of the stability, 50 at least.
        most_groups: largest number of groups tried.

    Returns:
        ``Families``. The number of medoids is the one of the largest mean silhouette; the cut of the tree the one after
        which the gain of inertia falls most; the number of latent classes the one of the lowest BIC.

    Raises:
        InputError: under twelve partnerships, or two of them with no known column in common.

    Source: Gower (1971); Kaufman & Rousseeuw (1990); Husson, Josse & Pagès (2010); Hubert & Arabie (1985).
    """
    whole_number(most_groups, what="largest number of groups", low=2)
    kept = known_well_enough(profiles, columns, least_answered)
    if len(kept) < FEWEST_PARTNERSHIPS:
        raise InputError(
            f"{len(kept)} partnerships are known well enough to be grouped: "
            f"gather {FEWEST_PARTNERSHIPS} or more with at least {_least(columns, least_answered)} known columns."
        )
    rows = [[profiles[name].get(column) for column in columns] for name in kept]
    distances = gower_distances(rows, [Variable(column, "ordinal") for column in columns], names=kept).distances
    tries = range(2, min(most_groups, len(kept) // 3) + 1)
    medoids, silhouettes = _medoids(distances, kept, tries)
    words = [[band(score) or UNKNOWN for score in row] for row in rows]
    varied = [n for n, column in enumerate(zip(*words, strict=True)) if len(set(column)) > 1]
    if not varied:
        raise InputError("Every partnership reads the same on every column: there is nothing to group.")
    answers = [[line[n] for n in varied] for line in words]
    names_of_varied = [columns[n] for n in varied]
    map_ = correspondence_analysis(answers, names_of_varied, names=kept)
    axes = _axes(map_)
    coordinates = map_.row_coordinates[:, :axes]
    tree, falls = _tree(coordinates, kept, tries)
    classes = _classes(answers, names_of_varied, kept, seed)
    across = np.sqrt(((coordinates[:, None] - coordinates[None]) ** 2).sum(axis=2))
    groupings = [
        _grouping("medoids", medoids.labels, silhouettes, distances, kept, rows, columns, seed, replicates),
        _grouping("ward", tree.labels, falls, across, kept, rows, columns, seed, replicates, _ward_labels),
    ]
    known_types = tuple((types or {}).get(name) or UNKNOWN for name in kept)
    labels = {"medoids": medoids.labels, "ward": tree.labels}
    if types:
        labels["prototypes"] = known_types
    if classes:
        labels["latent_classes"] = tuple(classes.labels[name] for name in kept)
    pairs = [(one, other) for n, one in enumerate(labels) for other in list(labels)[n + 1 :]]
    return Families(
        names=kept,
        left_out=tuple(sorted(set(profiles) - set(kept))),
        columns=tuple(columns),
        medoids=medoids,
        map=map_,
        axes=axes,
        tree=tree,
        classes=classes,
        classes_reason=None if classes else "fewer_than_100_rows",
        groupings=tuple(groupings),
        agreement={pair: adjusted_rand_index(labels[pair[0]], labels[pair[1]]) for pair in pairs},
        seed=seed,
        replicates=replicates,
    )


@checked
def adjusted_rand_index(one: Sequence[object], other: Sequence[object]) -> float | None:
    """Agreement of two groupings of the same things beyond chance; None when both are one group, or only groups of one.

    Raises InputError for groupings of different lengths.

    >>> adjusted_rand_index("aabb", "1122"), adjusted_rand_index("aaaa", "1111")
    (1.0, None)

    Source: Hubert & Arabie, Journal of Classification 2 (1985).
    """
    if len(one) != len(other):
        raise InputError(f"The groupings hold {len(one)} and {len(other)} things: give two groupings of the same ones.")
    first, second = (
        np.unique(np.array([str(each) for each in labels]), return_inverse=True)[1] for labels in (one, other)
    )
    table = np.zeros((first.max(initial=0) + 1, second.max(initial=0) + 1))
    np.add.at(table, (first, second), 1)
    together, left, right, every = (
        float((counts * (counts - 1) / 2).sum()) for counts in (table, table.sum(1), table.sum(0), np.array(len(first)))
    )
    expected = left * right / every if every else 0.0
    largest = (left + right) / 2
    return (together - expected) / (largest - expected) if largest != expected else None


def known_well_enough(
    profiles: Mapping[str, Mapping[str, float | None]], columns: Sequence[str], least_answered: int | None = None
) -> tuple[str, ...]:
    """The partnerships that can be grouped, by name: ``least_answered`` known columns, or two thirds of them."""
    least = _least(columns, least_answered)
    return tuple(
        sorted(name for name, row in profiles.items() if sum(row.get(c) is not None for c in columns) >= least)
    )


def _least(columns: Sequence[str], least_answered: int | None) -> int:
    if least_answered is None:
        return math.ceil(2 * len(columns) / 3)
    return whole_number(least_answered, what="least number of known columns")


def _medoids(distances: np.ndarray, names: Sequence[str], tries: range) -> tuple[Medoids, dict[int, float]]:
    found = {groups: partition_around_medoids(distances, groups, names=names) for groups in tries}
    widths = {groups: each.mean_silhouette or 0.0 for groups, each in found.items()}
    return found[max(widths, key=lambda groups: (round(widths[groups], 9), -groups))], widths


def _axes(map_: CorrespondenceAnalysis) -> int:
    """The axes above the mean inertia 1/Q, two at least when there are two, five at most."""
    above = sum(share > 0 for share in map_.benzecri or ())
    return min(max(above, 2), MOST_AXES, len(map_.eigenvalues))


def _tree(coordinates: np.ndarray, names: Sequence[str], tries: range) -> tuple[WardTree, dict[int, float]]:
    """The cut after which the gain falls most: the smallest gain of one more group over the gain of the last."""
    gains = ward_tree(coordinates, 2, names=names).gains
    falls = {
        n: gains[n - 1] / gains[n - 2] if gains[n - 2] > SMALLEST_GAIN else math.inf for n in tries if n <= len(gains)
    }
    cut = min(falls, key=lambda n: (falls[n], n))
    return ward_tree(coordinates, cut, names=names, consolidate=True), falls


def _ward_labels(distances: np.ndarray, groups: int) -> Sequence[int]:
    """Ward's cut from Euclidean distances alone, for the draws of the stability."""
    return scipy.cluster.hierarchy.cut_tree(
        scipy.cluster.hierarchy.linkage(scipy.spatial.distance.squareform(distances, checks=False), "ward"),
        n_clusters=groups,
    ).ravel()


def _classes(
    answers: Sequence[Sequence[str]], columns: Sequence[str], names: Sequence[str], seed: int
) -> LatentClasses | None:
    """The number of classes with the lowest BIC, from a hundred rows on; an unknown band is a missing answer."""
    if len(names) < FEWEST_ROWS:
        return None
    rows = [[None if word == UNKNOWN else word for word in line] for line in answers]
    known = [n for n, column in enumerate(zip(*rows, strict=True)) if any(word for word in column)]
    rows, columns = [[line[n] for n in known] for line in rows], [columns[n] for n in known]
    found = {k: latent_classes(rows, columns, k, seed=seed, names=names) for k in range(1, MOST_CLASSES + 1)}
    return found[min(found, key=lambda k: (found[k].bic, k))]


def _grouping(
    method: str,
    labels: Sequence[int],
    chosen_by: Mapping[int, float],
    distances: np.ndarray,
    names: Sequence[str],
    rows: Sequence[Sequence[float | None]],
    columns: Sequence[str],
    seed: int,
    replicates: int,
    cluster: Callable[[np.ndarray, int], Sequence[int]] | None = None,
) -> Grouping:
    count = max(labels) + 1
    stable = cluster_stability(distances, count, seed=seed, names=names, replicates=replicates, cluster=cluster)
    table = np.array([[np.nan if score is None else score for score in row] for row in rows], dtype=float)
    groups = []
    for label in range(count):
        members = np.flatnonzero(np.array(labels) == label)
        traits = _traits(table, members, columns)
        groups.append(
            Group(
                members=tuple(names[n] for n in members),
                heart=names[members[distances[np.ix_(members, members)].sum(axis=1).argmin()]],
                stability=_best_match(stable, members),
                high=tuple(trait for trait in traits if trait.test_value >= 2),
                low=tuple(trait for trait in reversed(traits) if trait.test_value <= -2),
            )
        )
    return Grouping(method, dict(zip(names, labels, strict=True)), tuple(groups), dict(chosen_by))


def _best_match(stable: Stability, members: np.ndarray) -> float:
    """Mean Jaccard of the reference group that holds these members (the same partition, numbered otherwise)."""
    reference = np.array(stable.labels)
    label = int(np.bincount(reference[members]).argmax())
    return stable.jaccard[label]


def _traits(table: np.ndarray, members: np.ndarray, columns: Sequence[str]) -> list[Trait]:
    """Columns by decreasing test value: (m_g − m)/√(s²/n_g · (n − n_g)/(n − 1)), over the known scores."""
    traits = []
    for n, column in enumerate(columns):
        known = table[~np.isnan(table[:, n]), n]
        own = table[members, n]
        own = own[~np.isnan(own)]
        if not len(own) or len(own) == len(known) or known.std() == 0:
            continue
        error = math.sqrt(known.var() / len(own) * (len(known) - len(own)) / (len(known) - 1))
        value = float((own.mean() - known.mean()) / error)
        traits.append(Trait(column, float(own.mean()), float(known.mean()), value))
    return sorted(traits, key=lambda trait: (-trait.test_value, trait.column))
