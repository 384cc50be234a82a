"""The sites of an organisation, and the bodies it belongs to, funds or runs."""

from __future__ import annotations

import copy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on

from .. import actions, permissions, places
from ..forms import RelationForm, SiteForm
from ..models import Relation, Site
from .directory import suggestions
from .sheets import find


@in_space
def new_site(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = find(request, organisation_id)
    permissions.check_edit(request.user, organisation)
    near = places.perimeter_codes(request.space)
    form = SiteForm(request.POST or None, near=near)
    if form.is_valid():
        with refusals_on(form):
            site = actions.add_site(organisation=organisation, by=request.user, **form.changes())
            messages.success(request, _("Le site « %(name)s » est ajouté.") % {"name": site})
            return redirect(organisation)
    context = {"form": form, "organisation": organisation, "communes": suggestions(near)}
    return render(request, "actors/site_form.html", context)


def _find_site(request: HttpRequest, site_id: int) -> Site:
    sites = Site.objects.visible_to(request.user).in_space(request.space)
    return get_object_or_404(sites.select_related("organisation__space"), pk=site_id)


@in_space
def edit_site(request: HttpRequest, site_id: int) -> HttpResponse:
    site = _find_site(request, site_id)
    permissions.check_edit(request.user, site.organisation)
    near = places.perimeter_codes(request.space)
    form = SiteForm(request.POST or None, instance=copy.copy(site), near=near)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_site(site=site, by=request.user, **form.changes())
            messages.success(request, _("Le site est enregistré."))
            return redirect(site.organisation)
    context = {"form": form, "organisation": site.organisation, "site": site, "communes": suggestions(near)}
    return render(request, "actors/site_form.html", context)


@in_space
@require_POST
def remove_site(request: HttpRequest, site_id: int) -> HttpResponse:
    site = _find_site(request, site_id)
    actions.remove_site(site=site, by=request.user)
    messages.success(request, _("Le site est retiré."))
    return redirect(site.organisation)


@in_space
def relate(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = find(request, organisation_id)
    permissions.check(request.user, request.space, permissions.RELATE)
    form = RelationForm(request.POST or None, organisation=organisation)
    if form.is_valid():
        with refusals_on(form):
            actions.relate_bodies(**form.relation(), by=request.user)
            messages.success(request, _("La relation est notée sur les deux fiches."))
            return redirect(organisation)
    return render(request, "actors/relation_form.html", {"form": form, "organisation": organisation})


@in_space
@require_POST
def unrelate(request: HttpRequest, relation_id: int) -> HttpResponse:
    relations = Relation.objects.visible_to(request.user).in_space(request.space)
    relation = get_object_or_404(relations.select_related("source__space", "target", "space"), pk=relation_id)
    actions.unrelate_bodies(relation=relation, by=request.user)
    messages.success(request, _("La relation est retirée des deux fiches."))
    return redirect(relation.source)
