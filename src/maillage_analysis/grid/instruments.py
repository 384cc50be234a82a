"""Scores of a questionnaire made of factors: reversed items, share of answers needed, bands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from maillage_analysis.arguments import checked
from maillage_analysis.errors import InputError
from maillage_analysis.grid.bands import READING_BANDS, Band, Number, band, exact
from maillage_analysis.grid.scores import checked_score
from maillage_analysis.parameters import real_number
from maillage_analysis.results import Result


@dataclass(frozen=True, slots=True)
class Item:
    """One question of an instrument. A reversed item counts lowest + highest − answer."""

    id: str
    factor: str
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class FactorScore(Result):
    """Score of one factor; None with a reason when too few answers support it."""

    factor: str
    score: float | None
    band: str | None
    item_means: Mapping[str, float | None]
    answers: int
    possible: int
    answered_share: float | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class InstrumentScores(Result):
    """Scores of every factor, in the order of the items, and the conventions used."""

    factors: tuple[FactorScore, ...]
    respondents: int
    lowest: float
    highest: float
    least_answered_share: float
    bands: tuple[Band, ...]

    def factor(self, factor: str) -> FactorScore:
        """The score of one factor, by its id."""
        return next(score for score in self.factors if score.factor == factor)


@checked
def score_instrument(
    answers: Mapping[str, Mapping[str, Number | None]],
    items: Iterable[Item],
    *,
    lowest: int = 1,
    highest: int = 5,
    least_answered_share: Number = 0.8,
    bands: Sequence[Band] = READING_BANDS,
) -> InstrumentScores:
    """Score each factor: mean over its items of the mean answer of the respondents.

    Args:
        answers: respondent → item → answer on ``lowest`` to ``highest``, None or absent when there is none.
        items: the questions; several share a factor.
        least_answered_share: share of the (respondent, item) cells of a factor that must hold an answer.
        bands: words for a mean rounded half up to 0.1, such as ``READING_BANDS`` or ``SYNERGY_ZONES``.

    Returns:
        ``InstrumentScores``; a factor is None with "no_answer" or "too_few_answers". An item that nobody answered is
        left out of its factor's mean.

    Raises:
        InputError: an unknown item, an item listed twice, an answer off the scale, a share that is not from 0 to 1.
    """
    real_number(least_answered_share, what="share of answers needed", low=0, high=1)
    if not real_number(lowest, what="lowest answer") < real_number(highest, what="highest answer"):
        raise InputError(f"The scale goes from {lowest} to {highest}: give a lowest answer under the highest one.")
    questions = tuple(items)
    _check_items(answers, questions)
    values = {item.id: _item_values(item, answers, lowest, highest) for item in questions}
    share = exact(least_answered_share)
    factors = dict.fromkeys(item.factor for item in questions)
    return InstrumentScores(
        factors=tuple(
            _score_factor(
                factor,
                {item.id: values[item.id] for item in questions if item.factor == factor},
                len(answers),
                share,
                bands,
            )
            for factor in factors
        ),
        respondents=len(answers),
        lowest=lowest,
        highest=highest,
        least_answered_share=None if share is None else float(share),
        bands=tuple(bands),
    )


def _check_items(answers: Mapping[str, Mapping[str, Number | None]], items: Sequence[Item]) -> None:
    seen: set[str] = set()
    for item in items:
        if item.id in seen:
            raise InputError(f"Item {item.id!r} is listed twice: keep one line per item.")
        seen.add(item.id)
    for respondent, given in answers.items():
        for unknown in sorted(set(given) - seen):
            raise InputError(f"Respondent {respondent!r} answers {unknown!r}, which is not an item: add or remove it.")


def _item_values(
    item: Item, answers: Mapping[str, Mapping[str, Number | None]], lowest: int, highest: int
) -> list[Fraction]:
    values = []
    for respondent, given in answers.items():
        where = f"Respondent {respondent!r}, item {item.id!r}"
        value = checked_score(where, given.get(item.id), lowest=lowest, highest=highest)
        if value is not None:
            values.append(lowest + highest - value if item.reverse else value)
    return values


def _score_factor(
    factor: str, values: Mapping[str, list[Fraction]], respondents: int, least_share: Fraction, bands: Sequence[Band]
) -> FactorScore:
    means = {item: sum(given, Fraction(0)) / len(given) if given else None for item, given in values.items()}
    known = [mean for mean in means.values() if mean is not None]
    answered = sum(len(given) for given in values.values())
    possible = respondents * len(values)
    share = Fraction(answered, possible) if possible else None
    score = sum(known, Fraction(0)) / len(known) if known and share is not None and share >= least_share else None
    return FactorScore(
        factor=factor,
        score=None if score is None else float(score),
        band=band(score, bands),
        item_means={item: None if mean is None else float(mean) for item, mean in means.items()},
        answers=answered,
        possible=possible,
        answered_share=None if share is None else float(share),
        reason=None if score is not None else "too_few_answers" if known else "no_answer",
    )
