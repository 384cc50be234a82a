"""Forms of partnerships, one subject a file."""

from .partnership import DayInput, MemberForm, PartnershipForm
from .readings import AnswerForm, StartForm, TypeForm

__all__ = ["AnswerForm", "DayInput", "MemberForm", "PartnershipForm", "StartForm", "TypeForm"]
