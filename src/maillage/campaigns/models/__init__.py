"""Campaigns with the people they ask, and the round of each day."""

from .campaign import Campaign, Invitation, usual_reminders
from .rounds import Round

__all__ = ["Campaign", "Invitation", "Round", "usual_reminders"]
