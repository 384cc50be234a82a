"""What every change checks before a record is written: dates in order, values that fit, one space."""

from __future__ import annotations

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from maillage.actors.models import Organisation
from maillage.toolkit.refusals import Refusal

from .. import places
from ..enums import Audience, Grounding
from ..models import Partnership


def save(partnership: Partnership, *, changed: Collection[str] | None = None) -> None:
    """Write a partnership whose dates are in order and whose values fit.

    ``changed``: the fields that are being changed (all when not told); places kept from an older perimeter stay.
    """
    if partnership.started_on and partnership.ends_on and partnership.ends_on < partnership.started_on:
        raise Refusal(_("Le terme est avant le début : corrigez l'une des deux dates."))
    _check_codes(partnership.groundings, Grounding)
    _check_codes(partnership.audiences, Audience)
    if partnership.places and (changed is None or "places" in changed):
        places.check(partnership.space, partnership.places)
    clean(partnership)
    partnership.save()


def _check_codes(codes: list[str], known: type[TextChoices]) -> None:
    if not isinstance(codes, list) or len(set(codes)) < len(codes) or set(codes) - set(known.values):
        raise Refusal(_("Cette réponse n'est pas dans la liste proposée : choisissez-y, ou écrivez-la en vos mots."))


def clean(record, known: Collection[str] = ()) -> None:
    """A value that the record cannot hold becomes one sentence. ``known``: fields that the caller has just read."""
    try:
        record.full_clean(exclude=set(known), validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        field = next((field for field in record._meta.fields if field.name == name), None)
        raise Refusal(f"{field.verbose_name} : {sentences[0]}" if field else sentences[0]) from error


def check_same_space(organisation: Organisation, partnership: Partnership) -> None:
    """An organisation of another space is refused."""
    if organisation.space_id != partnership.space_id:
        raise Refusal(_("Cette organisation n'est pas dans l'annuaire de cet espace."))
