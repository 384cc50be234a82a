"""Files brought in: kept to be mapped and corrected, compared, applied all at once or not at all.

An import that is asked for waits in the database with the status of what remains to do; a short one is done on the
spot, a long one by a worker (see ``tasks``). Nothing is written in the directory before one last transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Table, read_table
from maillage.toolkit.words import folded

from .. import columns, permissions
from ..analyses.doubles import mark
from ..files import inclusion
from ..models import Import, ImportLine, KnownColumn
from ..plans import Plan, compare_rows, plan_import
from ..plans.comparing import LEAVE, cells_of
from .writing import write

MOST_ROWS = 150_000
AT_ONCE = 1_500  # lines that a page can wait for
KEPT_NAME = 200
STEP = 1_000
Status = Import.Status


def read_file(content: bytes, file_name: str) -> Table:
    """The table in an uploaded file; Refusal when it is too large, empty, or is no table."""
    if len(content) <= settings.LARGEST_UPLOAD and inclusion.is_one(content):
        return inclusion.read_structures(content, MOST_ROWS)
    return read_table(content, file_name, most_bytes=settings.LARGEST_UPLOAD, most_rows=MOST_ROWS)


@transaction.atomic
def keep_upload(
    *,
    space: Space,
    file_name: str,
    table: Table,
    by: User,
    origin: str = "",
    mapping: Mapping[str, str] | None = None,
) -> Import:
    """Keep the rows of a file and compare them if its columns are recognised. Earlier unfinished uploads leave."""
    permissions.check(by, space, permissions.IMPORT)
    unfinished = Import.objects.in_space(space).filter(by=by, status__in=[Status.TO_MAP, Status.READY])
    unfinished.delete()
    brought = Import(
        space=space,
        file_name=Path(file_name).name[:KEPT_NAME],
        origin=origin,
        how=table.how[:KEPT_NAME],
        notes=table.notes,
        columns=table.columns,
        mapping=dict(mapping or columns.propose_mapping(table.columns, known_columns(space))),
        total=len(table.rows),
        by=by,
    )
    brought.rows = [(row.line, row.values) for row in table.rows]
    if origin:
        brought.choices = _left_before(brought)
    brought.save()
    if "name" in brought.mapping:
        ask_to_compare(brought)
    return brought


def _left_before(brought: Import) -> dict[str, str]:
    """Bodies of a public directory that were left aside last time are left aside again, until somebody takes them."""
    last = Import.objects.in_space(brought.space).filter(origin=brought.origin, status=Status.APPLIED).first()
    if last is None:
        return {}
    numbers = [int(number) for number, choice in last.choices.items() if choice == LEAVE]
    left = [_who(cells) for cells in last.lines.filter(number__in=numbers).values_list("cells", flat=True)]
    return {str(number): LEAVE for number, said in cells(brought) if _who(said) in left}


def _who(said: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(said.get(field, "") for field in ("name", "siret", "uai", "commune"))


def known_columns(space: Space) -> dict[str, str]:
    """How this space named its columns before: folded name → field, '' for those that were left aside."""
    return dict(KnownColumn.objects.in_space(space).values_list("name", "field"))


@transaction.atomic
def map_columns(*, brought: Import, mapping: Mapping[str, str], by: User, filled: list[str] | None = None) -> Import:
    """Say what each column holds (field → column name), remembered for the next file; the preview follows.

    ``filled``: fields whose empty cells repeat the one above, as merged cells do once saved in a CSV.
    """
    permissions.check(by, brought.space, permissions.IMPORT)
    brought = _still_open(brought)
    twice = next((name for name in mapping.values() if list(mapping.values()).count(name) > 1), None)
    if twice:
        raise Refusal(_("La colonne « %(name)s » est reliée deux fois : choisissez.") % {"name": twice})
    brought.mapping = {field: name for field, name in mapping.items() if field in columns.BY_FIELD}
    brought.filled = [field for field in filled or [] if field in brought.mapping and field != "name"]
    if not brought.origin:
        _remember_columns(brought)
    if "name" in brought.mapping:
        ask_to_compare(brought)
    else:
        brought.status = Status.TO_MAP
        brought.save(update_fields=["mapping", "filled", "status"])
    return brought


def _remember_columns(brought: Import) -> None:
    held = {name: field for field, name in brought.mapping.items()}
    KnownColumn.objects.bulk_create(
        [
            KnownColumn(space=brought.space, name=name, field=field)
            for name, field in {folded(each)[:KEPT_NAME]: held.get(each, "") for each in brought.columns}.items()
        ],
        update_conflicts=True,
        unique_fields=["space", "name"],
        update_fields=["field"],
    )


@transaction.atomic
def correct_lines(
    *, brought: Import, by: User, given: Mapping[int, Mapping[str, str]], choices: Mapping[int, str] | None = None
) -> Import:
    """Write other words in the cells of some lines, or choose what becomes of them; all is compared again.

    ``given``: line number → {field: text}. ``choices``: line number → "create", "leave", "line-12", the id of a sheet
    to complete, or '' for what the comparison proposes.
    """
    permissions.check(by, brought.space, permissions.IMPORT)
    brought = _still_open(brought)
    for number, cells in given.items():
        known = {field: text for field, text in cells.items() if field in columns.BY_FIELD}
        brought.given[str(number)] = brought.given.get(str(number), {}) | known
    for number, choice in (choices or {}).items():
        brought.choices.pop(str(number), None)
        if choice:
            brought.choices[str(number)] = choice
    ask_to_compare(brought)
    return brought


@transaction.atomic
def apply_import(*, brought: Import, by: User, expected_fingerprint: str | None = None) -> Import:
    """Do what the preview said: everything in one transaction, or nothing.

    ``expected_fingerprint`` is the plan that the person read; if the directory changed since, nothing is written.
    """
    permissions.check(by, brought.space, permissions.IMPORT)
    brought = locked(brought)
    if brought.status not in {Status.READY, Status.UNDONE}:
        raise Refusal(
            _("Cet import est déjà fait.")
            if brought.status == Status.APPLIED
            else _("Cet import n'est pas prêt : attendez la fin de la comparaison.")
        )
    if expected_fingerprint not in (None, brought.fingerprint):
        raise Refusal(_("L'annuaire a changé depuis l'aperçu : relisez ce que l'import ferait, puis confirmez."))
    if brought.status == Status.UNDONE:
        brought.mark = brought.fingerprint = ""  # compared anew before it is written
    elif not brought.writes:
        raise Refusal(_("Cet import ne créerait ni ne modifierait rien : corrigez le fichier ou les colonnes."))
    brought.by, brought.language = by, get_language()
    _wait(brought, Status.APPLYING)
    if brought.total <= AT_ONCE:
        brought = write(brought, compare)
        if brought.status != Status.APPLIED:
            raise Refusal(brought.fault)
    return brought


def ask_to_compare(brought: Import) -> None:
    """Compare now what is short; leave what is long to a worker."""
    brought.language = get_language()
    _wait(brought, Status.COMPARING)
    if brought.total <= AT_ONCE:
        compare(brought)


def compare(brought: Import, heard: Callable[[float], None] | None = None, *, then: str = Status.READY) -> Plan:
    """Work out what becomes of each line and keep it beside the file; the import is ``then`` to be read."""
    seen = mark(brought.space)
    plan = compare_rows(brought.space, cells(brought), brought.choices, heard)
    _keep_plan(brought, plan, seen, then, heard)
    return plan


def _keep_plan(brought: Import, plan: Plan, seen: str, then: str, heard: Callable[[float], None] | None = None) -> None:
    # Once the file is no longer kept, the lines are all there is: they are replaced whole or not at all.
    with nullcontext() if brought.content else transaction.atomic():
        _keep_lines(brought, plan, heard)
    brought.mark, brought.fingerprint = seen, plan.fingerprint
    brought.counts = plan.counts | {"asks": plan.asks, "writes": plan.writes}
    brought.status, brought.fault = then, ""
    brought.save(update_fields=["mark", "fingerprint", "counts", "status", "fault"])


def _keep_lines(brought: Import, plan: Plan, heard: Callable[[float], None] | None) -> None:
    ImportLine.objects.filter(brought=brought).delete()
    for start in range(0, len(plan.lines), STEP):
        ImportLine.objects.bulk_create([_kept(brought, line) for line in plan.lines[start : start + STEP]])
        if heard and brought.content:
            heard(0.9 + 0.1 * start / len(plan.lines))


def cells(brought: Import) -> list[tuple[int, dict[str, str]]]:
    """What each line says: from the file as long as it is kept, then from the lines."""
    if brought.content:
        return cells_of(brought.columns, brought.rows, brought.mapping, brought.filled, brought.given)
    return [tuple(line) for line in brought.lines.order_by("number").values_list("number", "cells")]


def import_file(
    path: str | Path,
    space: Space,
    by: User,
    mapping: dict[str, str] | None = None,
    apply: bool = False,
    heard: Callable[[float], None] | None = None,
) -> Plan:
    """Read a file, plan, and if ``apply`` write all of it or nothing. ``plan.summary()`` says what was or would be.

    ``mapping`` is field → column name; by default the columns are recognised by their names. ``heard`` is told the
    share of the comparison that is done, from 0 to 1.
    """
    file = Path(path)
    try:
        too_large = file.stat().st_size > settings.LARGEST_UPLOAD
        content = b"" if too_large else file.read_bytes()
    except OSError as error:
        raise Refusal(_("« %(path)s » ne s'ouvre pas : %(why)s.") % {"path": path, "why": error.strerror}) from None
    if too_large:
        raise Refusal(
            _("Le fichier pèse plus de %(most)s Mo : gardez les colonnes utiles, ou coupez-le.")
            % {"most": settings.LARGEST_UPLOAD // 2**20}
        )
    table = read_file(content, file.name)
    chosen = mapping or columns.propose_mapping(table.columns, known_columns(space))
    permissions.check(by, space, permissions.IMPORT)
    # The comparison is most of the work and writes nothing: it is done before the transaction, which locks SQLite.
    seen, plan = mark(space), plan_import(space, table, chosen, heard)
    if not apply:
        return plan
    brought = Import(space=space, file_name=file.name[:KEPT_NAME], columns=table.columns, mapping=chosen, by=by)
    brought.total, brought.language = len(table.rows), get_language()
    brought.rows = [(row.line, row.values) for row in table.rows]
    return _apply_plan(brought, plan, seen)


@transaction.atomic
def _apply_plan(brought: Import, plan: Plan, seen: str) -> Plan:
    """Keep the plan and write it; worked out again if the directory changed since it was ``seen``."""
    brought.save()
    if mark(brought.space) != seen:
        plan = compare(brought, then=Status.APPLYING)
    else:
        _keep_plan(brought, plan, seen, Status.APPLYING)
    if not plan.writes:
        raise Refusal(_("Cet import ne créerait ni ne modifierait rien : corrigez le fichier ou les colonnes."))
    _remember_columns(brought)
    if write(brought, compare).status != Status.APPLIED:
        raise Refusal(brought.fault)
    return plan


def locked(brought: Import) -> Import:
    """Read again and held until the end: two clicks do not import twice."""
    return Import.objects.select_for_update().select_related("space").get(pk=brought.pk)


def _still_open(brought: Import) -> Import:
    brought = locked(brought)
    if brought.status == Status.APPLIED:
        raise Refusal(_("Cet import est déjà fait : annulez-le avant de le changer."))
    if brought.is_working:
        raise Refusal(_("La comparaison est en cours : attendez qu'elle finisse."))
    if not brought.content:
        raise Refusal(_("Le fichier de cet import n'est plus gardé : importez-le de nouveau pour le corriger."))
    return brought


def _wait(brought: Import, status: str) -> None:
    brought.status, brought.done, brought.fault = status, 0, ""
    brought.taken_at, brought.taken_by = None, ""
    brought.save()


def _kept(brought: Import, line) -> ImportLine:
    return ImportLine(
        brought=brought,
        number=line.number,
        cells=line.cells,
        name=line.name[:KEPT_NAME],
        verdict=line.verdict,
        fields=line.fields,
        organisation_id=line.organisation_id,
        restores=line.restores,
        changes=[[change.field, change.before, change.after] for change in line.changes],
        reason=line.reason,
        remarks=line.remarks,
        faults=line.faults,
        alike=line.alike,
        asks=line.asks,
    )
