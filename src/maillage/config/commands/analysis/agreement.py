"""``maillage analyse agreement``: do the raters agree, beyond chance, and on what?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from maillage.toolkit.refusals import Refusal

from ..measures import Finite
from .answers import Answer, Records, method, working
from .grid import NON_ANSWERS
from .tables import Table, as_number, folded, read_table

METRICS = ("nominal", "ordinal", "interval", "ratio")


@method("agreement", tables={"figures": "", "criteria": ""})
@click.option(
    "--metric", type=click.Choice(METRICS), default="ordinal", show_default=True, help="Écart entre réponses."
)
@click.option("--lowest", type=int, default=1, show_default=True, help="Bas de l'échelle.")
@click.option("--highest", type=int, default=5, show_default=True, help="Haut de l'échelle.")
@click.option(
    "--replicates", type=click.IntRange(2000, 100_000), default=2000, show_default=True, help="Rééchantillons."
)
@click.option(
    "--confidence",
    type=Finite(0, 1, min_open=True, max_open=True),
    default=0.95,
    show_default=True,
    help="Confiance de l'intervalle.",
)
@click.option(
    "--copies",
    type=click.Choice(["paired", "apart"]),
    default="paired",
    show_default=True,
    help="Évaluateur tiré deux fois : comparé à lui-même, ou pas.",
)
@click.option(
    "--awg-at-extreme",
    type=click.Choice(["undefined", "perfect"]),
    default="undefined",
    show_default=True,
    help="a_wg quand tous sont à un bout de l'échelle.",
)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Graine des rééchantillons.")
def command(
    input_: str,
    metric: str,
    lowest: int,
    highest: int,
    replicates: int,
    confidence: float,
    copies: str,
    awg_at_extreme: str,
    seed: int,
) -> Answer:
    """Accord entre évaluateurs, cases vides permises.

    \b
    INPUT, au choix :
      une ligne par réponse    rater (ou évaluateur), criterion (ou critère), value (ou niveau)
      une ligne par critère    criterion (ou critère), puis une colonne par évaluateur

    Une réponse « nsp » ou « sans objet » compte comme une case vide. Avec --metric nominal les réponses peuvent être
    des mots ; seul l'alpha est alors calculé.

    \b
    Tables : figures (un indice par ligne), criteria (l'accord sur chaque critère).
    """
    from maillage_analysis.grid import (
        bootstrap_alpha,
        cronbach_alpha,
        intraclass_correlations,
        krippendorff_alpha,
        within_group_agreement,
    )

    if lowest >= highest:
        raise Refusal(f"--lowest {lowest} --highest {highest} : le bas de l'échelle doit être sous le haut.")
    draws = {"seed": seed, "replicates": replicates, "confidence": confidence, "copies": copies}
    source = read_table(input_)
    labels = metric == "nominal"
    criteria, raters, ratings = read_ratings(source, labels=labels, low=lowest, high=highest)
    alpha = krippendorff_alpha(ratings, metric=metric)
    answers = [list(line) for line in zip(*ratings, strict=True)]
    interval = icc = within = consistency = None
    if not labels:
        with working("Rééchantillonnage des évaluateurs…"):
            interval = bootstrap_alpha(ratings, metric=metric, raters=raters, **draws)
        icc = intraclass_correlations(ratings)
        within = within_group_agreement(answers, lowest=lowest, highest=highest, awg_at_extreme=awg_at_extreme)
        consistency = cronbach_alpha(answers)
    results = {"alpha": alpha, "alpha_interval": interval, "icc": icc, "within_group": within, "cronbach": consistency}
    tables: dict[str, Records] = {"figures": figure_rows(results)}
    if within:
        tables["criteria"] = criterion_rows(criteria, ratings, within)
    return Answer(
        method="agreement",
        inputs=[source],
        parameters={"metric": metric, "lowest": lowest, "highest": highest, "awg_at_extreme": awg_at_extreme, **draws},
        result={
            "criteria": criteria,
            "raters": raters,
            **{name: result.as_dict() if result else None for name, result in results.items()},
        },
        tables=tables,
    )


def read_ratings(table: Table, *, labels: bool, low: int, high: int) -> tuple[list[str], list[str], list[list[Any]]]:
    """Criteria, raters, and the table (criteria × raters) with None where nobody answered."""
    criterion = table.need("criterion")
    rater, value = table.find("rater"), table.find("value")
    if rater and value:
        return from_answers(table, criterion, rater, value, labels=labels, low=low, high=high)
    raters = [column for column in table.columns if column != criterion]
    if len(raters) < 2:
        raise Refusal(f"{table.file} : il faut au moins deux évaluateurs, une colonne chacun, ou rater et value.")
    rows = table.once(criterion)
    ratings = [[cell(table, row, name, labels, low, high) for name in raters] for row in rows.values()]
    return list(rows), raters, ratings


def from_answers(
    table: Table, criterion: str, rater: str, value: str, *, labels: bool, low: int, high: int
) -> tuple[list[str], list[str], list[list[Any]]]:
    found: dict[tuple[str, str], Any] = {}
    places: dict[tuple[str, str], str] = {}
    for row in table:
        key = table.text(row, criterion, needed=True), table.text(row, rater, needed=True)
        if key in found:
            raise Refusal(
                f"{table.file} : « {key[1]} » répond deux fois au critère « {key[0]} » ({places[key]} et {row.place}). "
                "Gardez une seule réponse."
            )
        found[key], places[key] = cell(table, row, value, labels, low, high), row.place
    criteria = list(dict.fromkeys(key[0] for key in found))
    raters = list(dict.fromkeys(key[1] for key in found))
    return criteria, raters, [[found.get((each, name)) for name in raters] for each in criteria]


def cell(table: Table, row: Any, column: str, labels: bool, low: int, high: int) -> Any:
    if labels:
        written = table.text(row, column)
        number = as_number(written)
        return (number if number is not None else written) if written else None
    return None if folded(table.text(row, column)) in NON_ANSWERS else table.number(row, column, low, high)


def figure_rows(results: dict[str, Any]) -> Records:
    alpha, interval = results["alpha"], results["alpha_interval"]
    rows = [
        figure(
            "krippendorff_alpha",
            alpha.value,
            alpha.reason,
            interval.low if interval else None,
            interval.high if interval else None,
        )
    ]
    if icc := results["icc"]:
        names = ("icc1", "icc2", "icc3", "icc1_average", "icc2_average", "icc3_average")
        rows += [figure(name, getattr(icc, name), icc.reason) for name in names]
    if within := results["within_group"]:
        rows += [figure(name, getattr(within, name), within.reason) for name in ("rwg_j", "awg", "average_deviation")]
    if consistency := results["cronbach"]:
        rows.append(figure("cronbach_alpha", consistency.alpha, consistency.reason))
    return rows


def figure(name: str, value: float | None, reason: str | None, low: Any = None, high: Any = None) -> dict[str, Any]:
    return {"figure": name, "value": value, "low": low, "high": high, "reason": None if value is not None else reason}


def criterion_rows(criteria: Sequence[str], ratings: Sequence[Sequence[Any]], within: Any) -> Records:
    return [
        {
            "criterion": criterion,
            "answers": sum(value is not None for value in line),
            "rwg": within.rwg[k],
            "awg": within.awg_items[k],
            "average_deviation": within.average_deviation_items[k],
        }
        for k, (criterion, line) in enumerate(zip(criteria, ratings, strict=True))
    ]
