"""A campaign on ties as a wave: who answered, what both say, what one alone says; and what changed since the last."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.models import Organisation
from maillage.spaces.models import Space
from maillage.toolkit.words import listed, number, percent
from maillage_analysis.network import Ties, respondent_density

from ..enums import Voice
from ..models import Statement, Wave
from ..queries import Said, asked_organisations, said_in
from .links import Pair, voice_of


@dataclass(frozen=True, slots=True)
class WaveReading:
    """One wave. ``asked`` and ``answered`` count organisations; ``links``, pairs said by one end at least.

    ``both`` + ``one`` + ``unheard`` = ``links``: said by both; by one while the other answered without saying it; by
    one, the other having said nothing at all. ``possible``: pairs among those who answered, the only ones that could
    be confirmed; ``confirmed`` is the share of these that both say, None without any.
    """

    campaign: int
    title: str
    opened_on: date
    closed_on: date | None
    asked: int
    answered: int
    links: int
    both: int
    one: int
    unheard: int
    possible: int
    confirmed: float | None

    @property
    def share(self) -> float | None:
        """Of the organisations asked, those that answered (0 to 1)."""
        return self.answered / self.asked if self.asked else None

    @property
    def silent(self) -> int:
        return self.asked - self.answered

    @property
    def sentence(self) -> str:
        """« 18 organisations sur 25 ont répondu (72 %) ; 34 liens dits, dont 15 par les deux. »"""
        if not self.answered:
            return _("Aucune organisation n'a encore répondu sur %(asked)s interrogées.") % {
                "asked": number(self.asked)
            }
        head = ngettext(
            "%(n)d organisation sur %(asked)s a répondu (%(share)s)",
            "%(n)d organisations sur %(asked)s ont répondu (%(share)s)",
            self.answered,
        ) % {"n": self.answered, "asked": number(self.asked), "share": percent(self.share)}
        said = ngettext(
            "%(n)d lien dit, dont %(both)s par les deux", "%(n)d liens dits, dont %(both)s par les deux", self.links
        ) % {"n": self.links, "both": number(self.both)}
        return listed([head, said]) + "."


@dataclass(frozen=True, slots=True)
class WaveChange:
    """From one wave to the next, among the organisations that answered both, on the kinds asked in both.

    Pairs of names: said in both, said only in the second, said only in the first.
    """

    before: str
    after: str
    organisations: int
    kept: tuple[tuple[str, str], ...]
    appeared: tuple[tuple[str, str], ...]
    ended: tuple[tuple[str, str], ...]


def read_last_wave(space: Space) -> WaveReading | None:
    """The wave opened last, read with what has been handed in so far; None when there was none."""
    waves = _waves(space)
    return _read(waves[0]) if waves else None


def compare_last_waves(space: Space) -> WaveChange | None:
    """The last two waves; None with fewer than two, or when nobody answered both."""
    waves = [(wave, _handed_in(wave)) for wave in _waves(space)]
    answered = [(wave, statements) for wave, statements in waves if statements][:2]
    if len(answered) < 2:
        return None
    (after, now), (before, then) = answered
    faithful = set(now) & set(then)
    natures = set(after.natures) & set(before.natures)
    if not faithful or not natures:
        return None
    old, new = (
        {one.pair for one in said_in(statements.values()) if one.by in faithful and one.nature in natures}
        for statements in (then, now)
    )
    names = dict(
        Organisation.objects.filter(pk__in={key for pair in old | new for key in pair}).values_list("pk", "name")
    )

    def told(pairs: set[Pair]) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(tuple(sorted((names[a], names[b]))) for a, b in pairs))

    return WaveChange(str(before), str(after), len(faithful), told(old & new), told(new - old), told(old - new))


def _waves(space: Space) -> list[Wave]:
    waves = Wave.objects.filter(campaign__space=space, campaign__opened_at__isnull=False).select_related("campaign")
    return list(waves.order_by("-campaign__opened_at", "-pk"))


def _handed_in(wave: Wave) -> dict[int, int]:
    """Organisation → its statement of this wave."""
    rows = Statement.objects.filter(campaign=wave.campaign_id, organisation__archived_at=None).handed_in()
    return dict(rows.order_by("pk").values_list("organisation", "pk"))


def _read(wave: Wave) -> WaveReading:
    statements = _handed_in(wave)
    said = said_in(statements.values())
    sayers: dict[Pair, set[int]] = defaultdict(set)
    for one in said:
        sayers[one.pair].add(one.by)
    voices = Counter(voice_of(pair, ends, statements.keys()) for pair, ends in sayers.items())
    among = respondent_density(_arcs(said, statements), method="confirmed") if statements else None
    campaign = wave.campaign
    return WaveReading(
        campaign=campaign.pk,
        title=campaign.title,
        opened_on=timezone.localdate(campaign.opened_at),
        closed_on=timezone.localdate(campaign.closed_at) if campaign.closed_at else None,
        asked=len(asked_organisations(campaign) | statements.keys()),
        answered=len(statements),
        links=len(sayers),
        both=voices[Voice.BOTH],
        one=voices[Voice.ONE],
        unheard=voices[Voice.UNHEARD],
        possible=among.possible if among else 0,
        confirmed=among.density if among else None,
    )


def _arcs(said: list[Said], statements: dict[int, int]) -> Ties:
    """Who names whom, as the analysis library wants it."""
    arcs = {(one.by, one.about) for one in said}
    actors = sorted({key for arc in arcs for key in arc} | statements.keys())
    return Ties.from_edges(
        [str(key) for key in actors],
        [(str(a), str(b)) for a, b in sorted(arcs)],
        respondents=[str(key) for key in sorted(statements)],
    )
