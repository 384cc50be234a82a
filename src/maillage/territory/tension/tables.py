"""The reading as rows, for files and for the command. Unknown is empty, never 0."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from maillage.territory.access.tables import rounded
from maillage.territory.analyses.grain import MOTIVES
from maillage.territory.enums import Level
from maillage.territory.reference import store

from .readings import FamilyLine, OfficialTrade, TensionReading
from .sentences import limits, people

Table = tuple[list[str], list[list[Any]]]


def families(reading: TensionReading) -> Table:
    """One row per family, both sides."""
    minutes = reading.question.minutes
    columns = [
        _("code"),
        _("famille professionnelle (FAP 2021)"),
        _("projets de recrutement, au moins"),
        _("projets jugés difficiles, au moins"),
        _("projets saisonniers, au moins"),
        _("part des projets"),
        _("part de difficiles, au moins"),
        _("part de difficiles où les deux nombres sont publiés"),
        _("couples métier × bassin secrets"),
        _("qualification la plus demandée"),
        _("formations dans le périmètre (partagées entre familles)"),
        _("formations à portée d'un habitant, en moyenne (partagées)")
        if reading.counted != "young"
        else _("formations à portée d'un jeune, en moyenne (partagées)"),
        _("part des formations à portée"),
        _("formations à portée d'au moins une commune"),
        *(_("dont %(level)s") % {"level": level.label} for level in Level),
        _("part des %(who)s qui en ont une à moins de %(minutes)s minutes")
        % {"who": people(reading), "minutes": minutes},
        _("minutes jusqu'à la plus proche (médiane ; vide au-delà de 90)"),
        _("part des projets difficiles qui s'apprennent à portée"),
        _("écart : part des projets moins part des formations à portée"),
        _("officiel : couples métier × bassin observés"),
        _("officiel : dont classe 4 ou 5"),
        _("sortants d'apprentissage de la région"),
        _("part en emploi six mois après"),
    ]
    return columns, [family(line) for line in reading.lines]


def family(line: FamilyLine) -> list[Any]:
    need, reach, official, outcome = line.need, line.reach, line.official, line.outcome
    levels = dict(reach.levels) if reach else {}
    asked = need.main_qualification
    return [
        line.family.value,
        str(line.family.label),
        None if need.is_secret else rounded(need.projects, 1),
        rounded(need.difficult, 1) if need.published else None,
        None if need.is_secret else rounded(need.seasonal, 1),
        None if need.is_secret else rounded(need.share),
        rounded(need.difficult_share),
        rounded(need.difficult_among_published),
        need.secret,
        str(asked[0].label) if asked else None,
        rounded(reach.here, 2) if reach else None,
        rounded(reach.reached, 2) if reach else None,
        rounded(reach.share) if reach else None,
        reach.around if reach else None,
        *(levels.get(level.value, 0) if reach else None for level in Level),
        rounded(reach.people) if reach else None,
        rounded(reach.minutes, 1) if reach else None,
        rounded(line.covered),
        rounded(line.gap),
        len(official.trades) if official else None,
        official.tense if official else None,
        rounded(outcome.leavers, 0) if outcome else None,
        rounded(outcome.rate) if outcome else None,
    ]


def trades(reading: TensionReading) -> Table:
    """One row per trade of the survey."""
    columns = [
        _("famille"),
        _("métier (FAP 2021)"),
        _("libellé"),
        _("qualification"),
        _("projets de recrutement, au moins"),
        _("projets jugés difficiles, au moins"),
    ]
    rows = [
        [
            line.family.value,
            one.code,
            one.name,
            str(one.qualification.label),
            rounded(one.projects, 1),
            rounded(one.difficult, 1),
        ]
        for line in reading.lines
        for one in line.need.trades
    ]
    return columns, rows


def official(reading: TensionReading) -> Table:
    """One row per trade (ROME) and basin, as published."""
    columns = [
        _("famille"),
        _("métier (ROME)"),
        _("libellé"),
        _("bassin"),
        _("classe officielle de tension, de 1 à 5"),
        *(_("classe officielle : %(motive)s") % {"motive": motive} for motive in MOTIVES.values()),
        _("offres d'emploi enregistrées"),
        _("année"),
    ]
    rows = [
        [line.family.value, one.code, one.name, one.basin, one.tension, *values(one), one.offers, reading.official_year]
        for line in reading.lines
        if line.official
        for one in line.official.trades
    ]
    return columns, rows


def values(one: OfficialTrade) -> list[int | None]:
    """The class of each component, in the order of the columns."""
    known = dict(one.components)
    return [known.get(name) for name in MOTIVES]


def notes(reading: TensionReading) -> Table:
    """What the figures say and do not say, then their sources."""
    said = [[_("limite"), sentence] for sentence in limits(reading)]
    return [_("quoi"), _("texte")], said + [[_("source"), source] for source in sources(reading)]


def sources(reading: TensionReading) -> list[str]:
    """The datasets of a reading as they are printed, each with its vintage and its caution."""
    cards = [store.card(name) for name in reading.datasets]
    return [card.source for card in cards if card]
