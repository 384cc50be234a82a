"""Density and centralization of a partnership, with each way of treating those who did not answer (PARTNER)."""

from __future__ import annotations

from dataclasses import dataclass

from maillage_analysis.arguments import checked
from maillage_analysis.results import Result

from .cohesion import centralization, density
from .nonresponse import respondent_density, symmetrise
from .ties import Ties


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class PartnerStructure(Result):
    """Densities from 0 to 1, centralizations in percent; None where there are too few actors or respondents."""

    layer: str
    threshold: float | None
    actors: int
    respondents: int
    density_directed: float | None
    density_respondent_rows: float | None
    density_either: float | None
    density_confirmed: float | None
    degree_centralization: float | None
    indegree_centralization: float | None


@checked
def partner_structure(ties: Ties) -> PartnerStructure:
    """Structure of the declared ties (directed or not), n actors, n_resp of whom answered.

    - density_directed: arcs/(n(n − 1)); density_respondent_rows: m_resp/(n_resp(n − 1));
    - density_either: 2E/(n(n − 1)), E the pairs tied by either side;
    - density_confirmed: 2E/(n_resp(n_resp − 1)), E the pairs of respondents tied by both sides;
    - degree_centralization: 100·Σ(max − d)/((n − 1)(n − 2)), on the ties declared by either side;
    - indegree_centralization: 100·Σ(max − d)/(n − 1)², None for undirected ties.

    >>> structure = partner_structure(Ties(["CFA", "Opco", "Branche"], [[0, 1, 1], [1, 0, 0], [0, 0, 0]]))
    >>> structure.density_directed, structure.density_either, structure.degree_centralization
    (0.5, 0.6666666666666666, 100.0)
    """
    either = symmetrise(ties, rule="either")
    rows = respondent_density(ties, method="rows")
    incoming = centralization(ties, measure="indegree").centralization if ties.directed else None
    return PartnerStructure(
        layer=ties.layer,
        threshold=ties.threshold,
        actors=ties.size,
        respondents=rows.respondents,
        density_directed=density(ties).density,
        density_respondent_rows=rows.density,
        density_either=density(either).density,
        density_confirmed=respondent_density(ties, method="confirmed").density,
        degree_centralization=_percent(centralization(either, measure="degree").centralization),
        indegree_centralization=_percent(incoming),
    )


def _percent(share: float | None) -> float | None:
    return None if share is None else 100.0 * share
