"""What to do with those who did not answer: count on the rows that exist, say how ties are confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from maillage_analysis.arguments import checked
from maillage_analysis.checks import one_of
from maillage_analysis.results import Result

from .ties import Ties

RULES = {
    "either": "a tie exists if one of the two declares it (strength: the larger)",
    "confirmed": "a tie exists if both declare it (strength: the smaller)",
}


@checked
def symmetrise(ties: Ties, *, rule: str = "either") -> Ties:
    """Undirected ties: ``either`` keeps max(a_ij, a_ji), ``confirmed`` keeps min(a_ij, a_ji).

    The threshold is kept, so that ``confirmed`` asks both declarations to reach it. Someone who did not answer
    cannot confirm. Nothing is imputed. Raises InputError for another rule.

    >>> ties = Ties(["CFA", "Opco"], [[0, 3], [1, 0]])
    >>> symmetrise(ties, rule="confirmed").strength.toarray().tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    one_of(rule, tuple(RULES), what="rule")
    given, received = ties.strength, ties.strength.T.tocsr()
    both = given.maximum(received) if rule == "either" else given.minimum(received)
    return Ties(ties.actors, both, False, ties.threshold, ties.layer, ties.respondents)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RespondentDensity(Result):
    """Density on what was really asked."""

    layer: str
    method: str
    threshold: float | None
    actors: int
    respondents: int
    non_respondents: tuple[str, ...]
    ties: int
    possible: int
    density: float | None
    reason: str | None


@checked
def respondent_density(ties: Ties, *, method: str = "rows") -> RespondentDensity:
    """Density that leaves out what non-respondents were not able to say.

    - ``rows``: m_resp/(n_resp(n − 1)), ties declared by respondents, towards anyone (directed ties);
    - ``confirmed``: 2E/(n_resp(n_resp − 1)), E being the pairs of respondents tied both ways.

    Undefined when no tie is possible. Raises InputError for another method.

    >>> ties = Ties(["CFA", "Opco", "Branche"], [[0, 1, 1], [1, 0, 0], [0, 0, 0]], respondents=["CFA", "Opco"])
    >>> respondent_density(ties).density, respondent_density(ties, method="confirmed").density
    (0.75, 1.0)
    """
    one_of(method, ("rows", "confirmed"), what="method")
    answered = set(ties.actors if ties.respondents is None else ties.respondents)
    rows = [i for i, actor in enumerate(ties.actors) if actor in answered]
    if method == "rows":
        found, possible = int(ties.adjacency[rows].sum()) if rows else 0, len(rows) * (ties.size - 1)
    else:
        among = ties.adjacency[rows][:, rows] if rows else ties.adjacency[:0, :0]
        found, possible = int(among.multiply(among.T).sum()) // 2, len(rows) * (len(rows) - 1) // 2
    return RespondentDensity(
        layer=ties.layer,
        method=method,
        threshold=ties.threshold,
        actors=ties.size,
        respondents=len(rows),
        non_respondents=tuple(actor for actor in ties.actors if actor not in answered),
        ties=found,
        possible=possible,
        density=found / possible if possible else None,
        reason=None if possible else "too few respondents for any tie",
    )
