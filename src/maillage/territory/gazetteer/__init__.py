"""The communes of France, from the packages the application depends on: no download, no network.

34,875 current communes of the 101 départements, with population, postal codes, intercommunality, town hall and
contour. The municipal arrondissements of Paris, Lyon and Marseille are known by their code and lead to their commune:
they are never counted beside it. The overseas collectivities (975, 977, 978, 986 to 988) are not covered.
"""

from .places import (
    EMPLOYMENT_ZONES,
    Commune,
    Zone,
    commune,
    communes,
    current_code,
    departements_around,
    departements_of,
    every_code,
    groupings_of,
    members,
    parent_of,
    point,
    population,
    unknown,
    why_unknown,
    zone,
    zone_name,
    zones,
)
from .search import Found, search
from .shapes import contours, every_ring, without_contour
from .sources import CONTOURS_SOURCE, MEMBERSHIP_SOURCE, POPULATION_SHORT, POPULATION_SOURCE, POPULATION_VINTAGE

__all__ = [
    "CONTOURS_SOURCE",
    "EMPLOYMENT_ZONES",
    "MEMBERSHIP_SOURCE",
    "POPULATION_SHORT",
    "POPULATION_SOURCE",
    "POPULATION_VINTAGE",
    "Commune",
    "Found",
    "Zone",
    "commune",
    "communes",
    "contours",
    "current_code",
    "departements_around",
    "departements_of",
    "every_code",
    "every_ring",
    "groupings_of",
    "members",
    "parent_of",
    "point",
    "population",
    "search",
    "unknown",
    "why_unknown",
    "without_contour",
    "zone",
    "zone_name",
    "zones",
]
