"""The demonstration's letters read back from files; the command that a clock runs."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from maillage.campaigns import emails, mailbox
from maillage.campaigns.models import Campaign, Invitation

from .story import Visitor


@pytest.fixture
def written(settings, tmp_path):
    """Letters go to files, as they do without a mail server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def test_the_demonstrations_letters_are_read_with_their_links(written, ask, cast, as_role):
    cast.space.fictional = True
    cast.space.save()
    campaign = ask("named", letters=True, cfa=1, mission=1)
    mailbox_page = reverse("campaigns:letters", args=[cast.space.slug])
    page = as_role("pilot").get(mailbox_page).text
    assert "2 lettres écrites" in page
    visitor = Visitor(campaign.invitations.get(email="cfa0@exemple.fr"), ask.partnership)
    assert f'href="{visitor.url()}"' in page  # on this server, whatever the address that letters hold
    assert "Qui lira quoi" in page
    assert as_role("partner").get(mailbox_page).status_code == 403
    [letter, _other] = sorted(mailbox.letters_of(cast.space.slug), key=lambda one: one.to)
    assert letter.to == "cfa 0 <cfa0@exemple.fr>"
    assert mailbox.letters_of("ailleurs") == []


def test_real_letters_are_shown_to_nobody(written, ask, cast, as_role, settings):
    ask("named", cfa=1)
    page = reverse("campaigns:letters", args=[cast.space.slug])
    assert as_role("pilot").get(page).status_code == 404  # real people
    cast.space.fictional, settings.DEMO = True, False
    cast.space.save()
    assert as_role("pilot").get(page).status_code == 404


def test_a_name_cannot_write_the_headers_of_a_letter(ask, cast):
    campaign = ask.prepare(cfa=1)
    Campaign.objects.update(title="Titre\nBcc: x@exemple.fr")
    Invitation.objects.update(name='Zoé "Z" <x@exemple.fr>\r\nBcc: y@exemple.fr')
    cast.space.name = "Pays\r\nBcc: z@exemple.fr"
    cast.space.save()
    invitation = Invitation.objects.select_related("campaign__space", "campaign__asked_by", "organisation").get()
    letter = emails.invitation_letter(invitation)
    sent = letter.message()
    assert sent["Bcc"] is None
    assert letter.recipients() == letter.to
    assert "\n" not in letter.subject
    assert campaign.pk


@pytest.fixture
def remind(monkeypatch, here):
    """``remind("--json")`` → what the command says; Django is already there."""
    monkeypatch.setattr("maillage.config.commands.ground.start_django", lambda **environment: None)
    return lambda words="": here(f"campaigns remind {words}")


def test_the_days_round_says_what_left(ask, cast, remind):
    assert "Aucune campagne" in remind()
    ask("named", cfa=2)
    Invitation.objects.update(invited_on=timezone.localdate())
    mail.outbox.clear()
    day = (ask.deadline - timedelta(days=7)).isoformat()
    assert remind(f"--on {day}") == "pays-d-aulne : 2 relances.\n"
    again = json.loads(remind(f"--on {day} --json"))
    assert again == {"on": day, "reminders": {"pays-d-aulne": 0}, "campaigns_forgotten": 0, "workshops_forgotten": 0}
    assert len(mail.outbox) == 2
    later = (ask.deadline + timedelta(days=61)).isoformat()
    assert "effacés dans 1 campagne." in remind(f"--on {later}")


def test_a_mail_server_that_is_silent_is_said_in_one_sentence(ask, remind, monkeypatch):
    from maillage.toolkit.refusals import Refusal

    ask("named", cfa=1)
    Invitation.objects.update(invited_on=date(2026, 1, 1))

    def refuse(self, *args, **kwargs):
        raise ConnectionRefusedError("refusé")

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)
    with pytest.raises(Refusal, match="MAILLAGE_SMTP_HOST"):
        remind(f"--on {ask.deadline.isoformat()}")
    assert Invitation.objects.get().reminders == 0
