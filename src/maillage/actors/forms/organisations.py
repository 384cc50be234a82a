"""Forms of an organisation: its sheet, its sites, the bodies it depends on, who represents it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from maillage.spaces.enums import Role
from maillage.spaces.models import Membership
from maillage.toolkit.forms import VersionedForm
from maillage.toolkit.refusals import Refusal

from .. import places, rules, served
from ..catalogue import KINDS
from ..enums import Bond, College, Family, Level
from ..models import Organisation, Site

KINDS_BY_COLLEGE = [
    (college.label, [(kind.code, kind.label) for kind in KINDS if kind.college == college]) for college in College
]
COMMUNE_WIDGET = {"list": "communes", "autocomplete": "off"}


def or_error(clean: Callable[..., Any], *given: Any, **more: Any) -> Any:
    """What the rule gives; its refusal becomes the field's error."""
    try:
        return clean(*given, **more)
    except Refusal as refusal:
        raise forms.ValidationError(str(refusal)) from None


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together on the page under a title."""

    title: str
    hint: str
    fields: list[BoundField]

    @property
    def names(self) -> list[str]:
        return [field.name for field in self.fields]


class PlaceForm(VersionedForm):
    """What a main address and a site have in common: an address that is checked field by field."""

    siret = forms.CharField(
        label=_("SIRET"), required=False, max_length=40, help_text=_("14 chiffres ; les espaces ne gênent pas.")
    )
    uai = forms.CharField(
        label=_("UAI"),
        required=False,
        max_length=20,
        help_text=_("Code d'un établissement scolaire ou d'un CFA : sept chiffres et une lettre."),
    )
    commune = forms.CharField(
        label=_("Commune"),
        required=False,
        max_length=120,
        help_text=_("Son nom ou son code Insee : « Gonesse » ou « 95277 ». Le code postal n'est pas le code Insee."),
        widget=forms.TextInput(attrs=COMMUNE_WIDGET),
    )
    postcode = forms.CharField(label=_("Code postal"), required=False, max_length=10)
    longitude = forms.CharField(label=_("Longitude"), required=False, max_length=30)
    latitude = forms.CharField(
        label=_("Latitude"),
        required=False,
        max_length=30,
        help_text=_("Degrés décimaux, par exemple 48,9866 et 2,4489. Sans position, la carte prend la mairie."),
    )

    def __init__(self, *args, near: tuple[str, ...] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.near = near
        if self.instance.commune:
            self.initial["commune"] = places.written(self.instance.commune)
        self.initial["siret"] = rules.written_siret(self.instance.siret)

    def clean_siret(self) -> str:
        return or_error(rules.clean_siret, self.cleaned_data["siret"])

    def clean_uai(self) -> str:
        return or_error(rules.clean_uai, self.cleaned_data["uai"])

    def clean_postcode(self) -> str:
        return or_error(rules.clean_postcode, self.cleaned_data["postcode"])

    def clean_longitude(self) -> float | None:
        return or_error(rules.clean_degrees, self.cleaned_data["longitude"], "longitude")

    def clean_latitude(self) -> float | None:
        return or_error(rules.clean_degrees, self.cleaned_data["latitude"], "latitude")

    def clean_commune(self) -> str:
        return or_error(places.resolve, self.cleaned_data["commune"], near=self.near)

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        both = {"longitude", "latitude"} <= given.keys()
        if both and (given["longitude"] is None) != (given["latitude"] is None):
            missing = "longitude" if given["longitude"] is None else "latitude"
            self.add_error(missing, _("Longitude et latitude vont ensemble : il manque l'une des deux."))
        return given


class OrganisationForm(PlaceForm):
    """``team``: the pilot's team also writes tags."""

    siren = forms.CharField(
        label=_("SIREN"), required=False, max_length=30, help_text=_("9 chiffres ; déduit du SIRET s'il est donné.")
    )
    website = forms.CharField(label=_("Site"), required=False, max_length=300, help_text="www.exemple.fr")
    kind = forms.ChoiceField(
        label=_("Nature"),
        choices=[("", _("Choisir…")), *KINDS_BY_COLLEGE],
        help_text=_("Elle donne le collège et les familles d'enjeux habituels, que vous pouvez changer."),
    )
    college = forms.ChoiceField(
        label=_("Collège"), required=False, choices=[("", _("celui de la nature choisie")), *College.choices]
    )
    family = forms.ChoiceField(
        label=_("Famille d'enjeux"), required=False, choices=[("", _("celle de la nature choisie")), *Family.choices]
    )
    served_areas = forms.CharField(
        label=_("Zones desservies"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Une par ligne : commune, EPCI, département, région ou « France entière ». "
            "Elles répondent à « qui agit dans ma commune ? »."
        ),
    )
    tags = forms.CharField(
        label=_("Étiquettes"),
        required=False,
        max_length=600,
        help_text=_("Vos mots à vous, séparés par des virgules. Tous les membres de l'espace les lisent."),
    )

    class Meta:
        model = Organisation
        fields = [
            "name",
            "acronym",
            "kind",
            "description",
            "commune",
            "address",
            "postcode",
            "longitude",
            "latitude",
            "served",
            "served_areas",
            "website",
            "email",
            "phone",
            "siret",
            "siren",
            "uai",
            "college",
            "family",
            "second_family",
            "level",
            "youth_voice",
            "is_employer",
            "note",
        ]
        widgets = {
            "note": forms.Textarea(attrs={"rows": 4}),
            "description": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "served": _("Là où elle agit, pas seulement là où elle siège : « Val-d'Oise est », « 93, 95 et 77 »."),
            "youth_voice": _("Elle peut parler au nom de jeunes ou d'apprentis dans le groupe."),
            "description": _("Une ou deux phrases, lues par tous les membres de l'espace."),
            "email": _("Une adresse d'accueil (contact@…), pas celle d'une personne : une personne est un contact."),
            "level": _("Politique : décide. Managérial : organise. Opérationnel : fait avec les jeunes."),
        }

    def __init__(self, *args, team: bool = True, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial["siren"] = rules.written_siren(self.instance.siren)
        self.fields["second_family"].choices = [("", _("aucune")), *Family.choices]
        self.fields["level"].choices = [("", _("pas encore dit")), *Level.choices]
        self.initial["served_areas"] = "\n".join(served.written(self.instance.served_areas))
        if not team:
            del self.fields["tags"]
        elif self.instance.pk:
            self.initial["tags"] = ", ".join(tag.name for tag in self.instance.tags.all())

    def groups(self) -> list[Group]:
        layout = [
            (_("Qui elle est"), "", ["name", "acronym", "kind", "description"]),
            (_("Où elle siège"), "", ["address", "postcode", "commune", "latitude", "longitude"]),
            (_("Où elle agit"), "", ["served", "served_areas"]),
            (_("Comment la joindre"), "", ["website", "email", "phone"]),
            (_("Ses numéros"), "", ["siret", "siren", "uai"]),
            (
                _("Sa place dans l'annuaire"),
                "",
                ["college", "family", "second_family", "level", "tags", "youth_voice", "is_employer"],
            ),
            (_("Note de l'équipe"), _("Lue par l'équipe du pilote et par l'organisation elle-même."), ["note"]),
        ]
        return [
            Group(str(title), str(hint), [self[name] for name in names if name in self.fields])
            for title, hint, names in layout
        ]

    def clean_siren(self) -> str:
        return or_error(rules.clean_siren, self.cleaned_data["siren"], self.cleaned_data.get("siret", ""))

    def clean_website(self) -> str:
        return or_error(rules.clean_website, self.cleaned_data["website"])

    def clean_served_areas(self) -> str:
        return or_error(served.read, self.cleaned_data["served_areas"], self.near)

    def clean_tags(self) -> list[str]:
        return [tag.strip() for tag in self.cleaned_data["tags"].split(",") if tag.strip()]

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


class SiteForm(PlaceForm):
    class Meta:
        model = Site
        fields = ["name", "commune", "address", "postcode", "latitude", "longitude", "phone", "siret", "uai"]
        help_texts = {"name": _("« Antenne de Gonesse », « Plateau technique de Villepinte »…")}


class RelationForm(forms.Form):
    """What binds this organisation to another, in the direction that one says it."""

    SAYINGS = [
        (f"{Bond.BELONGS_TO}:out", _("fait partie de")),
        (f"{Bond.BELONGS_TO}:in", _("regroupe")),
        (f"{Bond.FUNDS}:out", _("finance")),
        (f"{Bond.FUNDS}:in", _("est financée par")),
        (f"{Bond.RUNS}:out", _("gère")),
        (f"{Bond.RUNS}:in", _("est gérée par")),
    ]
    saying = forms.ChoiceField(label=_("Cette organisation…"), choices=SAYINGS)
    other = forms.ModelChoiceField(
        label=_("L'autre organisme"), queryset=Organisation.objects.none(), empty_label=_("Choisir…")
    )
    note = forms.CharField(
        label=_("Précision"),
        required=False,
        max_length=200,
        help_text=_("Des faits publics : « depuis 2019 », « convention annuelle »…"),
    )

    def __init__(self, *args, organisation: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation
        others = Organisation.objects.in_space(organisation.space).current().exclude(pk=organisation.pk)
        self.fields["other"].queryset = others.only("pk", "name").order_by("sort_name", "pk")

    def relation(self) -> dict[str, Any]:
        """``source``, ``target``, ``bond`` and ``note`` for the action."""
        bond, direction = self.cleaned_data["saying"].split(":")
        ends = (self.organisation, self.cleaned_data["other"])
        source, target = ends if direction == "out" else reversed(ends)
        return {"source": source, "target": target, "bond": bond, "note": self.cleaned_data["note"]}


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
