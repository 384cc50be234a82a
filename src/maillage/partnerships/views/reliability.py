"""How far one partnership's reading may be trusted, and how it reads over the years."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.spaces.doors import in_space

from .. import analyses, permissions, trust
from ..analyses.reliability import CriterionTrust
from ..doors import visible_partnership
from ..years import years_sentence


@in_space
def page(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    context = {"partnership": partnership, "trust": None}
    if permissions.sees_reading(request.user, request.role, partnership):
        figures = analyses.read_reliability_of(partnership)
        context |= {
            "trust": figures,
            "sentence": trust.trust_sentence(figures),
            "alpha_words": trust.alpha_sentence(figures),
            "lines": [(line, trust.status_words(line.status)) for line in sorted(figures.criteria, key=_apart_first)],
        }
    return render(request, "partnerships/reliability.html", context)


def _apart_first(line: CriterionTrust) -> int:
    """Disagreement first, as everywhere; the order of the grid within each."""
    order = ("apart", "shared", "agree")
    return order.index(line.status) if line.status in order else len(order)


@in_space
def over_time(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    readable = permissions.sees_reading(request.user, request.role, partnership)
    fewest = permissions.fewest_answers_shown(request.role)
    series = analyses.read_series(partnership, fewest_answers=fewest) if readable else ()
    context = {"partnership": partnership, "readable": readable, "series": series, "sentence": years_sentence(series)}
    return render(request, "partnerships/over_time.html", context)
