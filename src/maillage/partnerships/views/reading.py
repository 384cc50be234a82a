"""How one partnership reads with the grid, and the type that it resembles."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on

from .. import actions, analyses, permissions, pictures, queries, wording
from ..doors import visible_partnership
from ..forms import TypeForm
from ..models import Assessment, Member, Partnership


@in_space
def page(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    return _page(request, partnership, _type_form(partnership, initial=_type_chosen(partnership)))


def _page(request: HttpRequest, partnership: Partnership, type_form: TypeForm) -> HttpResponse:
    context = {
        "partnership": partnership,
        "type_form": type_form,
        "own": queries.own_assessments(request.user, partnership),
        "may_answer": permissions.may_answer(request.user, request.role, partnership),
        "sees_names": permissions.sees_names(request.role),
        "sees_who_answered": permissions.sees_who_answered(request.role),
        "reading": None,
    }
    if permissions.sees_reading(request.user, request.role, partnership):
        fewest = permissions.fewest_answers_shown(request.role)
        context |= _reading_context(analyses.read_partnership(partnership, fewest_answers=fewest))
    if context["sees_who_answered"]:
        context["raters"] = queries.raters_of(partnership)
        context["common"] = queries.common_assessment(partnership)
        context["numbered"] = queries.numbered_sheets(partnership)
        context["nameless"] = queries.holds_nameless_sheets(partnership)
        context["silent"] = [] if context["nameless"] else _silent(partnership, context["raters"])
    return render(request, "partnerships/reading.html", context)


def _silent(partnership: Partnership, raters: list[Assessment]) -> list[Member]:
    """The members of which nobody has handed anything in."""
    said = {rater.organisation_id for rater in raters if rater.is_submitted}
    members = partnership.members.current().select_related("organisation")
    return [member for member in queries.one_line_each(members) if member.organisation_id not in said]


def _reading_context(reading) -> dict:
    return {
        "reading": reading,
        "sentence": wording.reading_sentence(reading),
        "profile": pictures.profile_svg(reading) if reading.shows_something else "",
        "profile_narrow": pictures.profile_svg(reading, layout=pictures.NARROW) if reading.shows_something else "",
        "quadrant": pictures.quadrant_svg([reading]),
    }


@in_space
@require_POST
def choose_type(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    form = _type_form(partnership, request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        with refusals_on(form):
            actions.choose_type(
                partnership=partnership, expected_version=given.pop("read_version"), **given, by=request.user
            )
            messages.success(request, _("Le type retenu est enregistré."))
            return redirect(f"{partnership.get_reading_url()}#type")
    return _page(request, visible_partnership(request, partnership_id), form)


def _type_form(partnership: Partnership, *given, **initial) -> TypeForm:
    return TypeForm(*given, typology=queries.typology_of(partnership.space), **initial)


def _type_chosen(partnership: Partnership) -> dict:
    return {
        "type_code": partnership.chosen_type,
        "reason": partnership.chosen_type_reason,
        "read_version": partnership.version,
    }
