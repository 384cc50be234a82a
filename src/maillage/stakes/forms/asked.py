"""One form a question, for the pages that a campaign opens: what is on the page is checked, then kept as a draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import Family
from maillage.stakes import answers
from maillage.stakes.answers import Value
from maillage.stakes.enums import Stand, Weight
from maillage.stakes.queries.asked import Kind, Screen
from maillage.stakes.wording import UNSAID
from maillage.toolkit.refusals import Refusal

from .said import ResourceForm

TOO_LONG = _("Ce texte est trop long : dites l'essentiel en %(limit_value)d caractères au plus.")


class AskedForm(forms.Form):
    """Carries what was read: the person's own version and what the organisation's sheet said."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    read_mark = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)

    def __init__(self, *args, screen: Screen, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.screen = screen

    def value(self) -> Value:
        """What is kept, once the form is valid; raises Refusal as the shapes of answers do."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.kept = self.value()
            except Refusal as refusal:
                raise forms.ValidationError(str(refusal)) from refusal
        return cleaned


class ChooseForm(AskedForm):
    codes = forms.MultipleChoiceField(required=False)

    def __init__(self, *args, screen: Screen, codes: list[str], **kwargs) -> None:
        super().__init__(*args, screen=screen, **kwargs)
        self.offered = codes
        self.fields["codes"].choices = [(code, code) for code in codes]

    def value(self) -> Value:
        return answers.chosen(self.cleaned_data["codes"], self.offered)


class Words(AskedForm):
    words = forms.CharField(
        label=_("Avec vos mots"),
        required=False,
        max_length=answers.LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )
    weight = forms.TypedChoiceField(
        label=_("Combien il pèse pour vous"),
        coerce=int,
        choices=Weight.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Dites combien cet enjeu pèse pour vous : choisissez l'une des cinq phrases.")},
    )


class WeighForm(Words):
    def value(self) -> Value:
        return answers.weighed(self.cleaned_data["weight"], self.cleaned_data["words"])


class FreeForm(Words):
    family = forms.ChoiceField(
        label=_("C'est un enjeu…"),
        choices=Family.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez la famille de cet enjeu : économique, social, formation ou institutionnel.")
        },
    )

    field_order = ["words", "family", "weight"]

    def __init__(self, *args, screen: Screen, **kwargs) -> None:
        super().__init__(*args, screen=screen, **kwargs)
        self.fields["words"].required = True
        self.fields["words"].error_messages["required"] = _(
            "Dites cet enjeu avec vos mots, ou choisissez « Je n'en vois pas d'autre »."
        )

    def value(self) -> Value:
        given = self.cleaned_data
        return answers.free(given["words"], given["family"], given["weight"])


class ChoiceForm(AskedForm):
    choice = forms.ChoiceField(
        choices=[(one, one) for one in answers.CHOICES],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Dites si vous en apportez, si vous en cherchez, les deux, ou ni l'un ni l'autre.")
        },
    )

    def value(self) -> Value:
        return answers.choice(self.cleaned_data["choice"])


class DetailForm(AskedForm, ResourceForm):
    field_order = ["description", "thing", "quantity", "unit", "starts_on", "ends_on", "conditions", "is_shown"]

    def __init__(self, *args, screen: Screen, **kwargs) -> None:
        super().__init__(*args, screen=screen, **kwargs)
        del self.fields["direction"], self.fields["nature"]
        self.fields["thing"].widget = forms.TextInput()
        self.fields["description"].error_messages["required"] = _("Dites-la en clair, en une phrase.")
        for name in ("thing", "description", "unit", "conditions"):
            self.fields[name].error_messages["max_length"] = TOO_LONG

    def value(self) -> Value:
        return answers.resource(self.screen.nature, self.screen.direction, self.cleaned_data)


class StandForm(AskedForm):
    stand = forms.ChoiceField(
        choices=[*((str(value), value) for value in Stand.values), (UNSAID, UNSAID)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une position, ou « je ne sais pas, ou sans objet ».")},
    )

    def value(self) -> Value:
        said = self.cleaned_data["stand"]
        return answers.stand(None if said == UNSAID else int(said))


FORMS = {
    Kind.CHOOSE: ChooseForm,
    Kind.WEIGH: WeighForm,
    Kind.FREE: FreeForm,
    Kind.NATURE: ChoiceForm,
    Kind.DETAIL: DetailForm,
    Kind.STAND: StandForm,
}


def form_of(screen: Screen, data: Any, **more: Any) -> AskedForm:
    """The form of one question, starting from what is already said."""
    initial = {"read_version": screen.version, "read_mark": screen.mark} | _given(screen)
    return FORMS[screen.kind](data, initial=initial, screen=screen, **more)


def _given(screen: Screen) -> dict[str, Any]:
    value = screen.value
    if screen.kind == Kind.STAND and value is not None:
        return {"stand": UNSAID if value["value"] is None else str(value["value"])}
    if not answers.keeps(value):
        return {}
    return answers.told_of(value) if screen.kind == Kind.DETAIL else dict(value)
