"""Ratings of several people: what they say, how far they agree, which type of partnership it resembles, and why.

Reading order:

1. ``ratings``: criteria, answers, what is refused.
2. ``reading``: medians, spread, disagreement, evidence, dimensions, what comes first (``bands``, ``quantiles``).
3. ``framing``: formality × flexibility.
4. ``typology``: the seven prototypes and the nearest-profile rule.
5. ``many``: the same reading for many partnerships at once, on arrays, with bootstrap limits.
6. Agreement: ``alpha`` (Krippendorff), ``icc``, ``consistency`` (Cronbach), ``within_group`` (r_wg, a_wg, AD),
   ``resampling`` (bootstrap over raters), ``shrinkage``.
7. ``instruments``: scores of a questionnaire made of factors.
8. Other typologies: ``assignment`` (any prototypes), ``rules`` (if-then); from the data ``gower``, ``medoids``,
   ``stability``, ``correspondence`` (MCA), ``hierarchy`` (Ward), ``latent_class``.
"""

from maillage_analysis.grid.alpha import Alpha, krippendorff_alpha
from maillage_analysis.grid.assignment import Assignment, assign_prototype
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
from maillage_analysis.grid.consistency import Consistency, cronbach_alpha
from maillage_analysis.grid.correspondence import Categories, CorrespondenceAnalysis, correspondence_analysis
from maillage_analysis.grid.framing import FRAMES, Framing, read_framing
from maillage_analysis.grid.gower import GowerDistances, Variable, gower_distances
from maillage_analysis.grid.hierarchy import WardTree, ward_tree
from maillage_analysis.grid.icc import IntraclassCorrelations, intraclass_correlations
from maillage_analysis.grid.instruments import FactorScore, InstrumentScores, Item, score_instrument
from maillage_analysis.grid.latent_class import LatentClasses, latent_classes
from maillage_analysis.grid.many import ManyReadings, read_many
from maillage_analysis.grid.medoids import Medoids, partition_around_medoids, silhouettes
from maillage_analysis.grid.ratings import Criterion, Rating
from maillage_analysis.grid.reading import (
    CollegeReading,
    CriterionReading,
    DimensionReading,
    GridReading,
    ReadingRules,
    read_grid,
)
from maillage_analysis.grid.resampling import BootstrapInterval, bootstrap_alpha, bootstrap_over_raters
from maillage_analysis.grid.rules import Condition, FailedCondition, Rule, RuleOutcome, apply_rules
from maillage_analysis.grid.shrinkage import Shrinkage, shrink_means
from maillage_analysis.grid.stability import Stability, cluster_stability
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
from maillage_analysis.grid.within_group import WithinGroupAgreement, within_group_agreement

__all__ = [
    "CHECKLIST_BANDS",
    "FRAMES",
    "PROFILE_COLUMNS",
    "PROTOTYPES",
    "READING_BANDS",
    "SYNERGY_ZONES",
    "Alpha",
    "Assignment",
    "Band",
    "BootstrapInterval",
    "Categories",
    "Change",
    "CollegeReading",
    "Condition",
    "Consistency",
    "Contribution",
    "CorrespondenceAnalysis",
    "Criterion",
    "CriterionReading",
    "DimensionReading",
    "FactorScore",
    "FailedCondition",
    "Framing",
    "GowerDistances",
    "GridReading",
    "InstrumentScores",
    "IntraclassCorrelations",
    "Item",
    "LatentClasses",
    "ManyReadings",
    "Medoids",
    "Rating",
    "ReadingRules",
    "Rule",
    "RuleOutcome",
    "Shrinkage",
    "Stability",
    "TypeDistance",
    "TypeSuggestion",
    "TypologyRules",
    "Variable",
    "WardTree",
    "WithinGroupAgreement",
    "apply_rules",
    "assign_prototype",
    "band",
    "bootstrap_alpha",
    "bootstrap_over_raters",
    "checklist_band",
    "cluster_stability",
    "correspondence_analysis",
    "cronbach_alpha",
    "gower_distances",
    "intraclass_correlations",
    "krippendorff_alpha",
    "latent_classes",
    "partition_around_medoids",
    "read_framing",
    "read_grid",
    "read_many",
    "rounded_half_up",
    "score_instrument",
    "shrink_means",
    "silhouettes",
    "suggest_type",
    "synergy_zone",
    "tcrp_band",
    "ward_tree",
    "within_group_agreement",
]
