"""Filters of the portfolio, and the two partnerships that are laid side by side."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import Stage
from ..readings import PortfolioRow

READ, UNREAD, DISPUTED, LOW, ENDING, DUE = "read", "unread", "disputed", "low", "ending", "due"


class PortfolioFilters(forms.Form):
    """« Montrer les partenariats de tel type, à telle étape, qui… »"""

    type = forms.ChoiceField(label=_("de type"), required=False)
    stage = forms.TypedChoiceField(
        label=_("à l'étape"),
        choices=[("", _("toutes les étapes")), *Stage.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    state = forms.ChoiceField(
        label=_("qui sont"),
        choices=[
            ("", _("lus ou non")),
            (DISPUTED, _("en désaccord quelque part")),
            (LOW, _("à traiter sur une dimension")),
            (READ, _("lus avec la grille")),
            (UNREAD, _("à lire")),
            (ENDING, _("à moins de six mois du terme")),
            (DUE, _("à moins de six mois d'une revue ou d'une fin de texte")),
        ],
        required=False,
    )

    def __init__(self, *args, rows: Iterable[PortfolioRow], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        seen = {each.code: each.name for row in rows if row.reading for each in row.reading.types_shown}
        self.fields["type"].choices = [("", _("tous types")), *sorted(seen.items())]


class CompareForm(forms.Form):
    """Two of the partnerships that this person reads."""

    one = forms.TypedChoiceField(label=_("Comparer"), coerce=int, empty_value=None, required=False)
    other = forms.TypedChoiceField(label=_("et"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, rows: Iterable[PortfolioRow], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = [("", _("choisir")), *((row.partnership.pk, row.partnership.name) for row in rows)]
