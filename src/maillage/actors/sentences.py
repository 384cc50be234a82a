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
    "organisation.contact_left": _("%(actor)s a noté un départ parmi les contacts de « %(about)s »."),
    "organisation.contact_given": _("%(actor)s a remis à un contact de « %(about)s » ses données."),
    "organisation.exchange_noted": _("%(actor)s a noté un échange avec « %(about)s »."),
    "organisation.exchange_removed": _("%(actor)s a retiré un échange avec « %(about)s »."),
    "organisation.site_added": _("%(actor)s a ajouté le site « %(site)s » à « %(about)s »."),
    "organisation.site_edited": _("%(actor)s a modifié le site « %(site)s » de « %(about)s »."),
    "organisation.site_removed": _("%(actor)s a retiré le site « %(site)s » de « %(about)s »."),
    "organisation.related": _("%(actor)s a relié « %(about)s » à « %(other)s »."),
    "organisation.unrelated": _("%(actor)s a délié « %(about)s » de « %(other)s »."),
    "organisation.many_changed": _("%(actor)s a modifié plusieurs fiches (%(number)s) : %(deed)s."),
    "organisation.many_undone": _("%(actor)s a annulé un changement fait sur plusieurs fiches (%(number)s rendues)."),
    "contacts.taken": _("%(actor)s a emporté des contacts de l'annuaire (%(number)s)."),
    "list.shared": _("%(actor)s a partagé la liste « %(about)s »."),
    "register.kept": _("%(actor)s a rempli le registre des traitements."),
    "organisation.representative_set": _("%(actor)s a désigné %(member)s pour représenter « %(about)s »."),
    "organisation.representative_unset": _("%(actor)s a retiré à %(member)s la représentation de « %(about)s »."),
    "organisation.import_applied": _(
        "%(actor)s a importé « %(about)s » (créées : %(created)s, modifiées : %(changed)s, refusées : %(refused)s)."
    ),
    "organisation.import_undone": _("%(actor)s a annulé l'import de « %(about)s »."),
    "organisation.merged": _("%(actor)s a réuni « %(other)s » à la fiche de « %(about)s »."),
    "organisation.unmerged": _("%(actor)s a séparé de nouveau « %(other)s » et « %(about)s »."),
}
