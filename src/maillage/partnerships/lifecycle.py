"""A partnership read along its twelve steps: where it is, since when, what it has left behind, what is missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.spaces.models import Space
from maillage.toolkit.words import enumeration

from .detection import Seen, seen_in
from .enums import DeliverableState, Stage
from .models import Deliverable, Partnership, StageChange
from .stages import STAGES, DeliverableCard, StageCard


@dataclass(frozen=True, slots=True)
class DeliverableReading:
    """One deliverable: what people said of it (``record``), what the space shows of it (``seen``)."""

    card: DeliverableCard
    record: Deliverable | None
    seen: Seen | None

    @property
    def state(self) -> DeliverableState:
        return DeliverableState(self.record.state) if self.record else DeliverableState.TO_DO

    @property
    def is_there(self) -> bool:
        """Done, or seen in the space and not set aside."""
        return self.state == DeliverableState.DONE or (self.seen is not None and not self.is_set_aside)

    @property
    def is_set_aside(self) -> bool:
        return self.state == DeliverableState.NOT_NEEDED

    @property
    def is_missing(self) -> bool:
        return not self.is_there and not self.is_set_aside

    @property
    def is_only_seen(self) -> bool:
        """The space shows it, nobody has confirmed it yet."""
        return self.seen is not None and self.state == DeliverableState.TO_DO


@dataclass(frozen=True, slots=True)
class StepReading:
    """A step and what it has left. ``position``: ``before_entry``, ``past``, ``now`` or ``ahead``."""

    card: StageCard
    position: str
    deliverables: tuple[DeliverableReading, ...]

    @property
    def missing(self) -> tuple[DeliverableReading, ...]:
        """What is still to do here; nothing when one way out is enough and is taken."""
        if self.card.one_is_enough and any(one.is_there for one in self.deliverables):
            return ()
        return tuple(one for one in self.deliverables if one.is_missing)

    @property
    def there(self) -> int:
        return sum(one.is_there for one in self.deliverables)

    @property
    def needed(self) -> int:
        """How many deliverables this step asks for here, those set aside left out."""
        return sum(not one.is_set_aside for one in self.deliverables)

    @property
    def position_label(self) -> str:
        return {
            "before_entry": _("avant l'entrée"),
            "past": _("passée"),
            "now": _("en cours"),
            "ahead": _("à venir"),
        }[self.position]


@dataclass(frozen=True, slots=True)
class LifecycleReading:
    """The twelve steps of one partnership, the step it is at (``now``), and its changes of step, oldest first."""

    partnership: Partnership
    steps: tuple[StepReading, ...]
    history: tuple[StageChange, ...]

    @property
    def now(self) -> StepReading:
        return self.steps[self.partnership.stage]

    @property
    def next(self) -> StepReading | None:
        return self.steps[self.partnership.stage + 1] if self.partnership.stage + 1 < len(self.steps) else None

    @property
    def since(self) -> date | None:
        return self.history[-1].came_on if self.history else None

    @property
    def left_behind(self) -> tuple[DeliverableReading, ...]:
        """What the steps already lived have not left yet; the steps before the entry are not asked for."""
        return tuple(one for step in self.steps if step.position == "past" for one in step.missing)

    @property
    def seen_only(self) -> int:
        return sum(one.is_only_seen for step in self.steps for one in step.deliverables)

    @property
    def sentence(self) -> str:
        """What is missing for the next step."""
        missing, words = self.now.missing, {"step": self.now.card.name}
        if self.next is None:
            return self._last_sentence()
        words["next"] = self.next.card.name
        if not missing:
            return _("Tout ce que laisse l'étape « %(step)s » est là : « %(next)s » peut commencer.") % words
        words["missing"] = enumeration(str(one.card.label) for one in missing)
        return _("Pour passer à « %(next)s », il manque : %(missing)s.") % words

    def _last_sentence(self) -> str:
        if self.now.missing:
            ways = enumeration(str(one.card.label) for one in self.now.missing)
            return _("C'est la dernière étape : une issue reste à choisir parmi %(ways)s.") % {"ways": ways}
        return _("C'est la dernière étape, et son issue est écrite.")

    @property
    def left_behind_sentence(self) -> str:
        """« Une chose reste à faire aux étapes passées. », or nothing."""
        number = len(self.left_behind)
        if not number:
            return ""
        return ngettext(
            "%(number)d livrable d'une étape passée reste à faire ou à noter.",
            "%(number)d livrables des étapes passées restent à faire ou à noter.",
            number,
        ) % {"number": number}


def read_lifecycles(
    space: Space, partnerships: Sequence[Partnership], *, role: str | None
) -> dict[int, LifecycleReading]:
    """By id of partnership, as this role may know it. The number of queries does not depend on how many they are."""
    said: dict[int, dict[str, Deliverable]] = defaultdict(dict)
    for record in Deliverable.objects.filter(partnership__in=partnerships):
        said[record.partnership_id][record.code] = record
    changes: dict[int, list[StageChange]] = defaultdict(list)
    for change in StageChange.objects.filter(partnership__in=partnerships).order_by("noted_at", "pk"):
        changes[change.partnership_id].append(change)
    seen = seen_in(space, partnerships, role=role)
    return {one.pk: _read(one, said[one.pk], changes[one.pk], seen.get(one.pk, {})) for one in partnerships}


def read_lifecycle(partnership: Partnership, *, role: str | None) -> LifecycleReading:
    return read_lifecycles(partnership.space, [partnership], role=role)[partnership.pk]


def _read(
    partnership: Partnership,
    said: Mapping[str, Deliverable],
    changes: Sequence[StageChange],
    seen: Mapping[str, Seen],
) -> LifecycleReading:
    entered = min((change.stage for change in changes), default=Stage.TRIGGER)
    steps = tuple(
        StepReading(
            card=card,
            position=_position(card.stage, partnership.stage, entered),
            deliverables=tuple(
                DeliverableReading(one, said.get(one.code), seen.get(one.code)) for one in card.deliverables
            ),
        )
        for card in STAGES
    )
    return LifecycleReading(partnership, steps, tuple(changes))


def _position(stage: int, current: int, entered: int) -> str:
    if stage == current:
        return "now"
    if stage > current:
        return "ahead"
    return "before_entry" if stage < entered else "past"
