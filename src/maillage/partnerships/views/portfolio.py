"""All the partnerships of the territory: one table, two side by side, many together; and the grid as it is written."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.spaces.enums import Reading, Role
from maillage.toolkit import spreadsheets

from .. import analyses, exports, grid, pictures, queries, timeline, wording
from ..forms.portfolio import DISPUTED, DUE, ENDING, LOW, READ, UNREAD, CompareForm, PortfolioFilters
from ..models import GridVersion, Partnership
from ..portfolio import by_frame, read_portfolio, with_lives
from ..readings import PartnershipReading, PortfolioRow

PAGE = 25
WRITERS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@in_space
def home(request: HttpRequest) -> HttpResponse:
    portfolio = read_portfolio(request.space, request.user)
    read = [row.reading for row in portfolio.read]
    today = timezone.localdate()
    filters = PortfolioFilters(request.GET, rows=portfolio.rows)
    shown = _filtered(portfolio.rows, filters, today)
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    rows = with_lives(request.space, page.object_list, role=request.role)
    context = {
        "portfolio": portfolio,
        "shown": shown,
        "page": page,
        "rows": rows,
        "filters": filters,
        "sentence": wording.portfolio_sentence(portfolio, on=today),
        "today": today,
        "timeline": timeline.timeline_svg(rows, today=today),
        "timeline_words": timeline.timeline_sentence(portfolio.rows, today=today),
        "dated": timeline.dated(rows),
        "quadrant": pictures.quadrant_svg(read) if len(read) > 1 else "",
        "frames": by_frame(read),
        "to_answer": queries.left_to_answer(request.user, request.space) if request.role == Role.PARTNER else [],
        "archived": Partnership.objects.visible_to(request.user).filter(space=request.space).archived().count()
        if spaces.can_read(request.role, request.space, Reading.GRID)
        else 0,
        "is_published": spaces.can_read(Role.OBSERVER, request.space, Reading.GRID),
    }
    return render(request, "partnerships/home.html", context)


def _filtered(rows: tuple[PortfolioRow, ...], filters: PortfolioFilters, today: date) -> list[PortfolioRow]:
    if not filters.is_valid():
        return list(rows)
    asked = filters.cleaned_data
    states = {
        READ: lambda row: bool(row.reading and row.reading.shows_something),
        UNREAD: lambda row: bool(row.reading and row.reading.is_empty),
        DISPUTED: lambda row: bool(row.reading and row.reading.disagreements),
        LOW: lambda row: bool(row.reading and any(each.band.code == "address" for each in row.reading.dimensions)),
        ENDING: lambda row: wording.ends_soon(row.partnership.ends_on, on=today),
        DUE: lambda row: any(wording.ends_soon(deadline.on, on=today) for deadline in row.deadlines),
    }

    def suits(row: PortfolioRow) -> bool:
        types = {each.code for each in row.reading.types_shown} if row.reading else set()
        return (
            (not asked["type"] or asked["type"] in types)
            and (asked["stage"] is None or row.partnership.stage == asked["stage"])
            and (not asked["state"] or states[asked["state"]](row))
        )

    return [row for row in rows if suits(row)]


@in_space
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the page shows, as a file."""
    if form not in WRITERS:
        raise Http404
    portfolio = read_portfolio(request.space, request.user)
    title = _("Partenariats")
    if form == "csv":
        separator = ";" if get_language() == "fr" else ","
        content = spreadsheets.to_csv(exports.columns(portfolio), exports.rows(portfolio), separator=separator)
    else:
        content = spreadsheets.to_xlsx(exports.columns(portfolio), exports.rows(portfolio), title=title)
    response = HttpResponse(content, content_type=WRITERS[form])
    response["Content-Disposition"] = f'attachment; filename="{slugify(title)}-{request.space.slug}.{form}"'
    return response


@in_space
def compare(request: HttpRequest) -> HttpResponse:
    """Two partnerships side by side, when the same version of the grid reads both."""
    rows = read_portfolio(request.space, request.user).read
    form = CompareForm(request.GET, rows=rows)
    by_id = {row.partnership.pk: row.reading for row in rows}
    chosen = [by_id.get(form.cleaned_data[name]) for name in ("one", "other")] if form.is_valid() else [None, None]
    one, other = chosen
    both = one is not None and other is not None and one is not other
    comparable = both and one.grid_version == other.grid_version
    context = {
        "form": form,
        "enough": len(rows) > 1,
        "one": one,
        "other": other,
        "both": both,
        "comparable": comparable,
        "dimensions": _side_by_side(one, other) if comparable else [],
        "sentence": wording.comparison_sentence(one, other) if comparable else "",
    }
    return render(request, "partnerships/compare.html", context)


def _side_by_side(one: PartnershipReading, other: PartnershipReading) -> list[tuple]:
    """(dimension here, dimension there, pairs of their criteria)."""
    return [
        (left, right, list(zip(left.lines, right.lines, strict=True)))
        for left, right in zip(one.dimensions, other.dimensions, strict=True)
    ]


@in_space
def together(request: HttpRequest) -> HttpResponse:
    """Many partnerships grouped from what they say, beside the seven types."""
    rows = read_portfolio(request.space, request.user).read
    families = analyses.read_many_together([row.reading for row in rows])
    return render(request, "partnerships/together.html", {"families": families})


@in_space
def archived(request: HttpRequest) -> HttpResponse:
    found = Partnership.objects.visible_to(request.user).filter(space=request.space).archived()
    return render(request, "partnerships/archived.html", {"partnerships": found})


@in_space
def sheet(request: HttpRequest) -> HttpResponse:
    """The grid on paper: every criterion, its anchors, what would prove it, what inspired it."""
    version = queries.current_grid(request.space) or queries.shipped_version(GridVersion)
    criteria = queries.criteria_of(version)
    context = {
        "dimensions": [
            (name, [criterion for criterion in criteria if criterion.dimension == id])
            for id, name in grid.dimensions().items()
        ],
        "ladder": grid.ladder(),
        "about": grid.about(),
        "count": len(criteria),
        "version": version,
    }
    return render(request, "partnerships/sheet.html", context)
