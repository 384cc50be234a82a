"""The reading as rows, for files and for the command."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from maillage.territory import gazetteer
from maillage.territory.indicators.measures import YOUTH
from maillage.territory.reference import store
from maillage.toolkit.words import listed, number

from .readings import AccessReading, CommuneAccess

MOST_DECIMALS = 4


def columns(reading: AccessReading) -> list[str]:
    return [
        _("Code Insee"),
        _("Commune"),
        reading.people_words.capitalize(),
        _("Minutes jusqu'à la plus proche"),
        _("Lieu le plus proche"),
        _("Commune du lieu"),
        _("Formations à moins de %(n)s minutes") % {"n": number(reading.question.minutes)},
        _("Sans formation"),
        _("Sans employeur"),
        _("Places pour 1 000, partagées") if reading.capacities else _("Formations pour 1 000, partagées"),
        _("Projets de recrutement pour 1 000, partagés"),
        _("Formation, rapportée à la moyenne régionale"),
        _("Employeurs, rapportés à la moyenne régionale"),
        _("Les deux côtés (moyenne géométrique)"),
        _("Ce qui manque"),
        _("Sources"),
    ]


def rows(reading: AccessReading) -> Iterable[list]:
    source = listed([*sources(reading), reading.travelling.words])
    for row in reading.rows:
        yield [*figures(row), source]


def figures(row: CommuneAccess) -> list:
    """One value per column, empty when unknown."""
    return [
        row.code,
        row.name,
        rounded(row.people, 0),
        rounded(row.minutes, 1),
        row.nearest,
        commune_name(row.nearest_commune),
        row.trainings,
        yes_or_no(row.without_training),
        yes_or_no(row.without_employer),
        *(rounded(value) for value in (row.offer, row.hiring, row.training, row.employers, row.index)),
        row.missing.label if row.missing else "",
    ]


def rounded(value: float | None, decimals: int = MOST_DECIMALS) -> float | None:
    return None if value is None else round(value, decimals)


def yes_or_no(value: bool | None) -> str:
    if value is None:
        return ""
    return _("oui") if value else _("non")


def commune_name(code: str) -> str:
    place = gazetteer.commune(code) if code else None
    return place.name if place else code


def sources(reading: AccessReading) -> list[str]:
    """The datasets of a reading as they are printed, each with its vintage and its caution."""
    by_inhabitants = reading.counted == "inhabitants"
    cards = [store.card(name) for name in reading.datasets if not (by_inhabitants and name == YOUTH)]
    people = [str(gazetteer.POPULATION_SOURCE)] if by_inhabitants else []
    return [*(card.source for card in cards if card), *people]
