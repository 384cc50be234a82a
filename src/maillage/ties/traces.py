"""What this room keeps about a contact: the ties that this person said for their organisation."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maillage.actors.models import Contact
from maillage.actors.traces import Trace
from maillage.toolkit.words import long_date

from . import wording
from .models import Mention, Statement


def said_ties(contact: Contact) -> Iterator[Trace]:
    """One trace for each statement in which this person said something, with what they said."""
    mentions: dict[Statement, list[Mention]] = {}
    said = Mention.objects.filter(invitation__contact=contact).order_by("pk").prefetch_related("strands")
    for mention in said.select_related("organisation", "statement__campaign", "statement__organisation"):
        mentions.setdefault(mention.statement, []).append(mention)
    for statement, own in mentions.items():
        words = {
            "title": statement.campaign.title,
            "organisation": statement.organisation.name,
            "day": long_date(max(mention.said_on for mention in own)),
            "answers": wording.own_answers(own).removeprefix("- ").replace("\n- ", " ; "),
        }
        sentence = _("A dit le %(day)s, dans « %(title)s », des liens de %(organisation)s : %(answers)s")
        yield Trace(_("Liens"), sentence % words, words)
