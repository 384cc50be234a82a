"""Forms of partnerships, their members and their readings."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.spaces.models import Space
from maillage.toolkit.forms import VersionedForm

from .catalogue import TYPE_CHOICES
from .enums import Evidence, MemberRole, NonAnswer
from .models import Partnership


class DayInput(forms.DateInput):
    """The browser's own calendar, which wants and gives days as 2026-11-23 whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PartnershipForm(VersionedForm):
    class Meta:
        model = Partnership
        fields = ["name", "purpose", "territory", "legal_form", "stage", "bond", "started_on", "ends_on"]
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 2}),
            "started_on": DayInput(),
            "ends_on": DayInput(),
        }
        help_texts = {
            "purpose": _("Ce que ce partenariat veut changer, avec les mots de tous."),
            "territory": _("Par exemple « quatre intercommunalités, deux départements »."),
            "legal_form": _("Convention, charte, subvention, accord de consortium, rien d'écrit…"),
            "stage": _("Où en est la vie de ce partenariat ; on peut y entrer à n'importe quelle étape."),
            "bond": _("Ce repère compte dans le type suggéré. Laissez vide si vous ne savez pas."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bond"].choices = [("", _("je ne sais pas")), *self.fields["bond"].choices[1:]]


class MemberForm(forms.Form):
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=_("choisir une organisation")
    )
    role = forms.ChoiceField(label=_("Rôle"), choices=MemberRole.choices, initial=MemberRole.OPERATOR)
    joined_on = forms.DateField(label=_("Entrée le"), required=False, widget=DayInput())

    def __init__(self, *args, space: Space, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(space=space).current()


class TypeForm(forms.Form):
    type_code = forms.ChoiceField(
        label=_("Type retenu"), choices=[("", _("aucun type retenu")), *TYPE_CHOICES], required=False
    )
    reason = forms.CharField(
        label=_("Raison"),
        help_text=_("Demandée quand vous retenez un autre type que celui que la grille suggère."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )
    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)


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
