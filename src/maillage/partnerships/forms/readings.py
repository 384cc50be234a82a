"""Forms of the readings: who answers, an answer, the type that is kept."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation

from ..enums import Evidence, NonAnswer
from ..typology import Typology


class TypeForm(forms.Form):
    type_code = forms.ChoiceField(label=_("Type retenu"), choices=[("", _("aucun type retenu"))], required=False)
    reason = forms.CharField(
        label=_("Raison"),
        help_text=_("Demandée quand vous retenez un autre type que celui que la grille suggère."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, typology: Typology, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type_code"].choices = [*self.fields["type_code"].choices, *typology.choices]


class StartForm(forms.Form):
    """For whom does this person answer? Asked only when there is a choice."""

    organisation = forms.ModelChoiceField(
        label=_("Vous répondez pour"), queryset=Organisation.objects.none(), required=False
    )

    def __init__(self, *args, organisations: list[Organisation], in_own_name: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=[organisation.pk for organisation in organisations])
        field.required = not in_own_name
        field.empty_label = _("moi, dans l'équipe du pilote") if in_own_name else None
        if len(organisations) == 1 and not in_own_name:
            field.initial = organisations[0].pk


class AnswerForm(forms.Form):
    """One criterion: a level in full words, or one of two answers that are not numbers; what supports it."""

    choice = forms.ChoiceField(
        choices=[(str(level), str(level)) for level in range(1, 6)] + list(NonAnswer.choices),
        error_messages={
            "required": _("Choisissez l'une des cinq phrases, ou « je ne sais pas », ou « sans objet »."),
            "invalid_choice": _("Cette réponse n'est pas dans la liste : choisissez l'une des sept."),
        },
    )
    evidence = forms.ChoiceField(choices=[("", _("aucune")), *Evidence.choices], required=False)
    evidence_note = forms.CharField(max_length=240, required=False)
    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def answered(self) -> dict:
        """What to hand to the action."""
        choice = self.cleaned_data["choice"]
        return {
            "level": int(choice) if choice.isdigit() else None,
            "non_answer": "" if choice.isdigit() else choice,
            "evidence": self.cleaned_data["evidence"],
            "evidence_note": self.cleaned_data["evidence_note"],
            "expected_version": self.cleaned_data["read_version"],
        }
