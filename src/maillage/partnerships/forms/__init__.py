"""Forms of partnerships, one subject a file."""

from .lifecycle import DeliverableForm, StageForm
from .partnership import DayInput, MemberDatesForm, MemberForm, PartnershipForm
from .readings import AnswerForm, StartForm, TypeForm
from .sheet import SECTIONS, FundingForm, IdentityForm, MilestoneForm
from .versions import CriterionForm, FileForm, NewTypeForm, TypologyForm

__all__ = [
    "SECTIONS",
    "AnswerForm",
    "CriterionForm",
    "DayInput",
    "DeliverableForm",
    "FileForm",
    "FundingForm",
    "IdentityForm",
    "MemberDatesForm",
    "MemberForm",
    "MilestoneForm",
    "NewTypeForm",
    "PartnershipForm",
    "StageForm",
    "StartForm",
    "TypeForm",
    "TypologyForm",
]
