"""Forms of the animation, one subject a file."""

from .counts import CountsForm
from .meetings import ActionForm, AttendanceForm, BodyForm, DecisionForm, MeetingForm, ShowForm
from .pathway import PathwayForm
from .plan import PlanForm

__all__ = [
    "ActionForm",
    "AttendanceForm",
    "BodyForm",
    "CountsForm",
    "DecisionForm",
    "MeetingForm",
    "PathwayForm",
    "PlanForm",
    "ShowForm",
]
