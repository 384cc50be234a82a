"""Forms of the directory: what to show, an organisation, a contact, who represents whom."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import Role
from maillage.spaces.models import Membership
from maillage.toolkit.forms import VersionedForm
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Table

from . import places, rules
from .catalogue import KIND_CHOICES, KINDS
from .columns import BY_FIELD, COLUMNS
from .enums import College, Family
from .models import Contact, Organisation
from .queries import Filters

KINDS_BY_COLLEGE = [
    (college.label, [(kind.code, kind.label) for kind in KINDS if kind.college == college]) for college in College
]


class FilterForm(forms.Form):
    """Reads the address; what it does not understand is left aside rather than refused."""

    q = forms.CharField(required=False, max_length=100)
    college = forms.ChoiceField(required=False, choices=[("", ""), *College.choices])
    family = forms.ChoiceField(required=False, choices=[("", ""), *Family.choices])
    kind = forms.ChoiceField(required=False, choices=[("", ""), *KIND_CHOICES])
    to_confirm = forms.BooleanField(required=False)

    def filters(self) -> Filters:
        self.full_clean()
        return Filters(**{name: value for name, value in self.cleaned_data.items() if value})


class OrganisationForm(VersionedForm):
    siret = forms.CharField(
        label=_("SIRET"), required=False, max_length=40, help_text=_("14 chiffres ; les espaces ne gênent pas.")
    )
    commune = forms.CharField(
        label=_("Commune"),
        required=False,
        max_length=120,
        help_text=_("Son nom ou son code Insee : « Gonesse » ou « 95277 ». Le code postal n'est pas le code Insee."),
        widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off"}),
    )
    website = forms.CharField(label=_("Site"), required=False, max_length=300, help_text="www.exemple.fr")
    kind = forms.ChoiceField(
        label=_("Nature"),
        choices=[("", _("Choisir…")), *KINDS_BY_COLLEGE],
        help_text=_("Elle donne le collège et la famille d'enjeux habituels, que vous pouvez changer."),
    )
    college = forms.ChoiceField(
        label=_("Collège"), required=False, choices=[("", _("celui de la nature choisie")), *College.choices]
    )
    family = forms.ChoiceField(
        label=_("Famille d'enjeux"), required=False, choices=[("", _("celle de la nature choisie")), *Family.choices]
    )

    class Meta:
        model = Organisation
        fields = [
            "name",
            "acronym",
            "kind",
            "commune",
            "siret",
            "address",
            "website",
            "served",
            "college",
            "family",
            "youth_voice",
            "is_employer",
            "note",
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "served": _("Là où elle agit, pas seulement là où elle siège : « Val-d'Oise est », « 93, 95 et 77 »."),
            "youth_voice": _("Elle peut parler au nom de jeunes ou d'apprentis dans le groupe."),
        }

    def __init__(self, *args, near: tuple[str, ...] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.near = near
        if self.instance.commune:
            self.initial["commune"] = places.written(self.instance.commune)
        self.initial["siret"] = rules.written_siret(self.instance.siret)

    def clean_siret(self) -> str:
        return _or_error(rules.clean_siret, self.cleaned_data["siret"])

    def clean_website(self) -> str:
        return _or_error(rules.clean_website, self.cleaned_data["website"])

    def clean_commune(self) -> str:
        return _or_error(lambda text: places.resolve(text, near=self.near), self.cleaned_data["commune"])

    def clean_college(self) -> str:
        return self.cleaned_data["college"] or self._usual(0)

    def clean_family(self) -> str:
        return self.cleaned_data["family"] or self._usual(1)

    def _usual(self, position: int) -> str:
        kind = self.cleaned_data.get("kind")
        return rules.usual_place(kind)[position] if kind else ""

    def changes(self) -> dict[str, Any]:
        """Boxes left empty on a new sheet follow the kind."""
        given = super().changes()
        return given if self.instance.pk else {name: value for name, value in given.items() if value is not False}


def _or_error(clean, text: str) -> str:
    try:
        return clean(text)
    except Refusal as refusal:
        raise forms.ValidationError(str(refusal)) from None


class ContactForm(VersionedForm):
    class Meta:
        model = Contact
        fields = ["name", "function", "level", "may_commit", "email", "phone", "last_contact_on"]
        widgets = {"last_contact_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "function": _("Sa fonction dans l'organisation : directrice, chargé de relations entreprises…"),
            "level": _("Politique : décide et engage. Managérial : organise. Opérationnel : fait avec les jeunes."),
            "last_contact_on": _("Le dernier échange réel : appel, visite, réunion. Il fait courir les 36 mois."),
        }


class RepresentativeForm(forms.Form):
    membership = forms.ModelChoiceField(
        label=_("Membre de l'espace"), queryset=Membership.objects.none(), empty_label=_("Choisir…")
    )

    def __init__(self, *args, organisation: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        members = Membership.objects.filter(space=organisation.space).exclude(role=Role.OBSERVER)
        self.fields["membership"].queryset = members.exclude(represents__organisation=organisation).select_related(
            "user"
        )


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Votre tableur"),
        help_text=_(
            "CSV, Excel (.xlsx) ou LibreOffice (.ods) ; une ligne de noms de colonnes, puis une ligne par organisation."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xlsm,.ods"}),
        error_messages={"empty": _("Ce fichier est vide : choisissez-en un autre.")},
    )

    def content(self) -> bytes:
        """The bytes of the file; one byte more than the limit at most, enough to refuse it."""
        return self.cleaned_data["file"].read(settings.LARGEST_UPLOAD + 1)


class MappingForm(forms.Form):
    """One choice per column of the file: what it holds, or nothing."""

    def __init__(self, *args, table: Table, mapping: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        holds = {name: field for field, name in mapping.items()}
        choices = [("", _("ne pas importer")), *[(column.field, column.label) for column in COLUMNS]]
        for index, name in enumerate(table.columns):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=name, required=False, choices=choices, initial=holds.get(name, "")
            )

    def rows(self) -> list[dict[str, Any]]:
        """For the page: each column of the file, its first values, the choice."""
        return [
            {
                "name": name,
                "field": self[f"column_{index}"],
                "samples": list(dict.fromkeys(row.values[index] for row in self.table.rows[:40] if row.values[index]))[
                    :3
                ],
            }
            for index, name in enumerate(self.table.columns)
        ]

    def clean(self) -> dict[str, Any]:
        chosen = [value for value in self.cleaned_data.values() if value]
        twice = next((value for value in chosen if chosen.count(value) > 1), None)
        if twice:
            raise forms.ValidationError(
                _("Deux colonnes disent contenir « %(field)s » : n'en gardez qu'une."),
                params={"field": BY_FIELD[twice].label},
            )
        return self.cleaned_data

    def mapping(self) -> dict[str, str]:
        return {
            value: self.table.columns[int(name.removeprefix("column_"))]
            for name, value in self.cleaned_data.items()
            if value
        }
