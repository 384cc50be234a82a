"""Come into the demonstration as one of its cast, in one click. These doors exist only in the demonstration."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

from . import queries, story

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def enter(request: HttpRequest, part: str) -> HttpResponse:
    """Sign in as the pilot, the facilitator, the partner or the observer of the story."""
    if not settings.DEMO or part not in story.CAST:
        raise Http404
    space = get_object_or_404(Space, slug=story.SLUG, fictional=True)
    user = get_object_or_404(User, email=story.CAST[part].email, memberships__space=space)
    if queries.reaches_real_work(user):
        raise Refusal(
            _(
                "Cette porte reste fermée : %(person)s travaille aussi dans un espace réel de cette base. "
                "Connectez-vous avec un code reçu par courriel."
            )
            % {"person": user}
        )
    login(request, user, backend=BACKEND)
    return redirect("spaces:front", slug=story.SLUG)
