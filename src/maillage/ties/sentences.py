"""The journal's sentences for this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "tie.related": _("%(actor)s a noté un lien : %(about)s (%(nature)s)."),
    "tie.edited": _("%(actor)s a modifié le lien %(about)s (%(nature)s)."),
    "tie.removed": _("%(actor)s a retiré le lien %(about)s (%(nature)s)."),
}
