"""People who speak for an organisation: their list, their sheet, their succession, what they may ask for."""

from __future__ import annotations

import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on

from .. import actions, permissions, personal, queries
from ..enums import Level
from ..forms import ContactForm, DepartureForm, ExchangeForm
from ..models import Contact, Exchange
from .files import as_file, separator
from .sheets import find

PAGE = 50


def find_contact(request: HttpRequest, contact_id: int) -> Contact:
    """A contact that this person may see, or 404."""
    contacts = Contact.objects.visible_to(request.user).in_space(request.space)
    return get_object_or_404(contacts.select_related("organisation__space", "space", "successor"), pk=contact_id)


@in_space
def people(request: HttpRequest) -> HttpResponse:
    """Everybody in the directory, for the pilot's team: by name, function, organisation, address."""
    permissions.check(request.user, request.space, permissions.SEE_CONTACTS)
    asked = queries.PeopleFilters.read(request.GET)
    contacts = queries.people(request.space, asked)
    page = Paginator(contacts, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "levels": Level.choices,
        "states": queries.STATES.items(),
        "total": Contact.objects.in_space(request.space).count(),
        "to_review": queries.contacts_to_review(request.space, on=timezone.localdate()).count(),
        "review_before": queries.review_before(timezone.localdate(), queries.retention_of(request.space)),
    }
    return render(request, "actors/people.html", context)


@in_space
def contact(request: HttpRequest, contact_id: int) -> HttpResponse:
    """The person's sheet: all that is kept, what was exchanged, what they may ask for."""
    person = find_contact(request, contact_id)
    data = personal.read_person(person, timezone.localdate())
    erasure = personal.read_erasure(person)
    context = {
        "contact": person,
        "data": data,
        "erasure": erasure,
        "doubtful": any(piece.is_doubtful for text in erasure for piece in text.pieces),
        "next": request.GET.get("next", ""),
    }
    return render(request, "actors/contact.html", context)


@in_space
def new(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = find(request, organisation_id)
    permissions.check_edit(request.user, organisation)
    form = ContactForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            person = actions.add_contact(organisation=organisation, by=request.user, **form.changes())
            messages.success(request, _("%(contact)s est enregistré.") % {"contact": person})
            return redirect(organisation)
    return render(request, "actors/contact_form.html", _form_context(request, form, organisation))


def _form_context(request: HttpRequest, form: ContactForm, organisation, **more) -> dict:
    return {"form": form, "organisation": organisation, "months": queries.retention_of(request.space), **more}


@in_space
def edit(request: HttpRequest, contact_id: int) -> HttpResponse:
    person = find_contact(request, contact_id)
    form = ContactForm(request.POST or None, instance=copy.copy(person))
    if form.is_valid():
        with refusals_on(form):
            actions.edit_contact(contact=person, by=request.user, **form.changes())
            messages.success(request, _("Le contact est enregistré."))
            return redirect(person.organisation)
    return render(
        request, "actors/contact_form.html", _form_context(request, form, person.organisation, contact=person)
    )


@in_space
@require_POST
def meet(request: HttpRequest, contact_id: int) -> HttpResponse:
    person = find_contact(request, contact_id)
    actions.meet_contact(contact=person, on=timezone.localdate(), by=request.user)
    messages.success(request, _("C'est noté : dernier contact aujourd'hui."))
    return _back(request, person)


@in_space
def depart(request: HttpRequest, contact_id: int) -> HttpResponse:
    person = find_contact(request, contact_id)
    form = DepartureForm(request.POST or None, contact=person)
    if form.is_valid():
        with refusals_on(form):
            successor = actions.succeed_contact(contact=person, by=request.user, **form.departure())
            said = (
                _("%(name)s lui succède.") % {"name": successor} if successor else _("Personne ne lui succède encore.")
            )
            messages.success(request, _("Le départ est noté. %(said)s") % {"said": said})
            return redirect(person.organisation)
    return render(request, "actors/departure.html", {"form": form, "contact": person})


@in_space
@require_POST
def stay(request: HttpRequest, contact_id: int) -> HttpResponse:
    person = find_contact(request, contact_id)
    actions.return_contact(contact=person, by=request.user)
    messages.success(request, _("%(name)s est de nouveau en poste.") % {"name": person})
    return redirect(person.organisation)


@in_space
@require_POST
def erase(request: HttpRequest, contact_id: int) -> HttpResponse:
    person = find_contact(request, contact_id)
    actions.erase_contact(contact=person, by=request.user)
    messages.success(request, _("Le contact est effacé ; l'organisation garde son histoire."))
    return _back(request, person)


@in_space
@require_POST
def access(request: HttpRequest, contact_id: int, data_format: str) -> HttpResponse:
    """All that is kept about one person, in a file to hand them; noted in the journal, without the name."""
    person = find_contact(request, contact_id)
    actions.give_access(contact=person, by=request.user)
    data = personal.read_person(person, timezone.localdate())
    name = f"{slugify(_('donnees'))}-{slugify(person.name)}"
    if data_format == "json":
        return as_file(personal.to_json(data), name, "json", "application/json")
    if data_format == "csv":
        return as_file(personal.to_csv(data, separator()), name, "csv", "text/csv")
    if data_format == "pdf":
        return as_file(personal.to_pdf(data), name, "pdf", "application/pdf")
    raise Http404


@in_space
def new_exchange(request: HttpRequest, organisation_id: int) -> HttpResponse:
    organisation = find(request, organisation_id)
    permissions.check(request.user, request.space, permissions.EDIT)
    form = ExchangeForm(
        request.POST or None, organisation=organisation, initial={"contact": request.GET.get("contact")}
    )
    if form.is_valid():
        with refusals_on(form):
            actions.note_exchange(organisation=organisation, by=request.user, **form.cleaned_data)
            messages.success(request, _("L'échange est noté."))
            return redirect(organisation)
    return render(request, "actors/exchange_form.html", {"form": form, "organisation": organisation})


@in_space
@require_POST
def remove_exchange(request: HttpRequest, exchange_id: int) -> HttpResponse:
    exchanges = Exchange.objects.visible_to(request.user).in_space(request.space)
    exchange = get_object_or_404(exchanges.select_related("organisation__space", "space"), pk=exchange_id)
    actions.remove_exchange(exchange=exchange, by=request.user)
    messages.success(request, _("L'échange est retiré."))
    return redirect(exchange.organisation)


def _back(request: HttpRequest, person: Contact) -> HttpResponse:
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else person.organisation.get_absolute_url())


@in_space
def to_review(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.SEE_CONTACTS)
    contacts = queries.contacts_to_review(request.space, on=timezone.localdate())
    page = Paginator(contacts, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "months": queries.retention_of(request.space)}
    return render(request, "actors/contacts_to_review.html", context)
