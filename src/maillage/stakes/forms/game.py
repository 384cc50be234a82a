"""Forms of the game of actors: objectives, rounds, positions, influences, what to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import College, Family
from maillage.actors.models import Organisation
from maillage.stakes.catalogue import Catalogue
from maillage.stakes.enums import Convention, Source, Stand
from maillage.stakes.gatherings import Gathering
from maillage.stakes.models import Objective, PositionSheet, Round
from maillage.toolkit.forms import VersionedForm

from .said import DayInput, ReadVersion

SPOKEN, NOBODY = "spoken", "nobody"
UNSAID = ""


class ObjectiveForm(VersionedForm):
    class Meta:
        model = Objective
        fields = ["label", "detail", "family", "stake_code"]
        widgets = {"detail": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "label": _("Ce que le groupe pourrait vouloir ensemble, avec un verbe : « Ouvrir un guichet commun »."),
            "detail": _("Ce que chacun doit comprendre avant de dire pour ou contre."),
        }

    def __init__(self, *args, catalogue: Catalogue, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["family"].choices = [("", gettext("choisir une famille")), *Family.choices]
        choices = [("", gettext("aucun en particulier")), *((one.code, one.title) for one in catalogue.stakes)]
        self.fields["stake_code"] = forms.ChoiceField(
            label=gettext("L'enjeu qu'il sert"), choices=choices, required=False, initial=self.instance.stake_code
        )


class RoundForm(forms.Form):
    """Open a round: its name, its day, who takes part."""

    name = forms.CharField(
        label=_("Nom du tour"), max_length=80, help_text=_("Ce qui le distingue des autres : « Printemps 2027 ».")
    )
    opened_on = forms.DateField(label=_("Ouvert le"), initial=timezone.localdate, widget=DayInput)
    who = forms.ChoiceField(
        label=_("Qui prend part"), help_text=_("Vous pourrez ajouter ou retirer des acteurs ensuite.")
    )

    def __init__(self, *args, gatherings: Sequence[Gathering], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [
            *((one.key, f"{one.label} ({len(one.organisations)})") for one in gatherings),
            (SPOKEN, gettext("les acteurs qui ont dit leurs enjeux")),
            (NOBODY, gettext("personne pour l'instant")),
        ]


class EditRoundForm(VersionedForm):
    class Meta:
        model = Round
        fields = ["name", "opened_on"]
        widgets = {"opened_on": DayInput}


class AskActorsForm(forms.Form):
    """Tick the actors to add to a round, college by college."""

    actors = forms.MultipleChoiceField(label=_("Acteurs à ajouter"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, organisations: Sequence[Organisation], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {str(one.pk): one for one in organisations}
        groups = [
            (college.label, [(str(one.pk), one.name) for one in organisations if one.college == college])
            for college in College
        ]
        self.fields["actors"].choices = [(label, choices) for label, choices in groups if choices]

    def chosen(self) -> list[Organisation]:
        return [self.by_id[pk] for pk in self.cleaned_data["actors"]]


class PositionsForm(ReadVersion):
    """One scale from −4 to 4 per objective, named ``o`` and its id; « not said » stays possible."""

    source = forms.ChoiceField(label=_("D'où viennent ces positions ?"), choices=Source.choices, initial=Source.SAID)
    said_on = forms.DateField(label=_("Dites le"), initial=timezone.localdate, widget=DayInput)

    def __init__(
        self,
        *args,
        objectives: Sequence[Objective],
        sheet: PositionSheet,
        said: Mapping[int, int],
        is_team: bool,
        **kwargs,
    ) -> None:
        kwargs["initial"] = {
            "read_version": sheet.version,
            "source": sheet.source,
            "said_on": sheet.said_on or timezone.localdate(),
            **{f"o{pk}": str(value) for pk, value in said.items()},
        }
        super().__init__(*args, **kwargs)
        self.objectives = objectives
        for objective in objectives:
            self.fields[f"o{objective.pk}"] = forms.TypedChoiceField(
                label=objective.title,
                choices=[(UNSAID, gettext("non dit")), *((str(stand.value), str(stand.label)) for stand in Stand)],
                coerce=int,
                empty_value=None,
                required=False,
            )
        if not is_team:
            del self.fields["source"], self.fields["said_on"]

    def rows(self) -> list[dict]:
        """Each objective with the places of its scale: value, sign as written, words, whether it is chosen."""
        return [
            {"objective": objective, "name": f"o{objective.pk}", "places": self._places(f"o{objective.pk}")}
            for objective in self.objectives
        ]

    def _places(self, name: str) -> list[dict]:
        chosen = str(self[name].value() if self[name].value() is not None else UNSAID)
        return [
            {"value": value, "sign": signed(int(value)) if value else "?", "words": words, "chosen": value == chosen}
            for value, words in self.fields[name].choices
        ]

    def values(self) -> dict[int, int | None]:
        return {objective.pk: self.cleaned_data[f"o{objective.pk}"] for objective in self.objectives}


class InfluencesForm(ReadVersion):
    """Cells of the matrix, named ``i`` who ``-`` on whom: a figure from 0 to 4, or nothing."""

    def __init__(
        self,
        *args,
        rows: Sequence[Organisation],
        columns: Sequence[Organisation],
        weighed: Mapping[tuple[int, int], int],
        version: int,
        **kwargs,
    ) -> None:
        kwargs["initial"] = {"read_version": version}
        super().__init__(*args, **kwargs)
        self.rows, self.columns, self.weighed = rows, columns, weighed

    def clean(self) -> dict:
        """Read the cells: at most one refusal, that names the two actors."""
        self.cells: dict[tuple[int, int], int | None] = {}
        for row in self.rows:
            for column in self.columns:
                if row.pk != column.pk:
                    self.cells[row.pk, column.pk] = self._cell(row, column)
        return self.cleaned_data

    def _cell(self, row: Organisation, column: Organisation) -> int | None:
        text = self.data.get(f"i{row.pk}-{column.pk}", "").strip()
        if not text:
            return None
        if text not in {"0", "1", "2", "3", "4"}:
            raise forms.ValidationError(
                gettext("De « %(row)s » sur « %(column)s » : « %(text)s » n'est pas un nombre de 0 à 4.")
                % {"row": row, "column": column, "text": text[:20]}
            )
        return int(text)

    def table(self) -> list[tuple[Organisation, list[dict]]]:
        return [(row, [self._shown(row, column) for column in self.columns]) for row in self.rows]

    def _shown(self, row: Organisation, column: Organisation) -> dict:
        name = f"i{row.pk}-{column.pk}"
        value = self.data.get(name, "") if self.is_bound else self.weighed.get((row.pk, column.pk), "")
        return {"name": name, "value": value, "is_self": row.pk == column.pk, "on": column}


class PasteForm(forms.Form):
    """Positions from a spreadsheet: pasted, or in a file."""

    text = forms.CharField(
        label=_("Collez le tableau"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "class": "pasted"}),
        help_text=_("Une ligne par acteur, une colonne par objectif (O1, O2…), des nombres de −4 à 4."),
    )
    file = forms.FileField(label=_("Ou un fichier CSV, XLSX ou ODS"), required=False)
    source = forms.ChoiceField(
        label=_("D'où viennent ces positions ?"), choices=Source.choices, initial=Source.REPORTED
    )
    skip_refused = forms.BooleanField(label=_("Laisser de côté les lignes qui ne sont pas comprises"), required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        if not cleaned.get("file") and not cleaned.get("text", "").strip():
            raise forms.ValidationError(gettext("Collez un tableau, ou choisissez un fichier."))
        return cleaned

    def content(self) -> tuple[bytes, str]:
        """The bytes and the name of what was sent."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), file.name
        return self.cleaned_data["text"].encode(), gettext("tableau collé")


class GameOptions(forms.Form):
    """What the pilot reads: which round, which positions, which convention."""

    tour = forms.ChoiceField(label=_("Tour"), required=False)
    ordre = forms.TypedChoiceField(
        label=_("Positions"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("au mieux")),
            ("1", _("simples : pour ou contre")),
            ("2", _("valuées : ce qui est en jeu")),
            ("3", _("pondérées par les influences")),
        ],
    )
    convention = forms.ChoiceField(
        label=_("Convention"), required=False, choices=Convention.choices, initial=Convention.LIPSOR
    )

    def __init__(self, *args, rounds: Sequence[Round], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tour"].choices = [(str(one.pk), one.name) for one in rounds]


class ChangeForm(forms.Form):
    """Two rounds to compare."""

    avant = forms.ChoiceField(label=_("Avant"), required=False)
    apres = forms.ChoiceField(label=_("Après"), required=False)

    def __init__(self, *args, rounds: Sequence[Round], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in rounds]
        self.fields["avant"].choices = self.fields["apres"].choices = choices


def signed(value: int) -> str:
    """« −2 », « 0 », « +3 »."""
    return f"+{value}" if value > 0 else str(value).replace("-", "−")
