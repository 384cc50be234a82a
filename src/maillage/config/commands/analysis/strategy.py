"""``maillage analyse strategy``: the game of actors (MACTOR) from positions and, when known, influences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from ..measures import POSITIVE, Finite
from .answers import Answer, Records, method
from .tables import Row, Table, read_table

if TYPE_CHECKING:
    from maillage_analysis.strategy import ActorsGame, InfluenceTable, PositionTable

STRONGEST = 4
ZERO = "Écrivez 0 pour une position neutre : l'inconnu ne se devine pas."


@method(
    "strategy",
    tables={
        "actors": "",
        "objectives": "",
        "pairs": "actor other convergence divergence agreement",
        "influences": "",
        "tensions": "",
    },
)
@click.option("--influences", metavar="FILE", help="Influences directes : colonne actor, puis une colonne par acteur.")
@click.option("--families", metavar="FILE", help="Famille des objectifs : colonnes objective, family (E, S ou autre).")
@click.option(
    "--convention",
    type=click.Choice(["lipsor", "literal", "product"]),
    default="lipsor",
    show_default=True,
    help="Calcul des influences indirectes.",
)
@click.option("--order", type=click.IntRange(1, 3), help="Ordre des tables [2, ou 3 avec --influences].")
@click.option(
    "--empty-as-neutral", is_flag=True, help="Une case vide vaut 0 (neutre, ou aucune influence) ; leur nombre est dit."
)
@click.option("--split-from", type=Finite(0, 1), default=0.5, show_default=True, help="Seuil du clivage.")
@click.option("--strong-from", type=POSITIVE, help="Intensité d'un enjeu fort [la médiane des objectifs].")
@click.option(
    "--tension",
    "tensions",
    multiple=True,
    metavar="ECONOMIC=SOCIAL",
    help="Deux objectifs qui tirent chacun de leur côté : qui porte l'un, l'autre, les deux (répétable).",
)
def command(
    input_: str,
    influences: str | None,
    families: str | None,
    convention: str,
    order: int | None,
    empty_as_neutral: bool,
    split_from: float,
    strong_from: float | None,
    tensions: tuple[str, ...],
) -> Answer:
    """Jeu d'acteurs (MACTOR) : qui pèse, qui veut quoi, qui converge avec qui.

    \b
    INPUT, une ligne par acteur :
      actor (ou acteur)   nom de l'acteur
      une colonne par objectif, de -4 (opposé, c'est vital) à 4 (favorable, c'est vital), 0 neutre

    --influences : ligne i, colonne j, ce que i peut sur j, de 0 à 4 ; la diagonale reste vide ou à 0.

    \b
    Tables : actors, objectives, pairs (couples d'acteurs), influences (avec --influences), tensions (avec --tension).
    """
    from maillage_analysis.strategy import actors_game, carried_tensions, economic_social_balance, read_objectives

    source = read_table(input_)
    positions, empty = read_positions(source, empty_as_neutral=empty_as_neutral)
    power_source = read_table(influences) if influences else None
    power = None
    if power_source:
        power, unweighed = read_influences(power_source, positions.actors, empty_as_neutral=empty_as_neutral)
        empty += unweighed
    family_source = read_table(families) if families else None
    if order == 3 and power is None:
        raise Refusal("L'ordre 3 pondère par les rapports de force : donnez --influences, ou demandez l'ordre 2.")
    order = order or (3 if power else 2)
    game = actors_game(positions, power, convention=convention)
    stands = game.positions[order - 1]
    objectives = read_objectives(stands, split_from=split_from, strong_from=strong_from)
    balance = (
        economic_social_balance(stands, read_families(family_source, positions.objectives)) if family_source else None
    )
    carried = carried_tensions(stands, read_tensions(tensions, positions.objectives))
    tables: dict[str, Records] = {
        "actors": actor_rows(game, order, balance),
        "objectives": objective_rows(game, order, objectives),
        "pairs": pair_rows(game, order),
    }
    if power:
        tables["influences"] = influence_rows(game)
    if carried:
        tables["tensions"] = tension_rows(carried)
    return Answer(
        method="strategy",
        inputs=[table for table in (source, power_source, family_source) if table],
        parameters={"convention": convention, "order": order, "split_from": split_from, "empty_cells": empty},
        result={
            "game": game.as_dict(),
            "objectives": objectives.as_dict(),
            "balance": balance.as_dict() if balance else None,
            "tensions": [tension.as_dict() for tension in carried],
        },
        tables=tables,
    )


def read_positions(table: Table, *, empty_as_neutral: bool = False) -> tuple[PositionTable, int]:
    """The positions, and how many empty cells were read as neutral."""
    from maillage_analysis.strategy import PositionTable

    actor = table.need("actor")
    objectives = [column for column in table.columns if column != actor]
    if not objectives:
        raise Refusal(f"{table.file} : ajoutez une colonne par objectif, avec la position de chaque acteur de -4 à 4.")
    rows = table.once(actor)
    empty = _empty(table, rows.values(), objectives) if empty_as_neutral else set()
    values = [
        [
            0.0
            if (row.place, column) in empty
            else table.needed_number(row, column, -STRONGEST, STRONGEST, advice=ZERO)
            for column in objectives
        ]
        for row in rows.values()
    ]
    return PositionTable(list(rows), objectives, values), len(empty)


def _empty(table: Table, rows: Iterable[Row], columns: Iterable[str]) -> set[tuple[str, str]]:
    """The cells (place of the line, column) where nothing is written."""
    columns = list(columns)
    return {(row.place, column) for row in rows for column in columns if not table.text(row, column)}


def read_influences(
    table: Table, actors: tuple[str, ...], *, empty_as_neutral: bool = False
) -> tuple[InfluenceTable, int]:
    """Rows and columns may come in any order; both must be the actors of the positions. With the empty cells read."""
    from maillage_analysis.strategy import InfluenceTable

    rows = table.once(table.need("actor"))
    for name in actors:
        if name not in rows:
            raise Refusal(f"{table.file} : il manque la ligne de « {name} », qui est dans les positions.")
        if name not in table.columns:
            raise Refusal(f"{table.file} : il manque la colonne de « {name} », qui est dans les positions.")
    strangers = [name for name in rows if name not in actors]
    if strangers:
        raise Refusal(
            f"{table.file} : « {strangers[0]} » n'est pas dans les positions. Retirez sa ligne, ou ajoutez-l'y."
        )
    empty = _empty(table, (rows[name] for name in actors), actors) if empty_as_neutral else set()
    empty -= {(rows[name].place, name) for name in actors}
    values = []
    for name in actors:
        row = rows[name]
        if table.number(row, name):
            raise table.refuse(row, name, "un acteur n'influence pas lui-même. Laissez la case vide.")
        values.append(
            [
                0.0
                if other == name or (row.place, other) in empty
                else table.needed_number(row, other, 0, STRONGEST, advice="Écrivez 0 si aucune.")
                for other in actors
            ]
        )
    return InfluenceTable(actors, values), len(empty)


def read_families(table: Table, objectives: tuple[str, ...]) -> dict[str, str]:
    family = table.need("family")
    rows = table.once(table.need("objective"))
    for objective in objectives:
        if objective not in rows:
            raise Refusal(f"{table.file} : il manque l'objectif « {objective} ». Donnez-lui E, S ou une autre famille.")
    return {name: table.text(row, family, needed=True) for name, row in rows.items()}


def read_tensions(written: tuple[str, ...], objectives: tuple[str, ...]) -> list[tuple[str, str]]:
    pairs = []
    for tension in written:
        economic, _, social = (part.strip() for part in tension.partition("="))
        if economic not in objectives or social not in objectives or economic == social:
            raise Refusal(
                f"--tension « {tension} » : écrivez deux objectifs de part et d'autre de « = », parmi "
                f"{', '.join(objectives)}."
            )
        pairs.append((economic, social))
    return pairs


def actor_rows(game: ActorsGame, order: int, balance: Any) -> Records:
    between, stands, power = game.between_actors[order - 1], game.positions[order - 1], game.power
    rows = []
    for i, actor in enumerate(stands.actors):
        row = {
            "actor": actor,
            "in_favour": float(stands.by_actor.in_favour[i]),
            "against": float(stands.by_actor.against[i]),
            "mobilisation": float(stands.by_actor.mobilisation[i]),
            "convergence": float(between.convergence_total[i]),
            "divergence": float(between.divergence_total[i]),
            "ambivalence": between.ambivalence[i],
        }
        if power:
            row |= {
                "influence": float(power.influence[i]),
                "dependence": float(power.dependence[i]),
                "relative_strength": float(power.relative_strength[i]),
            }
        if balance:
            row |= {
                "economic": float(balance.economic[i]),
                "social": float(balance.social[i]),
                "balance": balance.balance[i],
            }
        rows.append(row)
    return rows


def objective_rows(game: ActorsGame, order: int, read: Any) -> Records:
    sums = game.positions[order - 1].by_objective
    return [
        {
            "objective": objective,
            "in_favour": float(sums.in_favour[k]),
            "against": float(sums.against[k]),
            "mobilisation": float(sums.mobilisation[k]),
            "polarisation": read.polarisation[k],
            "side": read.sides[k],
            "strength": read.strengths[k],
            "reading": read.reading[k],
        }
        for k, objective in enumerate(read.objectives)
    ]


def pair_rows(game: ActorsGame, order: int) -> Records:
    from maillage_analysis.strategy import agreement_index

    pairs = game.between_actors[order - 1]
    agreement = agreement_index(pairs).values
    return [
        {
            "actor": actor,
            "other": pairs.names[j],
            "convergence": float(pairs.convergence[i, j]),
            "divergence": float(pairs.divergence[i, j]),
            "agreement": agreement[i][j],
        }
        for i, actor in enumerate(pairs.names)
        for j in range(i + 1, len(pairs.names))
    ]


def influence_rows(game: ActorsGame) -> Records:
    power = game.power
    assert power is not None
    return [
        {
            "actor": actor,
            "on": other,
            "direct_and_indirect": float(power.midi[i, j]),
            "strongest_path": float(power.mmidi[i, j]),
            "net": float(power.net_scale[i, j]),
        }
        for i, actor in enumerate(power.actors)
        for j, other in enumerate(power.actors)
        if i != j
    ]


def tension_rows(carried: Iterable[Any]) -> Records:
    return [
        {
            "economic_end": tension.economic_end,
            "social_end": tension.social_end,
            "carried": tension.is_carried,
            "both_ends": len(tension.both_ends),
            "economic_end_only": len(tension.economic_end_only),
            "social_end_only": len(tension.social_end_only),
        }
        for tension in carried
    ]
