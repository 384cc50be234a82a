"""Campaigns with the people they ask, and workshops with the phones that join."""

from .campaign import Campaign, Invitation, usual_reminders
from .workshop import Phone, PhoneAnswer, Workshop

__all__ = ["Campaign", "Invitation", "Phone", "PhoneAnswer", "Workshop", "usual_reminders"]
