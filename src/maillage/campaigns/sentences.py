"""The journal's sentences for this room. None says who answered what."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "campaign.created": _("%(actor)s a préparé la campagne « %(about)s »."),
    "campaign.edited": _("%(actor)s a modifié la campagne « %(about)s »."),
    "campaign.opened": _("%(actor)s a ouvert la campagne « %(about)s »."),
    "campaign.closed": _("%(actor)s a clos la campagne « %(about)s »."),
    "campaign.reopened": _("%(actor)s a rouvert la campagne « %(about)s »."),
    "campaign.people_asked": _("%(actor)s a ajouté des personnes à interroger dans « %(about)s » (%(number)s)."),
    "campaign.reminded": _("%(actor)s a relancé ceux qui n'ont pas répondu à « %(about)s » (%(number)s)."),
    "campaign.link_sent_again": _("%(actor)s a renvoyé un lien de « %(about)s » (%(organisation)s)."),
    "campaign.link_revoked": _("%(actor)s a retiré un lien de « %(about)s » (%(organisation)s)."),
    "campaign.forwarded": _("Une personne de %(organisation)s a transmis « %(about)s » à une autre."),
    "campaign.declined": _("Une personne de %(organisation)s ne répondra pas à « %(about)s »."),
    "campaign.answers_came": _("%(organisation)s a répondu à « %(about)s »."),
    "campaign.answered_for": _("%(actor)s a saisi des réponses pour %(organisation)s dans « %(about)s »."),
    "campaign.names_forgotten": _("Les noms et adresses des personnes interrogées par « %(about)s » sont effacés."),
}
