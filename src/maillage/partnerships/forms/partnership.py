"""Forms of a partnership and of its members."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.spaces.models import Space
from maillage.toolkit.forms import VersionedForm

from ..enums import MemberRole
from ..models import Member, Partnership


class DayInput(forms.DateInput):
    """The browser's own calendar, which wants and gives days as 2026-11-23 whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PartnershipForm(VersionedForm):
    """What a new partnership is called and where it is; its sheet says the rest, section by section."""

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


class MemberDatesForm(VersionedForm):
    """A role and its dates, corrected; an exit noted by mistake is undone by emptying its date."""

    class Meta:
        model = Member
        fields = ["role", "joined_on", "left_on"]
        widgets = {"joined_on": DayInput(), "left_on": DayInput()}
        help_texts = {"left_on": _("Laissez vide si l'organisation est toujours membre.")}
