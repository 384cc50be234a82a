"""What campaigns keep about a contact: that they were asked, never what they answered."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from maillage.actors.models import Contact
from maillage.actors.traces import Trace
from maillage.toolkit.words import long_date

from .models import Invitation


def asked(contact: Contact) -> Iterator[Trace]:
    invitations = Invitation.objects.filter(contact=contact).select_related("campaign").order_by("pk")
    for invitation in invitations:
        title = invitation.campaign.title
        sent = long_date(invitation.invited_on) if invitation.invited_on else ""
        sentence = (
            _("A reçu le %(day)s un lien personnel de la campagne « %(title)s ».") % {"day": sent, "title": title}
            if sent
            else _("Est sur la liste de la campagne « %(title)s » ; aucun lien n'est encore parti.") % {"title": title}
        )
        data = {"campaign": title, "name": invitation.name, "email": invitation.email, "asked_on": sent}
        yield Trace(_("Campagnes"), sentence, data)
