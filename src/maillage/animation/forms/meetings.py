"""Forms of the meetings, the decisions and the actions."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.partnerships.models import Partnership
from maillage.spaces.models import Space
from maillage.toolkit.forms import VersionedForm

from ..enums import BodyKind, Presence, Shown
from ..models import Action, Body, Decision, Meeting

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class BodyForm(VersionedForm):
    class Meta:
        model = Body
        fields = ["name", "kind", "partnership"]

    def __init__(self, *args, space: Space, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offer("partnership", Partnership.objects.filter(space=space), empty_label=_("tout le territoire"))
        self.fields["kind"].choices = [("", _("choisir une nature")), *BodyKind.choices]


class MeetingForm(VersionedForm):
    class Meta:
        model = Meeting
        fields = ["title", "body", "held_on", "starts_at", "ends_at", "place", "agenda", "minutes"]
        widgets = {
            "held_on": DATE,
            "starts_at": HOUR,
            "ends_at": HOUR,
            "agenda": forms.Textarea(attrs={"rows": 5}),
            "minutes": forms.Textarea(attrs={"rows": 8}),
        }
        help_texts = {
            "agenda": _("Un point par ligne. Tous les membres le lisent."),
            "minutes": _("Ce qui s'est dit, sans propos attribués à une personne. Lu par les partenaires."),
        }

    def __init__(self, *args, space: Space, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = Body.objects.filter(space=space)
        self.fields["body"].empty_label = _("aucune : rencontre ponctuelle")


class DecisionForm(forms.ModelForm):
    class Meta:
        model = Decision
        fields = ["wording"]
        widgets = {"wording": forms.Textarea(attrs={"rows": 2})}


class AttendanceForm(forms.Form):
    """One choice per organisation: there, excused, absent, or not concerned."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, organisations: Iterable[Organisation], presences: dict[int, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("non concernée")), *Presence.choices]
        for organisation in organisations:
            self.fields[str(organisation.pk)] = forms.ChoiceField(
                label=organisation.name,
                choices=choices,
                required=False,
                initial=presences.get(organisation.pk, ""),
            )

    def presences(self) -> dict[int, str]:
        """Only the lines that changed or that say something."""
        return {
            int(key): presence
            for key, presence in self.cleaned_data.items()
            if key != "read_version" and (presence or self.fields[key].initial)
        }


class ActionForm(VersionedForm):
    class Meta:
        model = Action
        fields = ["title", "owner", "due_on", "decision", "partnership"]
        labels = {"decision": _("Décision dont elle naît")}
        widgets = {"due_on": DATE}
        help_texts = {
            "title": _("Un verbe, un résultat : « proposer un texte de renouvellement »."),
            "owner": _("Une organisation, jamais une personne seule."),
        }

    def __init__(self, *args, space: Space, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.offer("owner", Organisation.objects.filter(space=space), empty_label=_("choisir une organisation"))
        self.fields["owner"].required = True
        self.fields["decision"].queryset = Decision.objects.filter(space=space)
        self.fields["decision"].empty_label = _("aucune")
        self.offer("partnership", Partnership.objects.filter(space=space), empty_label=_("tout le territoire"))


class ShowForm(forms.Form):
    """Which actions to show. An unknown choice is ignored."""

    etat = forms.ChoiceField(label=_("État"), choices=Shown.choices, required=False)
    owner = forms.ModelChoiceField(label=_("Qui en répond"), queryset=None, required=False, empty_label=_("de tous"))
    partnership = forms.ModelChoiceField(
        label=_("Partenariat"), queryset=None, required=False, empty_label=_("tous les partenariats")
    )

    def __init__(self, *args, space: Space, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        owners = Action.objects.filter(space=space).order_by().values("owner")
        self.fields["owner"].queryset = Organisation.objects.filter(space=space, pk__in=owners)
        self.fields["partnership"].queryset = Partnership.objects.visible_to(user).filter(space=space)

    def chosen(self) -> dict:
        """``shown``, ``owner`` and ``partnership``; open actions unless another choice is made."""
        self.is_valid()
        return {
            "shown": self.cleaned_data.get("etat") or Shown.OPEN,
            "owner": self.cleaned_data.get("owner"),
            "partnership": self.cleaned_data.get("partnership"),
        }
