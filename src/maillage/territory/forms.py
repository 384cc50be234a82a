"""Draw a perimeter step by step: the choice travels in the form, so no script and no session are needed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.toolkit.forms import VersionedForm
from maillage.toolkit.refusals import Refusal

from . import gazetteer
from .enums import Zoning
from .gazetteer import Found
from .models import Perimeter

SEPARATORS = re.compile(r"[\s,;|\"']+")
MOST_FOUND = 12
MOST_EXPLAINED = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that was found, and how many of its communes are already in the perimeter."""

    found: Found
    inside: int

    @property
    def key(self) -> str:
        return f"{self.found.zoning.value}:{self.found.code}"

    @property
    def is_whole(self) -> bool:
        return self.inside == self.found.communes


class PerimeterForm(VersionedForm):
    codes = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"id": "perimeter-codes"}))

    class Meta:
        model = Perimeter
        fields = ["name", "reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "name": gettext_lazy("Le nom que les partenaires emploient : « Grand Roissy »."),
            "reason": gettext_lazy("Ce que ce découpage permet de voir, et ce qu'il laisse de côté."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["codes"].initial = " ".join(self.instance.codes)

    def changes(self) -> dict:
        """Fields for the action. Whoever opened the page before any perimeter existed overwrites none (version 0)."""
        return super().changes() | {
            "codes": codes_in(self.cleaned_data["codes"]),
            "expected_version": self.cleaned_data["read_version"] or 0,
        }


class Drawing:
    """The perimeter being drawn: the codes so far, changed by one button at a time."""

    def __init__(self, codes: Iterable[str]) -> None:
        given = list(codes)
        unknown = set(gazetteer.unknown(given))
        self.codes = {code for code in given if code not in unknown}
        self.troubles = explained(unknown)

    def follow(self, order: str, pasted: str) -> None:
        """``order`` is a button's value: add:epci:200055655, remove:commune:95527, paste, clear…"""
        verb, _colon, place = order.partition(":")
        if verb == "clear":
            self.codes = set()
        elif verb == "paste":
            self.paste(pasted)
        elif verb in {"add", "remove"}:
            zoning, _colon, code = place.partition(":")
            self.change(verb, zoning, code)

    def change(self, verb: str, zoning: str, code: str) -> None:
        try:
            concerned = set(gazetteer.members(Zoning(zoning), code)) if zoning in Zoning.values else set()
        except Refusal as refusal:
            self.troubles.append(str(refusal))
        else:
            self.codes = self.codes | concerned if verb == "add" else self.codes - concerned

    def paste(self, text: str) -> None:
        pasted = codes_in(text)
        unknown = set(gazetteer.unknown(pasted))
        self.codes |= set(pasted) - unknown
        self.troubles += explained(unknown)
        if not pasted:
            self.troubles.append(_("Collez des codes Insee de communes, séparés par des espaces ou des virgules."))

    def departements(self) -> list[str]:
        return [zone.code for zone, _count in gazetteer.departements_of(self.codes)]

    def choices(self, text: str) -> list[Choice]:
        return [
            Choice(found, len(self.codes.intersection(gazetteer.members(found.zoning, found.code))))
            for found in gazetteer.search(text, limit=MOST_FOUND, near=self.departements())
        ]


def codes_in(text: str) -> list[str]:
    """The codes of a pasted list, once each, in their order."""
    return list(dict.fromkeys(code.upper() for code in SEPARATORS.split(text) if code))


def explained(unknown: Iterable[str]) -> list[str]:
    """A sentence for each of the first unknown codes, and the number of the others."""
    codes = sorted(unknown)
    sentences = [gazetteer.why_unknown(code[:20]) for code in codes[:MOST_EXPLAINED]]
    if len(codes) > MOST_EXPLAINED:
        sentences.append(_("%(n)s autres codes inconnus ont été laissés de côté.") % {"n": len(codes) - MOST_EXPLAINED})
    return sentences
