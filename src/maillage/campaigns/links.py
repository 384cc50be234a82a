"""The personal link: half of it is stored, the other half is a signature that only this server can make.

A copy of the database opens no link; a reminder sends the same link again without storing it. See decision 0017.
"""

from __future__ import annotations

import base64
import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "maillage.campaigns.link"
KEY_LENGTH = 16
SIGNATURE_BYTES = 16


def draw_key() -> str:
    """A new stored half: 96 bits of chance in 16 letters."""
    return secrets.token_urlsafe(12)


def token_of(key: str) -> str:
    """The end of the address that is sent to the person."""
    return key + _signature(key, settings.SECRET_KEY)


def key_of(token: str) -> str | None:
    """The stored half of a token that this server signed; None for any other word."""
    key, signature = token[:KEY_LENGTH], token[KEY_LENGTH:]
    secrets_known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    matches = [constant_time_compare(signature, _signature(key, secret)) for secret in secrets_known]
    return key if any(matches) else None


def respondent_mark(*, space_id: int, email: str, organisation_id: int | None) -> str:
    """The same person for the same organisation always has the same mark; the mark does not give the person back."""
    person = f"{space_id}:{email.strip().lower()}:{organisation_id or ''}"
    return salted_hmac("maillage.campaigns.respondent", person, algorithm="sha256").hexdigest()[:32]


def _signature(key: str, secret: str) -> str:
    digest = salted_hmac(SALT, key, secret=secret, algorithm="sha256").digest()[:SIGNATURE_BYTES]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
