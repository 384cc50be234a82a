"""One change made on many sheets at once: all of them or none, and undone later."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from .. import permissions, places, queries, served
from ..bulk import DEEDS, Deed
from ..models import BulkChange, Organisation, Tag
from .organisations import find_tags

MOST_AT_ONCE = 20_000
BATCH = 400


@transaction.atomic
def change_many(*, space: Space, chosen: dict[int, int], deed: str, by: User, value: str = "") -> BulkChange:
    """Do one deed of ``bulk.DEEDS`` on the sheets ``chosen`` (key → the version that the person read).

    Nothing is written if one of them was edited or archived meanwhile. Sheets that already are as asked are left.
    """
    permissions.check(by, space, permissions.CHANGE_MANY)
    organisations = _read(space, chosen)
    done = DEEDS.get(deed)
    if done is None:
        raise Refusal(_("Choisissez ce que vous voulez faire des fiches cochées."))
    pairs = list(_planned(done, organisations, value, space, by))
    if not pairs:
        raise Refusal(_("Ces fiches sont déjà ainsi : rien à changer."))
    change = BulkChange(space=space, deed=deed, value=value[:60], by=by)
    change.changed = [
        {"id": organisation.pk, "before": before, "after": after} for organisation, before, after in pairs
    ]
    _write(space, {organisation.pk: after for organisation, _before, after in pairs}, chosen)
    Tag.objects.in_space(space).filter(organisations=None).delete()
    change.save()
    journal.record("organisation.many_changed", by=by, about=change, space=space, number=len(pairs), deed=_source(done))
    return change


@transaction.atomic
def undo_change(*, change: BulkChange, by: User) -> int:
    """Give each sheet back what it had, unless somebody changed that since; returns how many were given back."""
    permissions.check(by, change.space, permissions.CHANGE_MANY)
    change = BulkChange.objects.select_for_update().select_related("space").get(pk=change.pk)
    if change.undone_at:
        raise Refusal(_("Ce changement est déjà annulé."))
    lines = {line["id"]: line for line in change.changed}
    back, versions = {}, {}
    for organisation in _in_batches(Organisation.objects.in_space(change.space), list(lines)):
        line = lines[organisation.pk]
        same = {name: old for name, old in line["before"].items() if _now(organisation, name) == line["after"][name]}
        if same:
            back[organisation.pk], versions[organisation.pk] = same, organisation.version
    _refuse_taken_sirets(change.space, [key for key, fields in back.items() if "archived_at" in fields])
    _write(change.space, back, versions)
    Tag.objects.in_space(change.space).filter(organisations=None).delete()
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    journal.record("organisation.many_undone", by=by, about=change, space=change.space, number=len(back))
    return len(back)


def _read(space: Space, chosen: dict[int, int]) -> list[Organisation]:
    if not chosen:
        raise Refusal(_("Cochez au moins une fiche."))
    if len(chosen) > MOST_AT_ONCE:
        raise Refusal(_("Au plus %(most)s fiches à la fois : filtrez la liste.") % {"most": MOST_AT_ONCE})
    found = list(_in_batches(Organisation.objects.in_space(space).current(), list(chosen)))
    stale = [organisation for organisation in found if organisation.version != chosen[organisation.pk]]
    if stale or len(found) < len(chosen):
        raise Refusal(
            _("« %(name)s » a changé depuis que vous avez ouvert la liste : rien n'a été écrit. Rechargez-la.")
            % {"name": stale[0] if stale else _("Une fiche")}
        )
    return found


def _in_batches(organisations, keys: list[int]) -> Iterator[Organisation]:
    light = organisations.defer("search_text", "private_text", "description", "note").prefetch_related("tags")
    for batch in _batches(keys):
        yield from light.filter(pk__in=batch)


Planned = tuple[Organisation, dict[str, Any], dict[str, Any]]


def _planned(deed: Deed, organisations: list[Organisation], value: str, space: Space, by: User) -> Iterable[Planned]:
    """Each sheet that changes, with its fields before and after."""
    after_of = _after(deed, value, space, by)
    for organisation in organisations:
        after = after_of(organisation)
        before = {name: _now(organisation, name) for name in after}
        if before != after:
            yield organisation, before, after


def _after(deed: Deed, value: str, space: Space, by: User) -> Callable[[Organisation], dict[str, Any]]:
    if deed.code in {"add_tag", "remove_tag"}:
        return _tagging(deed.code, value, space)
    if deed.code == "confirm":
        today = timezone.localdate().isoformat()
        return lambda organisation: {"confirmed_on": today, "confirmed_by": str(by)[:120]}
    if deed.code == "archive":
        permissions.check(by, space, permissions.ARCHIVE)
        now = timezone.now().isoformat()
        return lambda organisation: {"archived_at": now}
    if deed.code == "served":
        if not value.strip():
            raise Refusal(_("Écrivez la zone desservie à ajouter."))
        area = served.read(value, places.perimeter_codes(space))
        return lambda organisation: {
            "served_areas": served.packed([*filter(None, (organisation.served_areas + area).split("|"))])
        }
    if value not in dict(deed.choices):
        raise Refusal(_("Choisissez une valeur dans la liste."))
    if deed.code == "family":  # the second family is another one
        return lambda organisation: {
            "family": value,
            "second_family": "" if organisation.second_family == value else organisation.second_family,
        }
    return lambda organisation: {deed.field: value}


def _tagging(code: str, value: str, space: Space) -> Callable[[Organisation], dict[str, Any]]:
    tags = find_tags(space, [value])
    if not tags:
        raise Refusal(_("Écrivez l'étiquette."))
    name = tags[0].name
    if code == "add_tag":
        return lambda organisation: {"tags": sorted({*_now(organisation, "tags"), name})}
    return lambda organisation: {"tags": sorted({*_now(organisation, "tags")} - {name})}


def _now(organisation: Organisation, name: str) -> Any:
    if name == "tags":
        return sorted(tag.name for tag in organisation.tags.all())
    value = getattr(organisation, name)
    return value.isoformat() if hasattr(value, "isoformat") else value


FOUND_BY = frozenset({"tags", "served_areas"})  # what is among the words by which a sheet is found


def _write(space: Space, fields_of: dict[int, dict[str, Any]], versions: dict[int, int]) -> None:
    """Claim every sheet, then write its fields (key → field → value) and the words by which it is found."""
    _claim(versions, list(fields_of))
    _put_tags(space, {key: fields["tags"] for key, fields in fields_of.items() if "tags" in fields})
    alike: dict[str, list[int]] = defaultdict(list)
    for key, fields in fields_of.items():
        written = {name: value for name, value in fields.items() if name != "tags"}
        if written:
            alike[json.dumps(written, sort_keys=True)].append(key)
    organisations = Organisation.objects.in_space(space)
    for written, keys in alike.items():
        for batch in _batches(keys):
            organisations.filter(pk__in=batch).update(**json.loads(written))
    if any(FOUND_BY & fields.keys() for fields in fields_of.values()):
        _refold(organisations, list(fields_of))


def _refold(organisations, keys: list[int]) -> None:
    for batch in _batches(keys):
        found = list(organisations.filter(pk__in=batch).prefetch_related("tags", "sites"))
        for organisation in found:
            organisation.search_text = queries.search_text(organisation)
        Organisation.objects.bulk_update(found, ["search_text"], batch_size=BATCH // 4)


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _claim(versions: dict[int, int], keys: list[int]) -> None:
    """Take the next version of all of them, or refuse: as ``Versioned.claim``, in few statements."""
    by_version: dict[int, list[int]] = defaultdict(list)
    for key in keys:
        by_version[versions[key]].append(key)
    for version, same in by_version.items():
        for batch in _batches(same):
            unread = Organisation.objects.filter(pk__in=batch, version=version)
            if unread.update(version=version + 1, changed_at=timezone.now()) != len(batch):
                raise Refusal(
                    _("Une fiche vient d'être modifiée par quelqu'un d'autre : rien n'a été écrit. Rechargez la liste.")
                )


def _put_tags(space: Space, names_of: dict[int, list[str]]) -> None:
    """Give each sheet (key) these tags and no other, in few statements."""
    if not names_of:
        return
    every = {name for names in names_of.values() for name in names}
    tags = {name: find_tags(space, [name])[0].pk for name in every}
    carried = Organisation.tags.through
    for batch in _batches(list(names_of)):
        carried.objects.filter(organisation_id__in=batch).delete()
        carried.objects.bulk_create(
            carried(organisation_id=key, tag_id=tags[name]) for key in batch for name in names_of[key]
        )


def _refuse_taken_sirets(space: Space, keys: list[int]) -> None:
    """What comes back from the archives must not carry a SIRET that another sheet took meanwhile."""
    organisations = Organisation.objects.in_space(space)
    back = organisations.filter(pk__in=keys).exclude(siret="").values_list("siret", flat=True)
    taken = organisations.current().filter(siret__in=back).exclude(pk__in=keys).first()
    if taken:
        raise Refusal(
            _("« %(name)s » a pris entre-temps le SIRET d'une fiche archivée : archivez-la d'abord.") % {"name": taken}
        )


def _source(deed: Deed) -> str:
    """The French words of a deed: the journal translates them when it is read."""
    with override("fr"):
        return str(deed.label)
