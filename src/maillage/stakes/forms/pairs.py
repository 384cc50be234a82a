"""Forms of the tensions that a space adds between two stakes of its catalogue."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from maillage.actors.enums import SHAPES, Family
from maillage.stakes.catalogue import Catalogue
from maillage.stakes.models import PairEntry
from maillage.toolkit.forms import VersionedForm


class PairWordsForm(VersionedForm):
    class Meta:
        model = PairEntry
        fields = ("label", "fact", "source")
        help_texts = {
            "label": _("Par exemple « des saisons courtes ou un parcours de deux ans »."),
            "fact": _("Un chiffre ou un constat d'ici, qui lance la discussion."),
            "source": _("Demandée avec un fait : qui le dit, de quand."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["label"].required = True


class PairForm(PairWordsForm):
    """The two stakes, then the words. ``catalogue``: the space's."""

    one_code = forms.ChoiceField(label=_("D'un côté"))
    other_code = forms.ChoiceField(label=_("De l'autre"))
    field_order = ("one_code", "other_code", "label", "fact", "source")

    def __init__(self, *args, catalogue: Catalogue, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("", _("Choisir un enjeu…")),
            *(
                (f"{SHAPES[family]} {family.label}", [(stake.code, stake.title) for stake in stakes])
                for family in Family
                if (stakes := catalogue.offered_in(family))
            ),
        ]
        for name in ("one_code", "other_code"):
            self.fields[name].choices = choices
