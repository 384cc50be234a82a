"""What this room keeps about a contact: what this person handed in when a campaign asked them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maillage.actors.models import Contact
from maillage.actors.traces import Trace
from maillage.toolkit.words import long_date

from .models import AskedSheet
from .queries.asked import handed_in_words


def answered(contact: Contact) -> Iterator[Trace]:
    """One trace for each sheet handed in: its answers, which are on the organisation's sheet with this person's name.

    Drafts are told too: they are this person's alone.
    """
    sheets = AskedSheet.objects.filter(invitation__contact=contact)
    sheets = sheets.select_related("invitation__organisation", "invitation__campaign", "space").order_by("pk")
    for sheet in sheets:
        words = {"title": sheet.invitation.campaign.title, "organisation": sheet.invitation.organisation.name}
        if not sheet.is_handed_in:
            sentence = _("A commencé des réponses à « %(title)s », pour %(organisation)s, sans les remettre.") % words
            yield Trace(_("Enjeux et ressources"), sentence, words)
            continue
        answers = handed_in_words([sheet]).replace("\n- ", " ; ")
        words |= {"day": long_date(sheet.handed_in_on), "answers": answers}
        sentence = _(
            "A répondu le %(day)s à « %(title)s » pour %(organisation)s, dont la fiche garde ces réponses : %(answers)s"
        )
        yield Trace(_("Enjeux et ressources"), sentence % words, words)
