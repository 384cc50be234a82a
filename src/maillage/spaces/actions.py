"""What changes a space."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.toolkit.refusals import Refusal

from . import permissions
from .enums import Reading, Role
from .models import Membership, Publication, Space


@transaction.atomic
def create_space(*, slug: str, name: str, purpose: str = "", fictional: bool = False, by: User) -> Space:
    """Open a space; whoever opens it is its first pilot."""
    if Space.objects.filter(slug=slug).exists():
        raise Refusal(_("L'adresse « %(slug)s » est déjà prise : choisissez-en une autre.") % {"slug": slug})
    space = Space(slug=slug, name=name, purpose=purpose, fictional=fictional)
    space.full_clean()
    space.save()
    Membership.objects.create(space=space, user=by, role=Role.PILOT)
    journal.record("space.created", by=by, about=space, space=space)
    return space


@transaction.atomic
def edit_space(
    *,
    space: Space,
    name: str,
    purpose: str,
    sender: str | None = None,
    expected_version: int | None = None,
    by: User,
) -> Space:
    """Present the space. ``sender``: the address its letters leave from; "" for the server's own, None to keep it."""
    permissions.check(by, space, permissions.EDIT_SPACE)
    if sender and sender != space.sender:
        permissions.check_may_send_from(sender)
    space.claim(expected_version)
    space.name, space.purpose = name, purpose
    if sender is not None:
        space.sender = sender.lower()
    space.full_clean()
    space.save(update_fields=["name", "purpose", "sender"])
    journal.record("space.edited", by=by, about=space, space=space)
    return space


@transaction.atomic
def invite(*, space: Space, email: str, name: str, role: Role, by: User) -> Membership:
    """Give a person a role here; they then sign in with a code sent to that address."""
    permissions.check(by, space, permissions.MANAGE_MEMBERS)
    user = User.objects.filter(email=email.strip().lower()).first() or User.objects.create_user(email, name)
    current = Membership.objects.filter(space=space, user=user).first()
    if current and current.role == Role.PILOT and role != Role.PILOT:
        _keep_one_pilot(space, leaving=current)
    membership, _created = Membership.objects.update_or_create(space=space, user=user, defaults={"role": role})
    journal.record(
        "space.member_invited", by=by, space=space, about=membership, member=user.name, role=str(Role(role).label)
    )
    return membership


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> None:
    space = membership.space
    permissions.check(by, space, permissions.MANAGE_MEMBERS)
    _keep_one_pilot(space, leaving=membership)
    journal.record("space.member_removed", by=by, space=space, about=membership, member=membership.user.name)
    membership.delete()


def _keep_one_pilot(space: Space, *, leaving: Membership) -> None:
    Space.objects.select_for_update().get(pk=space.pk)  # two pilots who leave together leave one behind
    others = Membership.objects.filter(space=space, role=Role.PILOT).exclude(pk=leaving.pk)
    if leaving.role == Role.PILOT and not others.exists():
        raise Refusal(_("Un espace garde toujours au moins un pilote : nommez d'abord la personne qui prend la suite."))


@transaction.atomic
def set_published(*, space: Space, reading: Reading, published: bool, by: User) -> None:
    """Show a reading to the members, or take it back."""
    permissions.check(by, space, permissions.PUBLISH)
    if published:
        _row, changed = Publication.objects.get_or_create(space=space, reading=reading)
    else:
        changed, _rows = Publication.objects.filter(space=space, reading=reading).delete()
    if changed:
        code = "space.reading_published" if published else "space.reading_withdrawn"
        journal.record(code, by=by, space=space, about=space, reading=str(Reading(reading).label))
