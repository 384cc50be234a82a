"""``maillage analyse instrument``: a questionnaire of one's own, its factors scored, and how far its items hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from ..measures import Finite
from .answers import Answer, Records, method
from .tables import Table, as_number, read_table

if TYPE_CHECKING:
    from maillage_analysis.grid import InstrumentScores

BANDS = {"reading": "READING_BANDS", "synergy": "SYNERGY_ZONES"}
WORDED = (1, 5)
Replies = dict[str, dict[str, float | None]]


@method("instrument", tables={"factors": "", "items": ""})
@click.option("--items", "items_file", required=True, metavar="FILE", help="Questions : item, factor ; reverse.")
@click.option("--lowest", default="1", show_default=True, metavar="NUMBER", help="Bas de l'échelle.")
@click.option("--highest", default="5", show_default=True, metavar="NUMBER", help="Haut de l'échelle.")
@click.option(
    "--least-answered",
    type=Finite(0, 1),
    default=0.8,
    show_default=True,
    help="Part des réponses qu'il faut à un facteur.",
)
@click.option("--bands", type=click.Choice([*BANDS]), help="Mots, sur une échelle de 1 à 5 [reading].")
def command(
    input_: str, items_file: str, lowest: str, highest: str, least_answered: float, bands: str | None
) -> Answer:
    """Questionnaire à facteurs : moyenne de chacun, son mot, et la cohérence de ses questions (alpha de Cronbach).

    \b
    INPUT, une ligne par personne :
      rater (ou répondant)     qui répond
      une colonne par question, un nombre ou rien

    \b
    --items, une ligne par question :
      item (ou question)       son nom dans INPUT
      factor (ou facteur)      ce qu'elle mesure
      reverse (ou inverse)     facultatif, oui si beaucoup veut dire peu

    Un facteur à qui il manque trop de réponses n'a pas de moyenne, et le résultat dit pourquoi. Pas de note d'ensemble.

    \b
    Tables : factors (moyenne, mot, réponses, cohérence), items (moyenne de chaque question).
    """
    from maillage_analysis.grid import cronbach_alpha, score_instrument

    low, high = scale(lowest, highest)
    worded = (low, high) == WORDED
    if bands and not worded:
        raise Refusal("--bands a des mots pour une échelle de 1 à 5 seulement : retirez --bands.")
    source, questions = read_table(input_), read_table(items_file)
    items = read_items(questions)
    replies = read_replies(source, questions, [item.id for item in items], low, high)
    shared = {"lowest": low, "highest": high, "least_answered_share": least_answered}
    scores = score_instrument(replies, items, bands=bands_of(bands or "reading"), **shared)
    scores = scores if worded else without_words(scores)
    answers = tables_by_factor(replies, items, low + high)
    consistency = {factor: cronbach_alpha(table) for factor, table in answers.items()}
    return Answer(
        method="instrument",
        inputs=[source, questions],
        parameters={
            "lowest": low,
            "highest": high,
            "least_answered": least_answered,
            "bands": (bands or "reading") if worded else None,
        },
        result={
            "scores": scores.as_dict(),
            "consistency": {factor: found.as_dict() for factor, found in consistency.items()},
        },
        tables={"factors": factor_rows(scores, consistency), "items": item_rows(scores)},
    )


def scale(lowest: str, highest: str) -> tuple[float, float]:
    low, high = as_number(lowest), as_number(highest)
    if low is None or high is None or low >= high:
        raise Refusal(f"--lowest {lowest} --highest {highest} : donnez deux nombres, le bas de l'échelle sous le haut.")
    return low, high


def bands_of(name: str) -> Any:
    from maillage_analysis import grid

    return getattr(grid, BANDS[name])


def without_words(scores: InstrumentScores) -> InstrumentScores:
    """The thresholds of the words are those of 1 to 5: elsewhere a mean has none."""
    return replace(scores, factors=tuple(replace(each, band=None) for each in scores.factors), bands=())


def read_items(table: Table) -> list[Any]:
    from maillage_analysis.grid import Item

    factor, reverse = table.need("factor"), table.find("reverse")
    rows = table.once(table.need("item")).items()
    return [Item(name, table.text(row, factor, needed=True), table.truth(row, reverse)) for name, row in rows]


def read_replies(source: Table, questions: Table, items: list[str], low: float, high: float) -> Replies:
    for item in items:
        if item not in source.columns:
            raise Refusal(f"{source.file} : il manque la colonne « {item} », qui est dans {questions.file}.")
    rows = source.once(source.need("rater")).items()
    return {name: {item: source.number(row, item, low, high) for item in items} for name, row in rows}


def tables_by_factor(replies: Replies, items: list[Any], ends: float) -> dict[str, list[list[float | None]]]:
    """Answers (people × questions) of each factor, reversed questions turned round."""
    by_factor: dict[str, list[Any]] = {}
    for item in items:
        by_factor.setdefault(item.factor, []).append(item)
    return {
        factor: [[turned(given[item.id], item.reverse, ends) for item in questions] for given in replies.values()]
        for factor, questions in by_factor.items()
    }


def turned(value: float | None, reverse: bool, ends: float) -> float | None:
    return ends - value if reverse and value is not None else value


def factor_rows(scores: Any, consistency: dict[str, Any]) -> Records:
    return [
        {
            "factor": each.factor,
            "mean": each.score,
            "band": each.band,
            "answers": each.answers,
            "possible": each.possible,
            "cronbach_alpha": consistency[each.factor].alpha,
            "reason": each.reason,
        }
        for each in scores.factors
    ]


def item_rows(scores: Any) -> Records:
    return [
        {"item": item, "factor": each.factor, "mean": mean}
        for each in scores.factors
        for item, mean in each.item_means.items()
    ]
