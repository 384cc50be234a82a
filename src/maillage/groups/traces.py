"""What working groups keep about a contact: the seats they hold."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maillage.actors.models import Contact
from maillage.actors.traces import Trace

from .models import Seat


def seats(contact: Contact) -> Iterator[Trace]:
    for seat in Seat.objects.filter(contact=contact).select_related("group").order_by("pk"):
        words = {"group": seat.group.name, "level": seat.get_level_display()}
        sentence = _("Siège au groupe « %(group)s » (niveau %(level)s) ; le siège reste à l'organisation.") % words
        yield Trace(_("Groupe de travail"), sentence, {**words, "reason": seat.reason})
