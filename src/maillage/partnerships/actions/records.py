"""What every change checks before a record is written: dates in order, values that fit, one space."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from maillage.actors.models import Organisation
from maillage.toolkit.refusals import Refusal

from ..models import Partnership


def save(partnership: Partnership) -> None:
    """Write a partnership whose dates are in order and whose values fit."""
    if partnership.started_on and partnership.ends_on and partnership.ends_on < partnership.started_on:
        raise Refusal(_("Le terme est avant le début : corrigez l'une des deux dates."))
    clean(partnership)
    partnership.save()


def clean(record) -> None:
    """A value that the record cannot hold becomes one sentence."""
    try:
        record.full_clean(validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        field = next((field for field in record._meta.fields if field.name == name), None)
        raise Refusal(f"{field.verbose_name} : {sentences[0]}" if field else sentences[0]) from error


def check_same_space(organisation: Organisation, partnership: Partnership) -> None:
    """An organisation of another space is refused."""
    if organisation.space_id != partnership.space_id:
        raise Refusal(_("Cette organisation n'est pas dans l'annuaire de cet espace."))
