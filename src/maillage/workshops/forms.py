"""Forms of a workshop: what is put to the room, and the code that phones type."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.toolkit.forms import VersionedForm

from . import rules
from .models import Workshop
from .subjects import Choice, Topic


class WorkshopForm(VersionedForm):
    """Topic, points, pace. Everything may change until the opening."""

    about = forms.TypedChoiceField(coerce=int, label=_("Sur quoi"))
    items = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=_("Les points soumis à la salle"))

    class Meta:
        model = Workshop
        fields = ["title", "message", "pace", "is_hidden"]
        widgets = {"message": forms.Textarea(attrs={"rows": 3}), "pace": forms.RadioSelect}
        labels = {"is_hidden": _("Masquer les résultats à l'ouverture")}
        help_texts = {
            "message": _("Lu sur chaque téléphone avant de rejoindre l'atelier."),
            "pace": _("« Tous ensemble » : chaque téléphone suit le point que vous projetez."),
            "is_hidden": _("Chacun répond sans voir les autres ; vous montrez quand vous voulez."),
        }

    field_order = ["title", "about", "items", "pace", "is_hidden", "message"]

    def __init__(
        self, *args, topics: Sequence[Topic], choices: Sequence[Choice], about: int, example: str, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = _("Par exemple « %(example)s ».") % {"example": example}
        self.fields["pace"].choices = Workshop._meta.get_field("pace").choices
        self.fields["items"].choices = [
            (heading[:1].upper() + heading[1:], [(choice.id, choice.label) for choice in group])
            for heading, group in groupby(choices, key=lambda choice: choice.heading)
        ]
        self.fields["items"].help_text = _("%(most)d au plus ; une dizaine tient en un quart d'heure.") % {
            "most": rules.MOST_ITEMS
        }
        asked = [item["id"] for item in self.instance.items]
        self.fields["items"].initial = asked or [choice.id for choice in choices if choice.usual]
        if len(topics) == 1:
            self.fields["about"].widget = forms.HiddenInput()
        self.fields["about"].choices = [(topic.key, topic.label) for topic in topics]
        self.fields["about"].initial = about

    def clean(self) -> dict:
        return self.cleaned_data

    def _post_clean(self) -> None:
        """The action fills the record: nothing of it changes while the form is only being checked."""


class CodeForm(forms.Form):
    """What is read on the screen, with or without its hyphen, in capitals or not."""

    code = forms.CharField(
        label=_("Le code écrit sur l'écran"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
        ),
    )
