"""Forms of the list: what to show, what to keep, which columns, what to do on many sheets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from .. import listing, places
from ..bulk import DEEDS
from ..catalogue import KIND_CHOICES
from ..enums import College, Family, Level
from ..queries import LACKING, Filters


class FilterForm(forms.Form):
    """Reads the address; what it does not understand is left aside rather than refused."""

    q = forms.CharField(required=False, max_length=100)
    college = forms.ChoiceField(required=False, choices=[("", ""), *College.choices])
    family = forms.ChoiceField(required=False, choices=[("", ""), *Family.choices])
    kind = forms.ChoiceField(required=False, choices=[("", ""), *KIND_CHOICES])
    level = forms.ChoiceField(required=False, choices=[("", ""), *Level.choices])
    tag = forms.IntegerField(required=False, min_value=1, max_value=2**31)
    acts_in = forms.CharField(required=False, max_length=120)
    lacking = forms.ChoiceField(required=False, choices=[("", ""), *LACKING.items()])
    to_confirm = forms.BooleanField(required=False)

    def __init__(self, *args, space: Space, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.space = space
        self.unknown_commune = ""

    def clean_acts_in(self) -> str:
        """An Insee code; a name nobody bears is said on the page rather than refused."""
        named = self.cleaned_data["acts_in"]
        if not named:
            return ""
        try:
            return places.resolve(named, near=places.perimeter_codes(self.space))
        except Refusal as refusal:
            self.unknown_commune = str(refusal)
            return ""

    def filters(self) -> Filters:
        self.full_clean()
        return Filters(**{name: value for name, value in self.cleaned_data.items() if value})


class SavedListForm(forms.Form):
    name = forms.CharField(label=_("Nom de la liste"), max_length=60)
    shared = forms.BooleanField(label=_("la montrer aux membres de l'espace"), required=False)


class ColumnsForm(forms.Form):
    columns = forms.MultipleChoiceField(
        label=_("Colonnes affichées"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, private: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = [
            (column.code, column.label) for column in listing.CHOICE if private or not column.private
        ]


MOST_CHOSEN = 20_000


def read_chosen(given: list[str]) -> dict[int, int]:
    """« 12:3 », or several with commas: the key of each sheet and the version that was read."""
    chosen: dict[int, int] = {}
    for pair in ",".join(given).split(","):
        key, _colon, version = pair.partition(":")
        if key.isdecimal() and version.isdecimal() and len(key) < 16 and len(version) < 9:
            chosen[int(key)] = int(version)
        if len(chosen) > MOST_CHOSEN:
            break
    return chosen


class BulkForm(forms.Form):
    """One deed and its value: a choice for some, words for a tag or an area, nothing for the others."""

    deed = forms.ChoiceField(
        label=_("Que faire de ces fiches ?"), choices=[(deed.code, deed.label) for deed in DEEDS.values()]
    )
    college = forms.ChoiceField(label=_("Collège"), required=False, choices=[("", _("Choisir…")), *College.choices])
    family = forms.ChoiceField(
        label=_("Famille d'enjeux"), required=False, choices=[("", _("Choisir…")), *Family.choices]
    )
    level = forms.ChoiceField(
        label=_("Niveau d'intervention"), required=False, choices=[("", _("Choisir…")), *Level.choices]
    )
    words = forms.CharField(label=_("Étiquette ou zone"), required=False, max_length=60)

    def value(self) -> str:
        deed = DEEDS[self.cleaned_data["deed"]]
        return self.cleaned_data[deed.code] if deed.choices else self.cleaned_data["words"]

    def asked(self) -> dict[str, Any]:
        return {"deed": self.cleaned_data["deed"], "value": self.value()}
