"""One workshop of the story: a committee of twenty-two phones weighed eight stakes; its session was kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.workshops import actions as workshops
from maillage.workshops.enums import NonAnswer
from maillage.workshops.models import Workshop

from ..queries import rows

if TYPE_CHECKING:
    from ..actions import Garden

DAYS_AGO = 41
SAID = {"?": NonAnswer.UNKNOWN.value, "-": NonAnswer.NOT_APPLICABLE.value}


def plant_workshop(garden: Garden) -> Workshop:
    """Open it, let each phone of the table join and answer, close and keep it, as if that day."""
    phones = rows("workshop")
    items = [column for column in phones[0] if column != "college"]
    workshop = workshops.create_workshop(
        space=garden.space,
        subject="stakes",
        items=items,
        title="Nos enjeux, comité de rentrée",
        message="Pour préparer les objectifs du groupe : ce qui pèse pour chacun, collège par collège.",
        by=garden.lea,
    )
    workshops.open_workshop(workshop=workshop, by=garden.lea)
    for row in phones:
        phone = workshops.join(workshop=workshop, college=row["college"])
        for item in items:
            workshops.answer(phone=phone, item=item, said=SAID.get(row[item], row[item]))
    workshops.close_workshop(workshop=workshop, by=garden.lea)
    workshops.keep_workshop(workshop=workshop, by=garden.lea)
    then = timezone.now() - timedelta(days=DAYS_AGO)
    day = garden.ago(DAYS_AGO)
    dated = {"opened_at": then, "closed_at": then, "created_at": then, "held_on": day, "kept_on": day}
    Workshop.objects.filter(pk=workshop.pk).update(**dated)
    return workshop
