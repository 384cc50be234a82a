"""The front page of a space at a glance: four counts and two pictures, from the readings of the rooms."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.analyses import read_directory
from maillage.partnerships.portfolio import read_portfolio
from maillage.spaces.enums import Reading
from maillage.stakes.models import Stake
from maillage.territory import gazetteer
from maillage.territory.analyses import read_territory
from maillage.ties.analyses import NetworkReading, read_network
from maillage.ties.pictures import network_svg
from maillage.toolkit.words import number

from .chapters import Standpoint, territory_picture

NETWORK_WIDTH = 620  # about as wide as it is on the page, so that its names are read


@dataclass(frozen=True, slots=True)
class Count:
    number: str
    label: str
    comparison: str
    url: str


@dataclass(frozen=True, slots=True)
class Drawing:
    title: str
    svg: str
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Overview:
    counts: tuple[Count, ...]
    drawings: tuple[Drawing, ...]


def look(standpoint: Standpoint) -> Overview:
    """What this person may see of the whole; empty rooms are left out rather than shown at zero."""
    network = read_network(standpoint.space) if standpoint.may_read(Reading.NETWORK) else None
    counts = [_inhabitants(standpoint), _actors(standpoint), _links(standpoint, network), _partnerships(standpoint)]
    drawings = [_territory(standpoint), _network(standpoint, network)]
    return Overview(
        tuple(count for count in counts if count is not None),
        tuple(drawing for drawing in drawings if drawing is not None),
    )


def _home(standpoint: Standpoint, room: str) -> str:
    return reverse(f"{room}:home", args=[standpoint.space.slug])


def _inhabitants(standpoint: Standpoint) -> Count | None:
    reading = read_territory(standpoint.space)
    if reading is None or reading.population is None:
        return None
    communes = ngettext("%(count)s commune", "%(count)s communes", len(reading.codes))
    source = _("%(communes)s · Insee %(year)s") % {
        "communes": communes % {"count": number(len(reading.codes))},
        "year": gazetteer.POPULATION_VINTAGE,
    }
    return Count(number(reading.population), _("habitants"), source, _home(standpoint, "territory"))


def _actors(standpoint: Standpoint) -> Count | None:
    total = read_directory(standpoint.space, standpoint.on).total
    if not total:
        return None
    label = ngettext("acteur", "acteurs", total)
    return Count(number(total), label, _told(standpoint), _home(standpoint, "actors"))


def _told(standpoint: Standpoint) -> str:
    if not standpoint.may_read(Reading.STAKES):
        return ""
    told = Stake.objects.in_space(standpoint.space).values("organisation").distinct().count()
    sentence = ngettext("%(count)s a dit ses enjeux", "%(count)s ont dit leurs enjeux", told)
    return sentence % {"count": number(told)}


def _links(standpoint: Standpoint, network: NetworkReading | None) -> Count | None:
    if network is None or not network.links:
        return None
    alone = len(network.isolates)
    comparison = ngettext("%(count)s acteur sans lien connu", "%(count)s acteurs sans lien connu", alone)
    label = ngettext("lien", "liens", len(network.links))
    return Count(number(len(network.links)), label, comparison % {"count": number(alone)}, _home(standpoint, "ties"))


def _partnerships(standpoint: Standpoint) -> Count | None:
    portfolio = read_portfolio(standpoint.space, standpoint.user)
    if not portfolio.rows:
        return None
    disputed = len(portfolio.with_disagreement)
    comparison = ngettext("%(count)s à débattre", "%(count)s à débattre", disputed) % {"count": number(disputed)}
    if not portfolio.read:
        comparison = _("aucun n'est encore lu")
    label = ngettext("partenariat", "partenariats", len(portfolio.rows))
    return Count(number(len(portfolio.rows)), label, comparison, _home(standpoint, "partnerships"))


def _territory(standpoint: Standpoint) -> Drawing | None:
    picture = territory_picture(standpoint)
    if picture is None:
        return None
    sentence = _("Population des communes du périmètre.")
    return Drawing(_("Le territoire"), picture.svg, sentence, _home(standpoint, "territory"))


def _network(standpoint: Standpoint, network: NetworkReading | None) -> Drawing | None:
    if network is None or not network.links:
        return None
    label = _("Carte des liens : %(sentence)s") % {"sentence": network.sentence}
    svg = network_svg(network, label=label, width=NETWORK_WIDTH)
    return Drawing(_("Les liens"), svg, network.sentence, _home(standpoint, "ties"))
