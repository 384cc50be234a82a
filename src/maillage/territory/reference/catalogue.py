"""The datasets that the application knows how to get."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module

from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal

from .dataset import Dataset

CONNECTORS = (  # modules of ``connectors``, in the order in which it is useful to fetch them
    "youth_census",
    "diplomas",
    "schooling",
    "municipal_populations",
    "commune_comparison",
    "employment_zones",
    "employment_basins",
    "employment_committees",
    "training_catalogue",
    "training_sites",
    "training_bodies",
    "parcoursup_places",
    "apprentices",
    "cfa_outcomes",
    "school_outcomes",
    "regional_outcomes",
    "hiring_needs",
    "tensions",
    "trades_short_of_people",
    "job_offers",
    "private_jobs",
    "jobs_by_sector",
    "all_jobs",
    "estimated_jobs",
    "localised_unemployment",
    "stations",
    "commuting",
    "schools",
    "guidance_centres",
    "school_positions",
    "job_centres",
    "insertion_structures",
    "employer_groups",
    "integration_enterprises",
    "public_counters",
    "trades",
    "trade_names",
    "families",
    "trade_families",
    "activities",
    "new_activities",
    "activity_trades",
    "certifications",
    "certification_trades",
    "certification_specialities",
    "certification_links",
    "diploma_certifications",
    "diploma_codes",
    "specialities",
    "branches",
)


def _declared() -> dict[str, Dataset]:
    datasets = [import_module(f"{__package__}.connectors.{name}").DATASET for name in CONNECTORS]
    return {dataset.name: dataset for dataset in datasets}


_DATASETS = _declared()


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
