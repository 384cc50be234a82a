"""Composing a working group: who is missing, who could complete it, who is drawn fairly.

Reading order:

1. ``members``: a person's college, level, voices, parts of the territory.
2. ``coverage``: what is missing in a group, as findings with codes.
3. ``quotas``: bounds on how many members have a feature; conflicts and the smallest relaxation.
4. ``composition``: the groups that cover the most stakes and resources under the quotas.
5. ``dispersion``: the members furthest from one another.
6. ``lottery``: the fair draw (LEXIMIN).
"""

from maillage_analysis.group.composition import (
    Candidate,
    Composition,
    Panel,
    compose_group,
    member_features,
    standard_quotas,
)
from maillage_analysis.group.coverage import FINDING_CODES, Coverage, CoverageRules, Finding, check_coverage
from maillage_analysis.group.dispersion import Dispersion, group_dispersion, most_dispersed
from maillage_analysis.group.lottery import Draw, Lottery, Ticket, draw_group, fair_lottery, gini
from maillage_analysis.group.members import COLLEGES, LEVELS, Member
from maillage_analysis.group.quotas import Quota, QuotaBound, Relaxation

__all__ = [
    "COLLEGES",
    "FINDING_CODES",
    "LEVELS",
    "Candidate",
    "Composition",
    "Coverage",
    "CoverageRules",
    "Dispersion",
    "Draw",
    "Finding",
    "Lottery",
    "Member",
    "Panel",
    "Quota",
    "QuotaBound",
    "Relaxation",
    "Ticket",
    "check_coverage",
    "compose_group",
    "draw_group",
    "fair_lottery",
    "gini",
    "group_dispersion",
    "member_features",
    "most_dispersed",
    "standard_quotas",
]
