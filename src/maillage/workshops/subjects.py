"""What a workshop may ask a room: upper rooms bring their subject when the application starts (see ``register``).

The engine knows phones, colleges, levels from 1 to 5 and two answers that are not numbers. A subject brings the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from maillage.accounts.models import User
from maillage.spaces.enums import Reading
from maillage.spaces.models import Space

from .models import Workshop


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that a workshop may be about: a partnership; or the territory as a whole (key 0)."""

    key: int
    label: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One point that may be asked, under a heading; ``usual`` ones are ticked to begin with."""

    id: str
    label: str
    heading: str
    usual: bool = False


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What is asked about one point, in the language in use: five levels, in a word or two, then in full.

    ``question`` is empty where the subject's own serves for all; ``group`` is a family of stakes, for its shape.
    """

    id: str
    name: str
    question: str
    rungs: tuple[str, ...]
    anchors: tuple[str, ...]
    group: str = ""

    def as_data(self) -> dict:
        return {
            "name": self.name,
            "question": self.question,
            "rungs": list(self.rungs),
            "anchors": list(self.anchors),
        }


class WorkshopSubject:
    """What an upper room brings. Only subjects that exist are offered."""

    code: str
    label: str  # lazy: « les enjeux du territoire »
    question: str  # lazy: what each one is asked, in one sentence
    title_example: str  # lazy
    not_applicable: str  # lazy: « pas un enjeu pour nous », « sans objet »
    reading: Reading  # what must be published for the members to read the kept sessions

    def topics(self, space: Space) -> Sequence[Topic]:
        """What a workshop may be about in this space; empty when there is nothing to ask about yet."""
        raise NotImplementedError

    def choices(self, space: Space, topic: Topic) -> Sequence[Choice]:
        """The points that may be asked about it, in the language in use."""
        raise NotImplementedError

    def words(self, space: Space, topic: Topic, ids: Iterable[str]) -> Sequence[ItemWords]:
        """The words of these points, in the order of ``choices``, in the language in use."""
        raise NotImplementedError

    def lets_read(self, user: User, workshop: Workshop) -> bool:
        """Whether this member, who may read kept sessions, may read one about this topic."""
        return True

    def url(self, workshop: Workshop) -> str:
        """Where the kept sessions about this topic are listed."""
        raise NotImplementedError


_SUBJECTS: dict[str, WorkshopSubject] = {}


def register(subject: WorkshopSubject) -> None:
    """A room brings its subject (called from its AppConfig.ready)."""
    if subject.code in _SUBJECTS:
        raise ValueError(f"The workshop subject {subject.code!r} is registered twice.")
    _SUBJECTS[subject.code] = subject


def known() -> dict[str, WorkshopSubject]:
    return dict(_SUBJECTS)


def subject_of(workshop: Workshop) -> WorkshopSubject:
    return _SUBJECTS[workshop.subject]


def topic_of(subject: WorkshopSubject, space: Space, key: int | None) -> Topic | None:
    """The topic of this key in this space; None when there is none."""
    return next((topic for topic in subject.topics(space) if topic.key == (key or 0)), None)
