"""The door of a space: a view behind it has ``request.space`` and ``request.role``; a stranger gets 404."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from . import permissions
from .models import Space


def in_space(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the space named by ``slug`` to its members only. The view no longer receives the slug."""

    @login_required
    @wraps(view)
    def behind_the_door(request: HttpRequest, slug: str, **kwargs) -> HttpResponse:
        request.space = get_object_or_404(Space.objects.visible_to(request.user), slug=slug)
        request.role = permissions.role_of(request.user, request.space)
        return view(request, **kwargs)

    return behind_the_door
