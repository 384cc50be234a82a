"""The sheet of a partnership, one short form a section."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from maillage.actors import places as towns
from maillage.actors.models import Organisation
from maillage.toolkit.forms import VersionedForm
from maillage.toolkit.refusals import Refusal

from .. import places
from ..enums import Audience, Grounding
from ..models import Funding, Milestone, Partnership
from .partnership import DayInput

TICKED = forms.CheckboxSelectMultiple


class IdentityForm(VersionedForm):
    class Meta:
        model = Partnership
        fields = ["name", "purpose", "bond", "started_on", "ends_on"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 2}), "started_on": DayInput(), "ends_on": DayInput()}
        help_texts = {
            "purpose": _("Ce que ce partenariat veut changer, avec les mots de tous."),
            "bond": _("Ce repère compte dans le type suggéré. Laissez vide si vous ne savez pas."),
            "ends_on": _("Laissez vide si le partenariat n'a pas de terme."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bond"].choices = [("", _("je ne sais pas")), *self.fields["bond"].choices[1:]]


class PlacesForm(VersionedForm):
    """The territory in words, and its places: intercommunalities ticked, communes by their names."""

    groupings = forms.MultipleChoiceField(label=_("Intercommunalités entières"), required=False, widget=TICKED)
    communes = forms.CharField(
        label=_("Communes"),
        help_text=_("Celles du périmètre, séparées par des virgules : « Gonesse, Goussainville »."),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )

    class Meta:
        model = Partnership
        fields = ["territory"]
        labels = {"territory": _("Le territoire, en vos mots")}
        help_texts = {"territory": _("Par exemple « quatre intercommunalités, deux départements ».")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.space = self.instance.space
        offered = {place.code: place for place in places.offered(self.space)}
        self.in_perimeter = {code for code, place in offered.items() if not place.is_grouping}
        groupings = [(place.code, place.name) for place in offered.values() if place.is_grouping]
        if not groupings:
            del self.fields["groupings"]
        else:
            self.fields["groupings"].choices = groupings
            self.initial["groupings"] = self.instance.places
        if not self.in_perimeter:
            del self.fields["communes"]
        else:
            chosen = [offered[code].name for code in self.instance.places if code in self.in_perimeter]
            self.initial["communes"] = ", ".join(chosen)

    def clean_communes(self) -> list[str]:
        """Their Insee codes; a name that is not known, or not in the perimeter, is an error that says so."""
        codes = []
        for name in self.cleaned_data["communes"].split(","):
            if not name.strip():
                continue
            try:
                codes.append(towns.resolve(name, near=self.in_perimeter))
            except Refusal as refusal:
                raise ValidationError(str(refusal)) from None
        return list(dict.fromkeys(codes))

    def changes(self) -> dict:
        told = super().changes()
        told["places"] = [*told.pop("groupings", []), *told.pop("communes", [])]
        return told


class WrittenForm(VersionedForm):
    """How the bond is written, and the wider frames it rests on."""

    groundings = forms.MultipleChoiceField(
        label=_("Cadres sur lesquels il s'appuie"), choices=Grounding.choices, required=False, widget=TICKED
    )

    class Meta:
        model = Partnership
        fields = ["legal_kind", "legal_form", "groundings", "groundings_note"]
        help_texts = {
            "legal_form": _("Par exemple « convention de partenariat, cinq signataires »."),
            "groundings_note": _("Un cadre qui n'est pas dans la liste, ou son nom exact."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_kind"].choices = [("", _("non précisée")), *self.fields["legal_kind"].choices[1:]]


class AudiencesForm(VersionedForm):
    audiences = forms.MultipleChoiceField(
        label=_("Publics"),
        help_text=_("Ceux que le partenariat sert : des publics, jamais des personnes."),
        choices=Audience.choices,
        required=False,
        widget=TICKED,
    )

    class Meta:
        model = Partnership
        fields = ["audiences", "audiences_note"]


SECTIONS: dict[str, tuple[str, type[VersionedForm]]] = {
    "territoire": (_("Territoire"), PlacesForm),
    "cadre": (_("Forme et cadres"), WrittenForm),
    "publics": (_("Publics"), AudiencesForm),
}


class EurosField(forms.DecimalField):
    """An amount as people write it: « 1 250,50 », « 1250.50 € », with any kind of space."""

    def __init__(self, **kwargs) -> None:
        super().__init__(localize=True, **kwargs)
        self.widget.input_type = "text"

    def to_python(self, value):
        if isinstance(value, str):
            value = "".join(value.replace("€", "").split())
        return super().to_python(value)


class FundingForm(VersionedForm):
    amount = EurosField(
        label=_("Montant en euros"),
        help_text=_("Laissez vide si vous ne le connaissez pas : inconnu n'est pas zéro."),
        max_digits=12,
        decimal_places=2,
        min_value=0,
        required=False,
    )

    class Meta:
        model = Funding
        fields = ["organisation", "source", "year", "state", "amount", "note"]
        labels = {"organisation": _("Financeur")}
        help_texts = {
            "source": _("Le fonds, la ligne, l'appel ; ou le financeur s'il n'est pas dans l'annuaire."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        directory = Organisation.objects.filter(space=self.instance.space)
        self.offer("organisation", directory, empty_label=_("hors de l'annuaire"))


class MilestoneForm(VersionedForm):
    class Meta:
        model = Milestone
        fields = ["year", "month", "day", "words"]
        labels = {"words": _("Ce qui s'est passé")}
        help_texts = {
            "month": _("De 1 à 12 ; laissez vide si vous ne savez pas."),
            "day": _("Laissez vide si vous ne savez pas."),
            "words": _("Une phrase, sans nom de personne : « première réunion à la mission locale »."),
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 2})}
