"""``maillage analyse network``: who holds the relations together, from a list of ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from .answers import Answer, Records, method, working
from .tables import Table, read_table

if TYPE_CHECKING:
    from maillage_analysis.network import Brokerage, Ties


@method("network", tables={"actors": "", "roles": ""})
@click.option("--actors", "actors_file", metavar="FILE", help="Acteurs : colonne actor, et leurs groupes ; answered.")
@click.option("--group", metavar="COLUMN", help="Colonne de --actors : courtage et mixité entre ces groupes.")
@click.option("--undirected", is_flag=True, help="Liens réciproques : un couple s'écrit une fois.")
@click.option("--layer", help="Ne garder que les liens dont la colonne layer a cette valeur.")
@click.option("--threshold", type=click.FloatRange(0, min_open=True), help="Force à partir de laquelle un lien existe.")
@click.option(
    "--rule",
    type=click.Choice(["either", "confirmed"]),
    default="either",
    show_default=True,
    help="Lien réciproque : déclaré par l'un des deux, ou confirmé par les deux.",
)
@click.option("--remove", multiple=True, metavar="ACTOR", help="Et si cet acteur partait ? (répétable)")
@click.option(
    "--key-players", type=click.IntRange(1, 10), default=1, show_default=True, help="Taille de l'ensemble clé."
)
@click.option("--permutations", type=click.IntRange(0, 100_000), default=0, show_default=True, help="Tirages des p.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Graine des tirages.")
def command(
    input_: str,
    actors_file: str | None,
    group: str | None,
    undirected: bool,
    layer: str | None,
    threshold: float | None,
    rule: str,
    remove: tuple[str, ...],
    key_players: int,
    permutations: int,
    seed: int,
) -> Answer:
    """Réseau : densité, centralité, ponts, trous structuraux, noyau, acteurs clés.

    \b
    INPUT, une ligne par lien :
      from (ou de)         celui qui déclare le lien
      to (ou vers)         l'autre acteur
      strength (ou force)  facultatif, un nombre de 0 ou plus ; 1 sinon
      layer (ou couche)    facultatif, la nature du lien

    \b
    --actors, une ligne par acteur (sinon, les acteurs sont ceux des liens) :
      actor (ou acteur)    son nom
      answered (ou a répondu)  facultatif, oui ou non : a-t-il été interrogé et a-t-il répondu
      d'autres colonnes    des groupes pour --group : famille, territoire…

    \b
    Tables : actors, roles (avec --group : courtage de chaque acteur dans chaque rôle).
    """
    from maillage_analysis.network import (
        assortativity,
        brokerage,
        core_periphery,
        cut_points,
        external_internal,
        fragmentation,
        key_players_to_keep,
        key_players_to_reach,
        partner_structure,
        reciprocity,
        symmetrise,
    )

    source = read_table(input_)
    people = read_table(actors_file) if actors_file else None
    if group and people is None:
        raise Refusal("--group lit une colonne de --actors : donnez ce fichier.")
    ties = read_ties(source, people, undirected=undirected, layer=layer, threshold=threshold)
    groups = read_groups(people, group) if people and group else None
    for name in remove:
        if name not in ties.actors:
            raise Refusal(f"--remove « {name} » : cet acteur n'est pas dans le réseau. Corrigez le nom.")
    if key_players >= ties.size:
        raise Refusal(f"--key-players {key_players} : le réseau n'a que {ties.size} acteurs. Demandez-en moins.")
    mutual = ties if undirected else symmetrise(ties, rule=rule)
    with working("Lecture du réseau…"):
        broker = brokerage(ties, groups, permutations=permutations, seed=seed) if groups else None
        core = core_periphery(mutual, seed=seed)
        keep, reach = key_players_to_keep(mutual, key_players), key_players_to_reach(mutual, key_players)
        measures = actor_measures(ties, mutual)
        mixing = external_internal(ties, groups, permutations=permutations, seed=seed) if groups else None
    cuts = cut_points(ties)
    tables: dict[str, Records] = {"actors": actor_rows(ties, measures, groups, cuts, core, broker)}
    if broker:
        tables["roles"] = role_rows(broker)
    return Answer(
        method="network",
        inputs=[table for table in (source, people) if table],
        parameters={
            "directed": not undirected,
            "layer": layer,
            "threshold": threshold,
            "rule": None if undirected else rule,
            "group": group,
            "permutations": permutations,
            "seed": seed,
        },
        result={
            "actors": ties.size,
            "ties": ties.arcs // (2 if undirected else 1),
            "structure": partner_structure(ties).as_dict(),
            "reciprocity": None if undirected else reciprocity(ties).as_dict(),
            "measures": {name: measure.as_dict() for name, measure in measures.items()},
            "mixing": mixing.as_dict() if mixing else None,
            "assortativity": assortativity(ties, groups).as_dict() if groups else None,
            "brokerage": broker.as_dict() if broker else None,
            "core": core.as_dict(),
            "cut_points": cuts.as_dict(),
            "fragmentation": fragmentation(ties, removed=remove).as_dict(),
            "key_players": {"to_keep": keep.as_dict(), "to_reach": reach.as_dict()},
        },
        tables=tables,
    )


def read_ties(
    table: Table, people: Table | None, *, undirected: bool, layer: str | None, threshold: float | None
) -> Ties:
    from maillage_analysis.network import Ties

    start, end = table.need("from"), table.need("to")
    strength, kind = table.find("strength"), table.need("layer") if layer else table.find("layer")
    rows = [row for row in table if not layer or table.text(row, kind) == layer]
    if layer and not rows:
        known = ", ".join(sorted({table.text(row, kind) for row in table}))
        raise Refusal(f"{table.file} : aucun lien de la couche « {layer} ». Couches présentes : {known}.")
    known = people.once(people.need("actor")) if people else None
    seen: dict[tuple[str, str], str] = {}
    edges = []
    for row in rows:
        pair = table.text(row, start, needed=True), table.text(row, end, needed=True)
        check_pair(table, row, pair, (start, end), known, people)
        same = tuple(sorted(pair)) if undirected else pair
        if same in seen:
            advice = "Choisissez une couche avec --layer" if kind and not layer else "Gardez une seule ligne"
            raise Refusal(f"{table.file} : « {pair[0]} » – « {pair[1]} », {seen[same]} et {row.place}. {advice}.")
        seen[same] = row.place
        value = table.needed_number(row, strength, 0) if strength else 1.0
        edges.append((*pair, value))
    names = list(known) if known else sorted({name for edge in edges for name in edge[:2]})
    answered = people.find("answered") if people else None
    respondents = None
    if people and known and answered:
        respondents = [name for name, row in known.items() if people.truth(row, answered)]
    return Ties.from_edges(
        names, edges, directed=not undirected, threshold=threshold, layer=layer or "ties", respondents=respondents
    )


def check_pair(
    table: Table, row: Any, pair: tuple[str, str], columns: tuple[str, str], known: Any, people: Table | None
) -> None:
    if pair[0] == pair[1]:
        raise table.refuse(row, columns[1], f"« {pair[0]} » est lié à lui-même. Retirez cette ligne.")
    for name, column in zip(pair, columns, strict=True):
        if known is not None and name not in known:
            raise table.refuse(
                row, column, f"« {name} » n'est pas dans {people.file}. Corrigez le nom, ou ajoutez-l'y."
            )


def read_groups(people: Table, group: str) -> dict[str, str]:
    column = people.need(group)
    return {name: people.text(row, column, needed=True) for name, row in people.once(people.need("actor")).items()}


def actor_measures(ties: Ties, mutual: Ties) -> dict[str, Any]:
    """Degrees and betweenness on the ties as declared; bridging on the ties both ways; holes on their strengths."""
    from maillage_analysis.network import bridging_centrality, centralization, structural_holes

    asked = ("degree", "betweenness", *(("indegree", "outdegree") if ties.directed else ()))
    return {
        **{name: centralization(ties, measure=name) for name in asked},
        "bridging": bridging_centrality(mutual),
        "holes": structural_holes(ties),
    }


def actor_rows(
    ties: Ties, measures: dict[str, Any], groups: dict[str, str] | None, cuts: Any, core: Any, broker: Brokerage | None
) -> Records:
    first_core = set(core.cores[0]) if core.cores else set()
    holes = measures["holes"]
    rows = []
    for i, actor in enumerate(ties.actors):
        row: dict[str, Any] = {"actor": actor}
        if groups:
            row["group"] = groups[actor]
        for name in ("degree", "indegree", "outdegree", "betweenness"):
            if name in measures:
                row[name] = float(measures[name].scores[i])
        row |= {
            "bridging": measures["bridging"].bridging[i],
            "contacts": int(holes.contacts[i]),
            "effective_size": holes.effective_size[i],
            "constraint": holes.constraint[i],
            "in_core": actor in first_core if core.cores else None,
            "is_cut_point": actor in cuts.articulation_points,
        }
        if broker:
            row |= {role.role: int(role.counts[i]) for role in broker.roles}
        rows.append(row)
    return rows


def role_rows(broker: Brokerage) -> Records:
    return [
        {
            "actor": actor,
            "role": role.role,
            "count": int(role.counts[i]),
            "expected": role.expected[i],
            "sd": role.sd[i],
            "z": role.z[i],
            "p_greater": role.p_greater[i],
            "p_less": role.p_less[i],
        }
        for i, actor in enumerate(broker.actors)
        for role in broker.roles
    ]
