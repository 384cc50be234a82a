"""Chapter: the links."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from maillage.restitution.blocks import Block, Chapter, Note, Picture, Table
from maillage.spaces.enums import Reading
from maillage.ties.analyses import NetworkReading, read_network
from maillage.ties.pictures import network_svg
from maillage.toolkit.words import number

from .standpoint import Standpoint

MOST_BRIDGES = 8


def compose(standpoint: Standpoint) -> list[Chapter]:
    if not standpoint.may_read(Reading.NETWORK):
        return []
    reading = read_network(standpoint.space)
    return [Chapter("network", _("Les liens"), reading.sentence, partial(_blocks, reading))]


def _blocks(reading: NetworkReading) -> Iterator[Block]:
    if reading.links:
        yield _picture(reading)
    if reading.bridges:
        yield _bridges(reading)
    if reading.links:
        yield _limits(reading)


def _picture(reading: NetworkReading) -> Picture:
    label = _("Carte des liens : %(sentence)s") % {"sentence": reading.sentence}
    legend = _(
        "▲ économique, ● social, ■ formation, ◆ institutionnel. Plus le trait est épais, plus le lien est fort ; "
        "plus le signe est grand, plus l'acteur a de liens."
    )
    if reading.is_said:
        legend += " " + _("En pointillé : dit par un seul des deux.")
    return Picture(network_svg(reading, label=label, on_paper=True), label, legend)


def _bridges(reading: NetworkReading) -> Table:
    return Table(
        header=[_("Acteur"), _("Liens"), _("côté emploi"), _("côté formation"), _("Rapproche")],
        rows=[
            [
                f"{actor.shape} {actor.name}",
                number(actor.ties),
                number(actor.employment),
                number(actor.training),
                _("%(count)s paires") % {"count": number(actor.brought_together)},
            ]
            for actor in reading.bridges[:MOST_BRIDGES]
        ],
        widths=[5, 1, 1.4, 1.6, 1.5],
        align=["left", "right", "right", "right", "right"],
        caption=_("Qui relie l'emploi et la formation"),
        source=_(
            "Rapproche : paires d'un acteur de l'emploi et d'un acteur de la formation qui n'ont pas de lien entre eux."
        ),
    )


def _limits(reading: NetworkReading) -> Note:
    limits = _(
        "Seuls les liens notés ou dits par les acteurs sont lus : %(tied)s acteurs sur %(all)s en ont au moins un. "
        "Un lien absent peut être inconnu."
    ) % {"tied": number(len(reading.actors)), "all": number(reading.total)}
    return Note(f"{reading.wave.sentence} {limits}" if reading.wave else limits)
