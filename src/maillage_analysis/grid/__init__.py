"""Ratings of several people: what they say, how far they agree, which type of partnership it resembles, and why.

Reading order:

1. ``ratings``: criteria, answers, what is refused.
2. ``reading``: medians, spread, disagreement, evidence, dimensions, what comes first (``bands``, ``quantiles``).
3. ``framing``: formality × flexibility.
4. ``typology``: the seven prototypes and the nearest-profile rule.
5. ``changes``: what would move a profile to another type.
6. ``many``, ``many_agreement``: the same for many partnerships at once, on arrays, with bootstrap limits.
7. ``reliability``: how far one reading may be trusted. It rests on ``alpha`` (Krippendorff), ``within_group`` (r_wg,
   a_wg, AD), ``resampling`` (bootstrap over raters) and ``shrinkage``; beside them ``icc`` and ``consistency``
   (Cronbach).
8. ``instruments``: scores of a questionnaire made of factors.
9. Other typologies: ``assignment`` (any prototypes), ``rules`` (if-then); from the data ``families``, on ``gower``,
   ``medoids``, ``stability``, ``correspondence`` (MCA), ``hierarchy`` (Ward), ``latent_class``.
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
from maillage_analysis.grid.changes import Change, Move, PairChange
from maillage_analysis.grid.consistency import Consistency, cronbach_alpha
from maillage_analysis.grid.correspondence import Categories, CorrespondenceAnalysis, correspondence_analysis
from maillage_analysis.grid.families import Families, Group, Grouping, Trait, adjusted_rand_index, read_families
from maillage_analysis.grid.framing import FRAMES, Framing, read_framing
from maillage_analysis.grid.gower import GowerDistances, Variable, gower_distances
from maillage_analysis.grid.hierarchy import WardTree, ward_tree
from maillage_analysis.grid.icc import IntraclassCorrelations, intraclass_correlations
from maillage_analysis.grid.instruments import FactorScore, InstrumentScores, Item, score_instrument
from maillage_analysis.grid.latent_class import LatentClasses, latent_classes
from maillage_analysis.grid.many import ManyReadings, read_many
from maillage_analysis.grid.many_agreement import ManyAgreements, ManyTypes, agree_many, suggest_many
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
from maillage_analysis.grid.reliability import (
    CriterionAgreement,
    DimensionReliability,
    Reliability,
    ReliabilityRules,
    read_reliability,
)
from maillage_analysis.grid.resampling import BootstrapInterval, bootstrap_alpha, bootstrap_over_raters
from maillage_analysis.grid.rules import Condition, FailedCondition, Rule, RuleOutcome, apply_rules
from maillage_analysis.grid.shrinkage import Shrinkage, shrink_means
from maillage_analysis.grid.stability import Stability, cluster_stability
from maillage_analysis.grid.typology import (
    PROFILE_COLUMNS,
    PROTOTYPES,
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
    "CriterionAgreement",
    "CriterionReading",
    "DimensionReading",
    "DimensionReliability",
    "FactorScore",
    "FailedCondition",
    "Families",
    "Framing",
    "GowerDistances",
    "GridReading",
    "Group",
    "Grouping",
    "InstrumentScores",
    "IntraclassCorrelations",
    "Item",
    "LatentClasses",
    "ManyAgreements",
    "ManyReadings",
    "ManyTypes",
    "Medoids",
    "Move",
    "PairChange",
    "Rating",
    "ReadingRules",
    "Reliability",
    "ReliabilityRules",
    "Rule",
    "RuleOutcome",
    "Shrinkage",
    "Stability",
    "Trait",
    "TypeDistance",
    "TypeSuggestion",
    "TypologyRules",
    "Variable",
    "WardTree",
    "WithinGroupAgreement",
    "adjusted_rand_index",
    "agree_many",
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
    "read_families",
    "read_framing",
    "read_grid",
    "read_many",
    "read_reliability",
    "rounded_half_up",
    "score_instrument",
    "shrink_means",
    "silhouettes",
    "suggest_many",
    "suggest_type",
    "synergy_zone",
    "tcrp_band",
    "ward_tree",
    "within_group_agreement",
]
