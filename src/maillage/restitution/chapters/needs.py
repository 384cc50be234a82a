"""Chapter: what employers seek beside what young people can learn, from the reading of the territory's page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from maillage.restitution.blocks import Block, Bullets, Chapter, Heading, Picture, Table, Text
from maillage.territory.reference.store import NotDownloaded
from maillage.territory.tension import pictures, sentences
from maillage.territory.tension.analyses import read_tension
from maillage.territory.tension.readings import FamilyLine, TensionReading
from maillage.toolkit.words import number

from .standpoint import Standpoint

MOST_FAMILIES = 5
SAID = 5  # limits printed here; the page has them all


def compose(standpoint: Standpoint) -> list[Chapter]:
    """Nothing before a perimeter is drawn or its data are here: the page of the territory says how to get them."""
    try:
        reading = read_tension(standpoint.space)
    except NotDownloaded:
        return []
    if reading is None or not reading.lines:
        return []
    title = _("Ce que l'on cherche, ce que l'on apprend")
    return [Chapter("needs", title, sentences.main(reading), partial(_blocks, reading))]


def _blocks(reading: TensionReading) -> Iterator[Block]:
    label = f"{_('Ce que cherchent les employeurs, ce que les jeunes peuvent apprendre')}. {sentences.main(reading)}"
    yield Picture(pictures.back_to_back(reading, layout=pictures.PAPER), label)
    said = [sentences.needs(reading), sentences.reach(reading), sentences.covered(reading)]
    yield Text(" ".join(sentence for sentence in said if sentence))
    yield _table(reading)
    cautions = [sentences.uncovered(reading), sentences.only_basins(reading), *sentences.limits(reading)[:SAID]]
    yield Heading(_("Comment le lire"))
    yield Bullets([sentence for sentence in cautions if sentence])


def _table(reading: TensionReading) -> Table:
    most = sorted(reading.lines, key=lambda line: -line.need.difficult)[:MOST_FAMILIES]
    return Table(
        header=[
            _("Famille de métiers"),
            _("Difficiles, au moins"),
            _("Tension officielle (classes 4 et 5)"),
            _("En ont une à portée"),
            _("Emploi à six mois"),
        ],
        rows=[_row(line) for line in most],
        widths=[5, 1.7, 2.1, 1.7, 1.4],
        align=["left", "right", "right", "right", "right"],
        caption=_("Les familles aux projets difficiles les plus nombreux"),
        source=sentences.official(reading),
    )


def _row(line: FamilyLine) -> list[str]:
    official, outcome = line.official, line.outcome
    tense = (
        _("%(tense)s sur %(all)s") % {"tense": number(official.tense), "all": number(len(official.trades))}
        if official
        else "–"
    )
    return [
        str(line.family.label),
        f"{number(line.need.difficult)} ({sentences.percent(line.need.difficult_share)})"
        if line.need.published
        else "–",
        tense,
        sentences.percent(line.reach.people if line.reach else None),
        sentences.percent(outcome.rate if outcome else None),
    ]
