"""What partnerships bring to a workshop: criteria of the grid in service, rated by a room about one partnership.

A kept session stands beside the sheets and never counts with them: a phone has no organisation, and no evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy

from maillage.accounts.models import User
from maillage.spaces.enums import Reading
from maillage.spaces.models import Space
from maillage.workshops.models import Workshop
from maillage.workshops.subjects import Choice, ItemWords, Topic, WorkshopSubject

from . import grid, queries
from .enums import NonAnswer
from .models import Partnership

USUAL = ("A3", "A4", "A6", "B1", "B4", "B6", "C1", "C3", "C5")
"""Ticked to begin with, three from each heading: a quarter of an hour of a room."""


class GridWorkshop(WorkshopSubject):
    code = "grid"
    label = gettext_lazy("les critères d'un partenariat")
    question = gettext_lazy("Choisissez la phrase la plus proche de ce que vous voyez du partenariat.")
    title_example = gettext_lazy("Lire « Passerelle fret » ensemble")
    not_applicable = NonAnswer.NOT_APPLICABLE.label
    reading = Reading.GRID

    def topics(self, space: Space) -> Sequence[Topic]:
        return [Topic(one.pk, one.name) for one in Partnership.objects.filter(space=space).current().order_by("name")]

    def choices(self, space: Space, topic: Topic) -> Sequence[Choice]:
        names = grid.dimensions()
        criteria = queries.criteria_of(queries.current_grid(space))
        return [
            Choice(one.id, f"{one.id}\u00a0·\u00a0{one.name}", names[one.dimension], usual=one.id in USUAL)
            for one in criteria
        ]

    def words(self, space: Space, topic: Topic, ids: Iterable[str]) -> Sequence[ItemWords]:
        wanted, rungs = set(ids), tuple(rung.label for rung in grid.ladder())
        return [
            ItemWords(one.id, one.name, one.question, rungs=rungs, anchors=one.anchors)
            for one in queries.criteria_of(queries.current_grid(space))
            if one.id in wanted
        ]

    def lets_read(self, user: User, workshop: Workshop) -> bool:
        """Members read a session about the partnerships that they see."""
        return Partnership.objects.visible_to(user).filter(pk=workshop.about).exists()

    def url(self, workshop: Workshop) -> str:
        return reverse("partnerships:reading", args=[workshop.space.slug, workshop.about])
