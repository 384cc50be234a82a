"""The matrix stage × actor as one form: a list of choices in each cell."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from ..catalogue import PARTS, STAGES


class PathwayForm(forms.Form):
    """One field a cell, named ``organisation-stage``; nothing chosen means that nobody has said."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, actors: Iterable, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.actors = list(actors)
        choices = [(card.part, f"{card.sign} {card.label}") for card in [PARTS[-1], *PARTS[:-1]]]
        for actor in self.actors:
            for card, said in zip(STAGES, actor.parts, strict=True):
                name = f"{actor.organisation.pk}-{card.stage.value}"
                label = _("%(organisation)s, %(stage)s") % {
                    "organisation": actor.organisation.name,
                    "stage": card.stage.label,
                }
                field = forms.ChoiceField(label=label, choices=choices, required=False, initial=said.part)
                field.widget.attrs["aria-label"] = label
                self.fields[name] = field

    def rows(self) -> list[tuple]:
        """(organisation, its cells in the order of the stages)."""
        return [
            (actor.organisation, [self[f"{actor.organisation.pk}-{card.stage.value}"] for card in STAGES])
            for actor in self.actors
        ]

    def parts(self) -> dict[tuple[int, int], str]:
        """(organisation's id, stage) → part, for the cells that this person changed: the others stay as they are."""
        found = {}
        for name, part in self.cleaned_data.items():
            if name != "read_version" and part != self.fields[name].initial:
                organisation, stage = name.split("-")
                found[int(organisation), int(stage)] = part
        return found
