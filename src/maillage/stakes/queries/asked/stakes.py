"""An organisation's stakes as a sheet: choose in the catalogue, weigh each, add one's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.actors.enums import Family
from maillage.stakes import answers
from maillage.stakes.answers import Value
from maillage.stakes.catalogue import Catalogue, CatalogueStake
from maillage.stakes.enums import Weight
from maillage.stakes.models import AskedAnswer, AskedSheet, Stake
from maillage.toolkit.words import listed

from ..catalogue import catalogue_of
from .screens import Kind, Screen, SheetState, answers_of, by_whom, mark_of, marks_of, pending_value, read_marks
from .screens import version_of as version

CHOOSE = "choose"
NEW = re.compile(r"n[1-9]\Z")
FREE_RECORD = re.compile(r"s[1-9]\d{0,17}\Z")


def stakes_of(sheet: AskedSheet) -> list[Stake]:
    """What the organisation's sheet says, with who said it (one query)."""
    found = Stake.objects.filter(organisation=sheet.invitation.organisation_id)
    return list(found.select_related("invitation", "local", "organisation", "space").order_by("code", "pk"))


def read_stakes_sheet(sheet: AskedSheet) -> SheetState:
    """Three queries: the catalogue, the organisation's stakes, this person's answers."""
    known, records, given = catalogue_of(sheet.space), stakes_of(sheet), answers_of(sheet)
    by_code = {one.code: one for one in records if one.code}
    free = {f"s{one.pk}": one for one in records if not one.code}
    codes = chosen_codes(known, by_code, given.get(CHOOSE))
    screens = [
        _choose(by_code, given.get(CHOOSE), codes, sheet),
        *(_weigh(known.by_code[code], by_code.get(code), given.get(code), sheet) for code in codes),
        *_free(free, given, sheet),
    ]
    return SheetState(sheet, tuple(screens), given)


def offered(known: Catalogue, by_code: Iterable[str]) -> list[CatalogueStake]:
    """Those that the space proposes, and those that the organisation already carries."""
    kept = set(by_code)
    return [stake for stake in known.stakes if stake.is_offered or stake.code in kept]


def chosen_codes(known: Catalogue, by_code: dict[str, Stake], answer: AskedAnswer | None) -> list[str]:
    """In the order of the catalogue: what this person ticked, and what somebody else added since."""
    if answer is None or not answer.is_pending:
        codes = set(by_code)
    else:
        codes = set(answer.value["codes"]) | (set(by_code) - set(read_marks(answer.read_mark)))
    return [code for code in known.by_code if code in codes]


def withdrawn(by_code: dict[str, Stake], answer: AskedAnswer) -> dict[str, Stake]:
    """What the organisation's sheet said when this person chose, and that this person did not tick."""
    read = set(read_marks(answer.read_mark)) - set(answer.value["codes"])
    return {code: record for code, record in by_code.items() if code in read}


def value_of(stake: Stake) -> Value:
    value = {"weight": stake.weight, "words": stake.words}
    return value if stake.code else value | {"family": stake.family}


def in_words(value: Value | None) -> str:
    """« 4 · très important ; « former sur place » »."""
    if value is None:
        return ""
    if value.get("dropped"):
        return _("ce n'est plus un enjeu")
    if value.get("none"):
        return _("rien d'autre")
    weight = str(Weight(value["weight"]).label)
    return _("%(weight)s ; « %(words)s »") % {"weight": weight, "words": value["words"]} if value["words"] else weight


def _choose(by_code: dict[str, Stake], answer: AskedAnswer | None, codes: list[str], sheet: AskedSheet) -> Screen:
    pending = answer is not None and answer.is_pending
    since = ""
    if pending:
        read = read_marks(answer.read_mark)
        changed = [one for code, one in withdrawn(by_code, answer).items() if read[code] != mark_of(one)]
        since = listed(f"{one.title} ({in_words(value_of(one))})" for one in changed)
    others = {by_whom(one, sheet.invitation) for one in by_code.values()} - {""}
    return Screen(
        key=CHOOSE,
        kind=Kind.CHOOSE,
        title=_("Quels sont vos enjeux ?"),
        value={"codes": codes} if answer or codes else None,
        said=ngettext("%(number)d enjeu coché", "%(number)d enjeux cochés", len(codes)) % {"number": len(codes)}
        if codes
        else (_("aucun de ceux-là") if answer else ""),
        mark=marks_of(by_code),
        version=version(answer),
        is_required=True,
        is_pending=pending,
        since=since,
        by_whom=listed(sorted(others)),
    )


def _weigh(stake: CatalogueStake, record: Stake | None, answer: AskedAnswer | None, sheet: AskedSheet) -> Screen:
    current = value_of(record) if record else None
    value = pending_value(answer) or current
    return Screen(
        key=stake.code,
        kind=Kind.WEIGH,
        title=stake.title,
        value=value,
        said=in_words(value),
        mark=mark_of(record),
        version=version(answer),
        is_required=True,
        is_pending=bool(pending_value(answer)),
        since=_since(answer, record, current),
        by_whom=by_whom(record, sheet.invitation),
        family=stake.family,
        hint=stake.families_label,
    )


def _free(free: dict[str, Stake], given: dict[str, AskedAnswer], sheet: AskedSheet) -> list[Screen]:
    """Those of the organisation's sheet, those that this person adds, then a last empty one."""
    gone = [key for key, one in given.items() if FREE_RECORD.match(key) and one.is_pending and key not in free]
    mine = sorted(key for key, one in given.items() if NEW.match(key) and not one.value.get("dropped"))
    keys = [*free, *(key for key in gone if not given[key].value.get("dropped")), *mine]
    if not any(given[key].value.get("none") for key in mine):
        keys += [f"n{number}" for number in range(1, answers.MOST_FREE + 1) if f"n{number}" not in given][:1]
    return [_one_free(key, free.get(key), given.get(key), sheet) for key in keys]


def _one_free(key: str, record: Stake | None, answer: AskedAnswer | None, sheet: AskedSheet) -> Screen:
    current = value_of(record) if record else None
    own = answer.value if answer and (answer.is_pending or answer.value.get("none")) else None
    value = own or current
    words = value["words"] if answers.keeps(value) else ""
    said = f"{words} ({Family(value['family']).label}, {Weight(value['weight']).label})" if words else in_words(value)
    return Screen(
        key=key,
        kind=Kind.FREE,
        title=_short(words) if words else _("Un autre enjeu, avec vos mots"),
        value=value,
        said=said,
        mark=mark_of(record),
        version=version(answer),
        is_pending=bool(pending_value(answer)),
        since=_since(answer, record, current),
        by_whom=by_whom(record, sheet.invitation),
        family=value["family"] if words else "",
        can_drop=bool(words),
    )


def _since(answer: AskedAnswer | None, record: Stake | None, current: Value | None) -> str:
    """What somebody else says since; nothing when they say the same."""
    if answer is None or not answer.is_pending or answer.read_mark == mark_of(record) or answer.value == current:
        return ""
    return in_words(current) or _("retiré de la fiche")


def _short(words: str) -> str:
    return words if len(words) <= 80 else f"{words[:79].rstrip()}…"
