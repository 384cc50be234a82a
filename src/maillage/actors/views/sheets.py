"""One organisation: its sheet, its form, its archive."""

from __future__ import annotations

import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.journal.models import Entry
from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal

from .. import actions, permissions, places, queries
from ..forms import OrganisationForm, RelationForm, RepresentativeForm
from ..models import Contact, Exchange, Organisation, Relation, Representative, Tag
from .directory import suggestions

LAST_ENTRIES = 8
LAST_EXCHANGES = 6


def find(request: HttpRequest, organisation_id: int) -> Organisation:
    """This space's organisation, or 404."""
    organisations = Organisation.objects.visible_to(request.user).in_space(request.space)
    return get_object_or_404(organisations.select_related("space"), pk=organisation_id)


@in_space
def sheet(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = find(request, organisation_id)
    may_edit = permissions.may_edit(request.user, organisation)
    editor = "actors.edit" in permissions.abilities_of(request.role)
    entries = Entry.objects.filter(
        space_id=request.space.pk, about_kind="actors.organisation", about_id=organisation.pk
    )
    return render(
        request,
        "actors/sheet.html",
        {
            "organisation": organisation,
            "may_edit": may_edit,
            "sees_contacts": may_edit,
            "contacts": _contacts(request, organisation),
            "exchanges": _exchanges(request, organisation),
            "sites": organisation.sites.all(),
            "tags": organisation.tags.all(),
            "relations": _relations(organisation),
            "representatives": organisation.representatives.select_related("membership__user"),
            "representative_form": RepresentativeForm(organisation=organisation),
            "entries": entries[:LAST_ENTRIES] if editor else [],
            "is_stale": _is_stale(organisation),
            "review_before": queries.review_before(timezone.localdate(), queries.retention_of(request.space)),
        },
    )


def _contacts(request: HttpRequest, organisation: Organisation) -> dict[str, list[Contact]]:
    """Those in office, then those who left."""
    seen = Contact.objects.visible_to(request.user).filter(organisation=organisation).select_related("successor")
    people = list(seen.order_by("name", "pk"))
    return {
        "in_office": [contact for contact in people if not contact.left_on],
        "gone": [contact for contact in people if contact.left_on],
    }


def _exchanges(request: HttpRequest, organisation: Organisation) -> dict:
    exchanges = Exchange.objects.visible_to(request.user).filter(organisation=organisation)
    return {
        "last": list(exchanges.select_related("contact", "by")[:LAST_EXCHANGES]),
        "number": exchanges.count(),
    }


def _relations(organisation: Organisation) -> list[tuple[Relation, str, Organisation]]:
    """Each with the words that this organisation says of the other."""
    told = dict(RelationForm.SAYINGS)
    out = organisation.relations.select_related("target__space")
    back = organisation.relations_in.select_related("source__space")
    return [
        *((relation, told[f"{relation.bond}:out"], relation.target) for relation in out),
        *((relation, told[f"{relation.bond}:in"], relation.source) for relation in back),
    ]


def _is_stale(organisation: Organisation) -> bool:
    confirmed = organisation.confirmed_on
    return confirmed is None or confirmed < queries.stale_before(timezone.localdate())


@in_space
def new(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.CREATE)
    near = places.perimeter_codes(request.space)
    form = OrganisationForm(request.POST or None, near=near)
    if form.is_valid():
        with refusals_on(form):
            organisation = actions.create_organisation(space=request.space, by=request.user, **form.changes())
            messages.success(request, _("« %(name)s » est dans l'annuaire.") % {"name": organisation})
            return redirect(organisation)
    context = {"form": form, "communes": suggestions(near), "known_tags": Tag.objects.in_space(request.space)}
    return render(request, "actors/organisation_form.html", context)


@in_space
def edit(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = find(request, organisation_id)
    permissions.check_edit(request.user, organisation)
    near = places.perimeter_codes(request.space)
    team = "actors.tag" in permissions.abilities_of(request.role)
    form = OrganisationForm(request.POST or None, instance=copy.copy(organisation), near=near, team=team)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_organisation(organisation=organisation, by=request.user, **form.changes())
            messages.success(request, _("La fiche est enregistrée."))
            return redirect(organisation)
    context = {
        "form": form,
        "organisation": organisation,
        "communes": suggestions(near),
        "known_tags": Tag.objects.in_space(request.space) if team else [],
    }
    return render(request, "actors/organisation_form.html", context)


@in_space
@require_POST
def confirm(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = find(request, organisation_id)
    actions.confirm_organisation(organisation=organisation, on=timezone.localdate(), by=request.user)
    if request.headers.get("Accept") == "application/json":  # the list shows it in its place
        return JsonResponse({"confirmed": organisation.pk})
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        messages.success(request, _("Merci : la fiche est confirmée à la date d'aujourd'hui."))
        return redirect(organisation)
    messages.success(request, _("« %(name)s » est confirmée à la date d'aujourd'hui.") % {"name": organisation})
    return redirect(f"{back}#fiche-{organisation.pk}")


@in_space
@require_POST
def archive(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = actions.archive_organisation(organisation=find(request, organisation_id), by=request.user)
    messages.success(
        request,
        _("« %(name)s » est archivée : elle ne compte plus, et vous pouvez la reprendre.") % {"name": organisation},
    )
    return redirect("actors:home", slug=request.space.slug)


@in_space
@require_POST
def restore(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = actions.restore_organisation(organisation=find(request, organisation_id), by=request.user)
    messages.success(request, _("« %(name)s » est de nouveau dans l'annuaire.") % {"name": organisation})
    return redirect(organisation)


@in_space
@require_POST
def add_representative(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = find(request, organisation_id)
    form = RepresentativeForm(request.POST, organisation=organisation)
    if not form.is_valid():
        raise Refusal(_("Choisissez un membre de l'espace qui ne représente pas encore cette organisation."))
    actions.set_representative(**form.cleaned_data, organisation=organisation, by=request.user)
    messages.success(request, _("Cette personne répond maintenant au nom de « %(name)s ».") % {"name": organisation})
    return redirect(organisation)


@in_space
@require_POST
def remove_representative(request: HttpRequest, representative_id: int) -> HttpResponse:
    representatives = Representative.objects.filter(organisation__space=request.space)
    representative = get_object_or_404(
        representatives.select_related("organisation__space", "membership__user"), pk=representative_id
    )
    actions.unset_representative(representative=representative, by=request.user)
    messages.success(request, _("Cette personne ne représente plus cette organisation."))
    return redirect(representative.organisation)
