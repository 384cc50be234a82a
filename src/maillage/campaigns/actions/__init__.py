"""What changes a campaign, the people it asks and how far they are, one subject a file."""

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
from .reminders import remind_due, remind_now, send_asked_reminders

__all__ = [
    "Person",
    "answer_after_all",
    "answer_for",
    "ask_people",
    "close_campaign",
    "create_campaign",
    "decline",
    "deliver_invitations",
    "edit_campaign",
    "forget_contact",
    "forget_names",
    "forward",
    "note_answers_came",
    "note_opened",
    "note_progress",
    "open_campaign",
    "remind_due",
    "remind_now",
    "reopen_campaign",
    "revoke_link",
    "send_asked_reminders",
    "send_link_again",
    "send_unsent_letters",
    "stop_reminders",
]
