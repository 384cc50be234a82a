"""What is brought and sought: for the members without names unless an actor shows its own; for the pilot with them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.spaces.doors import in_space
from maillage.spaces.enums import EDITORS, Reading, Role
from maillage.spaces.permissions import can_read
from maillage.stakes import analyses, permissions
from maillage.stakes.models import Resource


@in_space
def resources(request: HttpRequest) -> HttpResponse:
    """What the territory lacks, and the resources that their actors show."""
    named = None
    if request.role in permissions.READ_NAMED.roles:
        named = analyses.read_named_exchange(request.space)
    is_open = can_read(request.role, request.space, Reading.STAKES)
    exchange = analyses.read_exchange(request.space)
    context = {
        "exchange": exchange,
        "named": named,
        "own_needs": _own_needs(request) if request.role == Role.PARTNER else (),
        "reads_counts": is_open or request.role in EDITORS,
    }
    return render(request, "stakes/resources_page.html", context)


def _own_needs(request: HttpRequest) -> tuple:
    """What a partner's organisations seek, with the offers that others show."""
    own = Resource.objects.visible_to(request.user).in_space(request.space).values_list("pk", flat=True)
    return analyses.offers_for(request.space, set(own))
