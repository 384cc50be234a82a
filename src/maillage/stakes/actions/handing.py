"""What is handed in becomes the organisation's; what it replaces is kept aside, word for word."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation

from maillage.accounts.models import User
from maillage.campaigns.models import Invitation
from maillage.stakes import answers
from maillage.stakes.answers import Value
from maillage.stakes.enums import Matter, Source
from maillage.stakes.models import (
    AskedAnswer,
    AskedSheet,
    Objective,
    Position,
    PositionSheet,
    Resource,
    SaidBefore,
    Stake,
)
from maillage.stakes.queries.asked import SheetState, position_sheet_of, resources_of, stakes_of
from maillage.stakes.queries.asked import positions as of_positions
from maillage.stakes.queries.asked import resources as of_resources
from maillage.stakes.queries.asked import stakes as of_stakes
from maillage.stakes.queries.asked.screens import mark_of, marks_of

from .keeping import keep
from .positions import lock_open, place
from .rounds import take_part
from .said import fill_stake, tell_resource

Said = Stake | Resource | PositionSheet


@dataclass(frozen=True, slots=True)
class Author:
    """Who says it, and who wrote it down when somebody else did."""

    noted_by: User | None
    said_by: Invitation
    source: str


def write(state: SheetState, author: Author) -> None:
    """Inside the transaction that hands a sheet in: write all that is pending, then note it as handed in."""
    {Matter.STAKES: _stakes, Matter.RESOURCES: _resources, Matter.POSITIONS: _positions}[Matter(state.sheet.matter)](
        state, author
    )


# --- Stakes


def _stakes(state: SheetState, author: Author) -> None:
    sheet, records = state.sheet, stakes_of(state.sheet)
    by_key = {one.code or f"s{one.pk}": one for one in records}
    choose = state.answers.get(of_stakes.CHOOSE)
    if choose and choose.is_pending:
        for code, record in of_stakes.withdrawn({k: v for k, v in by_key.items() if v.code}, choose).items():
            _remove(record, author, sheet)
            del by_key[code]
    asked = {screen.key for screen in state.screens}
    for answer in state.pending:
        if answer.key == of_stakes.CHOOSE:
            continue
        if answer.key not in asked:
            _let_go(answer)
        else:
            _stake(answer, by_key, author, sheet)
    if choose and choose.is_pending:
        _handed(choose, marks_of({key: one for key, one in by_key.items() if one.code}))


def _stake(answer: AskedAnswer, by_key: dict[str, Stake], author: Author, sheet: AskedSheet) -> None:
    record, value = by_key.get(answer.key), answer.value
    if not answers.keeps(value):
        if record:
            _remove(record, author, sheet)
        _handed(answer, "")
        return
    if record is None:
        record = Stake(space=sheet.space, organisation=sheet.invitation.organisation)
    elif not _is_new(record, of_stakes.value_of(record), value):
        _handed(answer, mark_of(record))
        return
    else:
        _keep_before(record, _told(record), author, sheet)
        record.claim(None)
    code = "" if "family" in value else answer.key
    fill_stake(
        record,
        code=code,
        words=value["words"],
        weight=value["weight"],
        family=value.get("family", ""),
        source=author.source,
        said_on=timezone.localdate(),
        by=author.noted_by,
        said_by=author.said_by,
    )
    keep(record)
    by_key[answer.key] = record
    if not code:
        answer.key = f"s{record.pk}"
    _handed(answer, mark_of(record))


# --- Resources


def _resources(state: SheetState, author: Author) -> None:
    sheet = state.sheet
    by_key = {f"r{one.pk}": one for one in resources_of(sheet)}
    natures = [answer for answer in state.pending if answers.is_nature(answer.key)]
    for answer in natures:
        of_it = {key: one for key, one in by_key.items() if one.nature == answer.key}
        for key, record in of_resources.withdrawn(of_it, answer).items():
            _remove(record, author, sheet)
            del by_key[key]
    asked = {screen.key for screen in state.screens}
    for answer in state.pending:
        if answers.is_nature(answer.key):
            continue
        if answer.key not in asked:
            _let_go(answer)
        else:
            _resource(answer, by_key, author, sheet)
    for answer in natures:
        _handed(answer, marks_of({key: one for key, one in by_key.items() if one.nature == answer.key}))


def _resource(answer: AskedAnswer, by_key: dict[str, Resource], author: Author, sheet: AskedSheet) -> None:
    record, value = by_key.get(answer.key), answer.value
    if not answers.keeps(value):
        if record:
            _remove(record, author, sheet)
            del by_key[answer.key]
        _handed(answer, "")
        return
    if record is None:
        record = Resource(space=sheet.space, organisation=sheet.invitation.organisation)
    elif of_resources.value_of(record) == value:
        _handed(answer, mark_of(record))
        return
    else:
        _keep_before(record, _told(record), author, sheet)
        record.claim(None)
    tell_resource(record, answers.told_of(value), by=author.noted_by, said_by=author.said_by)
    answer.key = f"r{record.pk}"
    by_key[answer.key] = record
    _handed(answer, mark_of(record))


# --- Positions


def _positions(state: SheetState, author: Author) -> None:
    sheet = state.sheet
    lock_open(sheet.round)
    take_part(sheet.round, [sheet.invitation.organisation])
    record = position_sheet_of(sheet)
    current = dict(Position.objects.filter(sheet=record).values_list("objective", "value"))
    asked = {screen.key for screen in state.screens}
    values = {int(one.key[1:]): one.value["value"] for one in state.pending if one.key in asked}
    titles = {one.pk: one.title for one in Objective.objects.filter(pk__in=values)}
    with translation.override(settings.LANGUAGE_CODE):
        told = {
            pk: f"{titles[pk]} : {of_positions.in_words({'value': current[pk]})}"
            for pk, value in values.items()
            if pk in current and current[pk] != value
        }
    for words in told.values():
        _keep_before(record, words, author, sheet)
    record.claim(None)
    place(record, values)
    record.source, record.noted_by, record.invitation = author.source, author.noted_by, author.said_by
    record.said_on = timezone.localdate() if Position.objects.filter(sheet=record).exists() else None
    keep(record)
    for answer in state.pending:
        _handed(answer, of_positions.place_mark(answer.value["value"]))


# --- What they share


def _is_new(record: Stake, current: Value, value: Value) -> bool:
    """Said again word for word by a second person, a stake keeps who said it first, unless nobody had said it."""
    return current != value or record.source in {Source.REPORTED, Source.WORKSHOP}


def _told(record: Stake | Resource) -> str:
    """What the sheet says, in the language of the space whoever reads the page."""
    with translation.override(settings.LANGUAGE_CODE):
        return _words(record)


def _words(record: Stake | Resource) -> str:
    if isinstance(record, Resource):
        return f"{record.get_direction_display()} · {of_resources.in_words(of_resources.value_of(record))}"
    return f"{record.title} : {of_stakes.in_words(of_stakes.value_of(record))}"


def _keep_before(record: Said, told: str, author: Author, sheet: AskedSheet) -> None:
    SaidBefore.objects.create(
        space=sheet.space,
        organisation=sheet.invitation.organisation,
        matter=sheet.matter,
        told=told,
        source=getattr(record, "source", Source.SAID),
        said_on=getattr(record, "said_on", None),
        noted_by_id=record.noted_by_id,
        invitation_id=record.invitation_id,
        replaced_by=author.said_by,
    )


def _remove(record: Stake | Resource, author: Author, sheet: AskedSheet) -> None:
    _keep_before(record, _told(record), author, sheet)
    record.claim(None)
    record.delete()


def _handed(answer: AskedAnswer, mark: str) -> None:
    answer.handed, answer.is_pending, answer.read_mark = answer.value, False, mark
    if answer.value.get("dropped"):
        answer.delete()
    else:
        answer.save(update_fields=["key", "handed", "is_pending", "read_mark"])


def _let_go(answer: AskedAnswer) -> None:
    """Answered, then no longer asked: a weight for a stake that was unticked since."""
    if answer.handed is None:
        answer.delete()
    else:
        answer.value, answer.is_pending = answer.handed, False
        answer.save(update_fields=["value", "is_pending"])
