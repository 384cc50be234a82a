"""Forms of the ties: note one, describe it again, choose which ones to see."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import College, Family
from maillage.actors.models import Organisation
from maillage.spaces.models import Space
from maillage.toolkit.forms import VersionedForm

from .enums import Intensity, Nature
from .models import Tie

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TieForm(VersionedForm):
    """A new tie; the two actors are chosen in the directory of the space."""

    class Meta:
        model = Tie
        fields = ["source", "target", "nature", "intensity", "note", "observed_on"]
        widgets = {"observed_on": DATE, "intensity": forms.RadioSelect}
        help_texts = {
            "note": _("Des faits sur le travail commun, jamais un jugement sur une personne."),
            "observed_on": _("Le jour où vous le savez vrai : un lien ancien se relit."),
        }

    def __init__(self, *args, space: Space, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["intensity"].choices = Intensity.choices
        self.fields["nature"].choices = [("", _("choisir une nature")), *Nature.choices]
        directory = Organisation.objects.filter(space=space).current()
        for name in ("source", "target"):
            if name in self.fields:
                self.fields[name].queryset = directory
                self.fields[name].empty_label = _("choisir un acteur")

    def _get_validation_exclusions(self) -> set[str]:
        """The pair is left to the action: it puts it in order, and says in words what a constraint would refuse."""
        return super()._get_validation_exclusions() | {"source", "target"}


class TieEditForm(TieForm):
    """The same tie described again: the pair does not change."""

    class Meta(TieForm.Meta):
        fields = ["nature", "intensity", "note", "observed_on"]


class ShowForm(forms.Form):
    """What to show of the network; every choice is optional, and an unknown one is ignored."""

    college = forms.ChoiceField(label=_("Collège"), required=False)
    family = forms.ChoiceField(label=_("Famille d'enjeux"), required=False)
    intensity = forms.TypedChoiceField(label=_("Intensité"), required=False, coerce=int, empty_value=1)
    acteur = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["college"].choices = [("", _("tout collège")), *College.choices]
        self.fields["family"].choices = [("", _("toute famille")), *Family.choices]
        self.fields["intensity"].choices = [
            ("", _("toute intensité")),
            *[(value, _("au moins « %(label)s »") % {"label": label}) for value, label in Intensity.choices[1:]],
        ]

    def chosen(self) -> dict:
        """The valid choices: college, family ("" for any), intensity (1 for any), acteur (None for any)."""
        self.is_valid()
        return {
            "college": self.cleaned_data.get("college", ""),
            "family": self.cleaned_data.get("family", ""),
            "intensity": self.cleaned_data.get("intensity", 1) or 1,
            "acteur": self.cleaned_data.get("acteur"),
        }
