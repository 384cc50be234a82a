"""Deeds that may be done on many sheets at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .enums import College, Family, Level


@dataclass(frozen=True, slots=True)
class Deed:
    """``field`` is the one field that it writes ('' when it is no field); ``choices`` what may be written."""

    code: str
    label: str
    field: str = ""
    choices: tuple = ()


DEEDS = {
    deed.code: deed
    for deed in (
        Deed("add_tag", _("ajouter une étiquette")),
        Deed("remove_tag", _("retirer une étiquette")),
        Deed("college", _("changer de collège"), "college", tuple(College.choices)),
        Deed("family", _("changer de famille d'enjeux"), "family", tuple(Family.choices)),
        Deed("level", _("dire le niveau d'intervention"), "level", tuple(Level.choices)),
        Deed("served", _("ajouter une zone desservie"), "served_areas"),
        Deed("confirm", _("confirmer : toujours exactes")),
        Deed("archive", _("archiver")),
    )
}
