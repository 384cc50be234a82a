"""Forms of the ties: note one, describe it again, choose which ones to see."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.catalogue import KIND_CHOICES
from maillage.actors.enums import College, Family
from maillage.actors.models import Organisation
from maillage.spaces.models import Space
from maillage.toolkit.forms import VersionedForm

from .enums import Intensity, Nature, Voice
from .models import Mention, Tie
from .rules import MOST_NAMED
from .wording import MEANS

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
    voice = forms.ChoiceField(label=_("Qui le dit"), required=False)
    acteur = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offered = [voice for voice in Voice if voice != Voice.OWN]
        self.fields["voice"].choices = [("", _("dit par tous")), *[(one.value, one.label) for one in offered]]
        self.fields["college"].choices = [("", _("tout collège")), *College.choices]
        self.fields["family"].choices = [("", _("toute famille")), *Family.choices]
        self.fields["intensity"].choices = [
            ("", _("toute intensité")),
            *[(value, _("au moins « %(label)s »") % {"label": label}) for value, label in Intensity.choices[1:]],
        ]

    def chosen(self) -> dict:
        """The valid choices: college, family, voice ("" for any), intensity (1 for any), acteur (None for any)."""
        self.is_valid()
        return {
            "college": self.cleaned_data.get("college", ""),
            "family": self.cleaned_data.get("family", ""),
            "intensity": self.cleaned_data.get("intensity", 1) or 1,
            "voice": self.cleaned_data.get("voice", ""),
            "acteur": self.cleaned_data.get("acteur"),
        }


class KeysField(forms.Field):
    """Keys of organisations as they come from boxes and buttons; what is no key is refused in one sentence."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: object) -> list[int]:
        given = [str(one) for one in value or []]
        if len(given) > MOST_NAMED or not all(one.isdecimal() and len(one) < 19 for one in given):
            raise forms.ValidationError(_("Une organisation choisie n'est pas, ou n'est plus, dans l'annuaire."))
        return [int(one) for one in given]


class NameForm(forms.Form):
    """Organisations of the directory, ticked or chosen in a search, and a name that is not in it."""

    organisations = KeysField(required=False)
    name = forms.CharField(max_length=160, required=False, strip=True)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["max_length"] = _("Ce nom est trop long : 160 signes au plus.")

    def clean(self) -> dict:
        if not self.errors and not self.cleaned_data["organisations"] and not self.cleaned_data["name"]:
            raise forms.ValidationError(_("Cochez une organisation, cherchez-la, ou écrivez son nom."))
        return self.cleaned_data


class DescribeForm(forms.Form):
    """For each kind of tie asked about: nothing, or one of the four degrees."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, natures: Sequence[str], mention: Mention, **kwargs) -> None:
        said = {strand.nature: strand.intensity for strand in mention.strands.all()}
        super().__init__(*args, **kwargs)
        self.fields["read_version"].initial = mention.version
        for nature in natures:
            self.fields[nature] = forms.TypedChoiceField(
                label=str(Nature(nature).label).capitalize(),
                help_text=MEANS[Nature(nature)],
                choices=[("", _("non, pas entre nous")), *Intensity.choices],
                coerce=int,
                empty_value=None,
                required=False,
                initial=said.get(nature),
            )
        self._natures = natures

    def strands(self) -> dict[str, int]:
        """Nature → intensity, for what was said."""
        return {nature: self.cleaned_data[nature] for nature in self._natures if self.cleaned_data[nature]}

    def read_again(self, version: int | None) -> None:
        """After a refusal: what was typed stays in the fields, and saving once more is meant."""
        self.data = self.data.copy()
        self.data["read_version"] = version or ""


class AddForm(forms.Form):
    """A name that actors gave, as an organisation of the directory."""

    name = forms.CharField(label=_("Nom"), max_length=160)
    kind = forms.ChoiceField(label=_("Nature"), choices=[("", _("choisir une nature")), *KIND_CHOICES])
