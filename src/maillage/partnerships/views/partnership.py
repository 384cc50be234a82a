"""One partnership: what it is, who belongs to it, what others see."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit.refusals import Refusal

from .. import actions, permissions
from ..catalogue import STAGES
from ..forms import MemberForm, PartnershipForm
from ..models import Member, Partnership


def visible_partnership(request: HttpRequest, partnership_id: int) -> Partnership:
    found = Partnership.objects.visible_to(request.user).filter(space=request.space)
    partnership = get_object_or_404(found, pk=partnership_id)
    partnership.space = request.space
    return partnership


@in_space
def page(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """What it is, on one page that a decision-maker can read."""
    partnership = visible_partnership(request, partnership_id)
    members = list(partnership.members.select_related("organisation"))
    context = {
        "partnership": partnership,
        "members": [member for member in members if not member.has_left],
        "former_members": [member for member in members if member.has_left],
        "stages": STAGES,
        "stage": STAGES[partnership.stage],
        "next_stage": STAGES[partnership.stage + 1] if partnership.stage + 1 < len(STAGES) else None,
    }
    return render(request, "partnerships/partnership.html", context)


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
