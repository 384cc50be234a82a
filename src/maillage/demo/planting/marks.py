"""How the story writes a sheet on one line: « 34?5-…|w », a mark per criterion in the order of the grid."""

from __future__ import annotations

from maillage.partnerships.files.answers import TypedAnswer
from maillage.partnerships.models import Assessment

EVIDENCE = {"d": "declared", "w": "documented", "v": "verified"}
NON_ANSWERS = {"?": "unknown", "-": "not_applicable"}
ASKS_EVIDENCE = {"4", "5"}


def answers_of(assessment: Assessment, sheet: str) -> dict[str, TypedAnswer]:
    """A sheet begun says only its first criteria; what follows « | » is the evidence of its high marks."""
    marks, _bar, evidence = sheet.partition("|")
    criteria = [criterion["id"] for criterion in assessment.grid.criteria]
    return {
        criterion: TypedAnswer(
            level=int(mark) if mark.isdigit() else None,
            non_answer=NON_ANSWERS.get(mark, ""),
            evidence=EVIDENCE.get(evidence, "") if mark in ASKS_EVIDENCE else "",
        )
        for criterion, mark in zip(criteria, marks, strict=False)
    }
