"""Who may do what with organisations and contacts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.permissions import abilities_of, ability, can, check
from maillage.toolkit.refusals import NotAllowed

from .models import Organisation, Representative

__all__ = [
    "ARCHIVE",
    "CHANGE_MANY",
    "CREATE",
    "EDIT",
    "EXPORT_CONTACTS",
    "IMPORT",
    "KEEP_REGISTER",
    "MERGE",
    "READ_REGISTER",
    "RELATE",
    "REPRESENT",
    "SEE_CONTACTS",
    "SHARE_LIST",
    "TAG",
    "abilities_of",
    "check",
    "check_edit",
    "may_edit",
]

CREATE = ability("actors.create", EDITORS, _("Seul le pilote ou son équipe ajoute une organisation à l'annuaire."))
EDIT = ability(
    "actors.edit",
    EDITORS,
    _("Vous pouvez modifier la fiche de votre organisation ; celle-ci revient à l'équipe du pilote."),
)
ARCHIVE = ability("actors.archive", EDITORS, _("Seul le pilote ou son équipe archive ou reprend une organisation."))
IMPORT = ability("actors.import", EDITORS, _("Seul le pilote ou son équipe importe un tableur dans l'annuaire."))
SEE_CONTACTS = ability("actors.see_contacts", EDITORS, _("Les contacts sont réservés à l'équipe du pilote."))
MERGE = ability("actors.merge", EDITORS, _("Seul le pilote ou son équipe réunit deux fiches en une."))
TAG = ability("actors.tag", EDITORS, _("Seul le pilote ou son équipe pose des étiquettes."))
RELATE = ability("actors.relate", EDITORS, _("Seul le pilote ou son équipe note ce qui lie deux organismes."))
CHANGE_MANY = ability(
    "actors.change_many", EDITORS, _("Seul le pilote ou son équipe modifie plusieurs fiches à la fois.")
)
SHARE_LIST = ability(
    "actors.share_list", EDITORS, _("Seul le pilote ou son équipe partage une liste avec les membres.")
)
EXPORT_CONTACTS = ability("actors.export_contacts", {Role.PILOT}, _("Seul le pilote emporte les contacts."))
READ_REGISTER = ability(
    "actors.read_register", EDITORS, _("Le registre des traitements est lu par le pilote et son équipe.")
)
KEEP_REGISTER = ability("actors.keep_register", {Role.PILOT}, _("Seul le pilote remplit le registre des traitements."))
REPRESENT = ability("actors.represent", {Role.PILOT}, _("Seul le pilote désigne qui représente une organisation."))


def speaks_for(user, organisation: Organisation) -> bool:
    """A partner who represents this organisation."""
    return Representative.objects.filter(
        organisation=organisation, membership__user=user, membership__role=Role.PARTNER
    ).exists()


def may_edit(user, organisation: Organisation) -> bool:
    """The pilot's team edits every sheet; a partner, the sheet and the contacts of its own organisation."""
    return can(user, organisation.space, EDIT) or speaks_for(user, organisation)


def check_edit(user, organisation: Organisation) -> None:
    if not may_edit(user, organisation):
        raise NotAllowed(str(EDIT.refusal))
