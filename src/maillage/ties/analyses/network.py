"""The network as it is read: on the page, in the report and on the command line, the same figures."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.enums import SHAPES, College, Family
from maillage.actors.models import Organisation
from maillage.spaces.models import Space
from maillage.toolkit.words import enumeration, listed
from maillage_analysis.network import Ties, betweenness, density
from maillage_analysis.network.layout import Layout, layout

from ..enums import Intensity, Side, Voice
from ..rules import SIDES
from .links import Pair, Strand, Told, told_of_pairs
from .waves import WaveReading, read_last_wave

MOST_BRIDGES = 3
KEPT_FOR = 24 * 3600


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor in the network. ``x`` and ``y`` are lengths in the reading's box, y downwards.

    ``ties`` counts the actors tied to it; ``employment`` and ``training`` those of each side. ``brought_together``
    counts the pairs (employment, training) that it is tied to and that have no tie of their own. ``betweenness`` is
    raw: pairs of actors whose shortest paths go through it. ``acronym`` is empty when another actor has the same.
    """

    key: int
    name: str
    acronym: str
    college: str
    family: str
    ties: int = 0
    employment: int = 0
    training: int = 0
    brought_together: int = 0
    betweenness: float = 0.0
    x: float = 0.0
    y: float = 0.0

    @property
    def short(self) -> str:
        return self.acronym or self.name

    @property
    def college_label(self) -> str:
        return str(College(self.college).label)

    @property
    def family_label(self) -> str:
        return str(Family(self.family).label)

    @property
    def shape(self) -> str:
        return SHAPES[Family(self.family)]


@dataclass(frozen=True, slots=True)
class Link:
    """Two actors tied by one strand or more; its intensity is that of the strongest.

    ``voice``: noted by the team, or said by one end or both; ``differs``: both speak and do not say the same.
    """

    source: Actor
    target: Actor
    strands: tuple[Strand, ...]
    voice: Voice = Voice.TEAM
    differs: bool = False

    @classmethod
    def of(cls, source: Actor, target: Actor, told: Told) -> Self:
        return cls(source, target, told.strands, told.voice, told.differs)

    @property
    def is_unconfirmed(self) -> bool:
        """Said by one end only, and noted by nobody else."""
        return self.voice in {Voice.ONE, Voice.UNHEARD} and all(strand.key is None for strand in self.strands)

    @property
    def intensity(self) -> int:
        return max(strand.intensity for strand in self.strands)

    @property
    def intensity_label(self) -> str:
        return str(Intensity(self.intensity).label)

    @property
    def observed_on(self) -> date:
        return max(strand.observed_on for strand in self.strands)

    def touches(self, key: int) -> bool:
        return key in (self.source.key, self.target.key)

    def other(self, key: int) -> Actor:
        return self.target if self.source.key == key else self.source


@dataclass(frozen=True)
class NetworkReading:
    """What is known of the ties of a space.

    ``actors``: those with at least one tie, by name. ``isolates``: the others of the directory. ``density``: pairs
    tied over possible pairs among all the actors of the directory, None under two. ``width`` and ``height`` bound the
    positions. ``partial`` is true when only one organisation's ties were read (then no measure is meaningful).
    ``wave``: the last campaign on ties, None without any or when only one organisation's ties were read.
    """

    actors: tuple[Actor, ...]
    links: tuple[Link, ...]
    isolates: tuple[Actor, ...]
    density: float | None
    width: float
    height: float
    partial: bool = False
    wave: WaveReading | None = None

    @cached_property
    def voices(self) -> Counter[Voice]:
        """How many links come from whom."""
        return Counter(link.voice for link in self.links)

    @property
    def is_said(self) -> bool:
        """Whether something was said by the actors themselves."""
        return any(voice != Voice.TEAM for voice in self.voices)

    @property
    def total(self) -> int:
        """Actors of the directory, tied or not."""
        return len(self.actors) + len(self.isolates)

    @cached_property
    def by_key(self) -> dict[int, Actor]:
        return {actor.key: actor for actor in self.actors}

    @cached_property
    def bridges(self) -> tuple[Actor, ...]:
        """Actors that bring together employment and training, most first."""
        found = [actor for actor in self.actors if actor.brought_together]
        return tuple(sorted(found, key=lambda actor: (-actor.brought_together, -actor.betweenness, actor.name)))

    @cached_property
    def by_ties(self) -> tuple[Actor, ...]:
        """Actors, the most tied first."""
        return tuple(sorted(self.actors, key=lambda actor: (-actor.ties, actor.name)))

    @cached_property
    def observed(self) -> tuple[date, date] | None:
        """First and last day on which a tie was noted as observed."""
        days = [strand.observed_on for link in self.links for strand in link.strands]
        return (min(days), max(days)) if days else None

    def of(self, key: int) -> tuple[Link, ...]:
        """The links of one actor, the strongest first."""
        own = [link for link in self.links if link.touches(key)]
        return tuple(sorted(own, key=lambda link: (-link.intensity, link.other(key).name)))

    @property
    def sentence(self) -> str:
        """One sentence that reads the network, in the language in use."""
        if not self.links:
            return _("Aucun lien n'est encore noté entre les acteurs de l'annuaire.")
        parts = [
            ngettext("%(count)d lien", "%(count)d liens", len(self.links)) % {"count": len(self.links)}
            + " "
            + ngettext("entre %(count)d acteur", "entre %(count)d acteurs", len(self.actors))
            % {"count": len(self.actors)}
        ]
        if self.isolates and not self.partial:
            parts.append(
                ngettext("%(count)d acteur sans lien connu", "%(count)d acteurs sans lien connu", len(self.isolates))
                % {"count": len(self.isolates)}
            )
        if self.bridges and not self.partial:
            parts.append(self._bridges_in_words())
        return listed(parts) + "."

    def _bridges_in_words(self) -> str:
        first = self.bridges[:MOST_BRIDGES]
        return ngettext(
            "un acteur relie l'emploi et la formation : %(names)s",
            "ceux qui relient le plus l'emploi et la formation : %(names)s",
            len(first),
        ) % {"names": enumeration(actor.short for actor in first)}


def read_network(space: Space, *, touching: Collection[int] | None = None, named: bool = False) -> NetworkReading:
    """Read the ties of a space, noted by the team or said by the actors (the last statement of each).

    ``touching``: only those of these organisations (a partner's own), and of what was said only what they said.
    ``named``: keep who said what, for the pilot.
    """
    strands = told_of_pairs(space, touching=touching, named=named)
    wave = read_last_wave(space) if touching is None else None
    directory = {actor.key: actor for actor in _directory(space)}
    named = {key for pair in strands for key in pair}
    tied = [key for key in directory if key in named]
    if not tied:
        return NetworkReading((), (), tuple(directory.values()), None, 0.0, 0.0, touching is not None, wave)
    network = Ties.from_edges([str(key) for key in tied], [(str(a), str(b)) for a, b in strands], directed=False)
    actors = _measured(directory, network, strands)
    isolates = tuple(actor for key, actor in directory.items() if key not in actors)
    everyone = Ties.from_edges([str(key) for key in directory], [(str(a), str(b)) for a, b in strands], directed=False)
    drawn = _places(network)
    return NetworkReading(
        actors=tuple(actors.values()),
        links=tuple(Link.of(actors[a], actors[b], strands[a, b]) for a, b in _by_name(strands, directory)),
        isolates=isolates,
        density=density(everyone).density,
        width=drawn.width,
        height=drawn.height,
        partial=touching is not None,
        wave=wave,
    )


def read_ties_of(
    organisation: Organisation, *, own_words: bool = False, named: bool = False
) -> tuple[tuple[Actor, Link], ...]:
    """The actors tied to an organisation with their link, the strongest first; no measure.

    ``own_words``: of what was said, only what the organisation itself says. ``named``: keep who said what.
    """
    directory = {actor.key: actor for actor in _directory(organisation.space)}
    which = {"touching": {organisation.pk}} if own_words else {"around": organisation.pk}
    found = []
    for (a, b), told in told_of_pairs(organisation.space, **which, named=named).items():
        link = Link.of(directory[a], directory[b], told)
        found.append((link.other(organisation.pk), link))
    return tuple(sorted(found, key=lambda pair: (-pair[1].intensity, pair[0].name)))


def _directory(space: Space) -> list[Actor]:
    rows = Organisation.objects.filter(space=space).current().order_by("name", "pk")
    actors = [Actor(*row) for row in rows.values_list("pk", "name", "acronym", "college", "family")]
    used = Counter(actor.acronym for actor in actors)
    return [actor if used[actor.acronym] == 1 else replace(actor, acronym="") for actor in actors]


def _by_name(pairs: Iterable[Pair], directory: dict[int, Actor]) -> list[Pair]:
    """The pairs in the order of the directory, whatever says them."""
    rank = {key: place for place, key in enumerate(directory)}
    return sorted(pairs, key=lambda pair: (rank[pair[0]], rank[pair[1]]))


def _measured(directory: dict[int, Actor], network: Ties, pairs: Iterable[Pair]) -> dict[int, Actor]:
    """The tied actors with their figures and their place."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs:
        neighbours[a].add(b)
        neighbours[b].add(a)
    drawn, between = _places(network), betweenness(network).betweenness
    actors = {}
    for row, name in enumerate(network.actors):
        actor = directory[int(name)]
        side = {
            wanted: {key for key in neighbours[actor.key] if SIDES[College(directory[key].college)] == wanted}
            for wanted in Side
        }
        unknown_to_each_other = sum(
            training not in neighbours[employment]
            for employment in side[Side.EMPLOYMENT]
            for training in side[Side.TRAINING]
        )
        actors[actor.key] = replace(
            actor,
            ties=len(neighbours[actor.key]),
            employment=len(side[Side.EMPLOYMENT]),
            training=len(side[Side.TRAINING]),
            brought_together=unknown_to_each_other,
            betweenness=float(between[row]),
            x=float(drawn.positions[row, 0]),
            y=float(drawn.positions[row, 1]),
        )
    return actors


def _places(network: Ties) -> Layout:
    """The layout of these ties, kept: it depends on nothing else."""
    rows, columns = network.adjacency.tocoo().coords
    mark = hashlib.sha256(repr((network.actors, rows.tolist(), columns.tolist())).encode()).hexdigest()
    return cache.get_or_set(f"ties-layout:{mark}", lambda: layout(network), KEPT_FOR)
