"""One partnership: what it is, how it reads, what it resembles, what others see."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit.refusals import Refusal

from .. import actions, analyses, permissions, pictures, portfolio, queries, wording
from ..catalogue import STAGES, TYPES
from ..forms import MemberForm, PartnershipForm, TypeForm
from ..models import Member, Partnership


def visible_partnership(request: HttpRequest, partnership_id: int) -> Partnership:
    found = Partnership.objects.visible_to(request.user).filter(space=request.space)
    partnership = get_object_or_404(found, pk=partnership_id)
    partnership.space = request.space
    return partnership


@in_space
def page(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    return _page(request, partnership, TypeForm(initial=_type_chosen(partnership)))


def _page(request: HttpRequest, partnership: Partnership, type_form: TypeForm) -> HttpResponse:
    members = list(partnership.members.select_related("organisation"))
    context = {
        "partnership": partnership,
        "members": [member for member in members if not member.has_left],
        "former_members": [member for member in members if member.has_left],
        "stages": STAGES,
        "stage": STAGES[partnership.stage],
        "next_stage": STAGES[partnership.stage + 1] if partnership.stage + 1 < len(STAGES) else None,
        "types": TYPES,
        "type_form": type_form,
        "own": queries.own_assessments(request.user, partnership),
        "may_answer": permissions.may_answer(request.user, request.role, partnership),
        "sees_names": permissions.sees_names(request.role),
        "reading": None,
    }
    if permissions.sees_reading(request.user, request.role, partnership):
        fewest = portfolio.fewest_answers_shown(request.role)
        context |= _reading_context(analyses.read_partnership(partnership, fewest_answers=fewest))
    if context["sees_names"]:
        context["raters"] = queries.raters_of(partnership)
        context["common"] = queries.common_assessment(partnership)
        said = {rater.organisation_id for rater in context["raters"] if rater.is_submitted}
        context["silent"] = [m for m in queries.one_line_each(context["members"]) if m.organisation_id not in said]
    return render(request, "partnerships/partnership.html", context)


def _reading_context(reading) -> dict:
    return {
        "reading": reading,
        "sentence": wording.reading_sentence(reading),
        "profile": pictures.profile_svg(reading) if reading.shows_something else "",
        "profile_narrow": pictures.profile_svg(reading, narrow=True) if reading.shows_something else "",
        "quadrant": pictures.quadrant_svg([reading]),
    }


@in_space
def new(request: HttpRequest) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    form = PartnershipForm(request.POST or None)
    if form.is_valid():
        try:
            partnership = actions.create_partnership(space=request.space, **form.changes(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Le partenariat est ajouté. Dites maintenant qui en est membre."))
            return redirect("partnerships:members", request.space.slug, partnership.pk)
    return render(request, "partnerships/new.html", {"form": form})


@in_space
def edit(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.EDIT)
    form = PartnershipForm(request.POST or None, instance=visible_partnership(request, partnership_id))
    if form.is_valid():
        try:
            actions.edit_partnership(partnership=partnership, **form.changes(), by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Le partenariat est enregistré."))
            return redirect(partnership)
    return render(request, "partnerships/edit.html", {"form": form, "partnership": partnership})


@in_space
def members(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Who belongs to it, with which role; bring an organisation in."""
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.EDIT)
    form = MemberForm(request.POST or None, space=request.space)
    if form.is_valid():
        try:
            member = actions.add_member(partnership=partnership, **form.cleaned_data, by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(member)s est membre du partenariat.") % {"member": member.organisation})
            return redirect("partnerships:members", request.space.slug, partnership.pk)
    context = {"partnership": partnership, "form": form, "members": partnership.members.select_related("organisation")}
    return render(request, "partnerships/members.html", context)


@in_space
@require_POST
def end_member(request: HttpRequest, partnership_id: int, member_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    member = get_object_or_404(Member.objects.select_related("organisation"), pk=member_id, partnership=partnership)
    actions.end_member(member=member, by=request.user)
    messages.success(request, _("La sortie de %(member)s est notée.") % {"member": member.organisation})
    return redirect("partnerships:members", request.space.slug, partnership.pk)


@in_space
@require_POST
def choose_type(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    form = TypeForm(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.choose_type(
                partnership=partnership, expected_version=given.pop("read_version"), **given, by=request.user
            )
        except Refusal as refusal:
            spaces.check(request.user, request.space, permissions.CHOOSE_TYPE)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Le type retenu est enregistré."))
            return redirect(f"{partnership.get_absolute_url()}#type")
    return _page(request, visible_partnership(request, partnership_id), form)


def _type_chosen(partnership: Partnership) -> dict:
    return {
        "type_code": partnership.chosen_type,
        "reason": partnership.chosen_type_reason,
        "read_version": partnership.version,
    }


@in_space
@require_POST
def publish(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    published = request.POST.get("published") == "1"
    actions.set_partnership_published(partnership=partnership, published=published, by=request.user)
    if published:
        messages.success(request, _("Tous les membres de l'espace voient maintenant ce partenariat."))
    else:
        messages.success(request, _("Seuls ses membres et l'équipe du pilote voient maintenant ce partenariat."))
    return redirect(partnership)


@in_space
@require_POST
def archive(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Archive it, or put it back in the list (``restore=1``)."""
    partnership = visible_partnership(request, partnership_id)
    if request.POST.get("restore") == "1":
        actions.restore_partnership(partnership=partnership, by=request.user)
        messages.success(request, _("Le partenariat est remis dans la liste."))
        return redirect(partnership)
    actions.archive_partnership(partnership=partnership, by=request.user)
    messages.success(request, _("Le partenariat est archivé ; rien n'est perdu."))
    return redirect("partnerships:home", request.space.slug)
