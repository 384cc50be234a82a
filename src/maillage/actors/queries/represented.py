"""For whom a person speaks."""

from __future__ import annotations

from maillage.spaces.models import Space

from ..models import Organisation


def own_organisations(user, space: Space) -> set[int]:
    """Keys of the organisations for which this person speaks in this space."""
    return set(Organisation.objects.filter(space=space).represented_by(user).values_list("pk", flat=True))
