"""The sheet of a partnership written section by section: territory, written form, publics, funding, history."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on

from .. import actions, permissions
from ..doors import visible_partnership
from ..forms import SECTIONS, FundingForm, MilestoneForm
from ..funding import read_funding
from ..models import Funding, Milestone, Partnership


@in_space
def section(request: HttpRequest, partnership_id: int, section: str) -> HttpResponse:
    """One section of the sheet: ``territoire``, ``cadre`` or ``publics``."""
    if section not in SECTIONS:
        raise Http404
    partnership = _to_write(request, partnership_id)
    title, form_class = SECTIONS[section]
    form = form_class(request.POST or None, instance=visible_partnership(request, partnership_id))
    if form.is_valid():
        with refusals_on(form):
            actions.edit_partnership(partnership=partnership, **form.changes(), by=request.user)
            messages.success(request, _("La fiche est enregistrée."))
            return redirect(partnership)
    return render(request, "partnerships/section.html", {"form": form, "partnership": partnership, "section": title})


# --- Funding


@in_space
def fundings(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Every line with what can be done of it, and a form for one more."""
    partnership = _to_write(request, partnership_id)
    fresh = Funding(space=request.space, partnership=partnership, year=timezone.localdate().year)
    form = FundingForm(request.POST or None, instance=fresh)
    if form.is_valid():
        with refusals_on(form):
            actions.add_funding(partnership=partnership, **form.changes(), by=request.user)
            messages.success(request, _("Le financement est ajouté."))
            return redirect("partnerships:fundings", request.space.slug, partnership.pk)
    context = {
        "partnership": partnership,
        "form": form,
        "funding": read_funding(partnership),
        "withdrawn": partnership.fundings.archived().select_related("organisation"),
    }
    return render(request, "partnerships/fundings.html", context)


@in_space
def edit_funding(request: HttpRequest, partnership_id: int, funding_id: int) -> HttpResponse:
    partnership = _to_write(request, partnership_id)
    form = FundingForm(request.POST or None, instance=_funding(partnership, funding_id))
    if form.is_valid():
        with refusals_on(form):
            funding = _funding(partnership, funding_id)
            actions.edit_funding(funding=funding, **form.changes(), by=request.user)
            messages.success(request, _("Le financement est enregistré."))
            return redirect("partnerships:fundings", request.space.slug, partnership.pk)
    return render(request, "partnerships/funding.html", {"form": form, "partnership": partnership})


@in_space
@require_POST
def withdraw_funding(request: HttpRequest, partnership_id: int, funding_id: int) -> HttpResponse:
    """Take a line out of the table, or put it back (``restore=1``)."""
    partnership = visible_partnership(request, partnership_id)
    funding = _funding(partnership, funding_id)
    if request.POST.get("restore") == "1":
        actions.restore_funding(funding=funding, by=request.user)
        messages.success(request, _("Le financement est remis dans le tableau."))
    else:
        actions.withdraw_funding(funding=funding, by=request.user)
        messages.success(request, _("Le financement est retiré du tableau ; il reste plus bas, à remettre d'un clic."))
    return redirect("partnerships:fundings", request.space.slug, partnership.pk)


def _funding(partnership: Partnership, funding_id: int) -> Funding:
    funding = get_object_or_404(partnership.fundings.select_related("organisation"), pk=funding_id)
    funding.partnership, funding.space = partnership, partnership.space
    return funding


# --- History


@in_space
def milestones(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """What happened, oldest first, and a form for one more event."""
    partnership = _to_write(request, partnership_id)
    form = MilestoneForm(request.POST or None, instance=Milestone(space=request.space, partnership=partnership))
    if form.is_valid():
        with refusals_on(form):
            actions.tell_milestone(partnership=partnership, **form.changes(), by=request.user)
            messages.success(request, _("L'événement est dans l'histoire du partenariat."))
            return redirect("partnerships:milestones", request.space.slug, partnership.pk)
    context = {
        "partnership": partnership,
        "form": form,
        "milestones": partnership.milestones.current(),
        "withdrawn": partnership.milestones.archived(),
    }
    return render(request, "partnerships/milestones.html", context)


@in_space
def edit_milestone(request: HttpRequest, partnership_id: int, milestone_id: int) -> HttpResponse:
    partnership = _to_write(request, partnership_id)
    form = MilestoneForm(request.POST or None, instance=_milestone(partnership, milestone_id))
    if form.is_valid():
        with refusals_on(form):
            milestone = _milestone(partnership, milestone_id)
            actions.edit_milestone(milestone=milestone, **form.changes(), by=request.user)
            messages.success(request, _("L'événement est enregistré."))
            return redirect("partnerships:milestones", request.space.slug, partnership.pk)
    return render(request, "partnerships/milestone.html", {"form": form, "partnership": partnership})


@in_space
@require_POST
def withdraw_milestone(request: HttpRequest, partnership_id: int, milestone_id: int) -> HttpResponse:
    """Take an event out of the history, or put it back (``restore=1``)."""
    partnership = visible_partnership(request, partnership_id)
    milestone = _milestone(partnership, milestone_id)
    if request.POST.get("restore") == "1":
        actions.restore_milestone(milestone=milestone, by=request.user)
        messages.success(request, _("L'événement est remis dans l'histoire."))
    else:
        actions.withdraw_milestone(milestone=milestone, by=request.user)
        messages.success(request, _("L'événement est retiré ; il reste plus bas, à remettre d'un clic."))
    return redirect("partnerships:milestones", request.space.slug, partnership.pk)


def _milestone(partnership: Partnership, milestone_id: int) -> Milestone:
    milestone = get_object_or_404(partnership.milestones, pk=milestone_id)
    milestone.partnership, milestone.space = partnership, partnership.space
    return milestone


def _to_write(request: HttpRequest, partnership_id: int) -> Partnership:
    """The partnership, for those who may write its sheet."""
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.EDIT)
    return partnership
