"""Counts gathered from the gazetteer and the reference store."""

from .figures import COMMUNE, basins_of, by_commune, figures, hiring_projects, training_sites, training_sites_by_commune

__all__ = [
    "COMMUNE",
    "basins_of",
    "by_commune",
    "figures",
    "hiring_projects",
    "training_sites",
    "training_sites_by_commune",
]
