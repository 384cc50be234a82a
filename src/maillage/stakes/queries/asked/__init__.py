"""What a campaign asks of one person, and how far that person is."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import QuerySet

from maillage.campaigns.models import Campaign, Invitation
from maillage.stakes.enums import Matter
from maillage.stakes.models import AskedMatter, AskedSheet

from .handed import handed_in_words
from .positions import position_sheet_of, read_positions_sheet
from .resources import read_resources_sheet, resources_of
from .screens import Kind, Screen, SheetState
from .stakes import offered, read_stakes_sheet, stakes_of

__all__ = [
    "Kind",
    "Screen",
    "SheetState",
    "asked_of",
    "handed_in_words",
    "offered",
    "position_sheet_of",
    "read_sheet",
    "resources_of",
    "sheets_of",
    "stakes_of",
]

READERS: dict[int, Callable[[AskedSheet], SheetState]] = {
    Matter.STAKES: read_stakes_sheet,
    Matter.RESOURCES: read_resources_sheet,
    Matter.POSITIONS: read_positions_sheet,
}


def read_sheet(sheet: AskedSheet) -> SheetState:
    """The organisation's own sheet on this matter with this person's drafts over it, in a fixed number of queries."""
    return READERS[sheet.matter](sheet)


def asked_of(campaign: Campaign) -> QuerySet[AskedMatter]:
    """What a campaign asks about, in order."""
    return AskedMatter.objects.filter(campaign=campaign).select_related("round").order_by("matter")


def sheets_of(invitation: Invitation) -> QuerySet[AskedSheet]:
    """This person's own sheets, with what their pages need."""
    found = AskedSheet.objects.filter(invitation=invitation)
    return found.select_related("invitation__organisation", "space", "round", "entered_by").order_by("matter")
