"""Ratings of several people: what they say, how far they agree, which type of partnership it resembles, and why.

Reading order:

1. ``ratings``: criteria, answers, what is refused.
2. ``reading``: medians, spread, disagreement, evidence, dimensions, what comes first (``bands``, ``quantiles``).
3. ``framing``: formality × flexibility.
4. ``typology``: the seven prototypes and the nearest-profile rule.
"""

from maillage_analysis.grid.bands import (
    CHECKLIST_BANDS,
    READING_BANDS,
    SYNERGY_ZONES,
    Band,
    band,
    checklist_band,
    rounded_half_up,
    synergy_zone,
    tcrp_band,
)
from maillage_analysis.grid.framing import FRAMES, Framing, read_framing
from maillage_analysis.grid.ratings import Criterion, Rating
from maillage_analysis.grid.reading import (
    CollegeReading,
    CriterionReading,
    DimensionReading,
    GridReading,
    ReadingRules,
    read_grid,
)
from maillage_analysis.grid.typology import (
    PROFILE_COLUMNS,
    PROTOTYPES,
    Change,
    Contribution,
    TypeDistance,
    TypeSuggestion,
    TypologyRules,
    suggest_type,
)

__all__ = [
    "CHECKLIST_BANDS",
    "FRAMES",
    "PROFILE_COLUMNS",
    "PROTOTYPES",
    "READING_BANDS",
    "SYNERGY_ZONES",
    "Band",
    "Change",
    "CollegeReading",
    "Contribution",
    "Criterion",
    "CriterionReading",
    "DimensionReading",
    "Framing",
    "GridReading",
    "Rating",
    "ReadingRules",
    "TypeDistance",
    "TypeSuggestion",
    "TypologyRules",
    "band",
    "checklist_band",
    "read_framing",
    "read_grid",
    "rounded_half_up",
    "suggest_type",
    "synergy_zone",
    "tcrp_band",
]
