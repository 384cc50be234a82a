"""A record never points outside its space."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal


def check_belongs(space: models.Model, *records: models.Model | None) -> None:
    """Raise Refusal when one of these records lives in another space; None is fine."""
    if any(record is not None and record.space_id != space.pk for record in records):
        raise Refusal(_("Cet élément n'appartient pas à cette démarche : choisissez-le dans la liste proposée."))
