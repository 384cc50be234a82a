"""What changes stakes and resources: an actor says, rewords, takes back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Required, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.campaigns.models import Invitation
from maillage.journal import actions as journal
from maillage.spaces.enums import EDITORS
from maillage.spaces.permissions import role_of
from maillage.stakes import permissions, rules
from maillage.stakes.catalogue import Catalogue
from maillage.stakes.enums import Source
from maillage.stakes.models import CatalogueEntry, Resource, Stake
from maillage.stakes.queries import catalogue_of
from maillage.toolkit.refusals import Refusal

from .keeping import keep, refuse_archived

WORDS = ("thing", "description", "unit", "conditions")


class Told(TypedDict, total=False):
    """A resource as it is said; ``is_shown``: its actor shows it to the members, with its name."""

    direction: Required[str]
    nature: Required[str]
    description: Required[str]
    thing: str
    quantity: Decimal | None
    unit: str
    starts_on: date | None
    ends_on: date | None
    conditions: str
    is_shown: bool


@transaction.atomic
def say_stake(
    *,
    organisation: Organisation,
    code: str = "",
    words: str = "",
    weight: int = 3,
    family: str = "",
    source: str = Source.SAID,
    said_on: date | None = None,
    by: User,
) -> Stake:
    """Note one stake of an actor: a code of the catalogue, its own words, or both.

    ``family`` is only read for a stake outside the catalogue. ``said_on`` is today when nobody says otherwise.
    Raises Refusal for an unknown code, a code the actor already carries, a weight out of 1–5, an archived actor.
    """
    permissions.check_speaks_for(by, organisation)
    refuse_archived(organisation)
    stake = Stake(space=organisation.space, organisation=organisation)
    fill_stake(stake, code=code, words=words, weight=weight, family=family, source=source, said_on=said_on, by=by)
    keep(stake)
    journal.record("stakes.stake_said", by=by, about=organisation, organisation=str(organisation))
    return stake


@transaction.atomic
def edit_stake(
    *,
    stake: Stake,
    code: str = "",
    words: str = "",
    weight: int = 3,
    family: str = "",
    source: str = Source.SAID,
    said_on: date | None = None,
    expected_version: int | None = None,
    by: User,
) -> Stake:
    """Reword or reweigh a stake; the values given replace the former ones."""
    permissions.check_rewords(by, stake)
    stake.claim(expected_version)
    said_on = said_on or stake.said_on
    fill_stake(stake, code=code, words=words, weight=weight, family=family, source=source, said_on=said_on, by=by)
    keep(stake)
    journal.record("stakes.stake_edited", by=by, about=stake.organisation, organisation=str(stake.organisation))
    return stake


@transaction.atomic
def remove_stake(*, stake: Stake, by: User) -> None:
    permissions.check_rewords(by, stake)
    journal.record("stakes.stake_removed", by=by, about=stake.organisation, organisation=str(stake.organisation))
    stake.delete()


@transaction.atomic
def say_resource(*, organisation: Organisation, by: User, **told: Unpack[Told]) -> Resource:
    """Note what an actor brings or seeks (see ``Told``).

    Raises Refusal for an unknown direction or nature, nothing said, a quantity of nothing, dates out of order.
    """
    permissions.check_speaks_for(by, organisation)
    refuse_archived(organisation)
    resource = Resource(space=organisation.space, organisation=organisation)
    tell_resource(resource, told, by=by)
    journal.record("stakes.resource_said", by=by, about=organisation, organisation=str(organisation))
    return resource


@transaction.atomic
def edit_resource(
    *, resource: Resource, expected_version: int | None = None, by: User, **told: Unpack[Told]
) -> Resource:
    """Reword a resource; what is not told again is forgotten."""
    permissions.check_rewords(by, resource)
    resource.claim(expected_version)
    tell_resource(resource, told, by=by)
    journal.record(
        "stakes.resource_edited", by=by, about=resource.organisation, organisation=str(resource.organisation)
    )
    return resource


@transaction.atomic
def remove_resource(*, resource: Resource, by: User) -> None:
    permissions.check_rewords(by, resource)
    journal.record(
        "stakes.resource_removed", by=by, about=resource.organisation, organisation=str(resource.organisation)
    )
    resource.delete()


def tell_resource(resource: Resource, told: Told, *, by: User | None, said_by: Invitation | None = None) -> None:
    """Check what is told and save it; ``said_by``: the person who said it by a personal link, or on the telephone."""
    words = {name: " ".join(str(told.get(name) or "").split()) for name in WORDS}
    rules.check_resource(told["direction"], told["nature"], words["description"])
    rules.check_amount(told.get("quantity"), words["unit"])
    rules.check_period(told.get("starts_on"), told.get("ends_on"))
    resource.direction, resource.nature = told["direction"], told["nature"]
    for name in WORDS:
        setattr(resource, name, words[name])
    resource.quantity = told.get("quantity")
    resource.starts_on, resource.ends_on = told.get("starts_on"), told.get("ends_on")
    resource.is_shown = bool(told.get("is_shown"))
    resource.noted_by, resource.invitation = by, said_by
    keep(resource)


def fill_stake(
    stake: Stake,
    *,
    code: str,
    words: str,
    weight: int,
    family: str,
    source: str,
    said_on: date | None,
    by: User | None,
    said_by: Invitation | None = None,
) -> None:
    """Check what is said and write it in the record, unsaved; ``said_by`` as for ``tell_resource``."""
    rules.check_said(code, words)
    rules.check_source(source, is_team=by is not None and role_of(by, stake.space) in EDITORS)
    known = catalogue_of(stake.space)
    stake.family = rules.family_of(code, family, known)
    stake.weight = rules.check_weight(weight)
    _refuse_twice(stake, code, by, known)
    stake.local = CatalogueEntry.objects.filter(space=stake.space_id, code=code).first() if code else None
    stake.code, stake.words, stake.source = code, words.strip(), source
    stake.said_on = said_on or timezone.localdate()
    stake.noted_by, stake.invitation = by, said_by


def _refuse_twice(stake: Stake, code: str, by: User | None, known: Catalogue) -> None:
    same = Stake.objects.filter(organisation=stake.organisation, code=code).exclude(pk=stake.pk)
    if not code or not same.exists():
        return
    if by is not None and not same.visible_to(by).exists():
        raise Refusal(_("Cet enjeu est déjà noté pour cette organisation : c'est à elle ou au pilote de le compléter."))
    raise Refusal(
        _("« %(organisation)s » a déjà dit l'enjeu %(code)s (%(label)s) : modifiez-le plutôt que de l'ajouter.")
        % {"organisation": stake.organisation, "code": code, "label": known.by_code[code].label}
    )
