"""From which address a space writes, and the letter that tries it."""

from __future__ import annotations

import smtplib
from email.headerregistry import Address
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from maillage.accounts.models import User
from maillage.toolkit.refusals import Refusal

from . import permissions
from .models import Space


def written_address(name: str, email: str) -> str:
    """« Léa Martin <lea@exemple.fr> », whatever a name may hold."""
    return str(Address(display_name=" ".join(name.split()), addr_spec=email))


def sender_of(space: Space) -> str:
    """The space's name with its own address, or the server's."""
    return written_address(space.name, space.sender or parseaddr(settings.DEFAULT_FROM_EMAIL)[1])


def try_sender(space: Space, address: str, *, to: User) -> None:
    """Write to this person from an address that the space would like to use; raises Refusal if it does not leave."""
    permissions.check_may_send_from(address)
    letter = EmailMessage(
        subject=_("Essai de l'adresse d'envoi"),
        body=_("Les lettres de « %(space)s » partiront de cette adresse. Si vous lisez ceci, elle convient.\n")
        % {"space": space.name},
        from_email=written_address(space.name, address),
        to=[written_address(to.name, to.email)],
        headers={"X-Maillage-Space": space.slug, "X-Maillage-Letter": "trial"},
    )
    try:
        letter.send()
    except (OSError, smtplib.SMTPException):
        raise Refusal(
            _(
                "La lettre d'essai n'est pas partie : le serveur de courrier refuse cette adresse, ou ne répond pas. "
                "Rien n'est changé."
            )
        ) from None
