"""The letters of a campaign, in plain text, in the reader's language. Composed here, sent by the actions."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from maillage.spaces.emails import sender_of, written_address
from maillage.toolkit import typography

from . import links, queries, subjects, wording
from .models import Invitation


def link_to(invitation: Invitation, page: str = "welcome") -> str:
    """The whole address of this person's page, on the address at which the server is known."""
    return settings.PUBLIC_ADDRESS + reverse(f"by_link:{page}", args=[links.token_of(invitation.key)])


def invitation_letter(invitation: Invitation) -> EmailMessage:
    """Who asks, why, how long it takes, who reads what, until when; how to say no."""
    with translation.override(invitation.language):
        campaign = invitation.campaign
        subject = subjects.subject_of(campaign)
        parts = subject.parts(invitation)
        context = {
            "question": subject.question,
            "parts": parts,
            "minutes": wording.minutes(subject, len(parts)),
            "promise": wording.promise(campaign, pilots=queries.pilots_of(campaign.space)),
            "refuse": link_to(invitation, "decline"),
            "forward": link_to(invitation, "forward"),
        }
        return _letter(invitation, "invitation", campaign.title, context)


def reminder_letter(awaited: Sequence[Invitation]) -> EmailMessage:
    """One letter for everything that this person has not answered yet in the space."""
    first = awaited[0]
    with translation.override(first.language):
        title = (
            _("Rappel : %(title)s") % {"title": first.campaign.title}
            if len(awaited) == 1
            else _("Rappel : vos réponses sont attendues")
        )
        asked = [(one, link_to(one)) for one in awaited]
        return _letter(first, "reminder", title, {"asked": asked, "stop": link_to(first, "stop")})


def thanks_letter(invitation: Invitation) -> EmailMessage:
    """Thanks, and the person's own answers."""
    with translation.override(invitation.language):
        campaign = invitation.campaign
        answers = subjects.subject_of(campaign).own_answers(invitation)
        title = _("Merci : vos réponses à « %(title)s »") % {"title": campaign.title}
        return _letter(invitation, "thanks", title, {"answers": answers})


def _letter(invitation: Invitation, name: str, title: str, context: dict) -> EmailMessage:
    campaign = invitation.campaign
    context |= {
        "invitation": invitation,
        "campaign": campaign,
        "space": campaign.space,
        "link": link_to(invitation),
    }
    body = render_to_string(f"campaigns/letters/{name}.txt", context).strip() + "\n"
    if translation.get_language() == "fr":
        body, title = typography.typeset(body), typography.typeset(title)
    asker = campaign.asked_by
    return EmailMessage(
        subject=" ".join(title.split()),
        body=body,
        from_email=sender_of(campaign.space),
        to=[written_address(invitation.name, invitation.email)],
        reply_to=[written_address(asker.name, asker.email)] if asker else None,
        headers={"X-Maillage-Space": campaign.space.slug, "X-Maillage-Letter": name},
    )
