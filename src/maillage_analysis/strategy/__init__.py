"""Actors and objectives: who weighs, who wants what, who agrees with whom, who holds what.

Reading order: ``tables`` (what a workshop fills) → ``power`` → ``positions`` → ``convergence`` → ``game`` (MACTOR in
one call) → ``objectives`` (what divides, what matters) → ``balance`` (economic and social) → ``two_mode`` and
``two_mode_centrality`` (resources).
"""

from .balance import ECONOMIC, SOCIAL, EconomicSocialBalance, Tension, carried_tensions, economic_social_balance
from .convergence import AgreementIndex, Convergences, agreement_index, convergences
from .game import ActorsGame, actors_game
from .objectives import READING, ObjectivesReading, read_objectives
from .positions import ORDERS, Mobilisation, Positions, actor_positions
from .power import CONVENTIONS, BalanceOfPower, balance_of_power
from .tables import InfluenceTable, PositionTable
from .two_mode import (
    Projection,
    ResourceExclusivity,
    TwoModeDensity,
    TwoModeTable,
    project,
    resource_exclusivity,
    two_mode_density,
)
from .two_mode_centrality import TwoModeCentrality, two_mode_centrality

__all__ = [
    "CONVENTIONS",
    "ECONOMIC",
    "ORDERS",
    "READING",
    "SOCIAL",
    "ActorsGame",
    "AgreementIndex",
    "BalanceOfPower",
    "Convergences",
    "EconomicSocialBalance",
    "InfluenceTable",
    "Mobilisation",
    "ObjectivesReading",
    "PositionTable",
    "Positions",
    "Projection",
    "ResourceExclusivity",
    "Tension",
    "TwoModeCentrality",
    "TwoModeDensity",
    "TwoModeTable",
    "actor_positions",
    "actors_game",
    "agreement_index",
    "balance_of_power",
    "carried_tensions",
    "convergences",
    "economic_social_balance",
    "project",
    "read_objectives",
    "resource_exclusivity",
    "two_mode_centrality",
    "two_mode_density",
]
