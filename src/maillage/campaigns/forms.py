"""Forms of a campaign: what is asked, whom, until when; and those of the personal link."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Contact, Organisation
from maillage.toolkit.forms import VersionedForm

from . import choosing
from .actions import Person
from .enums import Language
from .models import Campaign, usual_reminders
from .subjects import Subject, Target, subject_of


class DayInput(forms.DateInput):
    """The browser's own calendar, which wants and gives days as 2026-11-23 whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DaysField(forms.CharField):
    """« 7, 2 » → [7, 2]."""

    def prepare_value(self, value: object) -> object:
        return ", ".join(str(day) for day in value) if isinstance(value, list) else value

    def to_python(self, value: object) -> list[int]:
        words = str(value or "").replace(";", ",").replace(" ", ",").split(",")
        days = [word for word in words if word]
        if not all(word.isdecimal() and len(word) < 4 for word in days):
            raise forms.ValidationError(_("Écrivez des nombres de jours, par exemple « 7, 2 »."))
        return [int(word) for word in days]

    def validate(self, value: list[int]) -> None:
        """An empty list is a choice: no reminder."""

    def run_validators(self, value: list[int]) -> None:
        """The action checks the figures."""


class CampaignForm(VersionedForm):
    """Before the opening, everything may be chosen; afterwards, only words and days."""

    targets = forms.TypedMultipleChoiceField(coerce=int, widget=forms.CheckboxSelectMultiple, label=_("Sur quoi"))
    reminder_days = DaysField(
        label=_("Relances, en jours avant la date"),
        required=False,
        help_text=_("Elles ne partent qu'à ceux qui n'ont pas répondu. Vide : aucune."),
    )

    class Meta:
        model = Campaign
        fields = ["title", "message", "anonymity", "deadline", "reminder_days"]
        widgets = {
            "message": forms.Textarea(attrs={"rows": 4}),
            "anonymity": forms.RadioSelect,
            "deadline": DayInput(),
        }
        help_texts = {
            "message": _(
                "Pourquoi vous demandez, ce que vous ferez des réponses. Lu par tous ceux qui sont interrogés."
            ),
            "anonymity": _("Dit à chacun avant qu'il réponde ; ne change plus une fois la campagne ouverte."),
        }

    field_order = ["title", "targets", "message", "anonymity", "deadline", "reminder_days"]

    def __init__(
        self, *args, subject: Subject, offered: list[Target], chosen: list[Target] | None = None, **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = gettext("Par exemple « %(title)s ».") % {"title": subject.title_example}
        if self.instance.pk is None:
            self.fields["reminder_days"].initial = usual_reminders()
        if self.instance.opened_at:
            del self.fields["targets"], self.fields["anonymity"]
            return
        if len(subject.promises) == 1:
            del self.fields["anonymity"]
        else:
            self.fields["anonymity"].choices = [(one.value, one.label) for one in subject.promises]
        self.fields["targets"].choices = [(target.key, target.label) for target in offered]
        if chosen is not None:
            self.fields["targets"].initial = [target.key for target in chosen]

    def clean(self) -> dict:
        return self.cleaned_data

    def _post_clean(self) -> None:
        """The action fills the record: nothing of it changes while the form is only being checked."""


class ReopenForm(forms.Form):
    deadline = forms.DateField(label=_("Répondre jusqu'au"), widget=DayInput())


class PeopleForm(forms.Form):
    """Contacts to tick, organisation by organisation, and at most one address typed by hand.

    Any organisation that the campaign concerns may be given; those ``shown`` are offered.
    """

    contacts = forms.ModelMultipleChoiceField(queryset=Contact.objects.none(), required=False)
    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("choisir une organisation"),
    )
    name = forms.CharField(label=_("Nom"), max_length=120, required=False)
    email = forms.EmailField(label=_("Adresse électronique professionnelle"), required=False)
    language = forms.ChoiceField(
        label=_("Langue des lettres"), choices=Language.choices, initial=Language.FRENCH, required=False
    )

    def __init__(self, *args, campaign: Campaign, shown: Sequence[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contacts"].queryset = choosing.may_be_ticked(campaign).select_related("organisation")
        for name in ("organisation", "name", "email", "language"):
            self.fields[name].widget.attrs["form"] = "people"  # beside the list, outside of its form
        organisation = self.fields["organisation"]
        organisation.queryset = subject_of(campaign).concerned(campaign)
        organisation.choices = [("", organisation.empty_label), *((one.pk, one.name) for one in shown)]

    def clean(self) -> dict:
        given = self.cleaned_data
        if given.get("email") and not given.get("organisation"):
            self.add_error("organisation", _("Dites pour quelle organisation cette personne répond."))
        if given.get("organisation") and not given.get("email") and "email" not in self.errors:
            self.add_error("email", _("Il manque l'adresse de cette personne."))
        if not self.errors and not given.get("email") and not given.get("contacts"):
            raise forms.ValidationError(_("Cochez au moins une personne, ou écrivez une adresse."))
        return given

    def people(self) -> list[Person]:
        given = self.cleaned_data
        people = [person_of(contact, given["language"] or Language.FRENCH) for contact in given["contacts"]]
        if given["email"]:
            people.append(
                Person(
                    organisation=given["organisation"],
                    email=given["email"],
                    name=given["name"],
                    language=given["language"] or Language.FRENCH,
                )
            )
        return people


def person_of(contact: Contact, language: str = Language.FRENCH) -> Person:
    return Person(contact.organisation, contact.email, contact.name, contact, language)


class ForwardForm(forms.Form):
    name = forms.CharField(label=_("Son nom"), max_length=120)
    email = forms.EmailField(label=_("Son adresse électronique professionnelle"))
    language = forms.ChoiceField(label=_("Langue de la lettre"), choices=Language.choices, initial=Language.FRENCH)
