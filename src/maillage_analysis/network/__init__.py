"""Relations between actors: how they hold together, who stands between, whose absence would be felt.

Reading order: ``ties`` (the data) → ``nonresponse`` → ``cohesion`` and ``paths`` → ``partner`` and
``partner_structure`` (trust and value) → ``mixing`` (do ties cross groups) → ``brokers`` (with ``broker_moments`` and
``broker_shuffles``) → ``holes`` → ``bridging`` → ``core`` → ``fragments`` and ``key_players``.
"""

from maillage_analysis.results import Result, Undefined

from .bridging import BridgingCentrality, bridging_centrality
from .broker_moments import ROLES
from .brokers import Brokerage, RoleCounts, brokerage
from .cohesion import Centralization, Density, Reciprocity, centralization, density, reciprocity
from .core import CorePeriphery, core_periphery
from .fragments import PATHS, CutPoints, Fragmentation, cut_points, fragmentation
from .holes import StructuralHoles, structural_holes
from .key_players import KeyPlayers, key_players_to_keep, key_players_to_reach
from .mixing import Assortativity, ExternalInternal, assortativity, external_internal
from .nonresponse import RULES, RespondentDensity, respondent_density, symmetrise
from .partner import SCALES, DyadRating, DyadScore, PartnerScale, partner_scale
from .partner_structure import PartnerStructure, partner_structure
from .paths import Betweenness, betweenness
from .ties import Network, Ties

__all__ = [
    "PATHS",
    "ROLES",
    "RULES",
    "SCALES",
    "Assortativity",
    "Betweenness",
    "BridgingCentrality",
    "Brokerage",
    "Centralization",
    "CorePeriphery",
    "CutPoints",
    "Density",
    "DyadRating",
    "DyadScore",
    "ExternalInternal",
    "Fragmentation",
    "KeyPlayers",
    "Network",
    "PartnerScale",
    "PartnerStructure",
    "Reciprocity",
    "RespondentDensity",
    "Result",
    "RoleCounts",
    "StructuralHoles",
    "Ties",
    "Undefined",
    "assortativity",
    "betweenness",
    "bridging_centrality",
    "brokerage",
    "centralization",
    "core_periphery",
    "cut_points",
    "density",
    "external_internal",
    "fragmentation",
    "key_players_to_keep",
    "key_players_to_reach",
    "partner_scale",
    "partner_structure",
    "reciprocity",
    "respondent_density",
    "structural_holes",
    "symmetrise",
]
