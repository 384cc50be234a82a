"""An organisation's resources as a sheet: for each of the eight kinds, brought or sought, then what exactly."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from maillage.stakes import answers
from maillage.stakes.answers import Value
from maillage.stakes.enums import Direction, Nature
from maillage.stakes.models import AskedAnswer, AskedSheet, Resource
from maillage.toolkit.words import listed, long_date, number

from .screens import Kind, Screen, SheetState, answers_of, by_whom, mark_of, marks_of, pending_value, read_marks
from .screens import version_of as version

FIELDS = ("thing", "description", "quantity", "unit", "starts_on", "ends_on", "conditions", "is_shown")
RECORD = re.compile(r"r[1-9]\d{0,17}\Z")


def resources_of(sheet: AskedSheet) -> list[Resource]:
    """What the organisation's sheet says, with who said it (one query)."""
    found = Resource.objects.filter(organisation=sheet.invitation.organisation_id)
    return list(found.select_related("invitation", "organisation", "space").order_by("direction", "pk"))


def read_resources_sheet(sheet: AskedSheet) -> SheetState:
    """Two queries: the organisation's resources, this person's answers."""
    records, given = resources_of(sheet), answers_of(sheet)
    screens: list[Screen] = []
    for nature in Nature:
        of_it = {f"r{one.pk}": one for one in records if one.nature == nature}
        screens.append(_nature(nature, of_it, given.get(nature)))
        for direction in Direction:
            screens += _details(nature, direction, of_it, given, sheet)
    return SheetState(sheet, tuple(screens), given)


def withdrawn(of_it: dict[str, Resource], answer: AskedAnswer) -> dict[str, Resource]:
    """What the sheet said of this kind when this person answered, in a direction that this person did not choose."""
    read = read_marks(answer.read_mark)
    return {key: one for key, one in of_it.items() if key in read and not wants(answer.value, one.direction)}


def wants(value: Value, direction: str) -> bool:
    return value["choice"] in {direction, answers.BOTH}


def new_key(nature: str, direction: str) -> str:
    return f"{nature}-{direction}"


def value_of(resource: Resource) -> Value:
    return answers.resource(resource.nature, resource.direction, {name: getattr(resource, name) for name in FIELDS})


def in_words(value: Value | None) -> str:
    """« 12 places en CAP cuisine (12 places ; du 1er janvier 2027 au 31 mars 2027) »."""
    if value is None:
        return ""
    if value.get("dropped"):
        return _("retirée")
    told = answers.told_of(value)
    details = [_amount(told["quantity"], value["unit"]), _period(told["starts_on"], told["ends_on"])]
    details += [value["conditions"], _("montrée aux membres") if value["is_shown"] else ""]
    more = listed(part for part in details if part)
    return f"{value['description']} ({more})" if more else value["description"]


def _amount(quantity: Decimal | None, unit: str) -> str:
    if quantity is None:
        return ""
    digits = 0 if quantity == quantity.to_integral_value() else 2
    return f"{number(quantity, digits)} {unit}".strip()


def _period(start: date | None, end: date | None) -> str:
    if start and end:
        return _("du %(start)s au %(end)s") % {"start": long_date(start), "end": long_date(end)}
    if start:
        return _("à partir du %(day)s") % {"day": long_date(start)}
    return _("jusqu'au %(day)s") % {"day": long_date(end)} if end else ""


def choice_in_words(choice: str) -> str:
    return {
        Direction.BRINGS.value: _("nous en apportons"),
        Direction.SEEKS.value: _("nous en cherchons"),
        answers.BOTH: _("les deux"),
        answers.NEITHER: _("ni l'un ni l'autre"),
    }[choice]


def _nature(nature: Nature, of_it: dict[str, Resource], answer: AskedAnswer | None) -> Screen:
    value = pending_value(answer) or _choice_of(of_it, answer)
    since = ""
    if answer and answer.is_pending:
        read = read_marks(answer.read_mark)
        changed = [one for key, one in withdrawn(of_it, answer).items() if read[key] != mark_of(one)]
        since = listed(in_words(value_of(one)) for one in changed)
    return Screen(
        key=nature.value,
        kind=Kind.NATURE,
        title=str(nature.label).capitalize(),
        value=value,
        said=choice_in_words(value["choice"]) if value else "",
        mark=marks_of(of_it),
        version=version(answer),
        is_pending=bool(pending_value(answer)),
        since=since,
        nature=nature.value,
    )


def _choice_of(of_it: dict[str, Resource], answer: AskedAnswer | None) -> Value | None:
    """What the organisation's sheet says; « neither » only if this person handed it in."""
    found = {one.direction for one in of_it.values()}
    if len(found) == len(Direction):
        return {"choice": answers.BOTH}
    if found:
        return {"choice": found.pop()}
    return {"choice": answers.NEITHER} if answer else None


def _details(
    nature: Nature, direction: Direction, of_it: dict[str, Resource], given: dict[str, AskedAnswer], sheet: AskedSheet
) -> list[Screen]:
    chosen = pending_value(given.get(nature))
    read = read_marks(given[nature].read_mark) if chosen else {}
    there = {
        key: one
        for key, one in of_it.items()
        if one.direction == direction and not (chosen and key in read and not wants(chosen, direction))
    }
    gone = {
        key
        for key, one in given.items()
        if RECORD.match(key)
        and one.is_pending
        and key not in of_it
        and (one.value.get("nature"), one.value.get("direction")) == (nature, direction)
    }
    keys = [*there, *sorted(gone)]
    if not keys and chosen and wants(chosen, direction):
        keys = [new_key(nature, direction)]
    return [_detail(key, nature, direction, there.get(key), given.get(key), sheet) for key in keys]


def _detail(
    key: str,
    nature: Nature,
    direction: Direction,
    record: Resource | None,
    answer: AskedAnswer | None,
    sheet: AskedSheet,
) -> Screen:
    current = value_of(record) if record else None
    value = pending_value(answer) or current
    words = {"nature": nature.label}
    title = _("Vous apportez : %(nature)s") if direction == Direction.BRINGS else _("Vous cherchez : %(nature)s")
    since = ""
    if answer and answer.is_pending and answer.read_mark != mark_of(record) and answer.value != current:
        since = in_words(current) or _("retirée de la fiche")
    return Screen(
        key=key,
        kind=Kind.DETAIL,
        title=title % words,
        value=value,
        said=in_words(value),
        mark=mark_of(record),
        version=version(answer),
        is_required=True,
        is_pending=bool(pending_value(answer)),
        since=since,
        by_whom=by_whom(record, sheet.invitation),
        can_drop=record is not None,
        nature=nature.value,
        direction=direction.value,
    )
