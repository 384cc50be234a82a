"""Forms of the versions: a criterion, the table of the types, a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import grid, typology
from ..drafts import grids, typologies
from ..drafts.words import LANGUAGES, Field
from ..models import GridVersion, TypologyVersion

LONG = 100


class FileForm(forms.Form):
    file = forms.FileField(label=_("Fichier"), help_text=_("JSON ou tableur (XLSX), comme ceux que cette page donne."))


def _text_field(field: Field, language: str) -> forms.CharField:
    """Limits are checked once, by the action, whatever the way in."""
    return forms.CharField(
        label=field.label,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "lang": language})
        if field.longest > LONG
        else forms.TextInput(attrs={"lang": language}),
    )


class CriterionForm(forms.Form):
    """A criterion in French and in English; English may stay empty, it is then asked in French."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    dimension = forms.ChoiceField(label=_("Dimension"))

    def __init__(self, *args, entry: Mapping[str, Any] | None, draft: GridVersion, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["read_version"].initial = draft.version
        self.fields["dimension"].choices = list(grid.dimensions().items())
        if entry:
            del self.fields["dimension"]
        for language in LANGUAGES:
            said = grids.flat((entry or {}).get(language) or {})
            for field in grids.FIELDS:
                name = f"{field.name}_{language}"
                self.fields[name] = _text_field(field, language)
                self.fields[name].initial = said.get(field.name, "")

    def by_language(self) -> list[tuple[str, list]]:
        """For the page: the language in words, and its fields."""
        return [
            (str(label), [self[f"{field.name}_{code}"] for field in grids.FIELDS]) for code, label in LANGUAGES.items()
        ]

    def words(self) -> dict[str, dict[str, str]]:
        return {
            code: {field.name: self.cleaned_data[f"{field.name}_{code}"] for field in grids.FIELDS}
            for code in LANGUAGES
        }


class TypologyForm(forms.Form):
    """The table of levels, the weights, the thresholds, and the words of each type."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, draft: TypologyVersion, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.kept = draft.content
        self.fields["read_version"].initial = draft.version
        for entry in self.kept["types"]:
            for column in typology.columns():
                levels = [(level, str(level)) for level in range(1, typologies.highest(column) + 1)]
                self._add(
                    f"{entry['id']}_{column}",
                    forms.TypedChoiceField(choices=levels, coerce=int),
                    entry["profile"][column],
                )
            for code in LANGUAGES:
                for field in typologies.FIELDS:
                    said = (entry.get(code) or {}).get(field.name, "")
                    self._add(f"{entry['id']}_{field.name}_{code}", _text_field(field, code), said)
        for column in typology.columns():
            self._add(f"weight_{column}", _number(), self.kept["weights"].get(column, 1))
        for name, (label, _low, _high) in typologies.THRESHOLDS.items():
            field = forms.IntegerField(label=label) if name == "least_answered" else _number(label)
            self._add(name, field, self.kept["thresholds"][name])

    def _add(self, name: str, field: forms.Field, initial: object) -> None:
        field.initial = initial
        self.fields[name] = field

    def types(self) -> list[dict]:
        """For the page: each type with its levels, then its words by language."""
        return [
            {
                "id": entry["id"],
                "name": typology.types_in_language({"types": [entry]})[0].name,
                "levels": [self[f"{entry['id']}_{column}"] for column in typology.columns()],
                "languages": [
                    (str(label), [self[f"{entry['id']}_{field.name}_{code}"] for field in typologies.FIELDS])
                    for code, label in LANGUAGES.items()
                ],
            }
            for entry in self.kept["types"]
        ]

    def weights(self) -> list:
        return [self[f"weight_{column}"] for column in typology.columns()]

    def thresholds(self) -> list:
        return [self[name] for name in typologies.THRESHOLDS]

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        types = [
            typologies.written_type(
                entry["id"],
                {c: {f.name: given[f"{entry['id']}_{f.name}_{c}"] for f in typologies.FIELDS} for c in LANGUAGES},
                {column: given[f"{entry['id']}_{column}"] for column in typology.columns()},
            )
            for entry in self.kept["types"]
        ]
        weights = {column: given[f"weight_{column}"] for column in typology.columns()}
        return {
            "types": types,
            "weights": {column: weight for column, weight in weights.items() if weight != 1},
            "thresholds": {name: given[name] for name in typologies.THRESHOLDS},
        }


class NewTypeForm(forms.Form):
    """A type of the space's own: its words, and its level on each column."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, draft: TypologyVersion, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["read_version"].initial = draft.version
        for code in LANGUAGES:
            for field in typologies.FIELDS:
                self.fields[f"{field.name}_{code}"] = _text_field(field, code)
        for column, name in typologies.column_names().items():
            levels = [("", _("choisir")), *((level, str(level)) for level in range(1, typologies.highest(column) + 1))]
            self.fields[f"level_{column}"] = forms.TypedChoiceField(label=name, choices=levels, coerce=int)

    def by_language(self) -> list[tuple[str, list]]:
        """For the page: the language in words, and its fields."""
        return [
            (str(label), [self[f"{field.name}_{code}"] for field in typologies.FIELDS])
            for code, label in LANGUAGES.items()
        ]

    def levels(self) -> list:
        return [self[f"level_{column}"] for column in typology.columns()]

    def words(self) -> dict[str, dict[str, str]]:
        return {
            code: {field.name: self.cleaned_data[f"{field.name}_{code}"] for field in typologies.FIELDS}
            for code in LANGUAGES
        }

    def profile(self) -> dict[str, int]:
        return {column: self.cleaned_data[f"level_{column}"] for column in typology.columns()}


def _number(label: str = "") -> forms.FloatField:
    return forms.FloatField(label=label, localize=False, widget=forms.NumberInput(attrs={"step": "0.05"}))
