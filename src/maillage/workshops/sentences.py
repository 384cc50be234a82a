"""The journal's sentences for workshops. None says who answered what."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "workshop.created": _("%(actor)s a préparé l'atelier « %(about)s »."),
    "workshop.edited": _("%(actor)s a modifié l'atelier « %(about)s »."),
    "workshop.opened": _("%(actor)s a ouvert l'atelier « %(about)s »."),
    "workshop.closed": _("%(actor)s a fermé l'atelier « %(about)s »."),
    "workshop.reopened": _("%(actor)s a rouvert l'atelier « %(about)s »."),
    "workshop.results_hidden": _("%(actor)s a masqué les résultats de l'atelier « %(about)s »."),
    "workshop.results_shown": _("%(actor)s a montré les résultats de l'atelier « %(about)s »."),
    "workshop.kept": _("%(actor)s a gardé la séance « %(about)s » ; les réponses des téléphones sont effacées."),
    "workshop.discarded": _("%(actor)s a jeté l'atelier « %(about)s » et toutes ses réponses."),
    "workshop.forgotten": _(
        "Les réponses à l'atelier « %(about)s », ni gardées ni jetées, sont effacées ; ses questions restent."
    ),
}
