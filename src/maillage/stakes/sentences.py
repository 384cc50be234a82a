"""The journal's sentences for this room. What was said is not quoted: it stays with its actor."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "stakes.stake_said": _("%(actor)s a noté un enjeu de « %(organisation)s »."),
    "stakes.stake_edited": _("%(actor)s a reformulé un enjeu de « %(organisation)s »."),
    "stakes.stake_removed": _("%(actor)s a retiré un enjeu de « %(organisation)s »."),
    "stakes.resource_said": _("%(actor)s a noté une ressource de « %(organisation)s »."),
    "stakes.resource_edited": _("%(actor)s a modifié une ressource de « %(organisation)s »."),
    "stakes.resource_removed": _("%(actor)s a retiré une ressource de « %(organisation)s »."),
    "stakes.catalogue_adapted": _("%(actor)s a adapté le catalogue des enjeux : %(stake)s."),
    "stakes.pair_added": _("%(actor)s a ajouté la tension « %(pair)s »."),
    "stakes.pair_edited": _("%(actor)s a reformulé la tension « %(pair)s »."),
    "stakes.pair_set_aside": _("%(actor)s a mis de côté la tension « %(pair)s »."),
    "stakes.pair_taken_up": _("%(actor)s a repris la tension « %(pair)s »."),
    "stakes.objective_added": _("%(actor)s a posé l'objectif « %(objective)s »."),
    "stakes.objective_edited": _("%(actor)s a reformulé l'objectif « %(objective)s »."),
    "stakes.objective_set_aside": _("%(actor)s a mis de côté l'objectif « %(objective)s »."),
    "stakes.objective_taken_up": _("%(actor)s a repris l'objectif « %(objective)s »."),
    "stakes.round_opened": _("%(actor)s a ouvert le tour « %(round)s »."),
    "stakes.round_edited": _("%(actor)s a modifié le tour « %(round)s »."),
    "stakes.round_closed": _("%(actor)s a clos le tour « %(round)s »."),
    "stakes.round_reopened": _("%(actor)s a rouvert le tour « %(round)s »."),
    "stakes.round_removed": _("%(actor)s a retiré le tour « %(round)s »."),
    "stakes.positions_said": _("%(actor)s a noté les positions de « %(organisation)s »."),
    "stakes.influences_weighed": _("%(actor)s a pesé les influences du tour « %(round)s »."),
}
