"""Draw the perimeter."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.spaces.doors import in_space
from maillage.territory import actions, gazetteer, permissions
from maillage.territory.analyses import parts, perimeter_of
from maillage.territory.enums import Zoning
from maillage.territory.forms import Drawing, PerimeterForm
from maillage.territory.gazetteer import EMPLOYMENT_ZONES
from maillage.territory.readings import reading_sentence
from maillage.territory.reference import catalogue, store
from maillage.toolkit.forms import refusals_on

MOST_DEPARTEMENTS_DRAWN = 8


@in_space
def edit(request: HttpRequest) -> HttpResponse:
    """Draw the perimeter: each button sends the choice so far and gets the page back, changed."""
    permissions.check(request.user, request.space, permissions.DRAW_PERIMETER)
    perimeter = perimeter_of(request.space)
    order = request.POST.get("do", "")
    form = PerimeterForm(request.POST if order == "save" else None, instance=perimeter, initial=request.POST.dict())
    if order == "save" and form.is_valid():
        with refusals_on(form):
            saved = actions.set_perimeter(space=request.space, **form.changes(), by=request.user)
            messages.success(request, _("Le périmètre « %(name)s » est enregistré.") % {"name": saved.name})
            return redirect("territory:home", slug=request.space.slug)
    return render(request, "territory/edit.html", drawing_board(request, form, order))


def drawing_board(request: HttpRequest, form: PerimeterForm, order: str) -> dict:
    """What the drawing page shows: the choice so far, in words and by intercommunality, and what was searched."""
    text = form["codes"].value() or ""
    drawing = Drawing(text.upper().split())
    drawing.follow(order, request.POST.get("pasted", ""))
    codes = sorted(drawing.codes)
    groupings, departements = parts(codes, Zoning.GROUPING), parts(codes, Zoning.DEPARTEMENT)
    asked = request.POST.get("q", "").strip()
    return {
        "form": form,
        "codes": " ".join(codes),
        "asked": asked,
        "choices": drawing.choices(asked),
        "troubles": drawing.troubles,
        "departements": departements,
        "around_urls": [
            reverse("territory:contours_departement", args=[request.space.slug, zone.code])
            for zone in gazetteer.departements_around(codes)[:MOST_DEPARTEMENTS_DRAWN]
        ],
        "parts": [(part, gazetteer.communes(c for c in part.zone.codes if c in drawing.codes)) for part in groupings],
        "alone": [place for place in gazetteer.communes(codes) if place.grouping is None],
        "sentence": reading_sentence(len(codes), gazetteer.population(codes), len(departements), len(groupings))
        if codes
        else "",
        "employment_zones": how_to_get_employment_zones(),
    }


def how_to_get_employment_zones() -> str:
    """One sentence when the zones are not on this machine; empty when they are."""
    missing = store.card(EMPLOYMENT_ZONES) is None
    return store.how_to_get(catalogue.dataset(EMPLOYMENT_ZONES)) if missing else ""
