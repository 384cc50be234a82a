"""The journal's sentences for this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "agreement.created": _("%(actor)s a ouvert le texte « %(about)s »."),
    "agreement.edited": _("%(actor)s a modifié la fiche du texte « %(about)s »."),
    "agreement.version_written": _("%(actor)s a écrit une version de « %(about)s » : %(change)s."),
    "agreement.clauses_tagged": _("%(actor)s a dit de quoi parlent les clauses de « %(about)s », version %(number)s."),
    "agreement.moved": _("%(actor)s a noté que « %(about)s » passe de l'état « %(before)s » à « %(after)s »."),
    "agreement.renewed": _("%(actor)s a noté la reconduction de « %(about)s »."),
    "agreement.amendment_signed": _("%(actor)s a noté la signature de la version %(number)s de « %(about)s »."),
    "mandate.named": _("%(actor)s a écrit le mandat de %(about)s."),
    "mandate.edited": _("%(actor)s a modifié le mandat de %(about)s."),
    "mandate.ended": _("%(actor)s a mis fin au mandat de %(about)s au %(end)s."),
}
