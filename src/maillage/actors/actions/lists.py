"""Lists that people keep for themselves or share, and the columns they read."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.models import Membership, Space
from maillage.toolkit.refusals import NotAllowed, Refusal

from .. import listing, permissions
from ..models import SavedList, ShownColumns
from .cleaning import full_clean

MOST_LISTS = 60


@transaction.atomic
def save_list(*, space: Space, name: str, query: dict[str, str], by: User, shared: bool = False) -> SavedList:
    """Keep a search under a name; the same name again replaces it. Sharing is for the pilot's team."""
    _check_member(space, by)
    if shared:
        permissions.check(by, space, permissions.SHARE_LIST)
    name = " ".join(name.split())
    mine = SavedList.objects.in_space(space).filter(owner=by)
    if mine.count() >= MOST_LISTS and not mine.filter(name=name).exists():
        raise Refusal(_("Au plus %(most)s listes : supprimez celles qui ne servent plus.") % {"most": MOST_LISTS})
    kept = mine.filter(name=name).first() or SavedList(space=space, owner=by, name=name)
    kept.query, kept.shared = {key: str(value)[:200] for key, value in query.items()}, shared
    full_clean(kept)
    kept.save()
    if shared:
        journal.record("list.shared", by=by, about=kept)
    return kept


@transaction.atomic
def forget_list(*, kept: SavedList, by: User) -> None:
    """One's own list; the pilot's team may also take away a shared one."""
    if kept.owner_id != by.pk:
        permissions.check(by, kept.space, permissions.SHARE_LIST)
    kept.delete()


@transaction.atomic
def choose_columns(*, space: Space, columns: list[str], by: User) -> list[str]:
    """The columns that this member reads, in the order of the catalogue; none gives the usual ones back."""
    membership = _check_member(space, by)
    chosen = [column.code for column in listing.CHOICE if column.code in columns]
    if chosen and chosen != list(listing.USUAL):
        ShownColumns.objects.update_or_create(membership=membership, defaults={"columns": chosen})
    else:
        ShownColumns.objects.filter(membership=membership).delete()
    return chosen or list(listing.USUAL)


def _check_member(space: Space, by: User) -> Membership:
    membership = Membership.objects.filter(space=space, user=by).first()
    if membership is None:
        raise NotAllowed(_("Seuls les membres de l'espace gardent des listes."))
    return membership
