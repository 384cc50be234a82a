"""Forms of a space: present it, invite people."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.toolkit.forms import VersionedForm

from .enums import Role
from .models import Space


class NewSpaceForm(forms.Form):
    name = forms.CharField(label=_("Nom de la démarche"), max_length=120, help_text=_("Par exemple « Grand Roissy »."))
    slug = forms.SlugField(
        label=_("Adresse de l'espace"),
        max_length=60,
        help_text=_(
            "La fin de son adresse web : lettres sans accent, chiffres et tirets, par exemple « grand-roissy »."
        ),
    )
    purpose = forms.CharField(
        label=_("Ce que la démarche veut changer"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class SpaceForm(VersionedForm):
    class Meta:
        model = Space
        fields = ["name", "purpose", "sender"]
        help_texts = {
            "sender": _(
                "Les lettres des campagnes partent de cette adresse ; une lettre d'essai vous est envoyée d'abord. "
                "Vide : elles partent de l'adresse du serveur, et les réponses au courrier vous reviennent de toute "
                "façon."
            )
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4})}


class InvitationForm(forms.Form):
    name = forms.CharField(label=_("Nom"), max_length=120)
    email = forms.EmailField(label=_("Adresse électronique"))
    role = forms.ChoiceField(label=_("Rôle"), choices=Role.choices, initial=Role.PARTNER)
