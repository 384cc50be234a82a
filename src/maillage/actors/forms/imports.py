"""Forms of an import: the file, then what each of its columns holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..columns import BY_FIELD, COLUMNS
from ..models import Import, ImportLine

LONGEST_CELL = 5_000
CHOICE = re.compile(r"(create|leave|line-\d{1,8}|\d{1,15})?")


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
    """For each column of the file: what it holds, or nothing; and whether an empty cell repeats the one above."""

    def __init__(self, *args, brought: Import, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.columns, self.top = brought.columns, brought.top
        holds = {name: field for field, name in brought.mapping.items()}
        choices = [("", _("ne pas importer")), *[(column.field, column.label) for column in COLUMNS]]
        for index, name in enumerate(self.columns):
            held = holds.get(name, "")
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=name, required=False, choices=choices, initial=held
            )
            self.fields[f"filled_{index}"] = forms.BooleanField(
                label=_("case vide : comme au-dessus"), required=False, initial=held in brought.filled
            )

    def rows(self) -> list[dict[str, Any]]:
        """For the page: each column of the file, its first values, the choices."""
        return [
            {
                "name": name,
                "field": self[f"column_{index}"],
                "filled": self[f"filled_{index}"] if self._has_gaps(index) else None,
                "samples": list(dict.fromkeys(values[index] for values in self.top if values[index]))[:3],
            }
            for index, name in enumerate(self.columns)
        ]

    def _has_gaps(self, index: int) -> bool:
        return any(values[index] for values in self.top) and not all(values[index] for values in self.top)

    def clean(self) -> dict[str, Any]:
        chosen = [value for name, value in self.cleaned_data.items() if value and name.startswith("column_")]
        twice = next((value for value in chosen if chosen.count(value) > 1), None)
        if twice:
            raise forms.ValidationError(
                _("Deux colonnes disent contenir « %(field)s » : n'en gardez qu'une."),
                params={"field": BY_FIELD[twice].label},
            )
        return self.cleaned_data

    def mapping(self) -> dict[str, str]:
        """Field → column name."""
        return {
            field: name
            for index, name in enumerate(self.columns)
            if (field := self.cleaned_data.get(f"column_{index}"))
        }

    def filled(self) -> list[str]:
        """Fields whose empty cells repeat the one above."""
        return [
            field
            for index in range(len(self.columns))
            if (field := self.cleaned_data.get(f"column_{index}")) and self.cleaned_data.get(f"filled_{index}")
        ]


def read_corrections(data: Mapping[str, str], lines: Mapping[int, ImportLine]) -> tuple[dict, dict]:
    """What was corrected (line → {field: text}) and chosen (line → choice) in the table of the preview.

    Cells are called « cell-12-siret », choices « choice-12 »; what did not change is left out.
    """
    given: dict[int, dict[str, str]] = {}
    choices: dict[int, str] = {}
    for name, value in data.items():
        kind, _dash, rest = name.partition("-")
        number, _dash, field = rest.partition("-")
        line = lines.get(int(number)) if number.isdecimal() and len(number) < 9 else None
        if line is None:
            continue
        if kind == "cell" and field in BY_FIELD and value.strip() != line.cells.get(field, ""):
            given.setdefault(line.number, {})[field] = value.strip()[:LONGEST_CELL]
        if kind == "choice" and CHOICE.fullmatch(value):
            choices[line.number] = value
    return given, choices


def numbers_in(data: Iterable[str]) -> set[int]:
    """The lines that a form speaks of."""
    return {int(found[1]) for name in data if (found := re.match(r"(?:cell|choice)-(\d{1,8})\b", name))}
