"""The journal's sentences for this room."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "body.created": _("%(actor)s a créé l'instance « %(about)s »."),
    "body.edited": _("%(actor)s a modifié l'instance « %(about)s »."),
    "meeting.created": _("%(actor)s a prévu la réunion « %(about)s » le %(day)s."),
    "meeting.edited": _("%(actor)s a modifié la réunion « %(about)s »."),
    "meeting.attendance_recorded": _("%(actor)s a noté les présences à « %(about)s »."),
    "decision.recorded": _("%(actor)s a noté une décision : « %(about)s »"),
    "action.created": _("%(actor)s a écrit l'action « %(about)s »."),
    "action.edited": _("%(actor)s a modifié l'action « %(about)s »."),
    "action.moved": _("%(actor)s a noté que l'action « %(about)s » est %(status)s."),
    "plan.decided": _("%(actor)s a décidé d'une suite pour « %(criterion)s », dans « %(about)s » : %(choice)s."),
    "pathway.filled": _("%(actor)s a dit qui fait quoi dans le parcours de « %(about)s »."),
    "pathway.undone": _("%(actor)s a annulé le dernier changement du parcours de « %(about)s »."),
    "counts.written": _("%(actor)s a gardé des chiffres pour « %(about)s »."),
    "counts.corrected": _("%(actor)s a corrigé des chiffres de « %(about)s »."),
}
