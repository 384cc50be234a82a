"""Forms to open a group, to find who could sit, to give a seat."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import College, Level
from maillage.actors.models import Contact, Organisation
from maillage.stakes.catalogue import Catalogue
from maillage.toolkit.forms import VersionedForm, refusals_on

from .models import WorkingGroup
from .queries import Part
from .rules import check_sizes


class GroupForm(VersionedForm):
    class Meta:
        model = WorkingGroup
        fields = ["name", "purpose", "smallest", "largest"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "purpose": _("En une phrase : ce que le groupe doit avoir produit, et pour quand."),
            "largest": _("De 12 à 18 personnes, tout le monde parle et chaque monde est là."),
        }

    def clean(self) -> dict:
        """Sizes are said in the sentence of the rule, before the database's own check speaks."""
        cleaned = super().clean()
        if {"smallest", "largest"} <= cleaned.keys():
            with refusals_on(self, field="largest"):
                check_sizes(cleaned["smallest"], cleaned["largest"])
        return cleaned


class CandidateForm(forms.Form):
    """Filters of the list of who could sit."""

    q = forms.CharField(label=_("Chercher"), required=False)
    college = forms.ChoiceField(
        label=_("Collège"), required=False, choices=[("", _("tous les collèges")), *College.choices]
    )
    part = forms.ChoiceField(label=_("Territoire"), required=False)
    level = forms.ChoiceField(
        label=_("Contact de niveau"), required=False, choices=[("", _("tous les niveaux")), *Level.choices]
    )
    voice = forms.ChoiceField(
        label=_("Voix portée"),
        required=False,
        choices=[("", _("toutes les voix")), ("youth", _("la voix des jeunes")), ("employer", _("des emplois"))],
    )
    stake = forms.ChoiceField(label=_("Enjeu"), required=False)

    def __init__(self, *args, parts: tuple[Part, ...], catalogue: Catalogue, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["part"].choices = [
            ("", _("tout le territoire")),
            *((part.code, f"{part.name} ({part.code})") for part in parts),
        ]
        self.fields["stake"].choices = [
            ("", _("tous les enjeux")),
            *((each.code, each.title) for each in catalogue.stakes),
        ]


class SeatForm(forms.Form):
    level = forms.ChoiceField(
        label=_("Niveau du siège"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        help_text=_("Ce que la personne peut décider pour son organisation, pas son grade."),
    )
    contact = forms.ModelChoiceField(
        label=_("Qui s'assoit"),
        queryset=Contact.objects.none(),
        required=False,
        empty_label=_("à désigner par l'organisation"),
        help_text=_("Le nom n'est lu que par l'équipe du pilote et l'organisation elle-même."),
    )
    reason = forms.CharField(
        label=_("Pourquoi ce siège"),
        max_length=240,
        required=False,
        help_text=_("Ce que ce siège apporte au groupe ; les membres liront cette phrase."),
    )

    def __init__(self, *args, organisation: Organisation, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Contact.objects.visible_to(user).in_office().filter(organisation=organisation)
