"""The campaigns of a space; one campaign: prepared, opened, followed, closed."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from maillage.spaces.doors import in_space
from maillage.spaces.enums import EDITORS
from maillage.toolkit.forms import refusals_on

from .. import actions, links, permissions, queries, subjects, tasks, wording
from ..enums import Anonymity, Status
from ..forms import CampaignForm, ReopenForm
from ..models import Campaign

NEXT_FIRST = [Status.OVERDUE, Status.OPEN, Status.DRAFT, Status.CLOSED]
"""What waits for somebody comes before what is done."""


def visible_campaign(request: HttpRequest, campaign_id: int) -> Campaign:
    found = Campaign.objects.visible_to(request.user).filter(space=request.space).select_related("asked_by")
    campaign = get_object_or_404(found, pk=campaign_id)
    campaign.space = request.space
    return campaign


@in_space
def home(request: HttpRequest) -> HttpResponse:
    """For the pilot's team, every campaign; for the others, what they were asked themselves."""
    today = timezone.localdate()
    if request.role not in EDITORS:
        received = queries.received_by(request.user, request.space, on=today)
        asked = [(one, links.token_of(one.key)) for one in received]
        return render(request, "campaigns/received.html", {"asked": asked})
    found = queries.with_counts(Campaign.objects.visible_to(request.user).filter(space=request.space))
    campaigns = [(campaign, campaign.status(today), campaign.asked - campaign.answered) for campaign in found]
    context = {
        "campaigns": sorted(campaigns, key=lambda line: NEXT_FIRST.index(line[1])),
        "sentence": wording.campaigns_sentence(campaigns),
        "subjects": list(subjects.known().values()),
        "has_mailbox": settings.DEMO,
    }
    return render(request, "campaigns/home.html", context)


@in_space
def page(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """The response board, and what to do next."""
    return _page(request, visible_campaign(request, campaign_id), ReopenForm())


def _page(request: HttpRequest, campaign: Campaign, reopen_form: ReopenForm) -> HttpResponse:
    today = timezone.localdate()
    subject, people = subjects.subject_of(campaign), queries.people_of(campaign)
    board = queries.read_board(campaign, people, on=today)
    status = campaign.status(today)
    may_type = status == Status.OPEN and not campaign.is_aggregated
    context = {
        "campaign": campaign,
        "status": status,
        "is_draft": status == Status.DRAFT,
        "is_open": status == Status.OPEN,
        "is_overdue": status == Status.OVERDUE,
        "is_closed": status == Status.CLOSED,
        "board": board,
        "sentence": wording.board_sentence(campaign, board, on=today),
        "promise": wording.promise(campaign, pilots=queries.pilots_of(request.space)),
        "promise_sentence": wording.promise_in_a_sentence(campaign),
        "reminders": wording.reminders_in_words(campaign, on=today),
        "subject": subject,
        "targets": subject.chosen(campaign),
        "results_url": subject.results_url(campaign),
        "people": [
            (one, wording.state_of(one, campaign), may_type and not (one.finished_on or one.declined_on))
            for one in people
        ],
        "shows_begun": campaign.anonymity == Anonymity.NAMED,
        "reopen_form": reopen_form,
        "has_mailbox": settings.DEMO,
    }
    return render(request, "campaigns/campaign.html", context)


@in_space
def new(request: HttpRequest) -> HttpResponse:
    permissions.check(request.user, request.space, permissions.RUN)
    subject = _asked_subject(request)
    if subject is None:
        return render(request, "campaigns/choose.html", {"subjects": _offered_subjects(request)})
    offered = list(subject.targets(request.space))
    chosen = offered if subject.all_by_default else _named_target(request, offered)
    form = CampaignForm(request.POST or None, subject=subject, offered=offered, chosen=chosen)
    if form.is_valid():
        with refusals_on(form):
            campaign = actions.create_campaign(
                space=request.space, subject=subject.code, **form.changes(), by=request.user
            )
            messages.success(
                request, _("La campagne est prête. Dites maintenant qui est interrogé ; rien n'est parti.")
            )
            return redirect("campaigns:ask", request.space.slug, campaign.pk)
    several = len(subjects.known()) > 1
    context = {"form": form, "subject": subject, "offered": offered, "several_subjects": several}
    return render(request, "campaigns/new.html", context)


def _named_target(request: HttpRequest, offered: list[subjects.Target]) -> list[subjects.Target]:
    """What the page one comes from is about, already ticked."""
    return [target for target in offered if str(target.key) == request.GET.get("cible")]


def _asked_subject(request: HttpRequest) -> subjects.Subject | None:
    """The subject named in the address, or the only one; None where somebody must choose."""
    known = subjects.known()
    alone = next(iter(known.values())) if len(known) == 1 else None
    return known.get(request.GET.get("sujet", ""), alone)


def _offered_subjects(request: HttpRequest) -> list[tuple[subjects.Subject, bool]]:
    """Each subject, in the order of the way, and whether the space has something to ask about it."""
    return [(one, bool(one.targets(request.space))) for one in subjects.known().values()]


@in_space
def edit(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = visible_campaign(request, campaign_id)
    permissions.check(request.user, request.space, permissions.RUN)
    subject = subjects.subject_of(campaign)
    form = CampaignForm(
        request.POST or None,
        instance=campaign,
        subject=subject,
        offered=[] if campaign.opened_at else list(subject.targets(request.space)),
        chosen=list(subject.chosen(campaign)),
    )
    if form.is_valid():
        with refusals_on(form):
            actions.edit_campaign(campaign=campaign, **form.changes(), by=request.user)
            messages.success(request, _("La campagne est enregistrée."))
            return redirect(campaign)
    context = {"form": form, "campaign": visible_campaign(request, campaign_id), "subject": subject}
    return render(request, "campaigns/edit.html", context)


@in_space
@require_POST
def open_it(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = visible_campaign(request, campaign_id)
    actions.open_campaign(campaign=campaign, by=request.user)
    tasks.wake(campaign)
    messages.success(request, _("La campagne est ouverte ; les lettres partent."))
    return redirect(campaign)


@in_space
@require_POST
def close(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = visible_campaign(request, campaign_id)
    actions.close_campaign(campaign=campaign, by=request.user)
    messages.success(request, _("La campagne est close. Chacun peut encore relire ses réponses par son lien."))
    return redirect(campaign)


@in_space
@require_POST
def reopen(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = visible_campaign(request, campaign_id)
    form = ReopenForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            actions.reopen_campaign(campaign=campaign, **form.cleaned_data, by=request.user)
            messages.success(request, _("La campagne est rouverte."))
            return redirect(campaign)
    return _page(request, visible_campaign(request, campaign_id), form)


@in_space
@require_POST
def remind(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = visible_campaign(request, campaign_id)
    number = actions.remind_now(campaign=campaign, by=request.user)
    tasks.wake(campaign)
    sentence = ngettext("%(n)d personne est relancée.", "%(n)d personnes sont relancées.", number)
    messages.success(request, sentence % {"n": number})
    return redirect(campaign)


@in_space
@require_POST
def send_letters(request: HttpRequest, campaign_id: int) -> HttpResponse:
    campaign = visible_campaign(request, campaign_id)
    actions.send_unsent_letters(campaign=campaign, by=request.user)
    tasks.wake(campaign)
    messages.success(request, _("Les lettres qui attendaient partent."))
    return redirect(campaign)
