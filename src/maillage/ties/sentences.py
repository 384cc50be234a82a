"""The journal's sentences for this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "tie.related": _("%(actor)s a noté un lien : %(about)s (%(nature)s)."),
    "tie.edited": _("%(actor)s a modifié le lien %(about)s (%(nature)s)."),
    "tie.removed": _("%(actor)s a retiré le lien %(about)s (%(nature)s)."),
    "tie.name_matched": _("%(actor)s a reconnu « %(name)s », cité par des acteurs : c'est %(about)s."),
    "tie.name_unmatched": _("%(actor)s ne tient plus « %(name)s », cité par des acteurs, pour %(about)s."),
    "tie.name_set_aside": _("%(actor)s a laissé hors de l'annuaire « %(name)s », cité par des acteurs."),
}
