"""Who does what at each of the eight stages: where nobody leads, where several do, for one partnership and for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.models import Organisation
from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space
from maillage.toolkit.words import enumeration

from ..catalogue import PART_BY_CODE, STAGES, PartCard, StageCard
from ..enums import Part
from ..models import Pathway, PathwayPart
from ..queries import organisations_on_pathway

RANK = {Part.LEAD: 4, Part.CONTRIBUTE: 3, Part.INFORMED: 2, Part.ABSENT: 1, "": 0}


@dataclass(frozen=True, slots=True)
class StageReading:
    """One stage: the names of those who lead, contribute, are informed or absent.

    ``verdict``: "unsaid" (nobody has said anything), "empty" (neither leader nor contributor), "no_lead", "double"
    (several lead), or "fine".
    """

    card: StageCard
    leads: tuple[str, ...]
    contributes: tuple[str, ...]
    informed: tuple[str, ...]
    absent: tuple[str, ...]

    @property
    def name(self) -> str:
        return str(self.card.stage.label)

    @property
    def verdict(self) -> str:
        if not (self.leads or self.contributes or self.informed or self.absent):
            return "unsaid"
        if not self.leads:
            return "no_lead" if self.contributes else "empty"
        return "double" if len(self.leads) > 1 else "fine"

    @property
    def is_hole(self) -> bool:
        return self.verdict in {"empty", "no_lead"}

    @property
    def words(self) -> str:
        """The verdict in a few words."""
        if self.verdict == "double":
            return ngettext("%(n)d pilote", "%(n)d pilotes", len(self.leads)) % {"n": len(self.leads)}
        return {
            "unsaid": _("rien n'est dit"),
            "empty": _("personne"),
            "no_lead": _("sans pilote"),
            "fine": _("un pilote"),
        }[self.verdict]

    @property
    def sign(self) -> str:
        return {"unsaid": "–", "empty": "!", "no_lead": "!", "double": "■■", "fine": "✓"}[self.verdict]

    @property
    def css(self) -> str:
        return {"double": "double", "fine": "fine", "unsaid": "unsaid"}.get(self.verdict, "hole")


@dataclass(frozen=True, slots=True)
class Actor:
    """One organisation and its part at each stage; ``notes``: the partnerships where it leads, for the territory."""

    organisation: Organisation
    parts: tuple[PartCard, ...]
    notes: tuple[str, ...] = ()

    @property
    def cells(self) -> list[tuple[PartCard, str]]:
        return list(zip(self.parts, self.notes or [""] * len(self.parts), strict=True))


class _Stages:
    """What both readings say of their stages."""

    stages: tuple[StageReading, ...]

    @cached_property
    def holes(self) -> tuple[StageReading, ...]:
        return tuple(stage for stage in self.stages if stage.is_hole)

    @cached_property
    def doubles(self) -> tuple[StageReading, ...]:
        return tuple(stage for stage in self.stages if stage.verdict == "double")

    @cached_property
    def unsaid(self) -> tuple[StageReading, ...]:
        return tuple(stage for stage in self.stages if stage.verdict == "unsaid")

    @property
    def is_empty(self) -> bool:
        return len(self.unsaid) == len(self.stages)

    def _findings(self) -> str:
        parts = []
        if self.holes:
            parts.append(
                ngettext("%(n)d étape sans pilote (%(names)s)", "%(n)d étapes sans pilote (%(names)s)", len(self.holes))
                % {"n": len(self.holes), "names": _names(self.holes)}
            )
        if self.doubles:
            parts.append(
                ngettext(
                    "%(n)d étape à plusieurs pilotes (%(names)s)",
                    "%(n)d étapes à plusieurs pilotes (%(names)s)",
                    len(self.doubles),
                )
                % {"n": len(self.doubles), "names": _names(self.doubles)}
            )
        if self.unsaid:
            parts.append(
                ngettext(
                    "%(n)d étape dont rien n'est dit (%(names)s)",
                    "%(n)d étapes dont rien n'est dit (%(names)s)",
                    len(self.unsaid),
                )
                % {"n": len(self.unsaid), "names": _names(self.unsaid)}
            )
        return enumeration(parts) if parts else ""


@dataclass(frozen=True)
class PathwayReading(_Stages):
    """The matrix of one partnership. ``version`` is 0 before anything is said; ``undoable``: cells changed last."""

    partnership: Partnership
    stages: tuple[StageReading, ...]
    actors: tuple[Actor, ...]
    version: int
    changed_on: date | None
    undoable: int

    @property
    def sentence(self) -> str:
        if self.is_empty:
            return _("Personne n'a encore dit qui fait quoi, du repérage à l'emploi.")
        found = self._findings()
        return f"{found}." if found else _("Chacune des huit étapes a un pilote, et un seul.")


@dataclass(frozen=True)
class TerritoryPathway(_Stages):
    """All the partnerships that a person reads, merged: the strongest part of each organisation at each stage.

    ``leaderless``: for each stage, the partnerships that say something of it and have nobody to lead it.
    """

    partnerships: tuple[Partnership, ...]
    stages: tuple[StageReading, ...]
    actors: tuple[Actor, ...]
    leaderless: tuple[tuple[str, ...], ...]

    @property
    def rows(self) -> list[tuple[StageReading, tuple[str, ...]]]:
        """(stage, the partnerships that speak of it without a leader)."""
        return list(zip(self.stages, self.leaderless, strict=True))

    @property
    def sentence(self) -> str:
        if self.is_empty:
            return _("Aucun partenariat n'a encore dit qui fait quoi, du repérage à l'emploi.")
        head = ngettext("%(n)d partenariat lu ensemble", "%(n)d partenariats lus ensemble", len(self.partnerships)) % {
            "n": len(self.partnerships)
        }
        found = self._findings() or _("chaque étape a un pilote, et un seul")
        return _("%(head)s : %(found)s.") % {"head": head, "found": found}


def read_pathway(partnership: Partnership) -> PathwayReading:
    """Read the matrix of one partnership (three queries)."""
    organisations = organisations_on_pathway(partnership)
    said = {
        (part.organisation_id, part.stage): part.part for part in PathwayPart.objects.filter(partnership=partnership)
    }
    actors = tuple(
        Actor(one, tuple(PART_BY_CODE[said.get((one.pk, card.stage.value), "")] for card in STAGES))
        for one in organisations
    )
    pathway = Pathway.objects.filter(partnership=partnership).first()
    return PathwayReading(
        partnership=partnership,
        stages=tuple(_stage(card, place, actors) for place, card in enumerate(STAGES)),
        actors=actors,
        version=pathway.version if pathway else 0,
        changed_on=pathway.changed_on if pathway else None,
        undoable=len(pathway.last_change) if pathway else 0,
    )


def _stage(card: StageCard, place: int, actors: Sequence[Actor]) -> StageReading:
    def those(part: str) -> tuple[str, ...]:
        return tuple(actor.organisation.name for actor in actors if actor.parts[place].part == part)

    return StageReading(card, those(Part.LEAD), those(Part.CONTRIBUTE), those(Part.INFORMED), those(Part.ABSENT))


def read_territory_pathway(space: Space, user) -> TerritoryPathway:
    """Merge the matrices that this person reads (one query): who leads in which partnership."""
    found = (
        PathwayPart.objects.visible_to(user)
        .filter(space=space, partnership__archived_at=None)
        .select_related("organisation", "partnership")
        .order_by("organisation__name", "organisation", "stage", "partnership__name", "pk")
    )
    parts = list(found)
    partnerships = tuple({part.partnership_id: part.partnership for part in parts}.values())
    actors = tuple(_merged(one, parts) for one in {part.organisation_id: part.organisation for part in parts}.values())
    return TerritoryPathway(
        partnerships=tuple(sorted(partnerships, key=lambda one: one.name)),
        stages=tuple(_stage(card, place, actors) for place, card in enumerate(STAGES)),
        actors=actors,
        leaderless=tuple(_leaderless(card, parts) for card in STAGES),
    )


def _leaderless(card: StageCard, parts: Iterable[PathwayPart]) -> tuple[str, ...]:
    here = [part for part in parts if part.stage == card.stage]
    led = {part.partnership_id for part in here if part.part == Part.LEAD}
    return tuple(sorted({part.partnership.name for part in here if part.partnership_id not in led}))


def _merged(organisation: Organisation, parts: Iterable[PathwayPart]) -> Actor:
    own = [part for part in parts if part.organisation_id == organisation.pk]
    cards, notes = [], []
    for card in STAGES:
        here = [part for part in own if part.stage == card.stage]
        strongest = max((part.part for part in here), key=lambda part: RANK[part], default="")
        cards.append(PART_BY_CODE[strongest])
        notes.append(enumeration(part.partnership.name for part in here if part.part == Part.LEAD))
    return Actor(organisation, tuple(cards), tuple(notes))


def _names(stages: Iterable[StageReading]) -> str:
    return ", ".join(stage.name for stage in stages)
