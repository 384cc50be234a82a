"""What the groups add to the pages of lower rooms."""

from __future__ import annotations

from django import template

from maillage.actors.models import Contact
from maillage.groups.models import Seat

register = template.Library()


@register.inclusion_tag("groups/held_seats.html")
def held_seats(contact: Contact) -> dict:
    """The seats in the name of a contact, on the page where its departure is noted: they do not pass on unseen."""
    return {"seats": list(Seat.objects.filter(contact=contact).select_related("group"))}
