"""Signing in: an address, then the code received."""

from __future__ import annotations

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _


class AddressForm(allauth.RequestLoginCodeForm):
    email = forms.EmailField(
        label=_("Adresse électronique"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Celle à laquelle le pilote vous a invité."),
    )


class CodeForm(allauth.ConfirmLoginCodeForm):
    code = forms.CharField(
        label=_("Code reçu"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
        help_text=_("Huit lettres, par exemple ABCD-EFGH ; majuscules ou minuscules."),
    )
