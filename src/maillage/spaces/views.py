"""The front page of a space, its members, its journal."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.journal.models import Entry
from maillage.toolkit.forms import refusals_on

from . import actions, attention, emails, permissions
from .doors import in_space
from .enums import EDITORS, Reading
from .forms import InvitationForm, NewSpaceForm, SpaceForm
from .models import Membership, Space


def mine(request: HttpRequest) -> HttpResponse:
    """My spaces; for a visitor, what Maillage is and how to come in."""
    if not request.user.is_authenticated:
        return render(request, "spaces/welcome.html")
    spaces = Space.objects.visible_to(request.user)
    return render(request, "spaces/mine.html", {"spaces": spaces})


@login_required
def new(request: HttpRequest) -> HttpResponse:
    form = NewSpaceForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form, field="slug"):
            return redirect(actions.create_space(**form.cleaned_data, by=request.user))
    return render(request, "spaces/new.html", {"form": form})


@in_space
def front(request: HttpRequest) -> HttpResponse:
    needs = attention.most_urgent(request.space, on=timezone.localdate()) if request.role in EDITORS else []
    return render(request, "spaces/front.html", {"needs": needs})


@in_space
def edit(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.EDIT_SPACE)
    form = SpaceForm(request.POST or None, instance=get_object_or_404(Space, pk=request.space.pk))
    if form.is_valid():
        with refusals_on(form):
            changes = form.changes()
            if changes["sender"] and changes["sender"] != request.space.sender:
                emails.try_sender(request.space, changes["sender"], to=request.user)
            actions.edit_space(space=request.space, **changes, by=request.user)
            messages.success(request, _("La présentation est enregistrée."))
            return redirect(request.space)
    return render(request, "spaces/edit.html", {"form": form})


@in_space
def members(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            membership = actions.invite(space=request.space, **form.cleaned_data, by=request.user)
            messages.success(request, _("%(person)s peut maintenant se connecter.") % {"person": membership.user})
            return redirect("spaces:members", slug=request.space.slug)
    memberships = Membership.objects.filter(space=request.space).select_related("user")
    return render(request, "spaces/members.html", {"form": form, "memberships": memberships})


@in_space
@require_POST
def remove_member(request: HttpRequest, membership_id: int) -> HttpResponse:
    membership = get_object_or_404(Membership, pk=membership_id, space=request.space)
    actions.remove_member(membership=membership, by=request.user)
    messages.success(request, _("%(person)s n'a plus accès à cet espace.") % {"person": membership.user})
    return redirect("spaces:members", slug=request.space.slug)


@in_space
@require_POST
def publish(request: HttpRequest, reading: str) -> HttpResponse:
    """Show a reading to the members or take it back, then come back to the same page."""
    if reading not in Reading.values:
        raise Http404
    published = request.POST.get("published") == "1"
    actions.set_published(space=request.space, reading=Reading(reading), published=published, by=request.user)
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else request.space.get_absolute_url())


@in_space
def read_journal(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.READ_JOURNAL)
    entries = Entry.objects.filter(space_id=request.space.pk)
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    return render(request, "spaces/journal.html", {"page": page})
