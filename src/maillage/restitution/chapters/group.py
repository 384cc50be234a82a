"""Chapter: the working group."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.translation import gettext as _

from maillage.groups.analyses import GroupReading, read_group
from maillage.groups.models import WorkingGroup
from maillage.restitution.blocks import Block, Bullets, Chapter, Heading, Table, Text
from maillage.spaces.enums import Reading

from .standpoint import Standpoint


def compose(standpoint: Standpoint) -> list[Chapter]:
    if not standpoint.may_read(Reading.GROUP):
        return []
    groups = WorkingGroup.objects.visible_to(standpoint.user).filter(space=standpoint.space)
    with_stakes = standpoint.may_read(Reading.STAKES)
    return [_group(read_group(group), with_stakes) for group in groups]


def _group(reading: GroupReading, with_stakes: bool) -> Chapter:
    drawn = partial(_blocks, reading, with_stakes)
    return Chapter(f"group-{reading.group.pk}", reading.group.name, reading.sentence, drawn)


def _blocks(reading: GroupReading, with_stakes: bool) -> Iterator[Block]:
    yield _seats(reading)
    yield _checks(reading)
    if reading.missing:
        yield Heading(_("Ce qui manque"))
        yield Bullets([missing.sentence for missing in reading.missing])
    yield Text(f"{reading.families_sentence} {reading.stakes_sentence}" if with_stakes else reading.families_sentence)


def _seats(reading: GroupReading) -> Table:
    return Table(
        header=[_("Collège"), _("Organisation"), _("Niveau"), _("Pourquoi")],
        rows=[
            [str(line.college.label), str(seat.organisation), str(seat.get_level_display()), seat.reason or "–"]
            for line in reading.colleges
            for seat in line.seats
        ],
        widths=[2, 3, 1.5, 3.2],
        caption=_("Les sièges, par collège"),
    )


def _checks(reading: GroupReading) -> Table:
    def held(holds: bool | None) -> str:
        if holds is None:
            return _("– sans objet")
        return _("✓ tenu") if holds else _("! à compléter")

    return Table(
        header=[_("Règle de composition"), _("Ce qui est constaté"), _("État")],
        rows=[[check.label, check.detail, held(check.holds)] for check in reading.checks],
        widths=[3.4, 4, 1.5],
        caption=_("La composition, vérifiée"),
    )
