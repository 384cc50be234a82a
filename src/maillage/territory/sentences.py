"""The journal's sentences for this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "territory.perimeter_drawn": _("%(actor)s a dessiné le périmètre « %(about)s » (%(communes)s communes)."),
    "territory.perimeter_changed": _(
        "%(actor)s a modifié le périmètre « %(about)s » : %(communes)s communes (+ %(added)s, − %(removed)s)."
    ),
}
