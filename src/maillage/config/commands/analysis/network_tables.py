"""The tables of ``maillage analyse network``: ties, actors and their groups; and the circle of some of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maillage.toolkit.refusals import Refusal

from .tables import Table

if TYPE_CHECKING:
    from maillage_analysis.network import Ties


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


def read_groups(people: Table, group: str, actors: tuple[str, ...]) -> dict[str, str]:
    column = people.need(group)
    groups = {name: people.text(row, column, needed=True) for name, row in people.once(people.need("actor")).items()}
    return {name: groups[name] for name in actors}


def around(ties: Ties, egos: tuple[str, ...], radius: int) -> Ties:
    """The network of these actors: those at ``radius`` ties of one of them or less, and the ties between all these."""
    import numpy as np

    from maillage_analysis.network import Ties

    for name in egos:
        if name not in ties.actors:
            raise Refusal(f"--ego « {name} » : cet acteur n'est pas dans le réseau. Corrigez le nom.")
    inside = np.isin(ties.actors, egos)
    for _ in range(radius):
        inside = inside | (ties.neighbours @ inside.astype(float) > 0)
    rows = np.flatnonzero(inside)
    if len(rows) < 2:
        raise Refusal(f"--ego « {egos[0]} » : cet acteur n'a aucun lien ici. Choisissez-en un autre.")
    names = [ties.actors[row] for row in rows]
    respondents = None if ties.respondents is None else [name for name in names if name in ties.respondents]
    return Ties(names, ties.strength[rows][:, rows], ties.directed, ties.threshold, ties.layer, respondents)
