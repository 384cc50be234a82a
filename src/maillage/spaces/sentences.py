"""The journal's sentences for this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "space.created": _("%(actor)s a créé l'espace « %(about)s »."),
    "space.edited": _("%(actor)s a modifié la présentation de « %(about)s »."),
    "space.member_invited": _("%(actor)s a invité %(member)s (%(role)s)."),
    "space.member_removed": _("%(actor)s a retiré l'accès de %(member)s."),
    "space.reading_published": _("%(actor)s a publié aux membres %(reading)s."),
    "space.reading_withdrawn": _("%(actor)s a retiré de la vue des membres %(reading)s."),
}
