"""Chapter: the working group."""

from __future__ import annotations

from django.utils.translation import gettext as _

from maillage.groups.analyses import GroupReading, read_group
from maillage.groups.models import WorkingGroup
from maillage.restitution.blocks import Block, Bullets, Chapter, Heading, Table
from maillage.spaces.enums import Reading

from .standpoint import Standpoint


def compose(standpoint: Standpoint) -> list[Chapter]:
    if not standpoint.may_read(Reading.GROUP):
        return []
    groups = WorkingGroup.objects.visible_to(standpoint.user).filter(space=standpoint.space)
    return [_group(read_group(group)) for group in groups]


def _group(reading: GroupReading) -> Chapter:
    blocks: list[Block] = [_seats(reading)]
    missing = [str(finding.sentence) for finding in reading.findings]
    blocks += [Heading(_("Ce qui manque")), Bullets(missing)] if missing else []
    return Chapter(f"group-{reading.group.pk}", reading.group.name, reading.sentence, blocks)


def _seats(reading: GroupReading) -> Table:
    return Table(
        header=[_("Collège"), _("Organisation"), _("Niveau"), _("Pourquoi")],
        rows=[
            [
                str(seat.organisation.get_college_display()),
                str(seat.organisation),
                str(seat.get_level_display()),
                seat.reason or "–",
            ]
            for seat in reading.seats
        ],
        widths=[2, 3, 1.5, 3.2],
        caption=_("Les sièges, par collège"),
    )
