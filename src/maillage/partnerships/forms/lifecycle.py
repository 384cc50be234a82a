"""Coming to a step, and what is said of what a step leaves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.toolkit.forms import VersionedForm

from ..enums import Stage
from ..models import Deliverable, Partnership
from .partnership import DayInput


class StageForm(forms.Form):
    stage = forms.TypedChoiceField(label=_("Étape"), choices=Stage.choices, coerce=int)
    came_on = forms.DateField(label=_("Depuis le"), widget=DayInput())
    why = forms.CharField(
        label=_("Pourquoi"),
        help_text=_("Une ligne que tous ceux qui voient ce partenariat liront."),
        max_length=240,
        required=False,
    )
    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, partnership: Partnership, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = [(stage.value, f"{stage.value + 1}. {stage.label}") for stage in Stage if stage != partnership.stage]
        self.fields["stage"].choices = others
        self.fields["read_version"].initial = partnership.version


class DeliverableForm(VersionedForm):
    link = forms.URLField(
        label=_("adresse"),
        help_text=_("Une adresse que vos partenaires peuvent ouvrir."),
        max_length=400,
        assume_scheme="https",
        required=False,
    )

    class Meta:
        model = Deliverable
        fields = ["state", "done_on", "whereabouts", "link", "reason"]
        widgets = {"state": forms.RadioSelect, "done_on": DayInput()}
        labels = {"link": _("Son adresse en ligne")}
        help_texts = {
            "done_on": _("S'il est fait, et si vous savez quand."),
            "whereabouts": _("En vos mots : « dossier partagé de la mission locale », « armoire du GIP »."),
            "reason": _("Demandé quand il n'est pas utile ici : la raison reste lisible."),
        }

    def changes(self) -> dict:
        """A record that was not there when the page was opened has version 0: whoever wrote it meanwhile is kept."""
        return super().changes() | {"expected_version": self.cleaned_data["read_version"] or 0}
