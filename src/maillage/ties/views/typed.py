"""Ties typed for somebody who says them, on the telephone or in a meeting: the same pages, under an account."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.campaigns import permissions as campaigns
from maillage.spaces import permissions as spaces
from maillage.spaces.doors import in_space

from ..models import Statement
from . import declaring


@in_space
def choose(request: HttpRequest, statement_id: int) -> HttpResponse:
    statement = _typed(request, statement_id)
    return declaring.choose(request, statement, _way(request, statement))


@in_space
def found(request: HttpRequest, statement_id: int) -> HttpResponse:
    statement = _typed(request, statement_id)
    return declaring.found(request, statement, _way(request, statement))


@in_space
def describe(request: HttpRequest, statement_id: int, mention_id: int) -> HttpResponse:
    statement = _typed(request, statement_id)
    return declaring.describe(request, statement, mention_id, _way(request, statement))


@in_space
@require_POST
def forget(request: HttpRequest, statement_id: int, mention_id: int) -> HttpResponse:
    statement = _typed(request, statement_id)
    return declaring.forget(request, statement, mention_id, _way(request, statement))


@in_space
def summary(request: HttpRequest, statement_id: int) -> HttpResponse:
    statement = _typed(request, statement_id)
    return declaring.summary(request, statement, _way(request, statement))


@in_space
@require_POST
def hand_in(request: HttpRequest, statement_id: int) -> HttpResponse:
    statement = _typed(request, statement_id)
    return declaring.hand_in(request, statement, _way(request, statement))


@in_space
@require_POST
def take_back(request: HttpRequest, statement_id: int) -> HttpResponse:
    statement = _typed(request, statement_id)
    return declaring.take_back(request, statement, _way(request, statement))


def _typed(request: HttpRequest, statement_id: int) -> Statement:
    """A statement of this space that this person may see: 404 for anybody else's."""
    spaces.check(request.user, request.space, campaigns.RUN)
    own = Statement.objects.visible_to(request.user).filter(space=request.space)
    return declaring.find_statement(own, pk=statement_id)


def _way(request: HttpRequest, statement: Statement) -> declaring.Way:
    def address(page: str, *more: int) -> str:
        return reverse(f"ties:{page}", args=[request.space.slug, statement.pk, *more])

    return declaring.Way(
        layout="ties/declare/typed.html",
        by=request.user,
        choose=address("declare"),
        found=address("declare_found"),
        describe=partial(address, "declare_one"),
        forget=partial(address, "declare_forget"),
        summary=address("declared"),
        hand_in=address("declare_hand_in"),
        take_back=address("declare_take_back"),
        origin=statement.campaign.get_absolute_url(),
    )
