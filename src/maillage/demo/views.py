"""Come into the demonstration as one of its cast, in one click. These doors exist only in the demonstration."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from maillage.accounts.models import User

from . import story

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def enter(request: HttpRequest, part: str) -> HttpResponse:
    """Sign in as the pilot, the facilitator, the partner or the observer of the story."""
    if not settings.DEMO or part not in story.CAST:
        raise Http404
    user = get_object_or_404(User, email=story.CAST[part].email)
    login(request, user, backend=BACKEND)
    return redirect("spaces:front", slug=story.SLUG)
