"""What stakes bring to a workshop: the stakes of the space's catalogue, weighed by each for its organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy

from maillage.actors.enums import Family
from maillage.spaces.enums import Reading
from maillage.spaces.models import Space
from maillage.workshops.models import Workshop
from maillage.workshops.subjects import Choice, ItemWords, Topic, WorkshopSubject

from . import queries
from .catalogue import Catalogue, CatalogueStake
from .enums import Weight

USUAL = ("E1", "E5", "E7", "S1", "S3", "S4", "S5", "F1", "F2", "I5")
"""Ten that a room knows how to weigh, from the four families; the pilot chooses others."""


class StakesWorkshop(WorkshopSubject):
    code = "stakes"
    label = gettext_lazy("les enjeux du territoire")
    question = gettext_lazy("Pour votre organisation, combien pèse cet enjeu ?")
    title_example = gettext_lazy("Nos enjeux, un an après")
    not_applicable = gettext_lazy("pas un enjeu pour nous")
    reading = Reading.STAKES

    def topics(self, space: Space) -> Sequence[Topic]:
        return [Topic(0, "")]

    def choices(self, space: Space, topic: Topic) -> Sequence[Choice]:
        return [
            Choice(stake.code, stake.title, str(Family(stake.family).label), usual=stake.code in USUAL)
            for stake in _offered(queries.catalogue_of(space))
        ]

    def words(self, space: Space, topic: Topic, ids: Iterable[str]) -> Sequence[ItemWords]:
        wanted, weights = set(ids), _weights()
        return [
            ItemWords(stake.code, str(stake.label), "", rungs=weights, anchors=weights, group=str(stake.family))
            for stake in _offered(queries.catalogue_of(space))
            if stake.code in wanted
        ]

    def url(self, workshop: Workshop) -> str:
        return reverse("stakes:home", args=[workshop.space.slug])


def _offered(catalogue: Catalogue) -> list[CatalogueStake]:
    return [stake for stake in catalogue.stakes if stake.is_offered]


def _weights() -> tuple[str, ...]:
    """« secondaire » … « vital »: the same five words as a stake's weight, without their number."""
    return tuple(str(weight.label).split("·", 1)[-1].strip() for weight in Weight)
