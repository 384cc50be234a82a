"""Two sheets joined into one, taken apart again, or said to be two organisations for good."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.toolkit.refusals import Refusal

from .. import permissions, places
from ..columns import BY_FIELD
from ..models import Distinct, Merge, Organisation, Site
from .cleaning import full_clean
from .organisations import refresh_words, refuse_taken_siret
from .sites import SITE_FIELDS, add_site

JOINED = (*(field for field in BY_FIELD if field != "name"), "second_family", "served_areas", "note", "name")
NOT_EMPTY = frozenset(["name", "kind", "college", "family", "youth_voice", "is_employer"])
OURS = frozenset(["actors.merge"])
BOTH = frozenset(["note", "description"])
MADE = "made"  # in ``Merge.moved``: a record that the merge itself made
SITE_NAME = 160


@dataclass(frozen=True, slots=True)
class Parted:
    """What taking a merge apart left alone: fields that somebody rewrote since, records that moved on since."""

    fields: list[str]
    records: int


@transaction.atomic
def merge_organisations(
    *,
    kept: Organisation,
    absorbed: Organisation,
    by: User,
    taken: Collection[str] = (),
    as_site: bool = False,
    expected_version: int | None = None,
) -> Merge:
    """Bring all that is on ``absorbed`` onto ``kept``; ``absorbed`` is archived and nothing is deleted.

    An empty field of ``kept`` takes what ``absorbed`` says; so do the fields named in ``taken``. Notes and
    descriptions are put one after the other. ``as_site``: they are one body in two places, so the place of ``absorbed``
    (address, SIRET, telephone) becomes a site of ``kept`` instead of filling its fields.
    """
    permissions.check(by, kept.space, permissions.MERGE)
    _check_two(kept, absorbed)
    kept.claim(expected_version)
    absorbed.claim(None)
    before, after = _joined_fields(kept, absorbed, taken, SITE_FIELDS - {"name"} if as_site else ())
    absorbed.archived_at = timezone.now()
    absorbed.save(update_fields=["archived_at"])
    for name, value in after.items():
        setattr(kept, name, value)
    if kept.second_family == kept.family:
        kept.second_family = ""
    kept.changed_at = timezone.now()
    refuse_taken_siret(kept)
    full_clean(kept)
    kept.save()
    moved, left = _move_all(absorbed, kept)
    if as_site:
        moved.append({"model": "actors.site", "field": MADE, "ids": [_make_site(kept, absorbed, by=by).pk]})
    new_tags = set(absorbed.tags.values_list("pk", flat=True)) - set(kept.tags.values_list("pk", flat=True))
    kept.tags.add(*new_tags)
    moved += [{"model": "actors.tag", "field": "tags", "ids": sorted(new_tags)}] if new_tags else []
    Distinct.objects.filter(first__in=[kept, absorbed], second__in=[kept, absorbed]).delete()
    refresh_words(kept)
    merge = Merge.objects.create(
        space=kept.space, kept=kept, absorbed=absorbed, moved=moved, left=left, before=before, after=after, by=by
    )
    journal.record("organisation.merged", by=by, about=kept, other=absorbed.name)
    return merge


@transaction.atomic
def undo_merge(*, merge: Merge, by: User) -> Parted:
    """Give each sheet back what was its own. Words that somebody wrote since stay, and are told."""
    permissions.check(by, merge.space, permissions.MERGE)
    merge = Merge.objects.select_for_update().select_related("kept", "absorbed", "space").get(pk=merge.pk)
    if merge.undone_at:
        raise Refusal(_("Cette réunion est déjà défaite."))
    kept, absorbed = merge.kept, merge.absorbed
    kept.claim(None)
    absorbed.claim(None)
    rewritten = [name for name, value in merge.after.items() if getattr(kept, name) != value]
    for name, value in merge.before.items():
        if name not in rewritten:
            setattr(kept, name, value)
    kept.changed_at = timezone.now()
    kept.save()
    absorbed.archived_at = None
    refuse_taken_siret(absorbed)
    absorbed.save(update_fields=["archived_at"])
    staying = sum(_move_back(part, kept, absorbed) for part in merge.moved)
    refresh_words(kept)
    refresh_words(absorbed)
    merge.undone_at = timezone.now()
    merge.save(update_fields=["undone_at"])
    journal.record("organisation.unmerged", by=by, about=kept, other=absorbed.name)
    return Parted([str(kept._meta.get_field(name).verbose_name) for name in rewritten], staying)


@transaction.atomic
def set_apart(*, first: Organisation, second: Organisation, by: User) -> Distinct:
    """These are two organisations: the pair is not offered again."""
    permissions.check(by, first.space, permissions.MERGE)
    if first.pk == second.pk or first.space_id != second.space_id:
        raise Refusal(_("Choisissez deux fiches différentes du même espace."))
    one, two = sorted((first, second), key=lambda each: each.pk)
    distinct, _made = Distinct.objects.get_or_create(space=first.space, first=one, second=two, defaults={"by": by})
    return distinct


@transaction.atomic
def forget_apart(*, distinct: Distinct, by: User) -> None:
    """Offer the pair again."""
    permissions.check(by, distinct.space, permissions.MERGE)
    distinct.delete()


def attached(organisation: Organisation, *, seen_by: User) -> int:
    """How many records speak of an organisation (contacts, stakes, ties, seats…), among those this person may read.

    A merge carries all of them; a count that held the pilot's private papers would tell that they exist.
    """
    count = 0
    for relation in _relations():
        records = relation.related_model._default_manager
        if hasattr(records, "visible_to"):  # without a rule of its own, a record is a part of another one
            count += records.visible_to(seen_by).filter(**{relation.field.name: organisation}).count()
    return count


def _check_two(kept: Organisation, absorbed: Organisation) -> None:
    if kept.pk == absorbed.pk or kept.space_id != absorbed.space_id:
        raise Refusal(_("Choisissez deux fiches différentes du même espace."))
    archived = next((each for each in (kept, absorbed) if each.is_archived), None)
    if archived:
        raise Refusal(_("« %(name)s » est dans les archives : reprenez-la d'abord.") % {"name": archived})


def _joined_fields(
    kept: Organisation, absorbed: Organisation, taken: Collection[str], left_out: Collection[str]
) -> tuple[dict, dict]:
    """The fields of ``kept`` that change (never those ``left_out``): as they were, as they become."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name in JOINED:
        mine, theirs = getattr(kept, name), getattr(absorbed, name)
        if name in left_out or theirs in (None, "") or theirs == mine:
            continue
        empty = mine in (None, "") and name not in NOT_EMPTY
        if name in BOTH and mine and name not in taken:
            before[name], after[name] = mine, f"{mine}\n\n{theirs}"
        elif empty or name in taken:
            before[name], after[name] = mine, theirs
    if ("longitude" in after) != ("latitude" in after):  # a point is taken whole
        for name in ("longitude", "latitude"):
            before[name], after[name] = getattr(kept, name), getattr(absorbed, name)
    if "siret" in after and "siren" not in after:
        before["siren"], after["siren"] = kept.siren, after["siret"][:9]
    return before, after


def _make_site(kept: Organisation, absorbed: Organisation, *, by: User) -> Site:
    """The place of ``absorbed`` as a site of ``kept``, named after its commune; Refusal when it says no place."""
    place = places.name_of(absorbed.commune) or absorbed.address
    if not place:
        raise Refusal(_("« %(name)s » ne dit pas où elle est : complétez sa commune d'abord.") % {"name": absorbed})
    name = f"{absorbed.acronym or absorbed.name}, {place}"[-SITE_NAME:]
    if kept.sites.filter(name__iexact=name).exists():
        name = f"{name[-SITE_NAME + 8 :]} ({absorbed.pk})"
    said = {field: getattr(absorbed, field) for field in SITE_FIELDS - {"name"}}
    return add_site(organisation=kept, name=name, by=by, **said)


def _relations() -> list[models.ManyToOneRel]:
    """Every field of every room that names an organisation, but for our own traces."""
    return [
        relation
        for relation in Organisation._meta.related_objects
        if not relation.many_to_many and relation.related_model._meta.label_lower not in OURS
    ]


def _rows(relation: models.ManyToOneRel, organisation: Organisation) -> models.QuerySet:
    return relation.related_model._base_manager.filter(**{relation.field.name: organisation})


def _move_all(source: Organisation, target: Organisation) -> tuple[list[dict], list[dict]]:
    """What moved, and what stayed because ``target`` has the same already."""
    moved, left = [], []
    for relation in _relations():
        gone, stayed = [], []
        for pk in _rows(relation, source).order_by("pk").values_list("pk", flat=True):
            row = relation.related_model._base_manager.filter(pk=pk)
            (gone if _points_to(row, relation.field.name, target) else stayed).append(pk)
        part = {"model": relation.related_model._meta.label_lower, "field": relation.field.name}
        moved += [part | {"ids": gone}] if gone else []
        left += [part | {"ids": stayed}] if stayed else []
    return moved, left


def _points_to(row: models.QuerySet, field: str, organisation: Organisation) -> bool:
    """Whether the row could be changed; not when a constraint says that there would be two of it."""
    try:
        with transaction.atomic():
            return bool(row.update(**{field: organisation}))
    except IntegrityError:
        return False


def _move_back(part: dict[str, Any], kept: Organisation, absorbed: Organisation) -> int:
    """Returns how many records stay where they went since."""
    if part["field"] == "tags":
        kept.tags.remove(*part["ids"])
        return 0
    model = apps.get_model(part["model"])
    if part["field"] == MADE:  # the site made by the merge leaves with it, unless somebody took it in hand since
        made = model._base_manager.filter(pk__in=part["ids"], organisation=kept)
        made.filter(version=1).delete()
        return made.count()
    back = 0
    for pk in part["ids"]:
        row = model._base_manager.filter(pk=pk, **{part["field"]: kept})
        back += _points_to(row, part["field"], absorbed)
    return len(part["ids"]) - back
