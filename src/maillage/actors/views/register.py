"""The register of processing: a page, a file, what the pilot's organisation declares."""

from __future__ import annotations

import copy

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.spaces.doors import in_space
from maillage.toolkit import spreadsheets
from maillage.toolkit.forms import refusals_on

from .. import actions, permissions, queries
from ..forms import RegisterForm
from ..models import RegisterEntry
from ..registry import RegisterReading, purpose_of, read_register
from .files import TYPES, as_file, dated, separator


def _read(request: HttpRequest) -> RegisterReading:
    permissions.check(request.user, request.space, permissions.READ_REGISTER)
    on = timezone.localdate()
    to_review = queries.contacts_to_review(request.space, on=on).count()
    return read_register(request.space, on=on, to_review=to_review)


@in_space
def register(request: HttpRequest) -> HttpResponse:
    return render(request, "actors/register.html", {"reading": _read(request)})


@in_space
def register_file(request: HttpRequest, form: str) -> HttpResponse:
    reading = _read(request)
    if form not in TYPES:
        raise Http404
    headers = [_("Rubrique"), _("Contenu")]
    rows = [[line.label, line.words or _("à compléter")] for line in reading.lines]
    if form == "csv":
        content = spreadsheets.to_csv(headers, rows, separator=separator())
    else:
        content = spreadsheets.to_xlsx(headers, rows, title=_("Registre des traitements"))
    return as_file(content, dated(_("registre"), request), form, TYPES[form])


@in_space
def edit_register(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.KEEP_REGISTER)
    entry = RegisterEntry.objects.filter(space=request.space).first() or RegisterEntry(space=request.space)
    form = RegisterForm(request.POST or None, instance=copy.copy(entry))
    if form.is_valid():
        with refusals_on(form):
            actions.keep_register(space=request.space, by=request.user, **form.changes())
            messages.success(request, _("Le registre est enregistré."))
            return redirect("actors:register", slug=request.space.slug)
    context = {"form": form, "proposed_purpose": purpose_of(RegisterEntry())}
    return render(request, "actors/register_form.html", context)
