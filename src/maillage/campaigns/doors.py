"""The door of a personal link: a view behind it has ``request.invitation``; any wrong link gets the same 404."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.cache import add_never_cache_headers

from maillage.toolkit.refusals import NotAllowed, Refusal

from . import limits, queries
from .models import Invitation


def by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open what this link was made for. The view no longer receives the token.

    The pages of a subject (their addresses are named ``<code>_by_link``) open by links of its campaigns alone.
    Unknown, forged, not opened yet: one answer for all. Revoked or expired: whoever holds it is told whom to write to.
    Too many wrong links, or too many answers: « revenez plus tard ».
    """

    @wraps(view)
    def behind_the_door(request: HttpRequest, token: str, **kwargs) -> HttpResponse:
        if limits.has_guessed_too_often(request):
            return _later(request)
        invitation = queries.behind_link(token)
        if invitation is None or not _is_about(request, invitation):
            limits.note_wrong_link(request)
            raise Http404
        if request.method == "POST" and limits.answers_too_often(invitation.key):
            return _later(request)
        request.invitation, request.token = invitation, token
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(invitation.language)
            request.LANGUAGE_CODE = translation.get_language()
        try:
            is_open = invitation.still_opens(timezone.localdate())
            response = view(request, **kwargs) if is_open else _over(request)
        except Refusal as refusal:
            response = _refused(request, refusal)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return behind_the_door


def _is_about(request: HttpRequest, invitation: Invitation) -> bool:
    return request.resolver_match.namespace in {"by_link", f"{invitation.campaign.subject}_by_link"}


def about_link(request: HttpRequest) -> dict:
    """What every page of a personal link is told."""
    campaign = request.invitation.campaign
    return {
        "invitation": request.invitation,
        "campaign": campaign,
        "asking_space": campaign.space,
        "token": request.token,
    }


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """One sentence, and the way back to one's own page."""
    context = about_link(request) | {"sentence": str(refusal)}
    status = 403 if isinstance(refusal, NotAllowed) else 409
    return render(request, "campaigns/link/refusal.html", context, status=status)


def _over(request: HttpRequest) -> HttpResponse:
    """Nothing of the campaign is shown again: the name of the space, and whom to write to."""
    campaign = request.invitation.campaign
    context = {"asking_space": campaign.space, "correspondent": queries.correspondent_of(campaign)}
    return render(request, "campaigns/link/over.html", context, status=404)


def _later(request: HttpRequest) -> HttpResponse:
    return render(request, "campaigns/link/later.html", status=429)
