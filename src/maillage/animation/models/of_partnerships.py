"""What the members of a partnership read together, and nobody else outside of the pilot's team."""

from __future__ import annotations

from typing import Self

from django.db.models import Q

from maillage.partnerships.models import Member
from maillage.spaces.enums import EDITORS, Role
from maillage.spaces.models import Space, SpaceRecordQuerySet


class MembersOnlyQuerySet(SpaceRecordQuerySet):
    """For records that have a ``partnership``."""

    def visible_to(self, user) -> Self:
        """The pilot's team sees all; a partner, what concerns the partnerships of its organisation."""
        team = Q(space__in=Space.objects.where_role(user, EDITORS))
        own = Q(
            space__in=Space.objects.where_role(user, [Role.PARTNER]),
            partnership__in=Member.objects.current().represented_by(user).values("partnership"),
        )
        return self.filter(team | own)
