"""The texts with their versions, and the pilot's mandate.

A text is read by the pilot's team at any state, by every member once past the draft, and as a draft by the partners of
the partnership that it frames. Every member reads the mandate; only the pilot writes it.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maillage.partnerships.models import Partnership
from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space
from maillage.toolkit.forms import refusals_on
from maillage.toolkit.refusals import Refusal

from . import actions, analyses, frames, permissions, queries, rules
from .catalogue import plan
from .enums import Status
from .forms import AgreementForm, DayForm, MandateForm, MoveForm, TagsForm, VersionForm, clause_set
from .models import Agreement, Mandate, TextVersion


@in_space
def home(request: HttpRequest) -> HttpResponse:
    texts = list(queries.texts(request.user, request.space))
    context = {
        "texts": texts,
        "in_force": [text for text in texts if text.status == Status.IN_FORCE],
        "mandate": queries.mandate_in_force(request.space, on=timezone.localdate()),
    }
    return render(request, "agreements/home.html", context)


@in_space
def agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The text as it stands, or as it stood at ``?version=``."""
    text = _text(request, agreement_id)
    versions = list(text.versions.all())
    asked = request.GET.get("version", "")
    if asked and not any(str(version.number) == asked for version in versions):
        raise Http404
    shown = next((version for version in versions if str(version.number) == asked), versions[0] if versions else None)
    clauses = list(shown.clauses.all()) if shown else []
    context = {
        "agreement": text,
        "versions": versions,
        "shown": shown,
        "is_latest": bool(versions) and shown is versions[0],
        "clauses": clauses,
        "text_reading": analyses.read_text(clauses) if clauses else None,
        "frame": _frame(request, text) if clauses else None,
        "next_states": rules.next_of(text.status),
        "is_closed": text.status in rules.CLOSED,
        "awaits_signature": text.status in rules.ALIVE and versions and versions[0].number != text.signed_number,
        "today": timezone.localdate(),
    }
    return render(request, "agreements/agreement.html", context)


def _frame(request: HttpRequest, text: Agreement) -> frames.FrameReading | None:
    """The text beside those who live with it, when it frames a partnership that this person sees."""
    if not text.names_partnership:
        return None
    partnership = text.partnership
    partnership.space = request.space
    return frames.read_frame(text, frames.reading_for(request.user, request.role, partnership))


@in_space
def of_partnership(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """The texts of one partnership: what each says of its own frame, beside those who live with it."""
    seen = Partnership.objects.visible_to(request.user).filter(space=request.space)
    partnership = get_object_or_404(seen, pk=partnership_id)
    partnership.space = request.space
    texts = list(queries.texts(request.user, request.space).filter(partnership=partnership))
    read = {one.agreement.pk: one for one in frames.read_frames(request.user, request.role, partnership)}
    context = {"partnership": partnership, "texts": [(text, read.get(text.pk)) for text in texts]}
    context["apart"] = [one for one in read.values() if one.disagrees]
    return render(request, "agreements/of_partnership.html", context)


@in_space
def tag(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Say what each clause of the version that binds speaks of, without touching its words."""
    text = _text(request, agreement_id)
    spaces.check(request.user, request.space, permissions.WRITE)
    version = _version_to_tag(text)
    clauses = list(version.clauses.all())
    form = TagsForm(request.POST or None, clauses=clauses, initial={"read_version": text.version})
    if form.is_valid():
        with refusals_on(form):
            read = form.cleaned_data["read_version"]
            actions.tag_clauses(version=version, natures=form.natures(), expected_version=read, by=request.user)
            messages.success(request, _("Les clauses sont lues : voyez ce que le texte dit de son cadre."))
            return redirect(f"{text.get_absolute_url()}?version={version.number}#cadre")
    return render(request, "agreements/tag.html", {"agreement": text, "version": version, "form": form})


def _version_to_tag(text: Agreement) -> TextVersion:
    """The version asked of the frame reading: the signed one, else the last; a text without words has none."""
    version = text.versions.filter(number=text.signed_number).first() or text.versions.first()
    if version is None:
        raise Http404
    return version


@in_space
def compare(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """What changes between two versions: by default the last and the one before it."""
    text = _text(request, agreement_id)
    versions = {version.number: version for version in text.versions.all()}
    if len(versions) < 2:
        raise Http404
    last = max(versions)
    before, after = (_number(request, name, default) for name, default in (("de", last - 1), ("a", last)))
    if before not in versions or after not in versions:
        raise Http404
    comparison = analyses.compare(versions[before], versions[after])
    return render(
        request, "agreements/compare.html", {"agreement": text, "versions": versions, "comparison": comparison}
    )


def _number(request: HttpRequest, name: str, default: int) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 10 else default


@in_space
def new(request: HttpRequest) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.WRITE)
    form = AgreementForm(request.POST or None, instance=Agreement(space=request.space), space=request.space)
    if form.is_valid():
        with refusals_on(form):
            text = actions.create_agreement(space=request.space, **form.changes(), by=request.user)
            return redirect("agreements:write", slug=request.space.slug, agreement_id=text.pk)
    return render(request, "agreements/new.html", {"form": form})


@in_space
def edit(request: HttpRequest, agreement_id: int) -> HttpResponse:
    text = _text(request, agreement_id)
    spaces.check(request.user, request.space, permissions.WRITE)
    form = AgreementForm(request.POST or None, instance=text, space=request.space)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_agreement(agreement=_text(request, agreement_id), **form.changes(), by=request.user)
            messages.success(request, _("La fiche du texte est enregistrée."))
            return redirect(text)
    return render(request, "agreements/edit.html", {"form": form, "agreement": text})


@in_space
def write(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Write the next version. « Ajouter une clause » sends the form and brings it back one clause longer."""
    text = _text(request, agreement_id)
    spaces.check(request.user, request.space, permissions.WRITE)
    latest = text.versions.first()
    form = VersionForm(request.POST or None, initial={"read_version": text.version})
    if request.method != "POST":
        known = list(latest.clauses.values("heading", "body", "nature")) if latest else plan(text.kind)
        return _writing(request, text, latest, form, clause_set(initial=known))
    clauses = clause_set(request.POST)
    valid = form.is_valid() and clauses.is_valid()
    if "add" in request.POST:
        told = [clause.cleaned_data for clause in clauses.forms if clause.is_valid()]
        return _writing(request, text, latest, form, clause_set(initial=told, blank=1))
    if valid:
        try:
            actions.write_version(
                agreement=text,
                clauses=clauses.written(text.kind),
                change=form.cleaned_data["change"],
                expected_version=form.cleaned_data["read_version"],
                by=request.user,
            )
        except (Refusal, ValidationError) as refusal:
            form.add_error(None, str(refusal) if isinstance(refusal, Refusal) else refusal.messages)
        else:
            messages.success(request, _("La version %(number)d est écrite.") % {"number": text.versions.first().number})
            return redirect(text)
    return _writing(request, text, latest, form, clauses)


def _writing(request: HttpRequest, text: Agreement, latest, form, clauses) -> HttpResponse:
    context = {"agreement": text, "latest": latest, "form": form, "clauses": clauses}
    return render(request, "agreements/write.html", context)


@in_space
@require_POST
def move(request: HttpRequest, agreement_id: int) -> HttpResponse:
    text = _text(request, agreement_id)
    form = MoveForm(request.POST)
    if not form.is_valid() or form.cleaned_data["status"] not in Status.values:
        raise Refusal(_("Choisissez un état et une date."))
    status = Status(form.cleaned_data["status"])
    actions.change_status(
        agreement=text,
        status=status,
        on=form.cleaned_data["on"],
        expected_version=form.cleaned_data["read_version"],
        by=request.user,
    )
    messages.success(request, _("Le texte est maintenant « %(status)s ».") % {"status": status.label})
    return redirect(text)


@in_space
@require_POST
def sign_amendment(request: HttpRequest, agreement_id: int) -> HttpResponse:
    text = _text(request, agreement_id)
    form = DayForm(request.POST)
    if not form.is_valid():
        raise Refusal(_("Donnez la date de la signature."))
    day, read = form.cleaned_data["on"], form.cleaned_data["read_version"]
    actions.sign_amendment(agreement=text, on=day, expected_version=read, by=request.user)
    messages.success(request, _("La signature de la version %(number)d est notée.") % {"number": text.signed_number})
    return redirect(text)


def _text(request: HttpRequest, agreement_id: int) -> Agreement:
    texts = Agreement.objects.visible_to(request.user).filter(space=request.space)
    texts = texts.annotate(names_partnership=queries.sees_partnership(request.user))
    return get_object_or_404(texts.select_related("space", "partnership"), pk=agreement_id)


@in_space
def mandate(request: HttpRequest, mandate_id: int | None = None) -> HttpResponse:
    """The mission letter, laid out as a letter; the other mandates beside it."""
    on = timezone.localdate()
    letter = queries.mandate_to_show(request.space, on=on) if mandate_id is None else _mandate(request, mandate_id)
    others = Mandate.objects.visible_to(request.user).filter(space=request.space)
    context = {
        "letter": letter,
        "others": others.exclude(pk=letter.pk) if letter else others,
        "today": on,
        "is_in_force": letter is not None
        and letter.starts_on <= on
        and (letter.ends_on is None or on <= letter.ends_on),
        "is_to_come": letter is not None and on < letter.starts_on,
    }
    return render(request, "agreements/mandate.html", context)


@in_space
def name_pilot(request: HttpRequest) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.NAME_PILOT)
    form = MandateForm(request.POST or None, instance=Mandate(space=request.space), space=request.space)
    if form.is_valid():
        with refusals_on(form):
            actions.name_pilot(space=request.space, **form.changes(), by=request.user)
            messages.success(request, _("Le mandat est écrit : tous les membres le lisent."))
            return redirect("agreements:mandate", slug=request.space.slug)
    return render(request, "agreements/mandate_form.html", {"form": form})


@in_space
def edit_mandate(request: HttpRequest, mandate_id: int) -> HttpResponse:
    spaces.check(request.user, request.space, permissions.NAME_PILOT)
    form = MandateForm(request.POST or None, instance=_mandate(request, mandate_id), space=request.space)
    if form.is_valid():
        with refusals_on(form):
            actions.edit_mandate(mandate=_mandate(request, mandate_id), **form.changes(), by=request.user)
            messages.success(request, _("Le mandat est enregistré."))
            return redirect("agreements:past_mandate", slug=request.space.slug, mandate_id=mandate_id)
    return render(request, "agreements/mandate_form.html", {"form": form})


@in_space
@require_POST
def end_mandate(request: HttpRequest, mandate_id: int) -> HttpResponse:
    form = DayForm(request.POST)
    if not form.is_valid():
        raise Refusal(_("Donnez le dernier jour du mandat."))
    day, read = form.cleaned_data["on"], form.cleaned_data["read_version"]
    actions.end_mandate(mandate=_mandate(request, mandate_id), on=day, expected_version=read, by=request.user)
    messages.success(request, _("La fin du mandat est notée."))
    return redirect("agreements:past_mandate", slug=request.space.slug, mandate_id=mandate_id)


def _mandate(request: HttpRequest, mandate_id: int) -> Mandate:
    mandates = Mandate.objects.visible_to(request.user).filter(space=request.space)
    return get_object_or_404(mandates.select_related("space", "organisation"), pk=mandate_id)
