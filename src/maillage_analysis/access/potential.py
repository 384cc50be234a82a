"""Localised potential access (APL, Drees) and its transposition to apprenticeship: E2SFCA on standardised demand.

Source: Barlet, Coldefy, Collin, Lucas-Gabrielli, Études et Résultats n° 795, Drees 2012.
"""

from __future__ import annotations

from dataclasses import replace

from numpy.typing import ArrayLike

from ..arguments import checked
from ..errors import InputError
from .catchments import Access, Neighbourhood, two_step_catchment
from .checks import Floats, amounts, not_negative, positive
from .decay import TRAINING_LEVELS_3_4, Decay


@checked
def standardised_demand(
    people: ArrayLike, relative_use: ArrayLike | None = None, *, reference: ArrayLike | None = None
) -> Floats:
    """P*ᵢ = Σₐ uₐ Pᵢₐ, where uₐ is the use of each age group relative to a mean of 1.

    people: by place and age group, shape (places, groups); relative_use: one number per group, in any unit: it is
    divided by its mean over ``reference`` (people by group, by default those of all the places). Without it every
    group counts 1.

    Raises InputError for a table of another shape, a negative or unknown number, or a use that is 0 for everybody.

    >>> standardised_demand([[10, 10], [0, 20]], [3.0, 1.0]).tolist()
    [26.666666666666664, 13.333333333333332]
    """
    groups = not_negative(people, "people")
    if groups.ndim != 2:
        raise InputError("people must be a table, places in rows and age groups in columns.")
    if relative_use is None:
        return groups.sum(axis=1)
    use = amounts(relative_use, "relative_use", groups.shape[1])
    weights = groups.sum(axis=0) if reference is None else amounts(reference, "reference", groups.shape[1])
    if not weights @ use > 0:
        raise InputError("relative_use times the people of the reference is 0: give at least one group that uses it.")
    return groups @ (use * (weights.sum() / (weights @ use)))


@checked
def apl(
    near: Neighbourhood,
    demand: ArrayLike,
    supply: ArrayLike,
    decay: Decay = TRAINING_LEVELS_3_4,
    *,
    per: float = 1.0,
) -> Access:
    """Rⱼ = Sⱼ / Σₖ w(tₖⱼ) P*ₖ ; Aᵢ = Σⱼ w(tᵢⱼ) Rⱼ, times ``per`` (1,000 for places per 1,000 young people).

    demand: standardised, see ``standardised_demand``. ``served`` stays Σ P* A before the multiplication, so that the
    supply is conserved.

    Raises InputError as ``two_step_catchment`` does, and for a ``per`` that is not a finite number above zero.
    """
    positive(per, "per")
    result = two_step_catchment(near, demand, supply, decay, method="APL")
    access = result.access * per
    access.setflags(write=False)
    return replace(result, access=access, parameters={**result.parameters, "per": per})
