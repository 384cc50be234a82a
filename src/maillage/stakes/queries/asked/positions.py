"""Where an organisation stands on each objective of a round, as a sheet."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.stakes.answers import Value
from maillage.stakes.enums import Stand
from maillage.stakes.models import AskedAnswer, AskedSheet, Objective, Position, PositionSheet

from .screens import Kind, Screen, SheetState, answers_of, by_whom, pending_value
from .screens import version_of as version

UNSAID = "unsaid"


def position_sheet_of(sheet: AskedSheet) -> PositionSheet | None:
    """The organisation's own sheet in the round; None while nobody asked it there."""
    found = PositionSheet.objects.filter(round=sheet.round_id, organisation=sheet.invitation.organisation_id)
    return found.select_related("invitation", "round", "organisation", "space").first()


def read_positions_sheet(sheet: AskedSheet) -> SheetState:
    """Four queries: the round's objectives, the organisation's sheet and its positions, this person's answers."""
    record, given = position_sheet_of(sheet), answers_of(sheet)
    values = dict(Position.objects.filter(sheet=record).values_list("objective", "value")) if record else {}
    objectives = Objective.objects.filter(space=sheet.space_id)
    objectives = objectives.current() if sheet.round.is_open else objectives.filter(pk__in=values)
    screens = [_stand(one, values.get(one.pk), given.get(f"o{one.pk}"), record, sheet) for one in objectives]
    return SheetState(sheet, tuple(screens), given)


def in_words(value: Value | None) -> str:
    if value is None:
        return ""
    return str(Stand(value["value"]).label) if value["value"] is not None else _("je ne sais pas, ou sans objet")


def place_mark(value: int | None) -> str:
    return UNSAID if value is None else str(value)


def _stand(
    objective: Objective,
    current: int | None,
    answer: AskedAnswer | None,
    record: PositionSheet | None,
    sheet: AskedSheet,
) -> Screen:
    pending = pending_value(answer)
    said = {"value": current} if current is not None or answer else None
    value = pending or said
    since = ""
    if pending and answer.read_mark != place_mark(current) and pending["value"] != current:
        since = in_words({"value": current})
    return Screen(
        key=f"o{objective.pk}",
        kind=Kind.STAND,
        title=objective.title,
        value=value,
        said=in_words(value),
        mark=place_mark(current),
        version=version(answer),
        is_pending=bool(pending),
        since=since,
        by_whom=by_whom(record, sheet.invitation) if current is not None else "",
        hint=objective.detail,
        family=objective.family,
    )
