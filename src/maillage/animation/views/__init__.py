"""The pages of the animation.

Every member reads the dates, the agendas, the decisions and the actions. The minutes and who was there are working
notes: the pilot's team and the partners read them, observers do not. The name of a partnership that is not published
is shown only to those who may read that partnership.
"""

from .actions import edit_action, home, move, new_action
from .meetings import attendance, calendar, decisions, edit_meeting, meeting, new_body, new_meeting

__all__ = [
    "attendance",
    "calendar",
    "decisions",
    "edit_action",
    "edit_meeting",
    "home",
    "meeting",
    "move",
    "new_action",
    "new_body",
    "new_meeting",
]
