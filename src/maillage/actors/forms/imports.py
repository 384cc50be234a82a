"""Forms of an import: the file, then what each of its columns holds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from maillage.toolkit.spreadsheets import Table

from ..columns import BY_FIELD, COLUMNS


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Votre tableur"),
        help_text=_(
            "CSV, Excel (.xlsx) ou LibreOffice (.ods) ; une ligne de noms de colonnes, puis une ligne par organisation."
            " Ou des structures data·inclusion (.json, schéma v1)."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xlsm,.ods,.json"}),
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
