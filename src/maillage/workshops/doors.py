"""The door of a workshop: a view behind it has ``request.workshop`` and ``request.phone`` (None before joining).

Unknown, closed, kept, thrown away: strangers get the same 404. A phone that had joined reads « c'est clos, merci ».
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from maillage.campaigns import links
from maillage.toolkit.refusals import NotAllowed, Refusal

from . import limits, queries, rules
from .models import Phone, Workshop

A_DAY = 24 * 3600


def by_code(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the workshop of this code. The view no longer receives it."""

    @wraps(view)
    def behind_the_door(request: HttpRequest, code: str, **kwargs) -> HttpResponse:
        plain = queries.plain_code(code)
        token = request.COOKIES.get(cookie_name(plain), "") if plain else ""
        has_joined = links.key_of(token) is not None
        if not has_joined and limits.has_tried_too_many_codes(request):
            return later(request)
        workshop = queries.behind_code(plain)
        if workshop is None or not workshop.is_open:
            response = _ended(request, workshop, token) if has_joined else _unknown(request)
        else:
            request.workshop = workshop
            request.phone = queries.phone_of(workshop, token) if has_joined else None
            response = _answer(view, request, kwargs)
        add_never_cache_headers(response)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return behind_the_door


def cookie_name(code: str) -> str:
    return f"atelier_{code}"


def remember(response: HttpResponse, workshop: Workshop, phone: Phone) -> HttpResponse:
    """The phone keeps its token: the stored key and a signature, readable by no script, sent only to these pages."""
    response.set_cookie(
        cookie_name(workshop.code),
        links.token_of(phone.key),
        max_age=rules.DAYS_OF_PHONE_ANSWERS * A_DAY,
        path="/atelier/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def later(request: HttpRequest) -> HttpResponse:
    return render(request, "workshops/phone/later.html", status=429)


def _answer(view: Callable[..., HttpResponse], request: HttpRequest, kwargs: dict) -> HttpResponse:
    if request.method == "POST" and request.phone and limits.answers_too_often(request.phone.key):
        return later(request)
    try:
        return view(request, **kwargs)
    except Refusal as refusal:
        status = 403 if isinstance(refusal, NotAllowed) else 409
        context = {"sentence": str(refusal), "workshop": request.workshop, "asking_space": request.workshop.space}
        return render(request, "workshops/phone/refusal.html", context, status=status)


def _unknown(request: HttpRequest) -> HttpResponse:
    limits.note_wrong_code(request)
    raise Http404


def _ended(request: HttpRequest, workshop: Workshop | None, token: str) -> HttpResponse:
    """Only a phone of this workshop reads its name; one whose answers are erased reads that it is over."""
    phone = queries.phone_of(workshop, token) if workshop else None
    context = {"workshop": workshop if phone else None, "asking_space": workshop.space if phone else None}
    return render(request, "workshops/phone/ended.html", context)
