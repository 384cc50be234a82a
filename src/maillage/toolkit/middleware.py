"""What happens to every page: refusals speak, French is typeset."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from . import typography
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


class TypesetFrench:
    """A page in French leaves with the spaces that do not break."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        if is_page and (get_language() or "fr").startswith("fr"):
            response.content = typography.typeset_page(response.text)
            if response.has_header("Content-Length"):  # counted before the longer spaces: browsers would cut the page
                response["Content-Length"] = str(len(response.content))
        return response
