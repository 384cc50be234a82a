"""Forms about people: a contact, a departure, an exchange, the register of processing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.toolkit.forms import VersionedForm

from ..actions.contacts import CONTACT_FIELDS
from ..actions.register import REGISTER_FIELDS
from ..enums import Basis, Channel, Level, Origin
from ..models import Contact, Organisation, RegisterEntry

KNOWN = [("", _("on ne sait pas encore")), ("yes", _("oui")), ("no", _("non"))]
TRUTH = {"": None, "yes": True, "no": False}


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ContactForm(VersionedForm):
    may_commit = forms.ChoiceField(
        label=_("Peut-elle engager son organisation ?"),
        required=False,
        choices=KNOWN,
        help_text=_("Signer, promettre des moyens, décider en séance."),
    )

    class Meta:
        model = Contact
        fields = CONTACT_FIELDS
        widgets = {"last_contact_on": day_input(), "informed_on": day_input()}
        help_texts = {
            "function": _("Sa fonction dans l'organisation : directrice, chargé de relations entreprises…"),
            "level": _("Politique : décide et engage. Managérial : organise. Opérationnel : fait avec les jeunes."),
            "mandate": _("Jusqu'où va l'engagement : « délégation de signature », « sous réserve du bureau »…"),
            "last_contact_on": _("Le dernier échange réel : appel, visite, réunion. Il fait courir la conservation."),
            "origin": _("Une personne peut demander d'où viennent ses coordonnées."),
            "informed_on": _("Au premier échange, ou dans le mois : elle sait qu'elle est ici, et pourquoi."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        written = {truth: word for word, truth in TRUTH.items()}
        self.fields["level"].choices = [("", _("pas encore dit")), *Level.choices]
        self.fields["origin"].choices = [("", _("pas encore dit")), *Origin.choices]
        self.initial["may_commit"] = written[self.instance.may_commit]

    def clean_may_commit(self) -> bool | None:
        return TRUTH[self.cleaned_data["may_commit"]]


class DepartureForm(forms.Form):
    """Who left, when, and who takes up the function: somebody known here, somebody new, or nobody yet."""

    on = forms.DateField(label=_("Départ constaté le"), widget=day_input(), initial=timezone.localdate)
    successor = forms.ModelChoiceField(
        label=_("Remplacée par un contact déjà noté"),
        required=False,
        queryset=Contact.objects.none(),
        empty_label=_("personne d'ici, ou pas encore connue"),
    )
    name = forms.CharField(label=_("Ou par une personne nouvelle : son nom"), required=False, max_length=120)
    function = forms.CharField(label=_("Sa fonction"), required=False, max_length=160)
    email = forms.EmailField(label=_("Son courriel professionnel"), required=False)
    phone = forms.CharField(label=_("Son téléphone professionnel"), required=False, max_length=30)

    def __init__(self, *args, contact: Contact, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        colleagues = Contact.objects.in_office().filter(organisation=contact.organisation).exclude(pk=contact.pk)
        self.fields["successor"].queryset = colleagues
        self.fields["function"].initial = contact.function
        if not colleagues:
            del self.fields["successor"]
            self.fields["name"].label = _("Remplacée par (nom)")

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("successor") and given.get("name"):
            raise forms.ValidationError(_("Choisissez un contact déjà noté, ou écrivez un nom : pas les deux."))
        return given

    def departure(self) -> dict[str, Any]:
        """What the action takes; the new person's details only when there is a name."""
        given = dict(self.cleaned_data)
        if not given["name"]:
            for name in ("name", "function", "email", "phone"):
                del given[name]
        return given


class ExchangeForm(forms.Form):
    channel = forms.ChoiceField(label=_("Comment"), choices=Channel.choices)
    on = forms.DateField(label=_("Le"), widget=day_input(), initial=timezone.localdate)
    contact = forms.ModelChoiceField(
        label=_("Avec"), required=False, queryset=Contact.objects.none(), empty_label=_("personne en particulier")
    )
    words = forms.CharField(
        label=_("Ce qui en ressort pour le travail commun"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Des faits et des suites, rien sur la personne, sa santé, ses opinions ; rien sur un jeune. "
            "Écrivez comme si elle lisait : elle peut le demander."
        ),
    )

    def __init__(self, *args, organisation: Organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contact"].queryset = Contact.objects.filter(organisation=organisation)


class RegisterForm(VersionedForm):
    basis = forms.ChoiceField(
        label=_("Base légale"),
        required=False,
        choices=[("", _("pas encore choisie")), *Basis.choices],
        help_text=_("Un organisme public choisit d'ordinaire la mission d'intérêt public ; c'est votre choix."),
    )

    class Meta:
        model = RegisterEntry
        fields = REGISTER_FIELDS
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4}), "reviewed_on": day_input()}
        help_texts = {
            "controller": _(
                "L'organisme qui décide pourquoi et comment ces données sont tenues : le vôtre, d'ordinaire."
            ),
            "joint_controllers": _("S'ils décident avec vous (article 26 du RGPD)."),
            "officer": _("Son nom ou son service, et comment l'écrire."),
            "rights_email": _("L'adresse où une personne demande à lire, corriger ou effacer ses données."),
            "processor": _("Qui tient le serveur (article 28) ; laissez vide s'il est chez vous."),
            "basis_words": _("Le texte, la convention ou la lettre de mission : « convention constitutive du GIP »…"),
            "purpose": _("Laissée vide, la finalité proposée par Maillage est reprise."),
            "retention_months": _(
                "36 mois : le repère de la CNIL pour des prospects ; il n'oblige pas, il se justifie."
            ),
        }
