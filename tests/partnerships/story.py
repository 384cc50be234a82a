"""Filling the grid in one line."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.accounts.models import User
from maillage.actors.models import Organisation
from maillage.partnerships import actions, grid
from maillage.partnerships.enums import AssessmentKind
from maillage.partnerships.files.answers import TypedAnswer
from maillage.partnerships.models import Assessment, Partnership

IDS = [entry["id"] for entry in grid.shipped()["criteria"]]
MARKS = {"?": "unknown", "-": "not_applicable"}


@dataclass
class Sheets:
    """``sheets.fill("cfa", "3334…")``: 22 marks from A1 to C8; a digit, ? (ne sait pas), - (sans objet), . (blank)."""

    partnership: Partnership
    organisations: dict[str, Organisation]
    lea: User

    def fill(
        self,
        who: str | None,
        marks: str | dict[str, int],
        *,
        evidence: str = "",
        kind: str = AssessmentKind.INDIVIDUAL,
        by: User | None = None,
        submit: bool = True,
    ) -> Assessment:
        by = by or self.lea
        organisation = self.organisations[who] if who else None
        assessment = actions.start_assessment(partnership=self.partnership, kind=kind, organisation=organisation, by=by)
        given = marks.items() if isinstance(marks, dict) else zip(IDS, marks, strict=True)
        answers = {
            criterion: TypedAnswer(None if mark in MARKS else int(mark), MARKS.get(mark, ""), evidence)
            for criterion, mark in given
            if mark != "."
        }
        actions.answer_all(assessment=assessment, answers=answers, by=by)
        return actions.submit_assessment(assessment=assessment, by=by) if submit else assessment

    def several(self, criterion: str, **levels: int) -> None:
        """Each organisation answers one criterion: ``several("A1", cfa=2, opco=4)``."""
        for who, level in levels.items():
            self.fill(who, {criterion: level})
