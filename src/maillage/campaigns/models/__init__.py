"""Campaigns with the people they ask, the round of each day, and workshops with the phones that join."""

from .campaign import Campaign, Invitation, usual_reminders
from .rounds import Round
from .workshop import Phone, PhoneAnswer, Workshop

__all__ = ["Campaign", "Invitation", "Phone", "PhoneAnswer", "Round", "Workshop", "usual_reminders"]
