"""Forms of the catalogue: other words for a stake, or one of the space's own."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import Family

from .said import ReadVersion


class WordsForm(ReadVersion):
    label = forms.CharField(label=_("L'enjeu, avec les mots de votre territoire"), max_length=160)
    is_offered = forms.BooleanField(
        label=_("Proposé aux acteurs"),
        required=False,
        help_text=_("Sans cette case, il n'est plus proposé ; ce qui a été dit reste."),
    )


class OwnStakeForm(forms.Form):
    family = forms.ChoiceField(label=_("Famille"), choices=Family.choices)
    label = forms.CharField(
        label=_("L'enjeu, en une ligne"),
        max_length=160,
        help_text=_("Ce qu'un acteur peut gagner ou perdre. Il reçoit un code à vous, à partir de 20."),
    )
