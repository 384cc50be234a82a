"""Which public data an indicator rests on: printed under it, or how to get what is missing."""

from __future__ import annotations

from collections.abc import Mapping

from maillage.territory import gazetteer
from maillage.territory.indicators import INDICATORS, Indicator
from maillage.territory.readings import listed
from maillage.territory.reference import catalogue, store
from maillage.territory.reference.dataset import Dataset

Cards = Mapping[str, store.Card]


def absent(indicator: Indicator, cards: Cards) -> list[Dataset]:
    """The datasets it needs that are not on this machine."""
    return [catalogue.dataset(name) for name in indicator.datasets if name not in cards]


def absent_datasets() -> list[Dataset]:
    """What the indicators need and that is not on this machine, each once, in their order."""
    wanted = dict.fromkeys(name for indicator in INDICATORS for name in indicator.datasets)
    return [catalogue.dataset(name) for name in wanted if store.card(name) is None]


def how_to_complete() -> list[str]:
    """One sentence per absent dataset: the command that gets it."""
    return [store.how_to_get(dataset) for dataset in absent_datasets()]


def can_be_completed() -> bool:
    """Whether some absent dataset is one command away."""
    return any(dataset.official for dataset in absent_datasets())


def why_absent(indicator: Indicator, cards: Cards) -> str:
    """Why nothing can be computed here, before looking at any territory; empty when something can."""
    if indicator.awaits:
        return str(indicator.awaits)
    return " ".join(store.how_to_get(dataset) for dataset in absent(indicator, cards)[:1])


def sources_of(indicator: Indicator, cards: Cards) -> tuple[str, ...]:
    """The sources as they are printed, each with its vintage."""
    packaged = (str(gazetteer.POPULATION_SOURCE),) if uses_population(indicator) else ()
    return (*packaged, *(cards[name].source for name in indicator.datasets if name in cards))


def uses_population(indicator: Indicator) -> bool:
    measures = [measure for measure in (indicator.numerator, indicator.denominator) if measure]
    return any(not measure.dataset for measure in measures)


def short_source_of(indicator: Indicator) -> str:
    """« Insee, recensement 2022 », for the foot of a figure; the full source is given once on the page."""
    shorts = [str(catalogue.dataset(name).short) for name in indicator.datasets]
    packaged = [str(gazetteer.POPULATION_SHORT)] if uses_population(indicator) else []
    return listed([*packaged, *shorts])


def vintages_of(indicator: Indicator, cards: Cards) -> str:
    """« 2022 ; 2024 »: the years of its sources, empty when none is here."""
    packaged = [gazetteer.POPULATION_VINTAGE] if uses_population(indicator) else []
    known = [vintage_of(cards[name]) for name in indicator.datasets if name in cards]
    return listed(dict.fromkeys([*packaged, *known]))


def vintage_of(card: store.Card) -> str:
    """In the language in use."""
    dataset = catalogue.dataset(card.name)
    origin = dataset.mirror if card.origin == store.MIRROR else dataset.official
    return str(origin.vintage)
