"""Ties said by a personal link, without an account."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.campaigns.doors import about_link, by_link

from .. import actions
from ..models import Statement, Wave
from . import declaring


@by_link
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Begin, take up again, or find what a colleague said."""
    get_object_or_404(Wave, campaign=request.invitation.campaign_id)  # a link that asks something else
    statement = actions.start_statement(invitation=request.invitation)
    way = way_of(request)
    return redirect(way.summary if statement.is_handed_in else way.choose)


@by_link
def choose(request: HttpRequest) -> HttpResponse:
    return declaring.choose(request, _own(request), way_of(request), **about_link(request))


@by_link
def found(request: HttpRequest) -> HttpResponse:
    return declaring.found(request, _own(request), way_of(request))


@by_link
def describe(request: HttpRequest, mention_id: int) -> HttpResponse:
    return declaring.describe(request, _own(request), mention_id, way_of(request), **about_link(request))


@by_link
@require_POST
def forget(request: HttpRequest, mention_id: int) -> HttpResponse:
    return declaring.forget(request, _own(request), mention_id, way_of(request))


@by_link
def summary(request: HttpRequest) -> HttpResponse:
    return declaring.summary(request, _own(request), way_of(request), **about_link(request))


@by_link
@require_POST
def hand_in(request: HttpRequest) -> HttpResponse:
    return declaring.hand_in(request, _own(request), way_of(request))


@by_link
@require_POST
def take_back(request: HttpRequest) -> HttpResponse:
    return declaring.take_back(request, _own(request), way_of(request))


def way_of(request: HttpRequest) -> declaring.Way:
    def address(page: str, *more: int) -> str:
        return reverse(f"ties_by_link:{page}", args=[request.token, *more])

    return declaring.Way(
        layout="ties/declare/by_link.html",
        by=request.invitation,
        choose=address("choose"),
        found=address("found"),
        describe=partial(address, "describe"),
        forget=partial(address, "forget"),
        summary=address("summary"),
        hand_in=address("hand_in"),
        take_back=address("take_back"),
        origin=reverse("by_link:welcome", args=[request.token]),
    )


def _own(request: HttpRequest) -> Statement:
    """The statement of this person's organisation: a link opens no other."""
    invitation = request.invitation
    return declaring.find_statement(
        Statement.objects, campaign=invitation.campaign_id, organisation=invitation.organisation_id
    )
