"""The journal's sentences for this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "partnership.created": _("%(actor)s a ajouté le partenariat « %(about)s »."),
    "partnership.edited": _("%(actor)s a modifié le partenariat « %(about)s »."),
    "partnership.archived": _("%(actor)s a archivé le partenariat « %(about)s »."),
    "partnership.restored": _("%(actor)s a remis dans la liste le partenariat « %(about)s »."),
    "partnership.member_added": _("%(actor)s a ajouté %(organisation)s au partenariat « %(about)s » (%(role)s)."),
    "partnership.member_left": _("%(actor)s a noté que %(organisation)s a quitté le partenariat « %(about)s »."),
    "partnership.published": _("%(actor)s a montré aux membres de l'espace le partenariat « %(about)s »."),
    "partnership.withdrawn": _("%(actor)s a retiré de la vue des membres le partenariat « %(about)s »."),
    "partnership.type_chosen": _("%(actor)s a retenu pour « %(about)s » le type « %(type)s »."),
    "partnership.type_withdrawn": _("%(actor)s a retiré le type retenu pour « %(about)s »."),
    "assessment.started": _("%(actor)s a commencé à lire « %(about)s » avec la grille."),
    "assessment.submitted": _("%(actor)s a remis sa lecture de « %(about)s »."),
    "assessment.reopened": _("%(actor)s a rouvert sa lecture de « %(about)s »."),
    "assessment.common_started": _("%(actor)s a ouvert la lecture en commun de « %(about)s »."),
    "assessment.common_submitted": _("%(actor)s a remis la lecture en commun de « %(about)s »."),
    "assessment.common_reopened": _("%(actor)s a rouvert la lecture en commun de « %(about)s »."),
}
