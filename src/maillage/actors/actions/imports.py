"""Files brought in: kept to be mapped, applied all at once or not at all, undone later."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Row, Table, read_table

from .. import columns, permissions, queries
from ..enums import Verdict
from ..files import inclusion
from ..models import Import, Organisation
from ..plans import Line, Plan, plan_import
from .organisations import with_usual_place

MOST_ROWS = 20_000
BATCH = 500
NEXT = {
    Import.Status.TO_MAP: {Import.Status.APPLIED},
    Import.Status.APPLIED: {Import.Status.UNDONE},
    Import.Status.UNDONE: {Import.Status.APPLIED},
}


def read_file(content: bytes, file_name: str) -> Table:
    """The table in an uploaded file; Refusal when it is too large, empty, or is no table."""
    if len(content) <= settings.LARGEST_UPLOAD and inclusion.is_one(content):
        return inclusion.read_structures(content, MOST_ROWS)
    return read_table(content, file_name, most_bytes=settings.LARGEST_UPLOAD, most_rows=MOST_ROWS)


def table_of(brought: Import) -> Table:
    """The rows kept with an import, as they were read."""
    return Table(brought.columns, [Row(line, values) for line, values in brought.rows])


@transaction.atomic
def keep_upload(*, space: Space, file_name: str, table: Table, by: User) -> Import:
    """Keep the rows of a file until somebody says what its columns hold. Earlier unfinished uploads leave."""
    permissions.check(by, space, permissions.IMPORT)
    Import.objects.in_space(space).filter(status=Import.Status.TO_MAP, by=by).delete()
    return Import.objects.create(
        space=space,
        file_name=Path(file_name).name[:200],
        columns=table.columns,
        rows=[[row.line, row.values] for row in table.rows],
        mapping=columns.propose_mapping(table.columns, remembered_mapping(space)),
        by=by,
    )


def remembered_mapping(space: Space) -> dict[str, str]:
    """How columns were mapped last time in this space."""
    done = Import.objects.in_space(space).exclude(status=Import.Status.TO_MAP)
    return done.values_list("mapping", flat=True).first() or {}


@transaction.atomic
def map_columns(*, brought: Import, mapping: dict[str, str], by: User) -> Import:
    """Say what each column holds (field → column name); the preview follows."""
    permissions.check(by, brought.space, permissions.IMPORT)
    if brought.status == Import.Status.APPLIED:
        raise Refusal(_("Cet import est déjà fait : annulez-le avant de relier les colonnes autrement."))
    twice = next((name for name in mapping.values() if list(mapping.values()).count(name) > 1), None)
    if twice:
        raise Refusal(_("La colonne « %(name)s » est reliée deux fois : choisissez.") % {"name": twice})
    brought.mapping = {field: name for field, name in mapping.items() if field in columns.BY_FIELD}
    brought.save(update_fields=["mapping"])
    return brought


@transaction.atomic
def apply_import(*, brought: Import, by: User, expected_fingerprint: str | None = None) -> Plan:
    """Do what the preview said: everything in one transaction, or nothing.

    ``expected_fingerprint`` is the plan that the person read; if the directory changed since, nothing is written.
    """
    permissions.check(by, brought.space, permissions.IMPORT)
    brought = _locked(brought)
    _move(brought, Import.Status.APPLIED)
    plan = plan_import(brought.space, table_of(brought), brought.mapping)
    if expected_fingerprint not in (None, plan.fingerprint):
        raise Refusal(_("L'annuaire a changé depuis l'aperçu : relisez ce que l'import ferait, puis confirmez."))
    if not plan.writes:
        raise Refusal(_("Cet import ne créerait ni ne modifierait rien : corrigez le fichier ou les colonnes."))
    try:
        with transaction.atomic():
            brought.created_ids = _create(brought.space, plan.of(Verdict.CREATED))
            brought.changed = _change(brought.space, plan.of(Verdict.CHANGED))
    except IntegrityError:
        raise Refusal(_("Deux lignes portent le même SIRET : rien n'a été importé. Corrigez le fichier.")) from None
    brought.counts, brought.at, brought.by = plan.counts, timezone.now(), by
    brought.columns, brought.rows = _without_unmapped(brought)
    brought.save()
    journal.record("organisation.import_applied", by=by, about=brought, **plan.counts)
    return plan


@transaction.atomic
def undo_import(*, brought: Import, by: User) -> int:
    """Archive what the import created, give back what it changed; returns how many sheets were touched.

    A field that somebody edited since keeps the newer words.
    """
    permissions.check(by, brought.space, permissions.IMPORT)
    brought = _locked(brought)
    _move(brought, Import.Status.UNDONE)
    organisations = Organisation.objects.in_space(brought.space)
    touched = []
    for organisation in organisations.filter(pk__in=brought.created_ids, archived_at=None):
        organisation.archived_at = timezone.now()
        touched.append(organisation)
    before = {change["id"]: change for change in brought.changed}
    for organisation in organisations.filter(pk__in=before).prefetch_related("tags", "sites"):
        _give_back(organisation, before[organisation.pk])
        touched.append(organisation)
    _refuse_siret_taken_meanwhile(brought.space, touched)
    _update(touched, {"archived_at", *(name for change in brought.changed for name in change["before"])})
    brought.save(update_fields=["status"])
    journal.record("organisation.import_undone", by=by, about=brought)
    return len(touched)


def import_file(
    path: str | Path, space: Space, by: User, mapping: dict[str, str] | None = None, apply: bool = False
) -> Plan:
    """Read a file, plan, and write only if ``apply``. ``plan.summary()`` says what was or would be done.

    ``mapping`` is field → column name; by default the columns are recognised by their names.
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
    chosen = mapping or columns.propose_mapping(table.columns, remembered_mapping(space))
    return import_rows(space=space, by=by, file_name=file.name, table=table, mapping=chosen, apply=apply)


@transaction.atomic
def import_rows(
    *, space: Space, by: User, file_name: str, table: Table, mapping: dict[str, str], apply: bool = True
) -> Plan:
    """Plan the rows of a table, and apply them at once if asked."""
    permissions.check(by, space, permissions.IMPORT)
    if not apply:
        return plan_import(space, table, mapping)
    brought = keep_upload(space=space, file_name=file_name, table=table, by=by)
    return apply_import(brought=map_columns(brought=brought, mapping=mapping, by=by), by=by)


def _locked(brought: Import) -> Import:
    """Read again and held until the end: two clicks do not import twice."""
    return Import.objects.select_for_update().select_related("space").get(pk=brought.pk)


def _move(brought: Import, status: str) -> None:
    if status not in NEXT[brought.status]:
        raise Refusal(
            _("Cet import est déjà fait.") if status == Import.Status.APPLIED else _("Cet import est déjà annulé.")
        )
    brought.status = status


def _create(space: Space, lines: list[Line]) -> list[int]:
    organisations = [Organisation(space=space, **with_usual_place(line.fields)) for line in lines]
    for organisation in organisations:
        organisation.siren = organisation.siren or organisation.siret[:9]
        organisation.search_text = queries.search_text(organisation)
    return [made.pk for made in Organisation.objects.bulk_create(organisations, batch_size=BATCH)]


def _change(space: Space, lines: list[Line]) -> list[dict[str, Any]]:
    """Write the changes; returns what each field was before and became."""
    organisations = Organisation.objects.in_space(space).prefetch_related("tags", "sites")
    known = organisations.in_bulk([line.organisation_id for line in lines])
    trace = []
    for line in lines:
        organisation = known[line.organisation_id]
        before = {name: getattr(organisation, name) for name in line.fields}
        for name, value in line.fields.items():
            setattr(organisation, name, value)
        trace.append({"id": organisation.pk, "before": before, "after": line.fields, "restored": line.restores})
        if line.restores:
            organisation.archived_at = None
    _update(list(known.values()), {"archived_at", *(name for line in lines for name in line.fields)})
    return trace


def _give_back(organisation: Organisation, change: dict[str, Any]) -> None:
    for name, value in change["before"].items():
        if getattr(organisation, name) == change["after"][name]:
            setattr(organisation, name, value)
    if change["restored"] and not organisation.is_archived:
        organisation.archived_at = timezone.now()


def _update(organisations: list[Organisation], names: set[str]) -> None:
    for organisation in organisations:
        organisation.version += 1
        organisation.changed_at = timezone.now()
        organisation.siren = organisation.siret[:9] or organisation.siren
        organisation.search_text = queries.search_text(organisation)
    if organisations:
        Organisation.objects.bulk_update(
            organisations, sorted(names | {"version", "search_text", "changed_at", "siren"}), batch_size=BATCH // 5
        )


def _refuse_siret_taken_meanwhile(space: Space, touched: list[Organisation]) -> None:
    back = {each.siret: each.pk for each in touched if each.siret and not each.is_archived}
    others = Organisation.objects.in_space(space).current().filter(siret__in=back).exclude(pk__in=back.values())
    taken = others.first()
    if taken:
        raise Refusal(
            _(
                "« %(name)s » a pris entre-temps un SIRET que cette annulation rendrait à une autre fiche : "
                "archivez-la d'abord."
            )
            % {"name": taken}
        )


def _without_unmapped(brought: Import) -> tuple[list[str], list]:
    """Once applied, only the columns that were used are kept: nobody's telephone stays here by accident."""
    kept = [index for index, name in enumerate(brought.columns) if name in brought.mapping.values()]
    rows = [[line, [values[index] for index in kept]] for line, values in brought.rows]
    return [brought.columns[index] for index in kept], rows
