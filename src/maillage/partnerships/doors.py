"""The partnership that an address names, for every page that hangs on it."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from .models import Partnership


def visible_partnership(request: HttpRequest, partnership_id: int) -> Partnership:
    """404 for a partnership of another space, or that this person does not see."""
    found = Partnership.objects.visible_to(request.user).filter(space=request.space)
    partnership = get_object_or_404(found, pk=partnership_id)
    partnership.space = request.space
    return partnership
