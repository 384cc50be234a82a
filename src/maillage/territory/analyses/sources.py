"""Which public data an indicator rests on: printed under it, or how to get what is missing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.territory import gazetteer
from maillage.territory.indicators import INDICATORS, Indicator
from maillage.territory.readings import listed
from maillage.territory.reference import catalogue, store
from maillage.territory.reference.dataset import Dataset


def absent(indicator: Indicator) -> list[Dataset]:
    """The datasets it needs that are not on this machine."""
    return [catalogue.dataset(name) for name in indicator.datasets if store.card(name) is None]


def absent_datasets() -> list[Dataset]:
    """What the indicators need and that is not on this machine, each once, in their order."""
    missing = [dataset for indicator in INDICATORS for dataset in absent(indicator)]
    return list({dataset.name: dataset for dataset in missing}.values())


def how_to_complete() -> list[str]:
    """One sentence per absent dataset: the command that gets it."""
    return [store.how_to_get(dataset) for dataset in absent_datasets()]


def can_be_completed() -> bool:
    """Whether some absent dataset is one command away."""
    return any(dataset.official for dataset in absent_datasets())


def why_absent(indicator: Indicator) -> str:
    """Why nothing can be computed here, before looking at any territory; empty when something can."""
    if indicator.awaits:
        return str(indicator.awaits)
    return " ".join(store.how_to_get(dataset) for dataset in absent(indicator)[:1])


def sources_of(indicator: Indicator) -> tuple[str, ...]:
    """The sources as they are printed, each with its vintage."""
    cards = [store.card(name) for name in indicator.datasets]
    packaged = (str(gazetteer.POPULATION_SOURCE),) if uses_population(indicator) else ()
    return (*packaged, *(card.source for card in cards if card))


def uses_population(indicator: Indicator) -> bool:
    measures = [measure for measure in (indicator.numerator, indicator.denominator) if measure]
    return any(not measure.dataset for measure in measures)


def short_source_of(indicator: Indicator) -> str:
    """« Insee, recensement 2022 », for the foot of a figure; the full source is given once on the page."""
    shorts = [str(catalogue.dataset(name).short) for name in indicator.datasets]
    packaged = [str(gazetteer.POPULATION_SHORT)] if uses_population(indicator) else []
    return listed([*packaged, *shorts])


def vintages_of(indicator: Indicator) -> str:
    """« 2022 ; 2024 »: the years of its sources, empty when none is here."""
    cards = [store.card(name) for name in indicator.datasets]
    packaged = [gazetteer.POPULATION_VINTAGE] if uses_population(indicator) else []
    return _(" ; ").join(dict.fromkeys([*packaged, *(vintage_of(card) for card in cards if card)]))


def vintage_of(card: store.Card) -> str:
    dataset = catalogue.dataset(card.name)
    origin = dataset.mirror if card.origin == store.MIRROR else dataset.official
    return str(origin.vintage)
