"""The journal's sentences for this room. A contact is never named: erasing one must leave nothing behind."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "organisation.created": _("%(actor)s a ajouté « %(about)s » à l'annuaire."),
    "organisation.edited": _("%(actor)s a modifié la fiche de « %(about)s »."),
    "organisation.archived": _("%(actor)s a archivé « %(about)s »."),
    "organisation.restored": _("%(actor)s a remis « %(about)s » dans l'annuaire."),
    "organisation.confirmed": _("%(actor)s a confirmé que la fiche de « %(about)s » est toujours exacte."),
    "organisation.contact_added": _("%(actor)s a ajouté un contact à « %(about)s »."),
    "organisation.contact_edited": _("%(actor)s a modifié un contact de « %(about)s »."),
    "organisation.contact_met": _("%(actor)s a noté un échange avec un contact de « %(about)s »."),
    "organisation.contact_erased": _("%(actor)s a effacé un contact de « %(about)s »."),
    "organisation.representative_set": _("%(actor)s a désigné %(member)s pour représenter « %(about)s »."),
    "organisation.representative_unset": _("%(actor)s a retiré à %(member)s la représentation de « %(about)s »."),
    "organisation.import_applied": _(
        "%(actor)s a importé « %(about)s » (créées : %(created)s, modifiées : %(changed)s, refusées : %(refused)s)."
    ),
    "organisation.import_undone": _("%(actor)s a annulé l'import de « %(about)s »."),
}
