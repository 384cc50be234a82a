"""The numbers of one period, from one source."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ..catalogue import COUNTS
from .meetings import DATE


class CountsForm(forms.Form):
    starts_on = forms.DateField(label=_("Du"), widget=DATE)
    ends_on = forms.DateField(label=_("Au"), widget=DATE)
    source = forms.CharField(
        label=_("Source"),
        help_text=_("D'où viennent ces nombres : « tableau de suivi du CFA, arrêté au 30 juin »."),
        max_length=160,
    )
    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for counted in COUNTS:
            self.fields[counted.code] = forms.IntegerField(
                label=counted.label, required=False, min_value=0, widget=forms.NumberInput(attrs={"min": 0})
            )

    def groups(self) -> list[tuple[str, list]]:
        """(« Les jeunes » or « Les entreprises », their fields)."""
        grouped: dict[str, list] = {}
        for counted in COUNTS:
            grouped.setdefault(str(counted.group), []).append(self[counted.code])
        return list(grouped.items())

    def about(self) -> list:
        return [self["starts_on"], self["ends_on"], self["source"]]

    def said(self) -> dict:
        """What to hand to the action."""
        told = self.cleaned_data
        return {
            "starts_on": told["starts_on"],
            "ends_on": told["ends_on"],
            "source": told["source"],
            "values": {counted.code: told[counted.code] for counted in COUNTS},
            "expected_version": told["read_version"],
        }
