"""Formality × flexibility: is the frame written, and can it be revised? Four readings, one per corner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maillage_analysis.arguments import checked
from maillage_analysis.checks import listed_names
from maillage_analysis.errors import InputError
from maillage_analysis.grid.bands import Number, exact
from maillage_analysis.grid.scores import checked_scores
from maillage_analysis.results import Result

FORMALITY_CRITERIA = ("A1", "C1", "C2")
FLEXIBILITY_CRITERIA = ("C3",)
FRAMING_CUT = 3
SCALE = (1, 5)

FRAMES = {
    (True, True): "co_built_frame",  # cadre co-construit
    (True, False): "rigid_frame",  # cadre rigide : négocier une clause de révision
    (False, True): "informal_understanding",  # entente informelle : écrire le peu qui protège
    (False, False): "imposed_or_absent_frame",  # cadre subi ou absent : définir finalité et pilote
}
"""(formality ≥ cut, flexibility ≥ cut) → code of the frame."""


@dataclass(frozen=True, slots=True)
class Framing(Result):
    """Where a partnership stands; ``frame`` is None when a criterion is missing, and ``missing`` names it."""

    formality: float | None
    flexibility: float | None
    frame: str | None
    missing: tuple[str, ...]
    reason: str | None
    formality_criteria: tuple[str, ...]
    flexibility_criteria: tuple[str, ...]
    cut: float


@checked
def read_framing(
    scores: Mapping[str, Number | None],
    *,
    formality_criteria: Sequence[str] = FORMALITY_CRITERIA,
    flexibility_criteria: Sequence[str] = FLEXIBILITY_CRITERIA,
    cut: Number = FRAMING_CUT,
) -> Framing:
    """Formality = mean(A1, C1, C2), flexibility = C3, both cut at 3 (3 belongs to the upper side).

    Args:
        scores: score of each criterion on 1 to 5, or None; a criterion that is absent counts as missing.
        formality_criteria, flexibility_criteria, cut: the convention, printed with the result.

    Returns:
        A ``Framing``; an axis with a missing criterion is None, and so is the frame.

    Raises:
        InputError: a score that is not a number from 1 to 5.
    """
    for name, given in (("formality_criteria", formality_criteria), ("flexibility_criteria", flexibility_criteria)):
        if not len(listed_names(given, name)):
            raise InputError(f"{name} is empty: name at least one criterion.")
    needed = (*formality_criteria, *flexibility_criteria)
    known = checked_scores(scores, dict.fromkeys(needed, SCALE))
    missing = tuple(criterion for criterion in dict.fromkeys(needed) if criterion not in known)
    formality = _mean(known, formality_criteria)
    flexibility = _mean(known, flexibility_criteria)
    limit = exact(cut)
    return Framing(
        formality=None if formality is None else float(formality),
        flexibility=None if flexibility is None else float(flexibility),
        frame=None if missing else FRAMES[formality >= limit, flexibility >= limit],
        missing=missing,
        reason="missing_criteria" if missing else None,
        formality_criteria=tuple(formality_criteria),
        flexibility_criteria=tuple(flexibility_criteria),
        cut=float(limit),
    )


def _mean(known: Mapping[str, Fraction], criteria: Sequence[str]) -> Fraction | None:
    if any(criterion not in known for criterion in criteria):
        return None
    return sum((known[criterion] for criterion in criteria), Fraction(0)) / len(criteria)
