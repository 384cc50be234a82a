"""One criterion a screen, saved at each answer, read again before handing in: under an account and by a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.campaigns.models import Invitation
from maillage.toolkit.refusals import Refusal

from .. import actions, grid, queries, rules
from ..enums import Evidence
from ..forms import AnswerForm
from ..models import Assessment


@dataclass(frozen=True, slots=True)
class Way:
    """The addresses of one sheet: each criterion, the summary, handing in, taking back, and where one came from."""

    criterion: Callable[[str], str]
    summary: str
    submit: str
    reopen: str
    origin: str


def fill(
    request: HttpRequest,
    assessment: Assessment,
    criterion: str,
    *,
    way: Way,
    by: User | Invitation,
    template: str,
    **more,
) -> HttpResponse:
    """Show one criterion; keep the answer that was sent, then go on. ``more`` goes to the template."""
    criteria = queries.criteria_of(assessment.grid)
    place = next((index for index, words in enumerate(criteria) if words.id == criterion), None)
    if place is None:
        raise Http404
    if assessment.is_submitted:
        return redirect(way.summary)
    answers = {answer.criterion: answer for answer in assessment.answers.all()}
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted, initial=_given(answers.get(criterion), assessment))
    if posted is not None:
        backwards = posted.get("go") == "previous"
        target = _beside(criteria, place, -1 if backwards else 1, way)
        if backwards and not posted.get("choice"):
            return redirect(target)
        if form.is_valid():
            try:
                actions.answer(assessment=assessment, criterion=criterion, **form.answered(), by=by)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                form.data = form.data.copy()
                form.data["read_version"] = Assessment.objects.values_list("version", flat=True).get(pk=assessment.pk)
            else:
                return redirect(target)
    context = {
        "partnership": assessment.partnership,
        "assessment": assessment,
        "form": form,
        "words": criteria[place],
        "dimension": grid.dimensions().get(criteria[place].dimension, ""),
        "anchors": list(zip(grid.ladder(), criteria[place].anchors, strict=True)),
        "evidences": [("", _("aucune"), ""), *[(e.value, e.label, rules.EVIDENCE_MEANS[e]) for e in Evidence]],
        "chosen": form["choice"].value() or "",
        "chosen_evidence": form["evidence"].value() or "",
        "number": place + 1,
        "total": len(criteria),
        "answered": len(answers),
        "stops": [(words, answers.get(words.id), way.criterion(words.id)) for words in criteria],
        "previous": criteria[place - 1].id if place else "",
        "is_last": place + 1 == len(criteria),
        "addresses": way,
    }
    return render(request, template, context | more)


def sum_up(assessment: Assessment, *, way: Way) -> dict:
    """Every answer on one page, for a template: by dimension, each with its words and where to correct it."""
    answers = {answer.criterion: answer for answer in assessment.answers.all()}
    criteria = queries.criteria_of(assessment.grid)
    lines = [
        (words, answers.get(words.id), _anchor(words, answers.get(words.id)), way.criterion(words.id))
        for words in criteria
    ]
    return {
        "partnership": assessment.partnership,
        "assessment": assessment,
        "dimensions": [
            (name, [line for line in lines if line[0].dimension == id]) for id, name in grid.dimensions().items()
        ],
        "total": len(lines),
        "answered": len(answers),
        "without_level": sum(answer.level is None for answer in answers.values()),
        "left": [way.criterion(words.id) for words in criteria if words.id not in answers],
        "addresses": way,
    }


def next_to_answer(assessment: Assessment, *, way: Way) -> str:
    """The first criterion without an answer; the summary when all have one."""
    answered = set(assessment.answers.values_list("criterion", flat=True))
    criteria = queries.criteria_of(assessment.grid)
    left = next((words.id for words in criteria if words.id not in answered), None)
    return way.criterion(left) if left else way.summary


def _anchor(words: grid.Criterion, answer) -> str:
    return words.anchors[answer.level - 1] if answer is not None and answer.level is not None else ""


def _given(answer, assessment: Assessment) -> dict:
    given = {"read_version": assessment.version}
    if answer:
        choice = str(answer.level) if answer.level else answer.non_answer
        given |= {"choice": choice, "evidence": answer.evidence, "evidence_note": answer.evidence_note}
    return given


def _beside(criteria, place: int, step: int, way: Way) -> str:
    place = max(0, place + step)
    return way.summary if place >= len(criteria) else way.criterion(criteria[place].id)
