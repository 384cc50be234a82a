"""Partnerships, versions of the grid, and what each rater answered."""

from .asked import AskedPartnership
from .assessment import Answer, Assessment
from .funding import Funding
from .history import Milestone
from .lifecycle import Deliverable, StageChange
from .partnership import Member, Partnership
from .session import CommonSession, Discussion
from .versions import ALREADY_USED, GridVersion, Instruments, TypologyVersion

__all__ = [
    "ALREADY_USED",
    "Answer",
    "AskedPartnership",
    "Assessment",
    "CommonSession",
    "Deliverable",
    "Discussion",
    "Funding",
    "GridVersion",
    "Instruments",
    "Member",
    "Milestone",
    "Partnership",
    "StageChange",
    "TypologyVersion",
]
