"""Partnerships, versions of the grid, and what each rater answered."""

from .assessment import Answer, Assessment
from .partnership import Member, Partnership
from .versions import ALREADY_USED, GridVersion

__all__ = ["ALREADY_USED", "Answer", "Assessment", "GridVersion", "Member", "Partnership"]
