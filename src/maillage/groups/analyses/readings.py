"""What members read about a working group: organisations, never the names of persons."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.enums import SHAPES, College, Family, Level
from maillage.groups.models import Seat, WorkingGroup
from maillage.groups.queries import Part
from maillage.stakes.analyses.hiding import Count
from maillage.stakes.catalogue import CatalogueStake
from maillage.toolkit.words import inside, out_of_hundred

NOTICEABLE_GAP = 10  # points of percentage: less is one seat out of fifteen, which says nothing


@dataclass(frozen=True, slots=True)
class CollegeSeats:
    college: College
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True)
class LevelSeats:
    level: Level
    seats: int


@dataclass(frozen=True, slots=True)
class PartSeats:
    """A part of the territory and the seats of organisations that sit there."""

    part: Part
    seats: int


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that is missing or too heavy: a sentence, and the filter that lists who would help ('' for none)."""

    code: str
    sentence: str
    query: str


@dataclass(frozen=True, slots=True)
class Check:
    """One rule of composition: whether it holds (None: it does not apply), what was found, what is missing."""

    label: str
    holds: bool | None
    detail: str
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyBalance:
    """A family in the directory and in the group: counts, shares in %, and where its piece of each bar begins."""

    family: Family
    directory: int
    seated: int
    directory_share: float
    seated_share: float
    directory_start: float
    seated_start: float

    @property
    def shape(self) -> str:
        return SHAPES[self.family]


@dataclass(frozen=True, slots=True)
class UncarriedStake:
    """A stake said in the space that no seated organisation carries; ``actors`` is None when one or two said it."""

    stake: CatalogueStake
    actors: Count


@dataclass(frozen=True, slots=True)
class GroupReading:
    """A working group checked against the rules of composition (ours, after the AEFA's group of fifteen)."""

    group: WorkingGroup
    size: int
    colleges: tuple[CollegeSeats, ...]
    """The colleges that hold a seat, in their order."""
    levels: tuple[LevelSeats, ...]
    parts: tuple[PartSeats, ...]
    checks: tuple[Check, ...]
    families: tuple[FamilyBalance, ...]
    stakes_said: int
    """Stakes of the catalogue said by at least one current actor of the space."""
    stakes_carried: int
    """Those said by at least one seated organisation."""
    uncarried: tuple[UncarriedStake, ...]

    @property
    def missing(self) -> tuple[Missing, ...]:
        return tuple(missing for check in self.checks for missing in check.missing)

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def uncarried_to_tell(self) -> tuple[UncarriedStake, ...]:
        """The stakes without a seat that three actors or more said: naming the others could point at someone."""
        return tuple(each for each in self.uncarried if each.actors)

    @property
    def sentence(self) -> str:
        seats = ngettext("%(size)s siège", "%(size)s sièges", self.size) % {"size": self.size}
        bounds = {"seats": seats, "smallest": self.group.smallest, "largest": self.group.largest}
        if not self.size:
            return _("Aucun siège encore, pour un groupe de %(smallest)s à %(largest)s personnes.") % bounds
        if self.is_complete:
            return _("%(seats)s sur %(smallest)s à %(largest)s : les règles de composition sont respectées.") % bounds
        first = inside(self.missing[0].sentence)
        others = len(self.missing) - 1
        if not others:
            return _("%(seats)s sur %(smallest)s à %(largest)s ; %(first)s") % {**bounds, "first": first}
        return ngettext(
            "%(seats)s sur %(smallest)s à %(largest)s ; %(first)s Un autre point est à voir.",
            "%(seats)s sur %(smallest)s à %(largest)s ; %(first)s %(others)s autres points sont à voir.",
            others,
        ) % {**bounds, "first": first, "others": others}

    @property
    def stakes_sentence(self) -> str:
        if not self.stakes_said:
            return _("Personne n'a encore dit ses enjeux dans cet espace.")
        return ngettext(
            "%(carried)s enjeu du catalogue sur les %(said)s dits dans l'espace est porté par au moins un siège.",
            "%(carried)s enjeux du catalogue sur les %(said)s dits dans l'espace sont portés par au moins un siège.",
            self.stakes_carried,
        ) % {"carried": self.stakes_carried, "said": self.stakes_said}

    @property
    def families_sentence(self) -> str:
        """The family whose place in the group differs most from its place in the directory."""
        if not self.size:
            return _("Le groupe est encore vide : seul l'annuaire est dessiné.")
        widest = max(self.families, key=lambda line: abs(line.seated_share - line.directory_share))
        gap = widest.seated_share - widest.directory_share
        if abs(gap) < NOTICEABLE_GAP:
            return _("Le groupe a le même équilibre de familles que l'annuaire, à dix points près.")
        told = {
            "family": widest.family.label,
            "seated": out_of_hundred(widest.seated_share),
            "directory": out_of_hundred(widest.directory_share),
        }
        if gap > 0:
            more = _("« %(family)s » pèse plus dans le groupe (%(seated)s) que dans l'annuaire (%(directory)s).")
            return more % told
        less = _("« %(family)s » pèse moins dans le groupe (%(seated)s) que dans l'annuaire (%(directory)s).")
        return less % told
