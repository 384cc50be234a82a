"""Filling the grid: one criterion a screen, saved at each answer, taken up again where it was left."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.campaigns import wording as campaign_wording
from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.spaces.enums import EDITORS
from maillage.toolkit.forms import refusals_on

from .. import actions, analyses, permissions, queries, rules
from ..doors import visible_partnership
from ..forms import StartForm
from ..models import Assessment, CommonSession
from . import filling


@in_space
def start(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Before answering: for whom, and who will read what."""
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.ASSESS)
    in_own_name = request.role in EDITORS
    organisations = queries.organisations_to_answer_for(request.user, request.role, partnership)
    posted = request.POST if request.method == "POST" else None
    form = StartForm(posted, organisations=organisations, in_own_name=in_own_name)
    if form.is_valid():
        with refusals_on(form):
            assessment = actions.start_assessment(
                partnership=partnership, organisation=form.cleaned_data["organisation"], by=request.user
            )
            return redirect(filling.next_to_answer(assessment, way=way_of(assessment)))
    context = {
        "partnership": partnership,
        "form": form,
        "may_answer": in_own_name or bool(organisations),
        "count": len(queries.criteria_of(queries.current_grid(request.space))),
        "pilots": queries.pilot_names(request.space),
        "own": queries.own_assessments(request.user, partnership),
    }
    return render(request, "partnerships/start.html", context)


@in_space
def assess(request: HttpRequest, partnership_id: int, assessment_id: int, criterion: str) -> HttpResponse:
    """One criterion: five anchors in full words, two answers that are not numbers, what supports it."""
    assessment = _assessment(request, partnership_id, assessment_id)
    permissions.check_can_answer(request.user, assessment)
    session = _session_of(request, assessment)
    if session:
        return redirect(session.get_criterion_url(criterion))
    return filling.fill(
        request,
        assessment,
        criterion,
        way=way_of(assessment),
        by=request.user,
        template="partnerships/assess.html",
        alone=_individual_line(assessment, criterion),
        said_of_readers=campaign_wording.readers_of(assessment.invitation.campaign) if assessment.invitation else "",
    )


@in_space
def summary(request: HttpRequest, partnership_id: int, assessment_id: int) -> HttpResponse:
    """Every answer on one page: read again before handing in, then kept as it was."""
    assessment = _assessment(request, partnership_id, assessment_id)
    session = _session_of(request, assessment)
    if session:
        return redirect(session)
    context = filling.sum_up(assessment, way=way_of(assessment))
    context["may_write"] = permissions.may_write_in(request.user, assessment)
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


def _session_of(request: HttpRequest, assessment: Assessment) -> CommonSession | None:
    """What the group says is written and read again on the pages of its session."""
    found = CommonSession.objects.visible_to(request.user).filter(assessment=assessment)
    return found.select_related("space").first()


def _assessment(request: HttpRequest, partnership_id: int, assessment_id: int) -> Assessment:
    found = Assessment.objects.visible_to(request.user).filter(space=request.space, partnership=partnership_id)
    assessment = get_object_or_404(
        found.select_related("grid", "organisation", "partnership", "rater", "invitation__campaign__space"),
        pk=assessment_id,
    )
    assessment.space = assessment.partnership.space = request.space
    return assessment


def way_of(assessment: Assessment) -> filling.Way:
    """The addresses of a sheet filled under an account."""
    where = [assessment.space.slug, assessment.partnership_id, assessment.pk]
    return filling.Way(
        criterion=assessment.get_criterion_url,
        summary=assessment.get_absolute_url(),
        submit=reverse("partnerships:submit", args=where),
        reopen=reverse("partnerships:reopen", args=where),
        origin=assessment.partnership.get_absolute_url(),
    )


def _individual_line(assessment: Assessment, criterion: str):
    """In the common reading: what the individual answers say of this criterion, as all around the table may see."""
    if not assessment.is_common:
        return None
    reading = analyses.read_partnership(assessment.partnership, fewest_answers=rules.FEWEST_RATERS_SHOWN)
    return reading.by_id.get(criterion)
