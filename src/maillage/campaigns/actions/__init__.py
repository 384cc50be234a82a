"""What changes a campaign, the people it asks and how far they are; a workshop and its phones. One subject a file."""

from .answering import (
    answer_after_all,
    decline,
    forward,
    note_answers_came,
    note_opened,
    note_progress,
    stop_reminders,
)
from .campaigns import close_campaign, create_campaign, edit_campaign, open_campaign, reopen_campaign
from .forgetting import forget_contact, forget_names
from .letters import deliver_invitations, send_unsent_letters
from .people import Person, answer_for, ask_people, revoke_link, send_link_again
from .phones import answer, change_college, join
from .reminders import remind_due, remind_now
from .workshops import (
    close_workshop,
    create_workshop,
    discard_workshop,
    edit_workshop,
    forget_workshops,
    hide_results,
    keep_workshop,
    open_workshop,
    reopen_workshop,
    show_item,
)

__all__ = [
    "Person",
    "answer",
    "answer_after_all",
    "answer_for",
    "ask_people",
    "change_college",
    "close_campaign",
    "close_workshop",
    "create_campaign",
    "create_workshop",
    "decline",
    "deliver_invitations",
    "discard_workshop",
    "edit_campaign",
    "edit_workshop",
    "forget_contact",
    "forget_names",
    "forget_workshops",
    "forward",
    "hide_results",
    "join",
    "keep_workshop",
    "note_answers_came",
    "note_opened",
    "note_progress",
    "open_campaign",
    "open_workshop",
    "remind_due",
    "remind_now",
    "reopen_campaign",
    "reopen_workshop",
    "revoke_link",
    "send_link_again",
    "send_unsent_letters",
    "show_item",
    "stop_reminders",
]
