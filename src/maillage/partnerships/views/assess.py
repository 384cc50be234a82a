"""Filling the grid: one criterion a screen, saved at each answer, taken up again where it was left."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.spaces.enums import EDITORS
from maillage.toolkit.refusals import Refusal

from .. import actions, analyses, grid, permissions, queries, rules
from ..enums import AssessmentKind, Evidence
from ..forms import AnswerForm, StartForm
from ..models import Assessment
from .partnership import visible_partnership


@in_space
def start(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Before answering: for whom, and who will read what."""
    partnership = visible_partnership(request, partnership_id)
    kind = AssessmentKind.CONSENSUS if request.GET.get("ensemble") else AssessmentKind.INDIVIDUAL
    is_common = kind == AssessmentKind.CONSENSUS
    spaces.check(request.user, request.space, permissions.LEAD_CONSENSUS if is_common else permissions.ASSESS)
    in_own_name = request.role in EDITORS
    organisations = [] if is_common else queries.organisations_to_answer_for(request.user, request.role, partnership)
    posted = request.POST if request.method == "POST" else None
    form = StartForm(posted, organisations=organisations, in_own_name=in_own_name)
    if form.is_valid():
        try:
            assessment = actions.start_assessment(
                partnership=partnership,
                kind=kind,
                organisation=form.cleaned_data["organisation"] if not is_common else None,
                by=request.user,
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(_next_to_answer(assessment))
    context = {
        "partnership": partnership,
        "form": form,
        "is_common": is_common,
        "organisations": organisations,
        "may_answer": in_own_name or bool(organisations),
        "count": len(queries.criteria_of(queries.current_grid(request.space))),
        "pilots": queries.pilot_names(request.space),
        "own": queries.own_assessments(request.user, partnership) if not is_common else [],
    }
    return render(request, "partnerships/start.html", context)


@in_space
def assess(request: HttpRequest, partnership_id: int, assessment_id: int, criterion: str) -> HttpResponse:
    """One criterion: five anchors in full words, two answers that are not numbers, what supports it."""
    assessment = _assessment(request, partnership_id, assessment_id)
    criteria = queries.criteria_of(assessment.grid)
    place = next((index for index, words in enumerate(criteria) if words.id == criterion), None)
    if place is None:
        raise Http404
    permissions.check_can_answer(request.user, assessment)
    if assessment.is_submitted:
        return redirect("partnerships:summary", request.space.slug, partnership_id, assessment_id)
    answers = {answer.criterion: answer for answer in assessment.answers.all()}
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted, initial=_given(answers.get(criterion), assessment))
    if request.method == "POST":
        backwards = request.POST.get("go") == "previous"
        if backwards and not request.POST.get("choice"):
            return redirect(_beside(assessment, criteria, place, -1))
        if form.is_valid():
            try:
                actions.answer(assessment=assessment, criterion=criterion, **form.answered(), by=request.user)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
                form.data = form.data.copy()
                form.data["read_version"] = _assessment(request, partnership_id, assessment_id).version
            else:
                return redirect(_beside(assessment, criteria, place, -1 if backwards else 1))
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
        "stops": [(words, answers.get(words.id)) for words in criteria],
        "previous": criteria[place - 1].id if place else "",
        "is_last": place + 1 == len(criteria),
        "alone": _individual_line(assessment, criterion),
    }
    return render(request, "partnerships/assess.html", context)


@in_space
def summary(request: HttpRequest, partnership_id: int, assessment_id: int) -> HttpResponse:
    """Every answer on one page: read again before handing in, then kept as it was."""
    assessment = _assessment(request, partnership_id, assessment_id)
    answers = {answer.criterion: answer for answer in assessment.answers.all()}
    lines = [
        (
            words,
            answers.get(words.id),
            words.anchors[answers[words.id].level - 1] if _has_level(answers, words.id) else "",
        )
        for words in queries.criteria_of(assessment.grid)
    ]
    context = {
        "partnership": assessment.partnership,
        "assessment": assessment,
        "dimensions": [
            (name, [line for line in lines if line[0].dimension == id]) for id, name in grid.dimensions().items()
        ],
        "total": len(lines),
        "answered": len(answers),
        "without_level": sum(answer.level is None for answer in answers.values()),
        "left": [words for words, answer, _anchor in lines if answer is None],
        "may_write": permissions.may_write_in(request.user, assessment),
    }
    return render(request, "partnerships/summary.html", context)


@in_space
@require_POST
def submit(request: HttpRequest, partnership_id: int, assessment_id: int) -> HttpResponse:
    assessment = _assessment(request, partnership_id, assessment_id)
    actions.submit_assessment(assessment=assessment, by=request.user)
    if assessment.is_common:
        messages.success(request, _("La lecture en commun est remise. Elle se lit à côté des réponses de chacun."))
    else:
        messages.success(request, _("Merci : votre lecture est remise. Elle rejoint celles des autres."))
    return redirect(assessment.partnership.get_reading_url())


@in_space
@require_POST
def reopen(request: HttpRequest, partnership_id: int, assessment_id: int) -> HttpResponse:
    assessment = _assessment(request, partnership_id, assessment_id)
    actions.reopen_assessment(assessment=assessment, by=request.user)
    messages.success(request, _("Votre lecture est rouverte : corrigez, puis remettez-la."))
    return redirect("partnerships:summary", request.space.slug, partnership_id, assessment_id)


def _assessment(request: HttpRequest, partnership_id: int, assessment_id: int) -> Assessment:
    found = Assessment.objects.visible_to(request.user).filter(space=request.space, partnership=partnership_id)
    assessment = get_object_or_404(
        found.select_related("grid", "organisation", "partnership", "rater"), pk=assessment_id
    )
    assessment.space = assessment.partnership.space = request.space
    return assessment


def _has_level(answers: dict, criterion: str) -> bool:
    return criterion in answers and answers[criterion].level is not None


def _given(answer, assessment: Assessment) -> dict:
    given = {"read_version": assessment.version}
    if answer:
        choice = str(answer.level) if answer.level else answer.non_answer
        given |= {"choice": choice, "evidence": answer.evidence, "evidence_note": answer.evidence_note}
    return given


def _next_to_answer(assessment: Assessment) -> str:
    """The first criterion without an answer; the summary when all have one."""
    answered = set(assessment.answers.values_list("criterion", flat=True))
    criteria = queries.criteria_of(assessment.grid)
    place = next((index for index, words in enumerate(criteria) if words.id not in answered), len(criteria))
    return _address(assessment, criteria, place)


def _beside(assessment: Assessment, criteria, place: int, step: int) -> str:
    return _address(assessment, criteria, max(0, place + step))


def _address(assessment: Assessment, criteria, place: int) -> str:
    if place >= len(criteria):
        return assessment.get_absolute_url()
    return assessment.get_criterion_url(criteria[place].id)


def _individual_line(assessment: Assessment, criterion: str):
    """In the common reading: what the individual answers say of this criterion, as all around the table may see."""
    if not assessment.is_common:
        return None
    reading = analyses.read_partnership(assessment.partnership, fewest_answers=rules.FEWEST_RATERS_SHOWN)
    return reading.by_id.get(criterion)
