"""Forms of the texts and of the mandate."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space
from maillage.toolkit.forms import VersionedForm

from .catalogue import Hint, hint, plan
from .enums import ClauseNature
from .models import Agreement, Clause, Mandate

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AgreementForm(VersionedForm):
    class Meta:
        model = Agreement
        fields = ["kind", "title", "partnership", "effective_on", "ends_on", "review_on"]
        widgets = {"effective_on": DATE, "ends_on": DATE, "review_on": DATE}
        help_texts = {
            "kind": _("La charte engage peu et rassemble vite ; la convention dit qui fait quoi, avec quels moyens."),
            "review_on": _("Un texte qu'on relit ensemble à date fixe reste vivant."),
        }

    def __init__(self, *args, space: Space, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offer("partnership", Partnership.objects.filter(space=space), empty_label=_("tout le territoire"))


class ClauseForm(forms.Form):
    place = forms.IntegerField(
        label=_("Place"), min_value=1, required=False, widget=forms.NumberInput(attrs={"class": "place"})
    )
    heading = forms.CharField(label=_("Titre de la clause"), max_length=160, required=False)
    body = forms.CharField(label=_("Texte"), widget=forms.Textarea(attrs={"rows": 4}), required=False)
    nature = forms.ChoiceField(
        label=_("Ce dont parle la clause"),
        choices=ClauseNature.choices,
        initial=ClauseNature.OTHER,
        required=False,
        widget=forms.RadioSelect,
    )
    removed = forms.BooleanField(label=_("Retirer cette clause"), required=False)


class ClauseSet(forms.BaseFormSet):
    """The clauses of a text being written: in the order of their places, without those taken away."""

    def add_fields(self, form: ClauseForm, index: int | None) -> None:
        """With each clause, what its words suggest: a hint, never a choice."""
        super().add_fields(form, index)
        form.hint = hint(form["heading"].value() or "", form["body"].value() or "")

    def written(self, kind: str) -> list[dict[str, str]]:
        """The clauses to keep. A heading of the plan left without words is not a clause."""
        proposed = {clause["heading"] for clause in plan(kind)}
        kept = []
        for number, form in enumerate(self.forms, start=1):
            told = form.cleaned_data
            empty = not told.get("body", "").strip()
            if told.get("removed") or (empty and told.get("heading", "").strip() in proposed | {""}):
                continue
            place = told.get("place") or number
            kept.append((place, number, {key: told.get(key, "") for key in ("heading", "body", "nature")}))
        return [clause for _place, _number, clause in sorted(kept, key=lambda row: row[:2])]


def clause_set(data=None, *, initial: list[dict] | None = None, blank: int = 0) -> ClauseSet:
    """The formset, numbered; ``blank`` empty clauses are offered at the end."""
    made = forms.formset_factory(ClauseForm, formset=ClauseSet, extra=blank, max_num=80, absolute_max=100)
    numbered = [{"place": number, **clause} for number, clause in enumerate(initial or [], start=1)]
    return made(data, initial=numbered, prefix="clauses")


class TagsForm(forms.Form):
    """What each clause of a version speaks of: one row of choices a clause, one click each."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, clauses: list[Clause], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.clauses = clauses
        for clause in clauses:
            self.fields[f"clause-{clause.pk}"] = forms.ChoiceField(
                label=clause.heading,
                choices=ClauseNature.choices,
                initial=clause.nature,
                required=False,
                widget=forms.RadioSelect,
            )

    def rows(self) -> list[tuple[Clause, forms.BoundField, Hint | None]]:
        """Each clause, its choices, and what its words suggest."""
        return [(clause, self[f"clause-{clause.pk}"], hint(clause.heading, clause.body)) for clause in self.clauses]

    def natures(self) -> dict[int, str]:
        """What to hand to the action; a clause left without a choice keeps its own."""
        return {clause.pk: self.cleaned_data[f"clause-{clause.pk}"] or clause.nature for clause in self.clauses}


class VersionForm(forms.Form):
    change = forms.CharField(
        label=_("Ce qui change, en une ligne"),
        max_length=240,
        required=False,
        help_text=_("Par exemple : « clause de révision demandée par les missions locales »."),
    )
    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DayForm(forms.Form):
    """A day on which something happened."""

    on = forms.DateField(label=_("le"), widget=DATE)
    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class MoveForm(DayForm):
    status = forms.CharField(max_length=20)


class MandateForm(VersionedForm):
    class Meta:
        model = Mandate
        fields = [
            "holder",
            "function",
            "organisation",
            "commissioner",
            "mission",
            "scope",
            "means",
            "full_time_equivalent",
            "reporting",
            "relay",
            "starts_on",
            "ends_on",
            "signed_on",
        ]
        widgets = {
            "starts_on": DATE,
            "ends_on": DATE,
            "signed_on": DATE,
            "mission": forms.Textarea(attrs={"rows": 5}),
            "scope": forms.Textarea(attrs={"rows": 4}),
            "means": forms.Textarea(attrs={"rows": 3}),
            "reporting": forms.Textarea(attrs={"rows": 2}),
            "relay": forms.Textarea(attrs={"rows": 2}),
            "full_time_equivalent": forms.TextInput(attrs={"inputmode": "decimal", "class": "short"}),  # takes « 0,5 »
        }
        help_texts = {
            "holder": _("La personne, telle que tous la connaîtront."),
            "commissioner": _("Qui donne le mandat : comité, collectivité, conseil d'administration."),
            "mission": _("Relier qui à qui, sur quel territoire, pour quoi."),
            "full_time_equivalent": _("1 pour un temps plein, 0,5 pour un mi-temps."),
            "ends_on": _("Un mandat qui a un terme se renouvelle ; sans terme, il s'oublie."),
        }
        labels = {"starts_on": _("Commence le"), "ends_on": _("Finit le")}
        localized_fields = ("full_time_equivalent",)

    def __init__(self, *args, space: Space, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        directory = Organisation.objects.filter(space=space)
        self.offer("organisation", directory, empty_label=_("aucune organisation de l'annuaire"))
