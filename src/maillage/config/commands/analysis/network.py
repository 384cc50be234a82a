"""``maillage analyse network``: who holds the relations together, from a list of ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from ..measures import POSITIVE
from .answers import Answer, Records, method, working
from .network_tables import around, read_groups, read_ties
from .tables import read_table

if TYPE_CHECKING:
    from maillage_analysis.network import Brokerage, Ties


@method("network", tables={"actors": "", "roles": ""})
@click.option("--actors", "actors_file", metavar="FILE", help="Acteurs : colonne actor, et leurs groupes ; answered.")
@click.option("--group", metavar="COLUMN", help="Colonne de --actors : courtage et mixité entre ces groupes.")
@click.option("--undirected", is_flag=True, help="Liens réciproques : un couple s'écrit une fois.")
@click.option("--layer", help="Ne garder que les liens dont la colonne layer a cette valeur.")
@click.option("--threshold", type=POSITIVE, help="Force à partir de laquelle un lien existe.")
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
@click.option("--ego", "egos", multiple=True, metavar="ACTOR", help="Ne lire que le réseau autour de lui (répétable).")
@click.option("--radius", type=click.IntRange(1, 10), help="Avec --ego : jusqu'à combien de liens de lui [1].")
@click.option(
    "--holes",
    "scope",
    type=click.Choice(["whole_network", "ego_network"]),
    default="whole_network",
    show_default=True,
    help="Trous structuraux : sur tout le réseau, ou sur celui de chacun avec ses contacts.",
)
@click.option(
    "--values",
    type=click.Choice(["strength", "binary"]),
    default="strength",
    show_default=True,
    help="Noyau et trous structuraux : selon la force des liens, ou leur seule présence.",
)
@click.option(
    "--core",
    "pattern",
    type=click.Choice(["ignored", "star"]),
    default="ignored",
    show_default=True,
    help="Noyau : liens entre noyau et périphérie laissés de côté, ou attendus.",
)
@click.option(
    "--paths",
    type=click.Choice(["either_way", "as_given"]),
    default="either_way",
    show_default=True,
    help="Fragmentation : chemins dans les deux sens, ou dans le sens déclaré.",
)
@click.option(
    "--keep-by",
    type=click.Choice(["distance", "component"]),
    default="distance",
    show_default=True,
    help="Acteurs à ne pas perdre : selon les distances, ou les morceaux.",
)
@click.option(
    "--reach-by",
    type=click.Choice(["distance", "steps"]),
    default="distance",
    show_default=True,
    help="Acteurs par qui passer : selon les distances, ou --steps.",
)
@click.option("--steps", type=click.IntRange(1, 10), help="Avec --reach-by steps : en combien de liens [1].")
@click.option(
    "--reciprocity",
    type=click.Choice(["edgewise", "dyadic"]),
    default="edgewise",
    show_default=True,
    help="Réciprocité : part des liens, ou des couples liés.",
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
    egos: tuple[str, ...],
    radius: int | None,
    **given: Any,
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
    from maillage_analysis.network import symmetrise
    from maillage_analysis.results import plain

    check(group, actors_file, egos, radius, given)
    source, people = read_table(input_), read_table(actors_file) if actors_file else None
    ties = read_ties(source, people, undirected=undirected, layer=layer, threshold=threshold)
    ties = around(ties, egos, radius or 1) if egos else ties
    groups = read_groups(people, group, ties.actors) if people and group else None
    check_actors(ties, remove, given["key_players"])
    mutual = ties if undirected else symmetrise(ties, rule=rule)
    with working("Lecture du réseau…"):
        found = read_network(ties, mutual, groups, remove, given)
    tables: dict[str, Records] = {"actors": actor_rows(ties, groups, found)}
    if groups:
        tables["roles"] = role_rows(found["brokerage"])
    return Answer(
        method="network",
        inputs=[table for table in (source, people) if table],
        parameters={
            "directed": not undirected,
            "layer": layer,
            "threshold": threshold,
            "rule": None if undirected else rule,
            "group": group,
            "ego": list(egos),
            "radius": (radius or 1) if egos else None,
            **{name: given[name] for name in ("paths", "permutations", "seed")},
        },
        result={"actors": ties.size, "ties": ties.arcs // (2 if undirected else 1), **plain(found)},
        tables=tables,
    )


def check(
    group: str | None, actors_file: str | None, egos: tuple[str, ...], radius: int | None, given: dict[str, Any]
) -> None:
    """Options that do not go together are refused before any file is read."""
    if group and actors_file is None:
        raise Refusal("--group lit une colonne de --actors : donnez ce fichier.")
    if radius and not egos:
        raise Refusal("--radius dit jusqu'où lire autour d'un acteur : donnez --ego.")
    if given["steps"] and given["reach_by"] != "steps":
        raise Refusal("--steps compte les liens de --reach-by steps : ajoutez cette option, ou retirez --steps.")


def check_actors(ties: Ties, remove: tuple[str, ...], key_players: int) -> None:
    for name in remove:
        if name not in ties.actors:
            raise Refusal(f"--remove « {name} » : cet acteur n'est pas dans le réseau. Corrigez le nom.")
    if key_players >= ties.size:
        raise Refusal(f"--key-players {key_players} : le réseau n'a que {ties.size} acteurs. Demandez-en moins.")


def read_network(
    ties: Ties, mutual: Ties, groups: dict[str, str] | None, remove: tuple[str, ...], given: dict[str, Any]
) -> dict[str, Any]:
    """Every result of the library, under its name in the answer."""
    from maillage_analysis import network

    draws = {name: given[name] for name in ("permutations", "seed")}
    paths, size = given["paths"], given["key_players"]
    walked = mutual if paths == "either_way" else ties
    return {
        "structure": network.partner_structure(ties),
        "reciprocity": network.reciprocity(ties, method=given["reciprocity"]) if ties.directed else None,
        "measures": actor_measures(ties, mutual, given["scope"], given["values"]),
        "mixing": network.external_internal(ties, groups, **draws) if groups else None,
        "assortativity": network.assortativity(ties, groups) if groups else None,
        "brokerage": network.brokerage(ties, groups, **draws) if groups else None,
        "core": network.core_periphery(mutual, pattern=given["pattern"], values=given["values"], seed=given["seed"]),
        "cut_points": network.cut_points(ties),
        "fragmentation": network.fragmentation(ties, removed=remove, paths=paths),
        "key_players": {
            "to_keep": network.key_players_to_keep(walked, size, measure=given["keep_by"], paths=paths),
            "to_reach": network.key_players_to_reach(
                walked, size, measure=given["reach_by"], steps=given["steps"] or 1, paths=paths
            ),
        },
    }


def actor_measures(ties: Ties, mutual: Ties, scope: str, values: str) -> dict[str, Any]:
    """Degrees and betweenness on the ties as declared; bridging on the ties both ways; holes on their strengths."""
    from maillage_analysis.network import bridging_centrality, centralization, structural_holes

    asked = ("degree", "betweenness", *(("indegree", "outdegree") if ties.directed else ()))
    return {
        **{name: centralization(ties, measure=name) for name in asked},
        "bridging": bridging_centrality(mutual),
        "holes": structural_holes(ties, scope=scope, values=values),
    }


def actor_rows(ties: Ties, groups: dict[str, str] | None, found: dict[str, Any]) -> Records:
    measures, cuts, core, broker = (found[name] for name in ("measures", "cut_points", "core", "brokerage"))
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
