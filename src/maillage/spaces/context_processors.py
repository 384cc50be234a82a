"""What every page of a space shows: the space, the person's role and abilities, the nine steps."""

from __future__ import annotations

from django.http import HttpRequest

from . import permissions, steps
from .enums import EDITORS


def space(request: HttpRequest) -> dict:
    if getattr(request, "space", None) is None:
        return {"space": None, "role": None, "abilities": frozenset(), "way": [], "current_step": None}
    match = request.resolver_match
    way = steps.way(request.space, current=match.app_name if match else "", role=request.role)
    return {
        "space": request.space,
        "role": request.role,
        "is_editor": request.role in EDITORS,
        "abilities": permissions.abilities_of(request.role),
        "way": way,
        "current_step": next((stop for stop in way if stop["is_current"]), None),
    }
