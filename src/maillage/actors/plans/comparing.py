"""Each line beside the directory and beside the other lines of its file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Table
from maillage.toolkit.words import enumeration

from .. import analyses, places, recognition, rules
from ..analyses.doubles import body
from ..columns import COLUMNS
from ..enums import Verdict
from ..models import Organisation
from .known import Known
from .lines import Change, Line, Plan
from .reading import Reader

CREATE, LEAVE, WITH_LINE = "create", "leave", "line-"
MOST_ALIKE = 3
READ, FOUND = 0.4, 0.9  # shares of the work behind us once the lines are read, once the doubles are found
STEP = 500

Cells = dict[str, str]
Heard = Callable[[float], None]


def plan_import(space: Space, table: Table, mapping: dict[str, str], progress: Heard | None = None) -> Plan:
    """Compare a table with the directory; ``mapping`` is field → column name. Nothing is written."""
    return compare_rows(space, cells_of(table.columns, table.rows, mapping), progress=progress)


def cells_of(
    columns: Sequence[str],
    rows: Iterable[Any],
    mapping: Mapping[str, str],
    filled: Iterable[str] = (),
    given: Mapping[str, Mapping[str, str]] | None = None,
) -> list[tuple[int, Cells]]:
    """What each line says, field by field, once the empty cells of ``filled`` fields repeat the one above.

    ``rows`` yields (line number, text of each column); ``given`` holds the corrections by line number.
    """
    if "name" not in mapping:
        raise Refusal(_("Dites quelle colonne porte le nom des organisations : c'est la seule obligatoire."))
    missing = [name for name in mapping.values() if name not in columns]
    if missing:
        raise Refusal(_("La colonne « %(name)s » n'est pas dans le fichier.") % {"name": missing[0]})
    at = [(each.field, columns.index(mapping[each.field])) for each in COLUMNS if each.field in mapping]
    above: Cells = {}
    repeated, corrections = frozenset(filled), given or {}
    found = []
    for number, values in ((row.line, row.values) if hasattr(row, "line") else row for row in rows):
        cells = {field: text for field, index in at if (text := values[index].strip())}
        for field in repeated:
            if field in cells:
                above[field] = cells[field]
            elif field in above:
                cells[field] = above[field]
        corrected = corrections.get(str(number))
        if corrected:
            cells = {
                each.field: text
                for each in COLUMNS
                if (text := " ".join(corrected.get(each.field, cells.get(each.field, "")).split()))
            }
        found.append((number, cells))
    return found


def compare_rows(
    space: Space,
    rows: Sequence[tuple[int, Cells]],
    choices: Mapping[str, str] | None = None,
    progress: Heard | None = None,
) -> Plan:
    """What becomes of each line. ``choices`` is by line number; ``progress`` hears the share done, from 0 to 1."""
    heard = progress or (lambda _share: None)
    sheets = Organisation.objects.in_space(space).defer("search_text", "private_text", "note")
    known = Known(sheets)
    reader = Reader(places.perimeter_codes(space))
    chosen = choices or {}
    lines = []
    for rank, (number, cells) in enumerate(rows):
        lines.append(_read_line(number, cells, chosen.get(str(number), ""), reader, known))
        if rank % STEP == 0:
            heard(READ * rank / len(rows))
    _join_same(lines, chosen, known)
    _join_alike(lines, chosen, known, lambda share: heard(READ + (FOUND - READ) * share))
    heard(FOUND)
    return Plan(lines)


def _read_line(number: int, cells: Cells, choice: str, reader: Reader, known: Known) -> Line:
    name = cells.get("name", "")
    fields, remarks, faults = reader.read(cells)
    if choice == LEAVE:
        return Line(number, name, Verdict.IGNORED, cells, reason=_("laissée de côté à votre demande."))
    if not faults:
        try:
            found = known.by_id.get(int(choice)) if choice.isdecimal() else None
            organisation = found or known.match(fields, by_name=choice != CREATE)
        except Refusal as refusal:
            faults["siret"] = str(refusal)
    if faults:
        reason = " ".join(faults.values())
        return Line(number, name, Verdict.REFUSED, cells, reason=reason, faults=faults)
    if found:
        return _complete_sheet(number, cells, fields, found, [_("à votre demande")], remarks)
    if organisation:
        return _change_sheet(number, cells, fields, organisation, remarks)
    kind = fields.pop("kind", "") or recognition.kind_of(name)
    if not kind:
        kind = "other"
        remarks.append(_("nature non reconnue : rangée dans « autre »."))
    return Line(number, name, Verdict.CREATED, cells, {**fields, "kind": kind}, remarks=remarks)


def _change_sheet(number: int, cells: Cells, fields: dict, organisation: Organisation, remarks: list[str]) -> Line:
    """The sheet of that SIRET, or of that very name: what the file says replaces what it said."""
    changes = [
        Change(field, getattr(organisation, field), value)
        for field, value in fields.items()
        if value != getattr(organisation, field)
        and not (field == "name" and rules.folded_name(value) == rules.folded_name(organisation.name))
    ]
    line = Line(number, cells.get("name", ""), Verdict.CHANGED, cells, remarks=remarks)
    line.organisation_id, line.changes = organisation.pk, changes
    line.fields = {change.field: change.after for change in changes}
    line.restores = organisation.is_archived
    if line.restores:
        line.remarks.append(_("sort des archives."))
    if not changes and not line.restores:
        line.verdict, line.reason = Verdict.IGNORED, _("déjà dans l'annuaire, rien de nouveau.")
    return line


def _complete_sheet(
    number: int, cells: Cells, fields: dict, organisation: Organisation, reasons: list[str], remarks: list[str]
) -> Line:
    """A sheet that is only alike keeps all it says: the line fills what was empty."""
    changes = [
        Change(field, getattr(organisation, field), value)
        for field, value in fields.items()
        if field not in {"kind", "youth_voice", "is_employer"} and getattr(organisation, field) in (None, "")
    ]
    line = Line(number, cells.get("name", ""), Verdict.MERGED, cells, remarks=remarks)
    line.organisation_id, line.changes = organisation.pk, changes
    line.fields = {change.field: change.after for change in changes}
    line.reason = _("réunie à la fiche « %(name)s » : %(why)s.") % {"name": organisation, "why": enumeration(reasons)}
    if not changes:
        line.verdict = Verdict.IGNORED
        line.reason = _("déjà dans l'annuaire, « %(name)s » : %(why)s.") % {
            "name": organisation,
            "why": enumeration(reasons),
        }
    return line


def _join_same(lines: list[Line], choices: Mapping[str, str], known: Known) -> None:
    """Lines that write the same SIRET, the same name in the same commune, or speak of the same sheet."""
    seen: dict[Any, Line] = {}
    by_number = {line.number: line for line in lines}
    for line in lines:
        if line.verdict not in {Verdict.CREATED, Verdict.CHANGED}:
            continue
        choice = choices.get(str(line.number), "")
        siret = line.fields.get("siret")
        named = (rules.folded_name(line.name), line.fields.get("commune", ""))
        itself = line.organisation_id or siret or named
        asked = by_number.get(int(choice.removeprefix(WITH_LINE))) if choice.startswith(WITH_LINE) else None
        earlier = asked or seen.get(itself) or (seen.get(siret) if siret else None)
        if earlier and earlier is not line and (choice != CREATE or siret):
            _complete_line(earlier, line, [], known)
        else:
            seen |= {key: line for key in (itself, siret, named) if key}


def _complete_line(earlier: Line, line: Line, reasons: list[str], known: Known) -> None:
    """The later line fills what the earlier one leaves empty."""
    sheet = known.by_id.get(earlier.organisation_id) if earlier.organisation_id else None
    news = {
        field: value
        for field, value in line.fields.items()
        if field not in earlier.fields and field != "kind" and not (sheet and getattr(sheet, field) not in (None, ""))
    }
    if earlier.verdict == Verdict.CREATED or (sheet and earlier.verdict == Verdict.CHANGED):
        earlier.fields |= news
        if sheet:
            earlier.changes += [Change(field, getattr(sheet, field), value) for field, value in news.items()]
    line.changes = [Change(field, "", value) for field, value in news.items()]
    line.verdict = Verdict.MERGED if news else Verdict.IGNORED
    line.fields, line.organisation_id, line.restores = {}, None, False
    line.alike = [{"id": None, "line": earlier.number, "name": earlier.name, "why": reasons}]
    line.reason = (
        _("même organisation qu'à la ligne %(line)s : %(why)s.") % {"line": earlier.number, "why": enumeration(reasons)}
        if reasons
        else _("même organisation qu'à la ligne %(line)s.") % {"line": earlier.number}
    )


def _join_alike(lines: list[Line], choices: Mapping[str, str], known: Known, heard: Heard) -> None:
    """New lines that surely name one organisation are joined; those that may are asked about."""
    fresh = [line for line in lines if line.verdict == Verdict.CREATED and choices.get(str(line.number)) != CREATE]
    sheets = [sheet for sheet in known.sheets if not sheet.is_archived]
    bodies = [body(sheet) for sheet in sheets] + [body(line.fields) for line in fresh]
    pairs = analyses.find_alike(bodies, known=len(sheets), progress=heard)
    between = {(pair.first, pair.second): pair for pair in pairs}
    count = len(sheets)
    for group in analyses.join_alike(bodies, pairs):
        homes = [rank for rank in group if rank < count]
        head = next(rank for rank in group if rank >= count)
        for rank in group:
            if rank < count:
                continue
            line = fresh[rank - count]
            met = [between[home, rank] for home in homes if (home, rank) in between]
            if homes:
                best = max(met, key=lambda pair: pair.points) if met else None
                home = sheets[best.first if best else homes[0]]
                reasons = analyses.why(best) if best else [_("comme une autre ligne du fichier")]
                _become(line, _complete_sheet(line.number, line.cells, line.fields, home, reasons, line.remarks))
                line.alike = [{"id": home.pk, "line": None, "name": home.name, "why": reasons}]
            elif rank != head:
                pair = between.get((head, rank))
                reasons = analyses.why(pair) if pair else [_("comme une autre ligne du fichier")]
                earlier = fresh[head - count]
                _complete_line(earlier, line, reasons, known)
    for pair in pairs:
        line = fresh[pair.second - count]
        if line.verdict == Verdict.CREATED and len(line.alike) < MOST_ALIKE:
            line.alike.append(_resembled(pair, sheets, fresh) | {"why": analyses.why(pair)})
            line.asks = True


def _resembled(pair: Any, sheets: list[Organisation], fresh: list[Line]) -> dict[str, Any]:
    if pair.first < len(sheets):
        sheet = sheets[pair.first]
        return {"id": sheet.pk, "line": None, "name": sheet.name}
    line = fresh[pair.first - len(sheets)]
    return {"id": None, "line": line.number, "name": line.name}


def _become(line: Line, other: Line) -> None:
    line.verdict, line.reason, line.changes = other.verdict, other.reason, other.changes
    line.fields, line.organisation_id = other.fields, other.organisation_id
