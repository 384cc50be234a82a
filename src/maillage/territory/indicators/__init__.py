"""The indicators of the diagnosis, declared as data."""

from .declared import BASINS, INDICATORS, NEEDS, ON_THE_MAP, SITES, YOUTH, Indicator, Measure, indicator

__all__ = ["BASINS", "INDICATORS", "NEEDS", "ON_THE_MAP", "SITES", "YOUTH", "Indicator", "Measure", "indicator"]
