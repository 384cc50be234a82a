"""Where this step stands, and what needs the pilot here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from maillage.actors.enums import College
from maillage.spaces.attention import Need
from maillage.spaces.enums import State
from maillage.spaces.models import Space
from maillage.spaces.steps import Standing

from .queries import CollegeProgress, progress_by_college, rounds_in

GROWS_OLD_AFTER = timedelta(days=365)
ROUND_STAYS_OPEN = timedelta(days=14)
FEWEST_ANSWERS = 3  # under this, a college's figures stay hidden
CAN_WAIT = 40


def standing(space: Space) -> Standing:
    """Up to date when half of the actors spoke and each college that can shows its figures; to review after a year."""
    progress = progress_by_college(space)
    actors, said = sum(line.actors for line in progress), sum(line.said for line in progress)
    if not said:
        return Standing(State.TO_START)
    count = ngettext("%(said)s acteur sur %(actors)s", "%(said)s acteurs sur %(actors)s", said)
    count %= {"said": said, "actors": actors}
    latest = max(line.latest for line in progress if line.latest)
    if latest < timezone.localdate() - GROWS_OLD_AFTER:
        return Standing(State.TO_REVIEW, count)
    is_broad = 2 * said >= actors and not _hidden_colleges(progress)
    return Standing(State.UP_TO_DATE if is_broad else State.UNDER_WAY, count)


def needs(space: Space, on: date) -> Iterable[Need]:
    return [*_hidden_need(space), *_awaited_need(space, on)]


def _awaited_need(space: Space, on: date) -> list[Need]:
    """A round that has been open for a fortnight and still waits for actors."""
    round = rounds_in(space).filter(closed_on=None, opened_on__lte=on - ROUND_STAYS_OPEN).first()
    if round is None or round.answered == round.asked:
        return []
    sentence = ngettext(
        "Le tour « %(round)s » attend encore %(number)s acteur : relancez-le, ou fermez le tour.",
        "Le tour « %(round)s » attend encore %(number)s acteurs : relancez-les, ou fermez le tour.",
        round.asked - round.answered,
    )
    url = reverse("stakes:round", args=[space.slug, round.pk])
    return [Need(sentence % {"round": round.name, "number": round.asked - round.answered}, url, CAN_WAIT)]


def _hidden_need(space: Space) -> list[Need]:
    progress = progress_by_college(space)
    hidden = _hidden_colleges(progress)
    if not any(line.said for line in progress) or not hidden:
        return []
    names = ", ".join(str(College(line.college).label) for line in hidden)
    sentence = ngettext(
        "Un collège reste sous trois réponses sur ses enjeux, ses chiffres sont cachés : %(names)s.",
        "%(number)s collèges restent sous trois réponses sur leurs enjeux, leurs chiffres sont cachés : %(names)s.",
        len(hidden),
    )
    url = f"{reverse('stakes:actors', args=[space.slug])}?college={hidden[0].college}&state=silent"
    return [Need(sentence % {"number": len(hidden), "names": names}, url, CAN_WAIT)]


def _hidden_colleges(progress: Sequence[CollegeProgress]) -> list[CollegeProgress]:
    """Colleges that have enough actors to show figures, and not yet enough answers."""
    order = College.values
    hidden = [line for line in progress if line.said < FEWEST_ANSWERS <= line.actors]
    return sorted(hidden, key=lambda line: order.index(line.college))
