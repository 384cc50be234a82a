"""People who speak for an organisation; those whom nobody has met for a long time."""

from __future__ import annotations

import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.toolkit.refusals import Refusal

from .. import actions, permissions, queries, rules
from ..forms import ContactForm
from ..models import Contact
from .sheets import find

PAGE = 50


def find_contact(request: HttpRequest, contact_id: int) -> Contact:
    """A contact that this person may see, or 404."""
    contacts = Contact.objects.visible_to(request.user).in_space(request.space)
    return get_object_or_404(contacts.select_related("organisation__space"), pk=contact_id)


@in_space
def new(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = find(request, organisation_id)
    permissions.check_edit(request.user, organisation)
    form = ContactForm(request.POST or None)
    if form.is_valid():
        try:
            contact = actions.add_contact(organisation=organisation, by=request.user, **form.changes())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(contact)s est enregistré.") % {"contact": contact})
            return redirect(organisation)
    return render(request, "actors/contact_form.html", {"form": form, "organisation": organisation})


@in_space
def edit(request: HttpRequest, contact_id: int) -> HttpResponse:
    contact = find_contact(request, contact_id)
    form = ContactForm(request.POST or None, instance=copy.copy(contact))
    if form.is_valid():
        try:
            actions.edit_contact(contact=contact, by=request.user, **form.changes())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Le contact est enregistré."))
            return redirect(contact.organisation)
    context = {"form": form, "organisation": contact.organisation, "contact": contact}
    return render(request, "actors/contact_form.html", context)


@in_space
@require_POST
def meet(request: HttpRequest, contact_id: int) -> HttpResponse:
    contact = find_contact(request, contact_id)
    actions.meet_contact(contact=contact, on=timezone.localdate(), by=request.user)
    messages.success(request, _("C'est noté : dernier contact aujourd'hui."))
    return _back(request, contact)


@in_space
@require_POST
def erase(request: HttpRequest, contact_id: int) -> HttpResponse:
    contact = find_contact(request, contact_id)
    actions.erase_contact(contact=contact, by=request.user)
    messages.success(request, _("Le contact est effacé ; l'organisation garde son histoire."))
    return _back(request, contact)


def _back(request: HttpRequest, contact: Contact) -> HttpResponse:
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else contact.organisation.get_absolute_url())


@in_space
def to_review(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.SEE_CONTACTS)
    contacts = queries.contacts_to_review(request.space, on=timezone.localdate())
    page = Paginator(contacts, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "months": rules.RETENTION_MONTHS}
    return render(request, "actors/contacts_to_review.html", context)
