"""Forms to say a stake or a resource, and to choose whom to ask."""

from __future__ import annotations

from collections.abc import Collection

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import SHAPES, College, Family
from maillage.stakes.catalogue import Catalogue
from maillage.stakes.enums import Direction, Nature, Source, Weight
from maillage.stakes.models import Resource, Stake

FREE = "free"


def catalogue_choices(catalogue: Catalogue, *, without: Collection[str] = (), kept: str = "") -> list:
    """The catalogue by family, without the codes that the actor already said; last, « another stake ».

    ``kept``: the code being edited stays, even if the space no longer offers it.
    """
    families = [
        (
            f"{SHAPES[family]} {family.label}",
            [(stake.code, f"{stake.code} · {stake.label}") for stake in stakes],
        )
        for family in Family
        if (
            stakes := [
                stake
                for stake in catalogue.stakes
                if stake.family == family and stake.code not in without and (stake.is_offered or stake.code == kept)
            ]
        )
    ]
    return [("", _("Choisir un enjeu…")), *families, (FREE, _("Un autre enjeu, dit avec ses mots"))]


class DayInput(forms.DateInput):
    """The browser's calendar."""

    input_type = "date"

    def __init__(self, **kwargs) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class ReadVersion(forms.Form):
    """Carries the version that was read, so that the action refuses to overwrite a newer one."""

    read_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def changes(self) -> dict:
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "read_version"}
        if "read_version" in self.initial and self.cleaned_data["read_version"] is not None:
            cleaned["expected_version"] = self.cleaned_data["read_version"]
        return cleaned


class StakeForm(ReadVersion):
    code = forms.ChoiceField(
        label=_("L'enjeu"),
        help_text=_("Ce que l'acteur peut gagner ou perdre. Rien ne convient ? Le dernier choix est libre."),
    )
    words = forms.CharField(
        label=_("Avec ses mots"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Une phrase comme on la dirait en réunion. Des faits sur l'organisation, jamais sur une personne."),
    )
    family = forms.ChoiceField(
        label=_("Famille"),
        required=False,
        choices=[("", "–"), *Family.choices],
        help_text=_("Seulement pour un enjeu hors catalogue ; le catalogue donne la famille des autres."),
    )
    weight = forms.TypedChoiceField(
        label=_("Combien il pèse"),
        coerce=int,
        choices=Weight.choices,
        initial=Weight.IMPORTANT,
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(label=_("D'où vient-il ?"), choices=Source.choices, initial=Source.SAID)
    said_on = forms.DateField(label=_("Dit le"), initial=timezone.localdate, widget=DayInput)

    def __init__(
        self,
        *args,
        catalogue: Catalogue,
        is_team: bool,
        said: Collection[str] = (),
        stake: Stake | None = None,
        **kwargs,
    ) -> None:
        """``said``: codes the actor already carries, left out of the list."""
        if stake:
            names = ("code", "words", "family", "weight", "source", "said_on")
            kwargs["initial"] = {name: getattr(stake, name) for name in names} | {"read_version": stake.version}
            kwargs["initial"]["code"] = stake.code or FREE
        super().__init__(*args, **kwargs)
        self.fields["code"].choices = catalogue_choices(catalogue, without=said, kept=stake.code if stake else "")
        if not is_team:  # a partner speaks for itself, today
            del self.fields["source"], self.fields["said_on"]

    def clean_code(self) -> str:
        """The code of the catalogue, '' for a free stake."""
        return "" if self.cleaned_data["code"] == FREE else self.cleaned_data["code"]


class ResourceForm(ReadVersion):
    direction = forms.ChoiceField(label=_("L'acteur"), choices=Direction.choices, widget=forms.RadioSelect)
    nature = forms.ChoiceField(label=_("Quoi"), choices=Nature.choices)
    thing = forms.CharField(
        label=_("La chose, en deux ou trois mots"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "things", "autocomplete": "off"}),
        help_text=_("Les mêmes mots rapprochent une offre d'un besoin : « salle de réunion », « minibus »."),
    )
    description = forms.CharField(
        label=_("En clair"),
        max_length=240,
        help_text=_("Ce que les autres chercheront : « 12 places en CAP cuisine », « un minibus le mercredi »."),
    )
    quantity = forms.DecimalField(
        label=_("Combien"),
        required=False,
        max_digits=12,
        decimal_places=2,
        localize=True,
        help_text=_("Si on le sait."),
    )
    unit = forms.CharField(label=_("Unité"), max_length=40, required=False, help_text=_("places, jours, euros…"))
    starts_on = forms.DateField(label=_("À partir du"), required=False, widget=DayInput)
    ends_on = forms.DateField(label=_("Jusqu'au"), required=False, widget=DayInput)
    conditions = forms.CharField(
        label=_("À quelles conditions"),
        max_length=240,
        required=False,
        help_text=_("Ce qu'il faut savoir avant de demander : horaires, coût, public, délai."),
    )
    is_shown = forms.BooleanField(
        label=_("Montrer aux membres de l'espace, avec le nom de l'organisation"),
        required=False,
        help_text=_(
            "Sans cette case, seuls l'organisation et le pilote la lisent ; les autres ne voient qu'un nombre."
        ),
    )

    def __init__(self, *args, resource: Resource | None = None, **kwargs) -> None:
        if resource:
            names = [name for name in self.base_fields if name != "read_version"]
            kwargs["initial"] = {name: getattr(resource, name) for name in names} | {"read_version": resource.version}
        super().__init__(*args, **kwargs)


class AskForm(forms.Form):
    """Filters of the list of actors to ask."""

    SAID, SILENT = "said", "silent"

    q = forms.CharField(label=_("Chercher"), required=False)
    college = forms.ChoiceField(
        label=_("Collège"), required=False, choices=[("", _("tous les collèges")), *College.choices]
    )
    state = forms.ChoiceField(
        label=_("Réponse"),
        required=False,
        choices=[("", _("tous")), (SILENT, _("n'ont rien dit")), (SAID, _("ont dit leurs enjeux"))],
    )
