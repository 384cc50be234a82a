"""The pilot's mandate: named, edited, ended; one at a time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.journal import actions as journal
from maillage.spaces import permissions as spaces
from maillage.spaces.models import Space
from maillage.spaces.rules import check_belongs
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import long_date

from .. import permissions, rules
from ..models import Mandate


@transaction.atomic
def name_pilot(
    *,
    space: Space,
    holder: str,
    function: str = "",
    organisation: Organisation | None = None,
    commissioner: str,
    mission: str,
    scope: str = "",
    means: str = "",
    full_time_equivalent: Decimal | None = None,
    reporting: str = "",
    relay: str = "",
    starts_on: date,
    ends_on: date | None = None,
    signed_on: date | None = None,
    by: User,
) -> Mandate:
    """Write the mandate of the pilot with its mission letter. One mandate at a time: overlapping dates are refused."""
    spaces.check(by, space, permissions.NAME_PILOT)
    mandate = Mandate(
        space=space,
        holder=holder,
        function=function,
        commissioner=commissioner,
        mission=mission,
        scope=scope,
        means=means,
        full_time_equivalent=full_time_equivalent,
        reporting=reporting,
        relay=relay,
        starts_on=starts_on,
        ends_on=ends_on,
        signed_on=signed_on,
    )
    return _write_mandate(mandate, organisation, "mandate.named", by)


@transaction.atomic
def edit_mandate(
    *,
    mandate: Mandate,
    holder: str,
    function: str = "",
    organisation: Organisation | None = None,
    commissioner: str,
    mission: str,
    scope: str = "",
    means: str = "",
    full_time_equivalent: Decimal | None = None,
    reporting: str = "",
    relay: str = "",
    starts_on: date,
    ends_on: date | None = None,
    signed_on: date | None = None,
    expected_version: int | None = None,
    by: User,
) -> Mandate:
    spaces.check(by, mandate.space, permissions.NAME_PILOT)
    mandate.claim(expected_version)
    mandate.holder, mandate.function, mandate.commissioner = holder, function, commissioner
    mandate.mission, mandate.scope, mandate.means = mission, scope, means
    mandate.full_time_equivalent, mandate.reporting, mandate.relay = full_time_equivalent, reporting, relay
    mandate.starts_on, mandate.ends_on, mandate.signed_on = starts_on, ends_on, signed_on
    return _write_mandate(mandate, organisation, "mandate.edited", by)


@transaction.atomic
def end_mandate(*, mandate: Mandate, on: date, expected_version: int | None = None, by: User) -> Mandate:
    """The mandate's last day is ``on``; it stays readable in the history."""
    spaces.check(by, mandate.space, permissions.NAME_PILOT)
    if on < mandate.starts_on:
        raise Refusal(
            _("Ce mandat commence le %(start)s : il ne peut pas finir avant.") % {"start": long_date(mandate.starts_on)}
        )
    if mandate.ends_on and mandate.ends_on < on:
        raise Refusal(_("Ce mandat est déjà fini depuis le %(end)s.") % {"end": long_date(mandate.ends_on)})
    mandate.claim(expected_version)
    mandate.ends_on = on
    mandate.full_clean()
    mandate.save()
    journal.record("mandate.ended", by=by, about=mandate, end=on)
    return mandate


def _write_mandate(mandate: Mandate, organisation: Organisation | None, code: str, by: User) -> Mandate:
    check_belongs(mandate.space, organisation)
    mandate.organisation = organisation
    mandate.full_clean()
    _check_alone(mandate)
    mandate.save()
    journal.record(code, by=by, about=mandate)
    return mandate


def _check_alone(mandate: Mandate) -> None:
    """One pilot at a time. The space is locked first, so that two people cannot name two pilots together."""
    Space.objects.select_for_update().get(pk=mandate.space_id)
    for other in Mandate.objects.filter(space=mandate.space).exclude(pk=mandate.pk):
        if not rules.overlap(mandate.starts_on, mandate.ends_on, other.starts_on, other.ends_on):
            continue
        words = {"holder": other.holder, "start": long_date(other.starts_on)}
        if other.ends_on is None:
            raise Refusal(
                _("%(holder)s a déjà un mandat depuis le %(start)s, sans date de fin : mettez-y fin d'abord.") % words
            )
        words["end"] = long_date(other.ends_on)
        raise Refusal(
            _(
                "%(holder)s a déjà un mandat du %(start)s au %(end)s : "
                "mettez-y fin plus tôt, ou choisissez d'autres dates."
            )
            % words
        )
