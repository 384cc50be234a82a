"""``maillage analyse two-mode``: who holds what, what only one holds, and who is tied by what they share."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from .answers import Answer, Records, method
from .tables import Table, read_table

if TYPE_CHECKING:
    from maillage_analysis.strategy import TwoModeTable

WEIGHTS = ("count", "newman", "jaccard")


@method(
    "two-mode", tables={"actors": "", "items": "", "pairs": "actor other weight", "item_pairs": "item other weight"}
)
@click.option(
    "--weights",
    type=click.Choice(WEIGHTS),
    default="count",
    show_default=True,
    help="Ce qui lie deux acteurs : nombre partagé, partage rare (newman), part commune (jaccard).",
)
def command(input_: str, weights: str) -> Answer:
    """Acteurs et ressources (ou enjeux, instances…) : qui tient quoi, ce qu'un seul tient, qui partage.

    \b
    INPUT, au choix :
      une ligne par acteur    actor (ou acteur), puis une colonne par ressource : 0 ou rien, 1, ou une quantité
      une ligne par couple    actor (ou acteur), item (ou ressource), et value (ou quantité) si elle compte

    \b
    Tables : actors (exclusivité, centralités), items (combien la tiennent, et qui si un seul),
      pairs (couples d'acteurs), item_pairs (couples de ressources).
    """
    from maillage_analysis.strategy import project, resource_exclusivity, two_mode_centrality, two_mode_density

    source = read_table(input_)
    table = read_holdings(source)
    exclusive = resource_exclusivity(table)
    central, central_items = two_mode_centrality(table)
    tied, tied_items = project(table, weights=weights), project(table.transposed(), weights=weights)
    return Answer(
        method="two-mode",
        inputs=[source],
        parameters={"weights": weights},
        result={
            "density": two_mode_density(table).as_dict(),
            "exclusivity": exclusive.as_dict(),
            "actors": central.as_dict(),
            "items": central_items.as_dict(),
            "between_actors": tied.as_dict(),
            "between_items": tied_items.as_dict(),
        },
        tables={
            "actors": actor_rows(table, exclusive, central),
            "items": item_rows(table, exclusive, central_items),
            "pairs": pair_rows("actor", tied),
            "item_pairs": pair_rows("item", tied_items),
        },
    )


def read_holdings(source: Table) -> TwoModeTable:
    from maillage_analysis.strategy import TwoModeTable

    actor, item = source.need("actor"), source.find("item")
    if item:
        return from_pairs(source, actor, item)
    items = [column for column in source.columns if column != actor]
    if not items:
        raise Refusal(f"{source.file} : ajoutez une colonne par ressource, ou la colonne item.")
    rows = source.once(actor)
    return TwoModeTable(
        [*rows], items, [[source.number(row, name, 0) or 0.0 for name in items] for row in rows.values()]
    )


def from_pairs(source: Table, actor: str, item: str) -> TwoModeTable:
    from maillage_analysis.strategy import TwoModeTable

    value = source.find("value")
    held: dict[tuple[str, str], float] = {}
    seen: dict[tuple[str, str], str] = {}
    for row in source:
        pair = source.text(row, actor, needed=True), source.text(row, item, needed=True)
        if pair in held:
            raise Refusal(
                f"{source.file} : « {pair[0]} » – « {pair[1]} » est écrit {seen[pair]} et {row.place}. "
                "Gardez une seule ligne."
            )
        held[pair] = source.needed_number(row, value, 0) if value else 1.0
        seen[pair] = row.place
    actors, items = (list(dict.fromkeys(each)) for each in zip(*held, strict=True))
    return TwoModeTable(actors, items, [[held.get((one, thing), 0.0) for thing in items] for one in actors])


def actor_rows(table: TwoModeTable, exclusive: Any, central: Any) -> Records:
    alone = [holder for _, holder in exclusive.held_by_one]
    return [
        {
            "actor": name,
            "items": int(table.held[i].sum()),
            "exclusivity": float(exclusive.index[i]),
            "held_alone": alone.count(name),
            "degree": central.degree[i],
            "closeness": central.closeness[i],
            "betweenness": central.betweenness[i],
        }
        for i, name in enumerate(table.actors)
    ]


def item_rows(table: TwoModeTable, exclusive: Any, central: Any) -> Records:
    only = dict(exclusive.held_by_one)
    return [
        {
            "item": name,
            "holders": int(table.holders[j]),
            "only_holder": only.get(name),
            "degree": central.degree[j],
            "closeness": central.closeness[j],
            "betweenness": central.betweenness[j],
        }
        for j, name in enumerate(table.items)
    ]


def pair_rows(what: str, tied: Any) -> Records:
    return [
        {what: tied.names[i], "other": tied.names[j], "weight": tied.values[i][j]}
        for i, j in combinations(range(len(tied.names)), 2)
    ]
