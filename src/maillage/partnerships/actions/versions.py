"""Versions of the grid and of the typology: drafted, put in service, or given up. What has served is never edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from .. import grid, permissions, queries, typology
from ..drafts import grids, typologies
from ..models import GridVersion, Instruments, TypologyVersion
from ..models.versions import InstrumentVersion
from .records import clean

Words = Mapping[str, Mapping[str, str]]  # language → field → text, as ``drafts.grids.FIELDS`` names them


# --- What a space uses


def grid_to_use(space: Space) -> GridVersion:
    """The space's own version, else the one we ship, written down the first time it serves."""
    return queries.current_grid(space) or _shipped_grid()


def typology_to_use(space: Space) -> TypologyVersion:
    """The same for the typology: a type is never kept without the version it was chosen under."""
    return queries.current_typology(space) or _shipped_typology()


def _shipped_grid() -> GridVersion:
    version, _created = GridVersion.objects.get_or_create(
        space=None,
        number=grid.VERSION,
        defaults={"criteria": grid.shipped()["criteria"], "sealed_at": timezone.now()},
    )
    return version


def _shipped_typology() -> TypologyVersion:
    version, _created = TypologyVersion.objects.get_or_create(
        space=None,
        number=typology.VERSION,
        defaults={"content": typology.shipped_content(), "sealed_at": timezone.now()},
    )
    return version


# --- A draft of the grid


@transaction.atomic
def draft_grid(*, space: Space, source: GridVersion | None = None, note: str = "", by: User) -> GridVersion:
    """Copy a version into a draft, the one in service by default. A space has one draft at a time."""
    spaces.check(by, space, permissions.PREPARE_VERSIONS)
    source = source if source and source.pk else grid_to_use(space) if source is None else _shipped_grid()
    _check_source(source, space)
    fields = {"criteria": source.criteria, "switched_off": source.switched_off}
    draft = _open_draft(GridVersion, space, source, note, fields)
    journal.record("grid.drafted", by=by, about=draft, space=space, source=str(source))
    return draft


@transaction.atomic
def import_grid(
    *, space: Space, criteria: Sequence[Mapping], switched_off: Sequence[Mapping] = (), note: str = "", by: User
) -> GridVersion:
    """Make a draft of the criteria that a file holds, or nothing at all."""
    spaces.check(by, space, permissions.PREPARE_VERSIONS)
    _refuse_first(grids.problems(criteria, switched_off))
    fields = {"criteria": grids.in_order(criteria), "switched_off": grids.in_order(switched_off)}
    draft = _open_draft(GridVersion, space, grid_to_use(space), note, fields)
    journal.record("grid.imported", by=by, about=draft, space=space)
    return draft


@transaction.atomic
def reword_criterion(
    *, draft: GridVersion, criterion: str, words: Words, expected_version: int | None = None, by: User
) -> GridVersion:
    """Write a criterion again, in French and perhaps in English; it keeps its id and its dimension."""
    _claim(draft, expected_version, by)
    place, entries = _find(draft, criterion)
    entry = grids.written(criterion, entries[place]["dimension"], words)
    _refuse_first(grids.entry_problems(entry))
    entries[place] = entry
    return _saved(draft)


@transaction.atomic
def add_criterion(
    *, draft: GridVersion, dimension: str, words: Words, expected_version: int | None = None, by: User
) -> GridVersion:
    """Add a criterion of the space's own, last of its dimension; its id (X1, X2…) has never been used here."""
    _claim(draft, expected_version, by)
    entry = grids.written(grids.own_id(queries.every_criterion(draft.space)), dimension, words)
    _refuse_first(grids.entry_problems(entry))
    draft.criteria = grids.in_order([*draft.criteria, entry])
    return _saved(draft)


@transaction.atomic
def remove_criterion(
    *, draft: GridVersion, criterion: str, expected_version: int | None = None, by: User
) -> GridVersion:
    """Take away a criterion of the space's own; those of Maillage are only switched off."""
    _claim(draft, expected_version, by)
    if criterion in grid.RESERVED:
        raise Refusal(_("Un critère de Maillage se désactive, il ne se retire pas : son code reste le sien."))
    place, entries = _find(draft, criterion)
    entries.pop(place)
    return _saved(draft)


@transaction.atomic
def switch_criterion(
    *, draft: GridVersion, criterion: str, on: bool, expected_version: int | None = None, by: User
) -> GridVersion:
    """Ask a criterion, or leave it out of this version with its words kept."""
    _claim(draft, expected_version, by)
    place, entries = _find(draft, criterion)
    target = draft.criteria if on else draft.switched_off
    if entries is not target:
        target.append(entries.pop(place))
        draft.criteria, draft.switched_off = grids.in_order(draft.criteria), grids.in_order(draft.switched_off)
    return _saved(draft)


@transaction.atomic
def move_criterion(
    *, draft: GridVersion, criterion: str, up: bool, expected_version: int | None = None, by: User
) -> GridVersion:
    """One place up or down, among the criteria of its dimension."""
    _claim(draft, expected_version, by)
    place, entries = _find(draft, criterion)
    other = place - 1 if up else place + 1
    if 0 <= other < len(entries) and entries[other]["dimension"] == entries[place]["dimension"]:
        entries[place], entries[other] = entries[other], entries[place]
    return _saved(draft)


# --- A draft of the typology


@transaction.atomic
def draft_typology(*, space: Space, source: TypologyVersion | None = None, note: str = "", by: User) -> TypologyVersion:
    """Copy a version into a draft, the one in service by default. A space has one draft at a time."""
    spaces.check(by, space, permissions.PREPARE_VERSIONS)
    source = source if source and source.pk else typology_to_use(space) if source is None else _shipped_typology()
    _check_source(source, space)
    draft = _open_draft(TypologyVersion, space, source, note, {"content": source.content})
    journal.record("typology.drafted", by=by, about=draft, space=space, source=str(source))
    return draft


@transaction.atomic
def import_typology(*, space: Space, content: Mapping[str, Any], note: str = "", by: User) -> TypologyVersion:
    """Make a draft of what a file holds, or nothing at all."""
    spaces.check(by, space, permissions.PREPARE_VERSIONS)
    _refuse_first(typologies.problems(content))
    draft = _open_draft(TypologyVersion, space, typology_to_use(space), note, {"content": dict(content)})
    journal.record("typology.imported", by=by, about=draft, space=space)
    return draft


@transaction.atomic
def write_typology(
    *, draft: TypologyVersion, content: Mapping[str, Any], expected_version: int | None = None, by: User
) -> TypologyVersion:
    """Write the types, the weights and the thresholds of a draft again."""
    _claim(draft, expected_version, by)
    _refuse_first(typologies.problems(content))
    draft.content = dict(content)
    return _saved(draft)


@transaction.atomic
def add_type(
    *,
    draft: TypologyVersion,
    words: Words,
    profile: Mapping[str, int],
    expected_version: int | None = None,
    by: User,
) -> TypologyVersion:
    """Add a type of the space's own; its id (X1, X2…) has never been used here."""
    _claim(draft, expected_version, by)
    id = typologies.own_id(queries.every_type(draft.space))
    if id is None:
        raise Refusal(_("Neuf types propres ont déjà servi dans cet espace : reformulez l'un d'eux."))
    return _with_types(draft, [*draft.content["types"], typologies.written_type(id, words, profile)])


@transaction.atomic
def remove_type(
    *, draft: TypologyVersion, type_id: str, expected_version: int | None = None, by: User
) -> TypologyVersion:
    """Take a type away. One of Maillage's may come back (``take_back_type``): its id stays its own."""
    _claim(draft, expected_version, by)
    kept = [entry for entry in draft.content["types"] if entry["id"] != type_id]
    if len(kept) == len(draft.content["types"]):
        raise Refusal(_("Le type « %(type)s » n'est pas dans cette version.") % {"type": type_id[:20]})
    return _with_types(draft, kept)


@transaction.atomic
def take_back_type(
    *, draft: TypologyVersion, type_id: str, expected_version: int | None = None, by: User
) -> TypologyVersion:
    """Put a type of Maillage back, with its own words and profile."""
    _claim(draft, expected_version, by)
    found = [deepcopy(entry) for entry in typologies.left_out(draft.content) if entry["id"] == type_id]
    if not found:
        raise Refusal(_("Le type « %(type)s » ne manque pas à cette version.") % {"type": type_id[:20]})
    return _with_types(draft, [*draft.content["types"], *found])


def _with_types(draft: TypologyVersion, types: Sequence[Mapping[str, Any]]) -> TypologyVersion:
    content = {**draft.content, "types": typologies.in_order(types)}
    _refuse_first(typologies.problems(content))
    draft.content = content
    return _saved(draft)


# --- Any draft


@transaction.atomic
def annotate_draft(
    *, draft: InstrumentVersion, note: str, expected_version: int | None = None, by: User
) -> InstrumentVersion:
    """Say in one sentence why this version is made."""
    _claim(draft, expected_version, by)
    draft.note = note.strip()
    return _saved(draft)


@transaction.atomic
def discard_draft(*, draft: InstrumentVersion, by: User) -> None:
    """Give a draft up: nothing of it stays."""
    _claim(draft, None, by)
    journal.record(f"{_kind(draft)}.discarded", by=by, about=draft, space=draft.space)
    draft.delete()


@transaction.atomic
def put_in_service(
    *, space: Space, version: InstrumentVersion, expected_version: int | None = None, by: User
) -> InstrumentVersion:
    """Let a version serve from now on: a draft (sealed, never edited again), or an earlier version taken up again.

    What was read under another version stays as it was read.
    """
    spaces.check(by, space, permissions.PREPARE_VERSIONS)
    is_grid = isinstance(version, GridVersion)
    if version.pk is None:
        version = _shipped_grid() if is_grid else _shipped_typology()
    _check_source(version, space)
    current = grid_to_use(space) if is_grid else typology_to_use(space)
    if version.is_draft:
        _refuse_first(_version_problems(version))
        if version.written == current.written:
            raise Refusal(_("Ce brouillon dit la même chose que la version en service : rien ne changerait."))
        version.claim(expected_version)
        version.sealed_at = timezone.now()
        version.save()
    elif version.pk == current.pk:
        raise Refusal(_("Cette version est déjà en service."))
    instruments, _created = Instruments.objects.select_for_update().get_or_create(space=space)
    setattr(instruments, _kind(version), version)
    instruments.save()
    journal.record(f"{_kind(version)}.in_service", by=by, about=version, space=space)
    return version


def _kind(version: InstrumentVersion) -> str:
    return "grid" if isinstance(version, GridVersion) else "typology"


def _version_problems(version: InstrumentVersion) -> list[str]:
    if isinstance(version, GridVersion):
        return grids.problems(version.criteria, version.switched_off)
    return typologies.problems(version.content)


def _check_source(version: InstrumentVersion, space: Space) -> None:
    if version.space_id not in (None, space.pk):
        raise Refusal(_("Cette version est celle d'un autre espace : demandez-en le fichier, puis importez-le."))


def _open_draft(model, space: Space, source: InstrumentVersion, note: str, fields: dict):
    Space.objects.select_for_update().get(pk=space.pk)
    own = model.objects.filter(space=space)
    if own.drafts().exists():
        raise Refusal(_("Une version est déjà en préparation : terminez-la ou abandonnez-la d'abord."))
    last = own.aggregate(last=Max("number"))["last"] or model.objects.filter(space=None).count() or 1
    draft = model(space=space, number=last + 1, note=note.strip(), based_on=source, **deepcopy(fields))
    clean(draft)
    draft.save()
    return draft


def _claim(draft: InstrumentVersion, expected_version: int | None, by: User) -> None:
    """Only a draft is written, and only as it was read."""
    spaces.check(by, draft.space, permissions.PREPARE_VERSIONS)
    if type(draft).objects.filter(pk=draft.pk).sealed().exists():
        raise Refusal(_("Cette version est en service ou a servi : copiez-la dans un brouillon pour la changer."))
    draft.claim(expected_version)


def _find(draft: GridVersion, criterion: str) -> tuple[int, list]:
    for entries in (draft.criteria, draft.switched_off):
        for place, entry in enumerate(entries):
            if entry["id"] == criterion:
                return place, entries
    raise Refusal(_("Le critère « %(criterion)s » n'est pas dans cette version.") % {"criterion": criterion})


def _refuse_first(problems: Sequence[str]) -> None:
    if problems:
        raise Refusal(problems[0])


def _saved(draft):
    clean(draft)
    draft.save()
    return draft
