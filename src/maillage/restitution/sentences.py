"""The journal's sentences for this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {"report.made": _("%(actor)s a produit le rapport de « %(about)s ».")}
