"""Forms to say a stake or a resource, and to choose whom to ask."""

from __future__ import annotations

from collections.abc import Collection

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import SHAPES, College, Family

from . import catalogue
from .enums import Direction, Nature, Source, Weight
from .models import Resource, Stake

FREE = "free"


def catalogue_choices(*, without: Collection[str] = ()) -> list:
    """The catalogue by family, without the codes that the actor already said; last, « another stake »."""
    families = [
        (
            f"{SHAPES[family]} {family.label}",
            [(stake.code, f"{stake.code} · {stake.label}") for stake in stakes],
        )
        for family in Family
        if (stakes := [stake for stake in catalogue.in_family(family) if stake.code not in without])
    ]
    return [("", _("Choisir un enjeu…")), *families, (FREE, _("Un autre enjeu, dit avec ses mots"))]


class ReadVersion(forms.Form):
    """Carries the version that was read, so that the action refuses to overwrite a newer one."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def changes(self) -> dict:
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "read_version"}
        if "read_version" in self.initial and self.cleaned_data["read_version"] is not None:
            cleaned["expected_version"] = self.cleaned_data["read_version"]
        return cleaned


class StakeForm(ReadVersion):
    code = forms.ChoiceField(
        label=_("L'enjeu"),
        help_text=_("Ce que l'acteur peut gagner ou perdre. Rien ne convient ? Le dernier choix est libre."),
    )
    words = forms.CharField(
        label=_("Avec ses mots"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Une phrase comme on la dirait en réunion. Des faits sur l'organisation, jamais sur une personne."),
    )
    family = forms.ChoiceField(
        label=_("Famille"),
        required=False,
        choices=[("", "–"), *Family.choices],
        help_text=_("Seulement pour un enjeu hors catalogue ; le catalogue donne la famille des autres."),
    )
    weight = forms.TypedChoiceField(
        label=_("Combien il pèse"),
        coerce=int,
        choices=Weight.choices,
        initial=Weight.IMPORTANT,
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(label=_("D'où vient-il ?"), choices=Source.choices, initial=Source.SAID)
    said_on = forms.DateField(
        label=_("Dit le"), initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args, is_team: bool, said: Collection[str] = (), stake: Stake | None = None, **kwargs) -> None:
        """``said``: codes the actor already carries, left out of the list."""
        if stake:
            names = ("code", "words", "family", "weight", "source", "said_on")
            kwargs["initial"] = {name: getattr(stake, name) for name in names} | {"read_version": stake.version}
            kwargs["initial"]["code"] = stake.code or FREE
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = catalogue_choices(without=said)
        if not is_team:  # a partner speaks for itself, today
            del self.fields["source"], self.fields["said_on"]

    def clean_code(self) -> str:
        """The code of the catalogue, '' for a free stake."""
        return "" if self.cleaned_data["code"] == FREE else self.cleaned_data["code"]


class ResourceForm(ReadVersion):
    direction = forms.ChoiceField(label=_("L'acteur"), choices=Direction.choices, widget=forms.RadioSelect)
    nature = forms.ChoiceField(label=_("Quoi"), choices=Nature.choices)
    description = forms.CharField(
        label=_("En clair"),
        max_length=240,
        help_text=_("Ce que les autres chercheront : « 12 places en CAP cuisine », « un minibus le mercredi »."),
    )

    def __init__(self, *args, resource: Resource | None = None, **kwargs) -> None:
        if resource:
            names = ("direction", "nature", "description")
            kwargs["initial"] = {name: getattr(resource, name) for name in names} | {"read_version": resource.version}
        super().__init__(*args, **kwargs)


class AskForm(forms.Form):
    """Filters of the list of actors to ask."""

    SAID, SILENT = "said", "silent"

    q = forms.CharField(label=_("Chercher"), required=False)
    college = forms.ChoiceField(
        label=_("Collège"), required=False, choices=[("", _("tous les collèges")), *College.choices]
    )
    state = forms.ChoiceField(
        label=_("Réponse"),
        required=False,
        choices=[("", _("tous")), (SILENT, _("n'ont rien dit")), (SAID, _("ont dit leurs enjeux"))],
    )
