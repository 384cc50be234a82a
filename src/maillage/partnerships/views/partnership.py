"""One partnership: what it is, who belongs to it, what others see."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on

from .. import actions, analyses, permissions, places, queries, wording
from ..doors import visible_partnership
from ..enums import Audience, Grounding
from ..forms import IdentityForm, MemberDatesForm, MemberForm, PartnershipForm
from ..funding import read_funding
from ..lifecycle import read_lifecycle
from ..models import Member, Partnership


@in_space
def page(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Its sheet: what it is, on one page that a decision-maker can read and print."""
    partnership = visible_partnership(request, partnership_id)
    members = list(partnership.members.select_related("organisation"))
    context = {
        "partnership": partnership,
        "organisations": queries.by_organisation(member for member in members if not member.has_left),
        "former_members": [member for member in members if member.has_left],
        "area": places.area(request.space, partnership.places),
        "groundings": labels(partnership.groundings, Grounding),
        "audiences": labels(partnership.audiences, Audience),
        "funding": read_funding(partnership),
        "milestones": partnership.milestones.current(),
        "life": read_lifecycle(partnership, role=request.role),
        "reading": None,
    }
    if permissions.sees_reading(request.user, request.role, partnership):
        fewest = permissions.fewest_answers_shown(request.role)
        context["reading"] = analyses.read_partnership(partnership, fewest_answers=fewest)
        context["reading_sentence"] = wording.reading_sentence(context["reading"])
    return render(request, "partnerships/partnership.html", context)


def labels(codes: list[str], known: type[TextChoices]) -> list[str]:
    """The words of these codes, in the order of the list; a code that is no longer known is left out."""
    return [str(choice.label) for choice in known if choice.value in codes]


@in_space
def new(request: HttpRequest) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.EDIT)
    form = PartnershipForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            partnership = actions.create_partnership(space=request.space, **form.changes(), by=request.user)
            messages.success(request, _("Le partenariat est ajouté. Dites maintenant qui en est membre."))
            return redirect("partnerships:members", request.space.slug, partnership.pk)
    return render(request, "partnerships/new.html", {"form": form})


@in_space
def edit(request: HttpRequest, partnership_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.EDIT)
    form = IdentityForm(request.POST or None, instance=visible_partnership(request, partnership_id))
    if form.is_valid():
        with refusals_on(form):
            actions.edit_partnership(partnership=partnership, **form.changes(), by=request.user)
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
        with refusals_on(form):
            member = actions.add_member(partnership=partnership, **form.cleaned_data, by=request.user)
            messages.success(request, _("%(member)s est membre du partenariat.") % {"member": member.organisation})
            return redirect("partnerships:members", request.space.slug, partnership.pk)
    context = {"partnership": partnership, "form": form, "members": partnership.members.select_related("organisation")}
    return render(request, "partnerships/members.html", context)


@in_space
@require_POST
def end_member(request: HttpRequest, partnership_id: int, member_id: int) -> HttpResponse:
    partnership = visible_partnership(request, partnership_id)
    member = _member(partnership, member_id)
    actions.end_member(member=member, by=request.user)
    messages.success(request, _("La sortie de %(member)s est notée.") % {"member": member.organisation})
    return redirect("partnerships:members", request.space.slug, partnership.pk)


@in_space
def edit_member(request: HttpRequest, partnership_id: int, member_id: int) -> HttpResponse:
    """Correct a role or its dates, undo an exit."""
    partnership = visible_partnership(request, partnership_id)
    spaces.check(request.user, request.space, permissions.EDIT)
    form = MemberDatesForm(request.POST or None, instance=_member(partnership, member_id))
    if form.is_valid():
        member = _member(partnership, member_id)
        with refusals_on(form):
            actions.edit_member(member=member, **form.changes(), by=request.user)
            messages.success(request, _("Le rôle de %(member)s est enregistré.") % {"member": member.organisation})
            return redirect("partnerships:members", request.space.slug, partnership.pk)
    context = {"partnership": partnership, "form": form, "member": _member(partnership, member_id)}
    return render(request, "partnerships/member.html", context)


def _member(partnership: Partnership, member_id: int) -> Member:
    member = get_object_or_404(Member.objects.select_related("organisation"), pk=member_id, partnership=partnership)
    member.partnership, member.space = partnership, partnership.space
    return member


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
