"""An expected refusal: one sentence for the person, shown in the form or on a page, never a stack trace."""

from __future__ import annotations


class Refusal(Exception):
    """The action cannot be done; the message is one sentence that says why and what to do."""


class NotAllowed(Refusal):
    """This person may see the page but not do this here."""
