"""The journal's sentences for this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "groups.group_created": _("%(actor)s a créé le groupe « %(about)s »."),
    "groups.group_edited": _("%(actor)s a modifié le groupe « %(about)s »."),
    "groups.seated": _("%(actor)s a donné à « %(organisation)s » un siège dans « %(group)s » (niveau %(level)s)."),
    "groups.seat_passed": _(
        "%(actor)s a confié à la personne qui succède le siège de « %(organisation)s » dans « %(group)s » "
        "(niveau %(level)s)."
    ),
    "groups.seat_left": _(
        "%(actor)s a noté le départ de la personne qui siégeait pour « %(organisation)s » dans « %(group)s » "
        "(niveau %(level)s)."
    ),
    "groups.unseated": _("%(actor)s a retiré à « %(organisation)s » son siège dans « %(group)s » (niveau %(level)s)."),
}
