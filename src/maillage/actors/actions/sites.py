"""Other places where an organisation works."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.toolkit.refusals import Refusal

from .. import permissions, places, rules
from ..models import Organisation, Site
from .cleaning import full_clean, only
from .organisations import refresh_words

SITE_FIELDS = frozenset(["name", "address", "postcode", "commune", "longitude", "latitude", "siret", "uai", "phone"])
MOST_SITES = 200


@transaction.atomic
def add_site(*, organisation: Organisation, by: User, **fields: Any) -> Site:
    """Add a place; two sites of one body need two names."""
    permissions.check_edit(by, organisation)
    if organisation.sites.count() >= MOST_SITES:
        raise Refusal(_("Au plus %(most)s sites par organisation.") % {"most": MOST_SITES})
    site = Site(space=organisation.space, organisation=organisation, **only(fields, SITE_FIELDS))
    _save(site)
    journal.record("organisation.site_added", by=by, about=organisation, site=site.name)
    return site


@transaction.atomic
def edit_site(*, site: Site, by: User, expected_version: int | None = None, **fields: Any) -> Site:
    permissions.check_edit(by, site.organisation)
    site.claim(expected_version)
    for name, value in only(fields, SITE_FIELDS).items():
        setattr(site, name, value)
    _save(site)
    journal.record("organisation.site_edited", by=by, about=site.organisation, site=site.name)
    return site


@transaction.atomic
def remove_site(*, site: Site, by: User) -> None:
    """The place is no longer used; the organisation stays."""
    permissions.check_edit(by, site.organisation)
    organisation, name = site.organisation, site.name
    site.delete()
    refresh_words(organisation)
    journal.record("organisation.site_removed", by=by, about=organisation, site=name)


def _save(site: Site) -> None:
    site.name = " ".join(site.name.split())
    site.siret = rules.clean_siret(site.siret)
    site.uai = rules.clean_uai(site.uai)
    site.postcode = rules.clean_postcode(site.postcode)
    site.commune = places.check(site.commune)
    full_clean(site)
    _refuse_twice(site)
    site.save()
    refresh_words(site.organisation)


def _refuse_twice(site: Site) -> None:
    others = Site.objects.filter(organisation=site.organisation).exclude(pk=site.pk)
    if others.filter(name__iexact=site.name).exists():
        raise Refusal(_("« %(name)s » est déjà un site de cette organisation.") % {"name": site})
    if site.siret and others.filter(siret=site.siret).exists():
        raise Refusal(_("Un autre site de cette organisation porte déjà ce SIRET."))
    holders = Organisation.objects.in_space(site.space).current().filter(siret=site.siret)
    other = holders.exclude(pk=site.organisation_id).first() if site.siret else None
    if other:
        raise Refusal(
            _("Ce SIRET est celui de « %(other)s » : reliez les deux fiches plutôt que d'en faire un site.")
            % {"other": other}
        )
