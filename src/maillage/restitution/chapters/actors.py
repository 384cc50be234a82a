"""Chapter: the actors."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from maillage.actors.analyses import DirectoryReading, read_directory
from maillage.design import charts, palette
from maillage.restitution.blocks import Block, Chapter, Note, Picture, Table
from maillage.toolkit.words import long_date, number, percent

from .standpoint import Standpoint


def compose(standpoint: Standpoint) -> Chapter:
    reading = read_directory(standpoint.space, standpoint.on)
    return Chapter("actors", _("Les acteurs"), reading.sentence, partial(_blocks, reading))


def _blocks(reading: DirectoryReading) -> Iterator[Block]:
    if reading.total:
        yield _balance(reading)
        yield _colleges(reading)
        yield _kinds(reading)
    yield from map(Note, reading.warnings)


def _balance(reading: DirectoryReading) -> Picture:
    rows = [
        {"name": f"{share.shape} {share.label}", "value": share.count, "colour": palette.FAMILIES[share.code]}
        for share in reading.families
    ]
    label = _("Acteurs par famille d'enjeux : %(counts)s") % {
        "counts": ", ".join(f"{share.label} {share.count}" for share in reading.families)
    }
    return Picture(charts.bars(rows, label=label, width=430), label, _("Acteurs par première famille d'enjeux"), 80)


def _colleges(reading: DirectoryReading) -> Table:
    return Table(
        header=[_("Collège"), _("Acteurs"), _("Part")],
        rows=[[share.label, number(share.count), percent(share.part)] for share in reading.colleges],
        widths=[6, 1.5, 1.5],
        align=["left", "right", "right"],
        caption=_("Les six collèges"),
        source=_("Annuaire de l'espace au %(day)s ; fiches confirmées depuis moins d'un an : %(fresh)s sur %(all)s.")
        % {"day": long_date(reading.on), "fresh": number(reading.fresh), "all": number(reading.total)},
    )


def _kinds(reading: DirectoryReading) -> Table:
    most = reading.kinds[:12]
    return Table(
        header=[_("Nature"), _("Acteurs")],
        rows=[[share.label, number(share.count)] for share in most],
        widths=[6, 1.5],
        align=["left", "right"],
        caption=_("Les natures d'organisations les plus présentes"),
    )
