"""The numbers of a partnership: read by those who see it, written by the pilot's team."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.animation import actions, permissions
from maillage.animation.analyses import read_counts
from maillage.animation.forms import CountsForm
from maillage.animation.models import CountSheet
from maillage.partnerships.doors import visible_partnership
from maillage.partnerships.models import Partnership
from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.spaces.enums import EDITORS
from maillage.toolkit.forms import refusals_on


@in_space
def counts(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    read = read_counts(partnership, protected=request.role not in EDITORS)
    return render(request, "animation/counts.html", {"partnership": partnership, "counts": read})


@in_space
def new_counts(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.EDIT)
    return _write(request, partnership, None, CountsForm(request.POST or None))


@in_space
def edit_counts(request: HttpRequest, partnership_id: int, sheet_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.EDIT)
    found = CountSheet.objects.visible_to(request.user).filter(partnership=partnership)
    sheet = get_object_or_404(found.prefetch_related("counts").select_related("space"), pk=sheet_id)
    kept = {
        "starts_on": sheet.starts_on,
        "ends_on": sheet.ends_on,
        "source": sheet.source,
        "read_version": sheet.version,
        **{count.indicator: count.value for count in sheet.counts.all()},
    }
    return _write(request, partnership, sheet, CountsForm(request.POST or None, initial=kept))


def _write(request: HttpRequest, partnership: Partnership, sheet: CountSheet | None, form: CountsForm) -> HttpResponse:
    if form.is_valid():
        with refusals_on(form):
            actions.write_counts(partnership=partnership, sheet=sheet, **form.said(), by=request.user)
            messages.success(request, _("Les chiffres sont gardés."))
            return redirect("animation:counts", request.space.slug, partnership.pk)
    return render(request, "animation/counts_form.html", {"partnership": partnership, "sheet": sheet, "form": form})
