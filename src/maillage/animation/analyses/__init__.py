"""What happens between two committees, read the same on the page, in the report and on the command line."""

from .counts import CountsReading, read_counts
from .pathway import PathwayReading, TerritoryPathway, read_pathway, read_territory_pathway
from .plan import PlanReading, PlanRow, read_plan
from .promises import AnimationReading, read_animation

__all__ = [
    "AnimationReading",
    "CountsReading",
    "PathwayReading",
    "PlanReading",
    "PlanRow",
    "TerritoryPathway",
    "read_animation",
    "read_counts",
    "read_pathway",
    "read_plan",
    "read_territory_pathway",
]
