"""The one transaction that writes an import, and the one that takes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Count, F, Max, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.journal.models import Entry
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from .. import permissions, queries
from ..analyses.doubles import mark
from ..columns import BY_FIELD
from ..enums import Verdict
from ..models import Import, ImportLine, Organisation, Site
from .organisations import with_usual_place
from .statements import BATCH, Insert, Update

TRACE = ["organisation", "version", "before"]
Status = Import.Status
Heard = Callable[[float], None]


class ChangedMeanwhile(Refusal):
    """The directory is no longer the one that the person read."""

    def __init__(self) -> None:
        super().__init__(_("L'annuaire a changé depuis l'aperçu : relisez ce que l'import ferait, puis confirmez."))


def write(brought: Import, compare: Callable[..., Any], heard: Heard | None = None) -> Import:
    """Write an import that waits to be; it ends applied, or to be read again with the reason in ``fault``.

    ``compare`` works its lines out again when the directory changed since they were.
    """
    read, told = brought.fingerprint, heard or (lambda _share: None)
    if brought.mark != mark(brought.space):
        compare(brought, lambda share: told(share / 2), then=Status.APPLYING)
        if read and brought.fingerprint != read:
            return _to_read_again(brought, str(ChangedMeanwhile()))
    lines = list(brought.lines.filter(Q(verdict=Verdict.CREATED) | Q(organisation__isnull=False)))
    created = [line for line in lines if line.verdict == Verdict.CREATED]
    creation = Insert.of(_new_sheets(brought.space, created, told))
    changes = _changes(brought.space, [line for line in lines if line.organisation_id and _writes(line)])
    told(0.95)
    try:
        with transaction.atomic():
            held = Import.objects.select_for_update().get(pk=brought.pk)
            if held.status != Status.APPLYING or held.taken_by != brought.taken_by:
                return held
            if mark(brought.space) != brought.mark:
                raise ChangedMeanwhile
            if _beside(brought.space) != changes.beside:
                changes = _changes(brought.space, changes.lines)
            changes.sheets.run()
            _keep_trace([*_creation_trace(created, creation.run()), *changes.trace])
            brought.status, brought.fault, brought.at = Status.APPLIED, "", timezone.now()
            brought.columns = list(brought.mapping.values())  # what was not used is not kept
            brought.content, brought.top = b"", []
            brought.taken_at, brought.taken_by, brought.done = None, "", brought.total
            brought.save()
            journal.record("organisation.import_applied", by=brought.by, about=brought, **brought.counts)
    except IntegrityError:
        return _to_read_again(brought, _("Deux lignes portent le même SIRET : rien n'a été importé. Corrigez-les."))
    except ChangedMeanwhile as refusal:
        return _to_read_again(brought, str(refusal))
    return brought


def _to_read_again(brought: Import, fault: str) -> Import:
    brought.status, brought.fault, brought.taken_at, brought.taken_by = Status.READY, fault, None, ""
    brought.save(update_fields=["status", "fault", "taken_at", "taken_by"])
    return brought


def _writes(line: ImportLine) -> bool:
    return line.verdict != Verdict.CREATED and bool(line.fields or line.restores)


def _new_sheets(space: Space, lines: list[ImportLine], heard: Heard) -> list[Organisation]:
    sheets = []
    for rank, line in enumerate(lines):
        sheet = Organisation(space=space, **with_usual_place(line.fields))
        sheet.siren = sheet.siren or sheet.siret[:9]
        sheet.search_text = queries.search_text(sheet)
        sheets.append(sheet)
        if rank % BATCH == 0:
            heard(0.5 + 0.4 * rank / len(lines))
    return sheets


@dataclass(frozen=True, slots=True)
class Changes:
    """What lines change on sheets already there, ready to run: the sheets, and what each line keeps of it."""

    lines: list[ImportLine]
    sheets: Update
    trace: list[list[Any]]
    beside: tuple


def _changes(space: Space, lines: list[ImportLine]) -> Changes:
    """Each line keeps what the fields were. Several lines may speak of one sheet."""
    beside = _beside(space)
    organisations = Organisation.objects.in_space(space).prefetch_related("tags", "sites")
    known = organisations.in_bulk({line.organisation_id for line in lines})
    for line in lines:
        sheet = known[line.organisation_id]
        line.before = {name: getattr(sheet, name) for name in line.fields}
        for name, value in line.fields.items():
            setattr(sheet, name, value)
        if line.restores:
            sheet.archived_at = None
    sheets = sheets_update(known.values(), {"archived_at", *(name for line in lines for name in line.fields)})
    for line in lines:
        line.version = known[line.organisation_id].version
    return Changes(lines, sheets, Update.of(ImportLine, lines, TRACE).rows, beside)


def _beside(space: Space) -> tuple:
    """Changes whenever a site or a tag does: the words kept for searching hold theirs, and no version tells."""
    sites = Site.objects.in_space(space).aggregate(count=Count("pk"), last=Max("pk"), versions=Sum("version"))
    tags = Organisation.tags.through.objects.filter(organisation__space=space)
    return (*sites.values(), *tags.aggregate(count=Count("pk"), last=Max("pk")).values())


def _creation_trace(lines: list[ImportLine], numbers: list[int]) -> Iterable[list[Any]]:
    """What each line keeps of the sheet that it created."""
    like = Update.of(ImportLine, [ImportLine(version=1, before={})], TRACE[1:])
    [[version, before, _none]] = like.rows
    return ([number, version, before, line.pk] for line, number in zip(lines, numbers, strict=True))


def _keep_trace(rows: list[list[Any]]) -> None:
    Update(Update.of(ImportLine, [], TRACE).words, rows).run()


def sheets_update(sheets: Iterable[Organisation], names: Iterable[str]) -> Update:
    """These fields of many sheets, and what is kept from them; each takes its next version."""
    sheets = list(sheets)
    for sheet in sheets:
        sheet.version += 1
        sheet.changed_at = timezone.now()
        sheet.siren = sheet.siret[:9] or sheet.siren
        sheet.search_text = queries.search_text(sheet)
    return Update.of(Organisation, sheets, sorted({*names, "version", "search_text", "changed_at", "siren"}))


# --- Taken back


@dataclass(frozen=True, slots=True)
class Kept:
    """A sheet that somebody touched since the import: what is left as they wrote it, who and when if it is known."""

    organisation: Organisation
    fields: list[str]  # labels; empty for a sheet that the import created
    by: str
    at: Any


@dataclass(frozen=True, slots=True)
class Undoing:
    """What taking an import back does: sheets archived, sheets given back what they said, sheets left alone."""

    archived: int
    given_back: int
    kept: list[Kept]

    @property
    def touched(self) -> int:
        return self.archived + self.given_back


def read_undo(brought: Import, *, also_touched: bool = False) -> Undoing:
    """What ``undo_import`` would do now. Nothing is written."""
    return _undoing(brought, *_sheets_to_undo(brought, also_touched))


@transaction.atomic
def undo_import(*, brought: Import, by: User, also_touched: bool = False) -> Undoing:
    """Archive what the import created, give back what it changed.

    What somebody changed since keeps the newer words and is told; ``also_touched`` archives too the sheets that the
    import created and somebody edited since.
    """
    permissions.check(by, brought.space, permissions.IMPORT)
    brought = Import.objects.select_for_update().select_related("space").get(pk=brought.pk)
    if brought.status != Status.APPLIED:
        raise Refusal(_("Cet import est déjà annulé.") if brought.status == Status.UNDONE else _("Rien à annuler."))
    leaving, touched, changed = _sheets_to_undo(brought, also_touched)
    told = _undoing(brought, leaving, touched, changed)
    back: dict[int, Organisation] = {}
    for line in reversed(changed):  # the last written is the first taken back
        sheet = back.setdefault(line.organisation_id, line.organisation)
        _give_back(sheet, line)
    _refuse_siret_taken_meanwhile(brought.space, list(back.values()), leaving)
    leaving.update(archived_at=timezone.now(), version=F("version") + 1)
    sheets_update(back.values(), {"archived_at", *(name for line in changed for name in line.before)}).run()
    brought.status = Status.UNDONE
    brought.save(update_fields=["status"])
    journal.record("organisation.import_undone", by=by, about=brought)
    return told


def _sheets_to_undo(brought: Import, also_touched: bool) -> tuple[models.QuerySet, list, list[ImportLine]]:
    """Sheets that leave; those created here that somebody touched since and that stay; lines that changed a sheet.

    A hundred thousand sheets may leave: they are counted and archived without being read.
    """
    lines = brought.lines.filter(version__isnull=False, organisation__isnull=False)
    made = lines.filter(verdict=Verdict.CREATED, organisation__archived_at=None)
    untouched = made.filter(version=F("organisation__version"))
    leaving = Organisation.objects.filter(pk__in=(made if also_touched else untouched).values("organisation"))
    touched = made.exclude(version=F("organisation__version")).select_related("organisation").order_by("number")
    changed = lines.exclude(verdict=Verdict.CREATED).select_related("organisation")
    changed = changed.prefetch_related("organisation__tags", "organisation__sites")
    return leaving, [] if also_touched else [line.organisation for line in touched], list(changed)


def _undoing(brought: Import, leaving: models.QuerySet, touched: list[Organisation], changed: list) -> Undoing:
    kept: dict[int, tuple[Organisation, list[str]]] = {sheet.pk: (sheet, []) for sheet in touched}
    for line in changed:
        rewritten = [
            str(BY_FIELD[name].label) for name in line.before if name in BY_FIELD and not _as_written(line, name)
        ]
        if rewritten:
            kept.setdefault(line.organisation_id, (line.organisation, []))[1].extend(rewritten)
    last = _last_entries(brought, kept)
    return Undoing(
        archived=leaving.count(),
        given_back=len(
            {
                line.organisation_id
                for line in changed
                if any(_as_written(line, name) for name in line.before) or line.restores
            }
        ),
        kept=[Kept(sheet, fields, *last.get(pk, ("", None))) for pk, (sheet, fields) in kept.items()],
    )


def _last_entries(brought: Import, sheets: Iterable[int]) -> dict[int, tuple[str, Any]]:
    """Who last touched these sheets after the import, by the journal."""
    entries = Entry.objects.filter(
        space_id=brought.space_id,
        about_kind=Organisation._meta.label_lower,
        about_id__in=list(sheets)[:BATCH],
        at__gte=brought.at,
    ).order_by("at", "pk")
    return {about: (actor, at) for about, actor, at in entries.values_list("about_id", "actor", "at")}


def _as_written(line: ImportLine, name: str) -> bool:
    return getattr(line.organisation, name) == line.fields[name]


def _give_back(sheet: Organisation, line: ImportLine) -> None:
    for name, value in line.before.items():
        if getattr(sheet, name) == line.fields[name]:
            setattr(sheet, name, value)
    if line.restores and not sheet.is_archived:
        sheet.archived_at = timezone.now()


def _refuse_siret_taken_meanwhile(space: Space, back: list[Organisation], leaving: models.QuerySet) -> None:
    numbers = {each.siret: each.pk for each in back if each.siret and not each.is_archived}
    ours = set(numbers.values())
    others = Organisation.objects.in_space(space).current().exclude(siret="").exclude(pk__in=leaving)
    held = others.values_list("pk", "siret", "name") if numbers else []  # read whole: too many to be asked one by one
    taken = next((name for pk, siret, name in held if siret in numbers and pk not in ours), None)
    if taken:
        raise Refusal(
            _(
                "« %(name)s » a pris entre-temps un SIRET que cette annulation rendrait à une autre fiche : "
                "archivez-la d'abord."
            )
            % {"name": taken}
        )
