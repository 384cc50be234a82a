"""The datasets that the application knows how to get."""

from __future__ import annotations

from difflib import get_close_matches

from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal

from .connectors import (
    all_jobs,
    apprentices,
    commune_comparison,
    diplomas,
    employment_basins,
    employment_committees,
    employment_zones,
    estimated_jobs,
    hiring_needs,
    jobs_by_sector,
    localised_unemployment,
    municipal_populations,
    private_jobs,
    schooling,
    tensions,
    training_catalogue,
    training_sites,
    youth_census,
)
from .dataset import Dataset

CONNECTORS = (
    youth_census,
    diplomas,
    schooling,
    municipal_populations,
    commune_comparison,
    employment_zones,
    employment_committees,
    training_catalogue,
    training_sites,
    apprentices,
    hiring_needs,
    employment_basins,
    tensions,
    private_jobs,
    jobs_by_sector,
    all_jobs,
    estimated_jobs,
    localised_unemployment,
)
_DATASETS = {connector.DATASET.name: connector.DATASET for connector in CONNECTORS}


def list_datasets() -> list[Dataset]:
    """Every dataset, in the order in which it is useful to fetch them."""
    return list(_DATASETS.values())


def dataset(name: str) -> Dataset:
    """Refusal naming the closest dataset when nothing is called so."""
    if name not in _DATASETS:
        close = get_close_matches(name, _DATASETS, n=1)
        advice = _("Vouliez-vous « %(name)s » ?") % {"name": close[0]} if close else ", ".join(_DATASETS)
        raise Refusal(
            _("Aucun jeu de données ne s'appelle « %(name)s ». %(advice)s") % {"name": name, "advice": advice}
        )
    return _DATASETS[name]
