"""What one person handed in, in plain text: sent back with the thanks, and given to whoever asks what is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from maillage.actors.enums import Family
from maillage.stakes import answers
from maillage.stakes.answers import Value
from maillage.stakes.catalogue import Catalogue
from maillage.stakes.enums import Direction, Matter, Nature, Weight
from maillage.stakes.models import AskedAnswer, AskedSheet, Objective

from ..catalogue import catalogue_of
from . import positions, resources, stakes


def handed_in_words(sheets: Sequence[AskedSheet]) -> str:
    """Each sheet that was handed in with its title, one line an answer; three queries whatever their number."""
    handed = [sheet for sheet in sheets if sheet.is_handed_in]
    if not handed:
        return ""
    given: dict[int, list[AskedAnswer]] = {sheet.pk: [] for sheet in handed}
    for answer in AskedAnswer.objects.filter(sheet__in=given).exclude(handed=None).order_by("pk"):
        given[answer.sheet_id].append(answer)
    known = catalogue_of(handed[0].space)
    objectives = {one.pk: one.title for one in Objective.objects.filter(space=handed[0].space_id)}
    return "\n\n".join("\n".join(_lines(sheet, given[sheet.pk], known, objectives)) for sheet in handed)


def _lines(sheet: AskedSheet, given: list[AskedAnswer], known: Catalogue, objectives: dict[int, str]) -> Iterator[str]:
    yield str(Matter(sheet.matter).label).capitalize()
    lines = {
        Matter.STAKES: lambda: _stakes(given, known),
        Matter.RESOURCES: lambda: _resources(given),
        Matter.POSITIONS: lambda: _positions(given, objectives),
    }[Matter(sheet.matter)]()
    said = [f"- {line}" for line in lines]
    yield from said or [_("- rien de plus que ce que dit déjà la fiche de votre organisation")]


def _stakes(given: list[AskedAnswer], known: Catalogue) -> Iterator[str]:
    by_key = {answer.key: answer.handed for answer in given}
    for code, stake in known.by_code.items():
        if code in by_key:
            yield _("%(what)s : %(said)s") % {"what": stake.title, "said": stakes.in_words(by_key[code])}
    for value in by_key.values():
        if answers.keeps(value) and "family" in value:
            details = f"{Family(value['family']).label}, {Weight(value['weight']).label}"
            yield f"{value['words']} ({details})"


def _resources(given: list[AskedAnswer]) -> Iterator[str]:
    by_key = {answer.key: answer.handed for answer in given}
    for nature in Nature:
        choice: Value | None = by_key.get(nature)
        details = [value for value in by_key.values() if value.get("nature") == nature]
        for value in details:
            verb = Direction(value["direction"]).label
            yield _("%(nature)s, %(verb)s : %(said)s") % {
                "nature": nature.label,
                "verb": verb,
                "said": resources.in_words(value),
            }
        if choice and not details:
            yield _("%(what)s : %(said)s") % {
                "what": nature.label,
                "said": resources.choice_in_words(choice["choice"]),
            }


def _positions(given: list[AskedAnswer], objectives: dict[int, str]) -> Iterator[str]:
    by_key = {answer.key: answer.handed for answer in given}
    for pk, title in objectives.items():
        if f"o{pk}" in by_key:
            yield _("%(what)s : %(said)s") % {"what": title, "said": positions.in_words(by_key[f"o{pk}"])}
