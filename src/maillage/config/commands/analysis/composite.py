"""``maillage analyse composite``: indicators put together, and how much the ranks owe to the way of doing it."""

from __future__ import annotations

from typing import Any

import click

from maillage.toolkit.refusals import Refusal

from .answers import Answer, Records, method, working
from .tables import Table, as_number, read_table

NORMALISATIONS, AGGREGATIONS = ("z", "min_max", "rank"), ("arithmetic", "geometric", "harmonic", "mpi")


@method("composite", tables={"units": "", "scenarios": ""})
@click.option("--low-is-good", multiple=True, metavar="COLUMN", help="Indicateur où peu vaut mieux (répétable).")
@click.option("--weight", "weights", multiple=True, metavar="COLUMN=NUMBER", help="Poids, 1 sinon (répétable).")
@click.option("--normalisation", type=click.Choice(NORMALISATIONS), default="z", show_default=True, help="Échelle.")
@click.option(
    "--aggregation", type=click.Choice(AGGREGATIONS), default="arithmetic", show_default=True, help="Moyenne."
)
def command(
    input_: str, low_is_good: tuple[str, ...], weights: tuple[str, ...], normalisation: str, aggregation: str
) -> Answer:
    """Indicateurs réunis, avec la sensibilité des rangs à chaque choix.

    \b
    INPUT, une ligne par unité :
      unit (ou unité, commune, place)   son nom ou son code
      une colonne par indicateur        des nombres ; une case vide est inconnue

    Une unité à qui il manque un indicateur n'est pas comparée, et le résultat le dit. Un rang qui change d'un scénario
    à l'autre ne se publie pas seul : regardez rank_min et rank_max.

    \b
    Tables : units (score, rang, étendue des rangs), scenarios (chaque façon de faire et son écart).
    """
    from maillage_analysis.composite import composite, rank_uncertainty

    source = read_table(input_)
    units, indicators = read_indicators(source)
    for name in low_is_good:
        if name not in indicators:
            raise Refusal(f"--low-is-good « {name} » n'est pas une colonne. Indicateurs : {', '.join(indicators)}.")
    polarity = dict.fromkeys(low_is_good, -1)
    given = read_weights(weights, indicators)
    complete = [line for line in zip(*indicators.values(), strict=True) if None not in line]
    if all(len(set(column)) < 2 for column in zip(*complete, strict=True)):
        raise Refusal(
            f"{source.file} : aucun indicateur ne varie entre les {len(complete)} unités complètes. "
            "Complétez des cases, ou ajoutez un indicateur."
        )
    with working("Scénarios…"):
        result = composite(
            indicators, polarity=polarity, weights=given, normalisation=normalisation, aggregation=aggregation
        )
        ranks = rank_uncertainty(indicators, polarity=polarity, weights=given, baseline=(normalisation, aggregation))
    return Answer(
        method="composite",
        inputs=[source],
        parameters={
            "low_is_good": list(low_is_good),
            "weights": given,
            "normalisation": normalisation,
            "aggregation": aggregation,
        },
        result={"units": units, "composite": result.as_dict(), "ranks": ranks.as_dict()},
        tables={"units": unit_rows(units, result, ranks), "scenarios": scenario_rows(ranks)},
    )


def read_indicators(table: Table) -> tuple[list[str], dict[str, list[float | None]]]:
    unit = table.need("unit")
    names = [column for column in table.columns if column != unit]
    if not names:
        raise Refusal(f"{table.file} : ajoutez une colonne par indicateur.")
    rows = table.once(unit)
    return list(rows), {name: [table.number(row, name) for row in rows.values()] for name in names}


def read_weights(written: tuple[str, ...], indicators: dict[str, Any]) -> dict[str, float] | None:
    given = dict.fromkeys(indicators, 1.0)
    for pair in written:
        name, _, number = pair.rpartition("=")
        value = as_number(number)
        if name not in indicators or value is None or value <= 0:
            raise Refusal(f"--weight « {pair} » : écrivez une colonne, « = » et un nombre au-dessus de 0.")
        given[name] = value
    return given if written else None


def unit_rows(units: list[str], result: Any, ranks: Any) -> Records:
    place = {unit: position for position, unit in enumerate(ranks.units)}
    rows = []
    for i, unit in enumerate(units):
        k = place.get(i)
        rows.append(
            {
                "unit": unit,
                "score": result.scores[i],
                "rank": result.ranks[i],
                "rank_min": None if k is None else ranks.lowest[k],
                "rank_median": None if k is None else float(ranks.median[k]),
                "rank_max": None if k is None else ranks.highest[k],
                "left_out": result.left_out.get(i),
            }
        )
    return rows


def scenario_rows(ranks: Any) -> Records:
    return [
        {
            "normalisation": scenario.normalisation,
            "aggregation": scenario.aggregation,
            "dropped": scenario.dropped,
            "mean_rank_shift": scenario.shift,
        }
        for scenario in ranks.scenarios
    ]
