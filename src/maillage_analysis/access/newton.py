"""Newton's method on the smoothed dual of RAAM: one concave function of the prices of the sites."""

from __future__ import annotations

import numpy as np

from .checks import Floats, Indices

MOST_STEPS = 200
ROUNDING = 1e-14
DENSE_SITES = 800
DENSE_CELLS = 20_000_000
DIRECT_PRODUCTS = 30_000_000


def climb(
    start: Floats,
    homes: Indices,
    sites: Indices,
    travel: Floats,
    people: Floats,
    capacity: Floats,
    temperature: float,
    *,
    leash: float,
    settled: float,
) -> tuple[Floats, bool]:
    """Prices that maximise Σ Pᵢ softminⱼ(cⱼ + tᵢⱼ) − ½ Σ sⱼ cⱼ², by damped Newton steps.

    leash: how far a price may go from the start before the caller chooses pairs again;
    settled: size of a step, relative to the temperature, that is taken and then ends the climb.
    Returns the prices and whether they are the maximum (False: the leash was reached).
    """
    starts = np.flatnonzero(np.diff(homes, prepend=-1))

    def look(at: Floats) -> tuple[float, Floats, Floats]:
        total = at[sites] + travel
        lowest = np.minimum.reduceat(total, starts)
        shares = np.exp((lowest[homes] - total) / temperature)
        sums = np.add.reduceat(shares, starts)
        value = people @ (lowest - temperature * np.log(sums)) - (capacity * at**2).sum() / 2
        shares /= sums[homes]
        load = np.bincount(sites, weights=shares * people[homes], minlength=len(capacity))
        return float(value), load, shares

    prices, (value, load, shares) = start, look(start)
    for _ in range(MOST_STEPS):
        slope = load - capacity * prices
        step = _newton_step(slope, load, shares, homes, sites, people, capacity, temperature)
        if np.abs(step).max() <= settled * temperature:
            return prices + step, True
        room = leash - np.abs(prices - start)
        length = min(1.0, float((room / np.maximum(np.abs(step), 1e-300)).min()))
        stretched, promise = length < 1.0, float(slope @ step)
        trial = look(prices + length * step)
        while trial[0] < value + 1e-4 * length * promise - ROUNDING * abs(value):
            length, stretched = length / 2, False
            if length < 1e-12:
                return prices, True
            trial = look(prices + length * step)
        prices, (value, load, shares) = prices + length * step, trial
        if stretched:
            return prices, False
    return prices, True


def _newton_step(
    slope: Floats,
    load: Floats,
    shares: Floats,
    homes: Indices,
    sites: Indices,
    people: Floats,
    capacity: Floats,
    temperature: float,
) -> Floats:
    """Solve [diag(s) + (diag(D) − Σᵢ Pᵢ pᵢ pᵢᵀ)/T] step = slope, by sparse factors or conjugate gradients."""
    from scipy.sparse import csr_array, diags_array
    from scipy.sparse.linalg import splu

    homes_count, count = len(people), len(capacity)
    weights = shares * np.sqrt(people / temperature)[homes]
    if homes_count * count <= min(DENSE_CELLS, 3 * len(weights)) and count <= DENSE_SITES:
        spread = np.zeros((homes_count, count))
        spread[homes, sites] = weights
        shared = spread.T @ spread
        np.fill_diagonal(shared, 0.0)
        # Not a Cholesky factor: its threads, on a busy machine, wait for one another far longer than they work.
        diagonal = capacity + shared.sum(axis=0)
        return _conjugate_gradients(lambda v: diagonal * v - shared @ v, slope, diagonal, tolerance=1e-8)
    kept = np.flatnonzero(shares > 1e-14)
    split = csr_array((weights[kept], (homes[kept], sites[kept])), shape=(homes_count, count))
    if np.square(np.diff(split.indptr).astype(float)).sum() <= DIRECT_PRODUCTS:
        shared = (split.T @ split).tocsc()
        shared.setdiag(0.0)
        matrix = diags_array(capacity + shared.sum(axis=0)) - shared
        return splu(matrix.tocsc(), permc_spec="MMD_AT_PLUS_A").solve(slope)
    transposed, diagonal = split.T.tocsr(), capacity + load / temperature
    return _conjugate_gradients(lambda v: diagonal * v - transposed @ (split @ v), slope, diagonal)


def _conjugate_gradients(times, slope: Floats, diagonal: Floats, tolerance: float = 1e-3) -> Floats:
    """Preconditioned by the diagonal; rough by default, Newton's line search makes up for it."""
    step, rest = np.zeros_like(slope), slope.copy()
    scaled = rest / diagonal
    direction, energy = scaled, float(rest @ scaled)
    target = energy * tolerance**2
    for _ in range(500 if energy > 0 else 0):
        image = times(direction)
        length = energy / float(direction @ image)
        step, rest = step + length * direction, rest - length * image
        scaled = rest / diagonal
        previous, energy = energy, float(rest @ scaled)
        if energy <= target:
            break
        direction = scaled + energy / previous * direction
    return step
