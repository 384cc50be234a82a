"""Letters leave from the space's own address, if the server may write in its name."""

from __future__ import annotations

import smtplib

import pytest
from django.core import mail
from django.urls import reverse

from maillage.spaces import actions, emails
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal

WORDS = {"name": "Pays d'Aulne", "purpose": ""}


@pytest.fixture(autouse=True)
def _senders(settings):
    settings.SENDERS = ["exemple.fr", "Seule@ailleurs.fr"]


@pytest.fixture
def address(cast) -> str:
    return reverse("spaces:edit", args=[cast.space.slug])


def test_the_pilot_gives_the_space_an_address_that_a_letter_tries_first(cast, as_role, address):
    lea = as_role("pilot")
    assert "Vide : elles partent de l'adresse du serveur" in lea.get(address).text.replace("&#x27;", "'")
    assert emails.sender_of(cast.space).endswith("<ne-pas-repondre@localhost>")
    lea.post(address, {**WORDS, "sender": "Aulne@exemple.fr", "read_version": cast.space.version})
    space = Space.objects.get(pk=cast.space.pk)
    assert emails.sender_of(space) == "Pays d'Aulne <aulne@exemple.fr>"
    [letter] = mail.outbox
    assert (letter.from_email, letter.to) == ("Pays d'Aulne <Aulne@exemple.fr>", ["Léa Martin <lea@exemple.fr>"])
    lea.post(address, {**WORDS, "sender": "aulne@exemple.fr", "read_version": space.version})
    assert len(mail.outbox) == 1  # the same address is not tried again
    lea.post(address, {**WORDS, "sender": "", "read_version": space.version + 1})
    assert Space.objects.get(pk=cast.space.pk).sender == ""


def test_nobody_writes_in_the_name_of_an_address_that_is_not_the_server_s(cast, as_role, address):
    said = {**WORDS, "read_version": cast.space.version}
    refused = as_role("pilot").post(address, {**said, "sender": "ministre@gouv.exemple"})
    assert "n'envoie des lettres qu'au nom de exemple.fr et Seule@ailleurs.fr" in refused.text.replace("&#x27;", "'")
    with pytest.raises(Refusal):
        actions.edit_space(space=cast.space, **WORDS, sender="autre@ailleurs.fr", by=cast.lea)
    actions.edit_space(space=cast.space, **WORDS, sender="seule@ailleurs.fr", by=cast.lea)
    assert mail.outbox == []


def test_an_address_that_the_mail_server_refuses_is_not_kept(cast, as_role, address, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise smtplib.SMTPSenderRefused(553, b"not yours", "aulne@exemple.fr")

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    said = {**WORDS, "sender": "aulne@exemple.fr", "read_version": cast.space.version}
    assert "pas partie" in as_role("pilot").post(address, said).text
    assert Space.objects.get(pk=cast.space.pk).sender == ""


def test_only_the_pilot_changes_it(as_role, address):
    for role in ("facilitator", "partner", "observer"):
        assert as_role(role).post(address, {**WORDS, "sender": "aulne@exemple.fr"}).status_code == 403
    assert mail.outbox == []
