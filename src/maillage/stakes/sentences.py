"""The journal's sentences for this room. What was said is not quoted: it stays with its actor."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "stakes.stake_said": _("%(actor)s a noté un enjeu de « %(organisation)s »."),
    "stakes.stake_edited": _("%(actor)s a reformulé un enjeu de « %(organisation)s »."),
    "stakes.stake_removed": _("%(actor)s a retiré un enjeu de « %(organisation)s »."),
    "stakes.resource_said": _("%(actor)s a noté une ressource de « %(organisation)s »."),
    "stakes.resource_edited": _("%(actor)s a modifié une ressource de « %(organisation)s »."),
    "stakes.resource_removed": _("%(actor)s a retiré une ressource de « %(organisation)s »."),
}
