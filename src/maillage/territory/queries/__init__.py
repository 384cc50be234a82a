"""Counts gathered from the gazetteer and the reference store."""

from .communes import COMMUNE, by_commune
from .domains import DIFFICULT, SECTOR, SOUGHT, TAUGHT, sector_names, trainings
from .figures import (
    NEEDED,
    editions,
    figures,
    hiring_projects,
    training_sites,
    training_sites_by_commune,
)
from .located import stations, training_centres

__all__ = [
    "COMMUNE",
    "DIFFICULT",
    "NEEDED",
    "SECTOR",
    "SOUGHT",
    "TAUGHT",
    "by_commune",
    "editions",
    "figures",
    "hiring_projects",
    "sector_names",
    "stations",
    "training_centres",
    "training_sites",
    "training_sites_by_commune",
    "trainings",
]
