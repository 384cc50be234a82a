"""What the group does about one criterion."""

from __future__ import annotations

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.actors.models import Organisation
from maillage.spaces.models import Space

from ..enums import PlanChoice
from ..models import Meeting
from .meetings import DATE


class PlanForm(forms.Form):
    """Three ways: accept with a reason, debate at a meeting or on a date, act. The action checks what each needs."""

    choice = forms.ChoiceField(
        label=_("Ce que l'on en fait"),
        choices=PlanChoice.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choisissez : accepter, en débattre, ou agir."),
            "invalid_choice": _("Choisissez : accepter, en débattre, ou agir."),
        },
    )
    reason = forms.CharField(
        label=_("Raison"),
        help_text=_("Ce que les absents doivent comprendre. Demandée pour accepter."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
        required=False,
    )
    meeting = forms.ModelChoiceField(
        label=_("À quelle réunion"), queryset=Meeting.objects.none(), required=False, empty_label=_("pas encore prévue")
    )
    debate_on = forms.DateField(label=_("Ou à quelle date"), required=False, widget=DATE)
    title = forms.CharField(
        label=_("Action"),
        help_text=_("Un verbe, un résultat : « proposer une clause de révision »."),
        max_length=200,
        required=False,
    )
    owner = forms.ModelChoiceField(
        label=_("Qui en répond"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("choisir une organisation"),
    )
    due_on = forms.DateField(label=_("Échéance"), required=False, widget=DATE)
    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, space: Space, on, kept: dict, **kwargs) -> None:
        super().__init__(*args, initial=kept, **kwargs)
        meeting, owner = kept.get("meeting"), kept.get("owner")
        coming = Meeting.objects.filter(space=space).filter(Q(held_on__gte=on) | Q(pk=getattr(meeting, "pk", None)))
        self.fields["meeting"].queryset = coming.order_by("held_on", "pk")
        organisations = Organisation.objects.filter(space=space)
        self.fields["owner"].queryset = organisations.filter(Q(archived_at=None) | Q(pk=getattr(owner, "pk", None)))

    def said(self) -> dict:
        """What to hand to the action."""
        told = dict(self.cleaned_data)
        version = told.pop("read_version")
        return {**told, "expected_version": version}
