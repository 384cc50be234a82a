"""What is noted of one criterion during the common session."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.session import NO_AGREEMENT
from ..enums import Level, NonAnswer

LONGEST_NOTES = 20_000


class DiscussionForm(forms.Form):
    """What came out of the talk, and the words that led there. Nothing is required: a talk may be left open."""

    outcome = forms.ChoiceField(
        choices=[
            ("", _("pas encore dit")),
            *[(str(level), str(level)) for level in Level.values],
            *NonAnswer.choices,
            (NO_AGREEMENT, _("pas d'accord trouvé")),
        ],
        required=False,
        error_messages={"invalid_choice": _("Cette réponse n'est pas dans la liste : choisissez l'une des huit.")},
    )
    notes = forms.CharField(
        label=_("Notes de la discussion"), required=False, max_length=LONGEST_NOTES, strip=True, widget=forms.Textarea
    )
    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
