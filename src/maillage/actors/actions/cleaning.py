"""Every expected fault of a record becomes one sentence."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal


def only(fields: dict[str, Any], names: Collection[str]) -> dict[str, Any]:
    """The same fields; a name that the record does not have is a mistake of the caller."""
    unexpected = set(fields).difference(names)
    if unexpected:
        raise TypeError(f"Unexpected fields: {', '.join(sorted(unexpected))}.")
    return fields


def full_clean(record: models.Model) -> None:
    """Check the whole record; the first fault is refused with the name of its field."""
    try:
        record.full_clean()
    except ValidationError as error:
        name, sentences = next(iter(error.message_dict.items()))
        if name == "__all__":
            raise Refusal(sentences[0]) from None
        label = str(record._meta.get_field(name).verbose_name)
        raise Refusal(
            _("%(field)s : %(fault)s") % {"field": label[:1].upper() + label[1:], "fault": sentences[0]}
        ) from None
