"""What a campaign may ask: upper rooms bring their subject when the application starts (see ``register``).

The engine knows people, links, letters and reminders. A subject knows its questions, keeps the answers, and says how
far each person is. Only subjects that exist are offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from maillage.accounts.models import User
from maillage.actors.models import Organisation, OrganisationQuerySet
from maillage.spaces.models import Space

from . import rules
from .enums import Anonymity
from .models import Campaign, Invitation


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that people are asked about: a partnership, for readings with the grid."""

    key: int
    label: str
    note: str = ""
    results_url: str = ""  # where what was answered about it is read together


@dataclass(frozen=True, slots=True)
class Part:
    """What one person is asked about one target, and how far this person is."""

    target: Target
    start_url: str  # POST: begin, or take up again
    read_url: str  # the person's own answers, once begun; empty before
    answered: int
    total: int  # 0 before the first answer, when it depends on what will be answered
    is_handed_in: bool
    far: str = ""  # how far in words, where there is no fixed number of questions: « 4 liens décrits »

    @property
    def is_begun(self) -> bool:
        return bool(self.read_url)


@dataclass(frozen=True, slots=True)
class TargetCount:
    """For the response board: who is asked about this target, who has begun, who has handed in (invitation ids)."""

    target: Target
    asked: frozenset[int]
    begun: frozenset[int]
    handed_in: frozenset[int]


class Subject:
    """What an upper room brings. Each method says what it returns; none makes a query per invitation."""

    code: str
    label: str  # lazy: « la lecture des partenariats »
    offer: str  # lazy: what one learns by asking, in one sentence, for the pilot who chooses what to ask
    question: str  # lazy: what is asked, in one sentence, for the letter and the welcome page
    promises: Sequence[Anonymity] = tuple(Anonymity)  # those that can be kept; an organisation's own sheet has a name
    asks_everybody: bool = False  # every organisation of the directory is asked the same: they are not read all at once
    minutes: int = rules.MINUTES  # what answering about one target takes, as told
    all_by_default: bool = False  # a new campaign asks about every target unless the pilot unticks some
    title_example: str  # lazy: « Lire nos partenariats, automne 2026 »
    target_name: str  # lazy: « Partenariat », over the list of targets
    target_hint: str  # lazy: for whom a target counts, under the response board
    nothing_to_ask: str  # lazy: what to do first when there is no target
    nobody_to_ask: str  # lazy: what to do first when no organisation is concerned
    read_by_others: str  # lazy: « des médianes et des écarts, à partir de trois réponses ; jamais un nom »
    kept_as_long_as: str  # lazy: « aussi longtemps que le partenariat est suivi »

    def targets(self, space: Space) -> Sequence[Target]:
        """Everything of this space that may be asked about."""
        raise NotImplementedError

    def chosen(self, campaign: Campaign) -> Sequence[Target]:
        """What this campaign asks about."""
        raise NotImplementedError

    def choose(self, campaign: Campaign, keys: Iterable[int]) -> None:
        """Keep what this campaign asks about; raises Refusal for a key that is not a target of its space."""
        raise NotImplementedError

    def results_url(self, campaign: Campaign) -> str:
        """Where everything that was answered is read together, when targets have no page of their own."""
        return ""

    def organisations(self, campaign: Campaign) -> Mapping[Organisation, Sequence[Target]]:
        """Who may be asked, and about what."""
        raise NotImplementedError

    def concerned(self, campaign: Campaign) -> OrganisationQuerySet:
        """Who may be asked, to be filtered and read by pages."""
        if self.asks_everybody:
            return Organisation.objects.filter(space=campaign.space_id).current()
        return Organisation.objects.filter(pk__in=[one.pk for one in self.organisations(campaign)])

    def about(self, campaign: Campaign, organisations: Sequence[Organisation]) -> Mapping[int, Sequence[Target]]:
        """About what these may be asked; nothing to say where everybody is asked the same."""
        return {} if self.asks_everybody else {one.pk: about for one, about in self.organisations(campaign).items()}

    def on_open(self, campaign: Campaign) -> None:
        """The campaign opens: freeze what must not change while people answer."""

    def on_close(self, campaign: Campaign) -> None:
        """The campaign closes."""

    def on_links_end(self, campaign: Campaign) -> None:
        """The links have ended: what was begun and never handed in may go."""

    def parts(self, invitation: Invitation) -> Sequence[Part]:
        """What this person is asked."""
        raise NotImplementedError

    def counts(self, campaign: Campaign, invitations: Sequence[Invitation]) -> Sequence[TargetCount]:
        raise NotImplementedError

    def own_answers(self, invitation: Invitation) -> str:
        """What this person has handed in, in plain text, in the language in use."""
        raise NotImplementedError

    def start_for(self, invitation: Invitation, key: int, *, by: User) -> str:
        """Type the answers of somebody who says them; returns the address of the first question."""
        raise NotImplementedError


_SUBJECTS: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """A room brings its subject (called from its AppConfig.ready)."""
    if subject.code in _SUBJECTS:
        raise ValueError(f"The subject {subject.code!r} is registered twice.")
    _SUBJECTS[subject.code] = subject


def known() -> dict[str, Subject]:
    return dict(_SUBJECTS)


def subject_of(campaign: Campaign) -> Subject:
    return _SUBJECTS[campaign.subject]
