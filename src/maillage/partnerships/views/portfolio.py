"""All the partnerships of the territory, and the grid as it is written."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.spaces.enums import Reading, Role

from .. import grid, pictures, queries, wording
from ..models import Partnership
from ..portfolio import read_portfolio


@in_space
def home(request: HttpRequest) -> HttpResponse:
    portfolio = read_portfolio(request.space, request.user)
    read = [row.reading for row in portfolio.read]
    today = timezone.localdate()
    context = {
        "portfolio": portfolio,
        "sentence": wording.portfolio_sentence(portfolio, on=today),
        "today": today,
        "quadrant": pictures.quadrant_svg(read) if len(read) > 1 else "",
        "quadrant_keys": pictures.quadrant_keys(read),
        "to_answer": queries.left_to_answer(request.user, request.space) if request.role == Role.PARTNER else [],
        "archived": Partnership.objects.visible_to(request.user).filter(space=request.space).archived().count()
        if spaces.can_read(request.role, request.space, Reading.GRID)
        else 0,
        "is_published": spaces.can_read(Role.OBSERVER, request.space, Reading.GRID),
    }
    return render(request, "partnerships/home.html", context)


@in_space
def archived(request: HttpRequest) -> HttpResponse:
    found = Partnership.objects.visible_to(request.user).filter(space=request.space).archived()
    return render(request, "partnerships/archived.html", {"partnerships": found})


@in_space
def sheet(request: HttpRequest) -> HttpResponse:
    """The grid on paper: every criterion, its anchors, what would prove it, what inspired it."""
    criteria = queries.criteria_of(queries.current_grid(request.space))
    context = {
        "dimensions": [
            (name, [criterion for criterion in criteria if criterion.dimension == id])
            for id, name in grid.dimensions().items()
        ],
        "ladder": grid.ladder(),
        "about": grid.about(),
        "count": len(criteria),
    }
    return render(request, "partnerships/sheet.html", context)
