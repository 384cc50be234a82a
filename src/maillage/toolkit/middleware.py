"""Refusals that no form caught become a page that says the sentence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .refusals import NotAllowed, Refusal


class RefusalsSpeak:
    """Turn an expected refusal into a readable page: 403 when it is about rights, 409 otherwise."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refusal):
            return None
        status = 403 if isinstance(exception, NotAllowed) else 409
        return render(request, "design/refusal.html", {"sentence": str(exception)}, status=status)
