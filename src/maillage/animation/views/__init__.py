"""The pages of the animation.

Every member reads the dates, the agendas, the decisions and the actions. The minutes and who was there are working
notes: the pilot's team and the partners read them, observers do not. The name of a partnership that is not published
is shown only to those who may read that partnership. The plan and the pathway of a partnership are read by its members;
its numbers by whoever sees it, the small ones hidden.
"""

from .actions import edit_action, home, move, new_action
from .counts import counts, edit_counts, new_counts
from .meetings import attendance, calendar, decisions, edit_body, edit_meeting, meeting, new_body, new_meeting
from .pathway import fill, pathway, pathway_file, territory_pathway, territory_pathway_file, undo
from .plan import plan, plan_line

__all__ = [
    "attendance",
    "calendar",
    "counts",
    "decisions",
    "edit_action",
    "edit_body",
    "edit_counts",
    "edit_meeting",
    "fill",
    "home",
    "meeting",
    "move",
    "new_action",
    "new_body",
    "new_counts",
    "new_meeting",
    "pathway",
    "pathway_file",
    "plan",
    "plan_line",
    "territory_pathway",
    "territory_pathway_file",
    "undo",
]
