"""Organisations of the directory, and who speaks for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.journal import actions as journal
from maillage.spaces.enums import Role
from maillage.spaces.models import Membership, Space
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import folded, printable

from .. import permissions, places, queries, rules
from ..models import Organisation, Representative, Tag
from .cleaning import full_clean, only

FIELDS = frozenset(
    [
        "name",
        "acronym",
        "kind",
        "college",
        "family",
        "second_family",
        "level",
        "siret",
        "siren",
        "uai",
        "address",
        "postcode",
        "commune",
        "longitude",
        "latitude",
        "website",
        "email",
        "phone",
        "served",
        "served_areas",
        "youth_voice",
        "is_employer",
        "description",
        "note",
        "source_id",
    ]
)

LONGEST_TAG, MOST_TAGS = 40, 20


@transaction.atomic
def create_organisation(*, space: Space, by: User, **fields: Any) -> Organisation:
    """Add an organisation. College, families and flags that are not given follow from its kind.

    ``tags``: names of tags, for the pilot's team.
    """
    permissions.check(by, space, permissions.CREATE)
    tags = fields.pop("tags", None)
    organisation = Organisation(space=space, **with_usual_place(fields))
    _save(organisation)
    if tags:
        put_tags(organisation, tags)
    journal.record("organisation.created", by=by, about=organisation)
    return organisation


@transaction.atomic
def edit_organisation(
    *, organisation: Organisation, by: User, expected_version: int | None = None, **fields: Any
) -> Organisation:
    """Change the given fields only. A new kind brings its usual college and families unless they are given too."""
    permissions.check_edit(by, organisation)
    if "tags" in fields:
        permissions.check(by, organisation.space, permissions.TAG)
    organisation.claim(expected_version)
    tags = fields.pop("tags", None)
    if "kind" in fields and fields["kind"] != organisation.kind:
        fields = with_usual_place(fields)
    for name, value in only(fields, FIELDS).items():
        setattr(organisation, name, value)
    if "siret" in fields and "siren" not in fields:
        organisation.siren = ""  # the new SIRET says it
    _save(organisation)
    if tags is not None:
        put_tags(organisation, tags)
    journal.record("organisation.edited", by=by, about=organisation)
    return organisation


@transaction.atomic
def archive_organisation(*, organisation: Organisation, by: User) -> Organisation:
    """Take it out of the directory; what is tied to it stays, and it can come back."""
    permissions.check(by, organisation.space, permissions.ARCHIVE)
    if not organisation.is_archived:
        organisation.claim(None)
        organisation.archived_at = timezone.now()
        organisation.save(update_fields=["archived_at"])
        journal.record("organisation.archived", by=by, about=organisation)
    return organisation


@transaction.atomic
def restore_organisation(*, organisation: Organisation, by: User) -> Organisation:
    permissions.check(by, organisation.space, permissions.ARCHIVE)
    if organisation.is_archived:
        organisation.claim(None)
        organisation.archived_at = None
        _save(organisation)
        journal.record("organisation.restored", by=by, about=organisation)
    return organisation


@transaction.atomic
def confirm_organisation(*, organisation: Organisation, on: date, by: User) -> Organisation:
    """« Toujours exact »: somebody looked at the sheet that day and it is true."""
    permissions.check_edit(by, organisation)
    organisation.confirmed_on, organisation.confirmed_by = on, str(by)[:120]
    organisation.save(update_fields=["confirmed_on", "confirmed_by"])
    journal.record("organisation.confirmed", by=by, about=organisation)
    return organisation


@transaction.atomic
def set_representative(*, membership: Membership, organisation: Organisation, by: User) -> Representative:
    """From now on this member answers and sees on behalf of the organisation."""
    permissions.check(by, organisation.space, permissions.REPRESENT)
    if membership.space_id != organisation.space_id:
        raise Refusal(_("Cette personne et cette organisation ne sont pas dans le même espace."))
    if membership.role == Role.OBSERVER:
        raise Refusal(
            _("%(person)s observe seulement : donnez-lui d'abord le rôle de partenaire.") % {"person": membership.user}
        )
    representative, created = Representative.objects.get_or_create(membership=membership, organisation=organisation)
    if created:
        journal.record("organisation.representative_set", by=by, about=organisation, member=membership.user.name)
    return representative


@transaction.atomic
def unset_representative(*, representative: Representative, by: User) -> None:
    organisation, member = representative.organisation, representative.membership.user.name
    permissions.check(by, organisation.space, permissions.REPRESENT)
    representative.delete()
    journal.record("organisation.representative_unset", by=by, about=organisation, member=member)


def with_usual_place(fields: dict[str, Any]) -> dict[str, Any]:
    """Complete the fields with what the kind usually implies."""
    known = only(fields, FIELDS)
    kind = known.get("kind", "")
    college, family = rules.usual_place(kind)
    usual = {
        "college": college,
        "family": family,
        "second_family": rules.usual_second_family(kind, known.get("family") or family),
        "youth_voice": kind == "beneficiaries",
        "is_employer": kind in rules.EMPLOYERS,
    }
    return known | {name: value for name, value in usual.items() if known.get(name) in (None, "")}


def put_tags(organisation: Organisation, names: Iterable[str]) -> None:
    """These tags and no other; a tag that nobody carries any more leaves the space."""
    organisation.tags.set(find_tags(organisation.space, names))
    Tag.objects.in_space(organisation.space).filter(organisations=None).delete()
    refresh_words(organisation)


def find_tags(space: Space, names: Iterable[str]) -> list[Tag]:
    """The tags of these names, made if need be; « Logistique » and « logistique » are one."""
    tags = {}
    for name in names:
        name = " ".join(printable(name).split())
        key = folded(name)
        if len(name) > LONGEST_TAG:
            raise Refusal(
                _("Une étiquette a au plus %(most)s caractères : raccourcissez « %(name)s… ».")
                % {"most": LONGEST_TAG, "name": name[:20]}
            )
        if key and key not in tags:
            tags[key] = Tag.objects.get_or_create(space=space, folded=key, defaults={"name": name})[0]
    if len(tags) > MOST_TAGS:
        raise Refusal(_("Au plus %(most)s étiquettes par organisation : gardez les plus utiles.") % {"most": MOST_TAGS})
    return list(tags.values())


def refresh_words(organisation: Organisation) -> None:
    """Keep the words by which it is found, after its tags, sites, contacts or exchanges changed."""
    organisation.search_text = queries.search_text(organisation)
    organisation.private_text = queries.private_text(organisation)
    Organisation.objects.filter(pk=organisation.pk).update(
        search_text=organisation.search_text, private_text=organisation.private_text
    )


def _save(organisation: Organisation) -> None:
    """Clean, check, fold for searching, save; every expected fault is one sentence."""
    organisation.name = " ".join(organisation.name.split())
    organisation.siret = rules.clean_siret(organisation.siret)
    organisation.siren = rules.clean_siren(organisation.siren, organisation.siret)
    organisation.uai = rules.clean_uai(organisation.uai)
    organisation.postcode = rules.clean_postcode(organisation.postcode)
    organisation.website = rules.clean_website(organisation.website)
    organisation.commune = places.check(organisation.commune)
    if organisation.second_family == organisation.family:
        organisation.second_family = ""
    refuse_taken_siret(organisation)
    full_clean(organisation)
    organisation.changed_at = timezone.now()
    organisation.search_text = queries.search_text(organisation)
    organisation.private_text = queries.private_text(organisation)
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:
        refuse_taken_siret(organisation)
        raise


def refuse_taken_siret(organisation: Organisation) -> None:
    if not organisation.siret or organisation.is_archived:
        return
    others = Organisation.objects.in_space(organisation.space).current().filter(siret=organisation.siret)
    other = others.exclude(pk=organisation.pk).first()
    if other:
        raise Refusal(
            _(
                "Le SIRET %(siret)s est déjà celui de « %(other)s » : complétez cette fiche "
                "plutôt que d'en créer une autre."
            )
            % {"siret": rules.written_siret(organisation.siret), "other": other}
        )
