"""``maillage campaigns``: what a clock does every day for the campaigns, without anybody at the keyboard."""

from __future__ import annotations

from datetime import datetime
from smtplib import SMTPException
from typing import TYPE_CHECKING

import click

from maillage.toolkit.refusals import Refusal

from . import ground

if TYPE_CHECKING:
    from maillage.campaigns.tasks import Done


@click.group("campaigns")
def campaigns_command() -> None:
    """Les campagnes par lien personnel : relances prévues, noms à effacer."""


@campaigns_command.command("remind")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Faire comme si l'on était ce jour-là.")
@click.option("--json", "as_json", is_flag=True, help="Répondre en JSON.")
def remind(on: datetime | None, as_json: bool) -> None:
    """Envoyer les lettres en attente et les relances du jour, effacer les noms qui ont servi.

    Le serveur le fait de lui-même une fois par jour ; cette commande est pour qui préfère sa propre horloge. Une
    seconde fois le même jour n'envoie rien de plus.
    """
    ground.start_django()
    from django.utils import timezone

    from maillage.campaigns import tasks

    day = on.date() if on else timezone.localdate()
    try:
        done = tasks.do(day)
    except (OSError, SMTPException) as fault:
        raise Refusal(
            f"Le serveur de courrier ne répond pas ({fault}). Vérifiez MAILLAGE_SMTP_HOST et relancez : "
            "ce qui est déjà parti ne repart pas."
        ) from None
    sent = {space.slug: number for space, number in done.reminders.items()}
    if as_json:
        ground.say_json({"on": day, "reminders": sent, "campaigns_forgotten": done.forgotten, **done.also})
        return
    _say(sent, done)


def _say(sent: dict[str, int], done: Done) -> None:
    if not sent:
        click.echo("Aucune campagne n'attend de réponse.")
    for slug, number in sent.items():
        click.echo(f"{slug} : {number or 'aucune'} relance{'s' if number > 1 else ''}.")
    if done.forgotten:
        click.echo(f"Noms et adresses effacés dans {done.forgotten} campagne{'s' if done.forgotten > 1 else ''}.")
    workshops = done.also["workshops_forgotten"]
    if workshops:
        several = "s" if workshops > 1 else ""
        click.echo(f"Réponses effacées dans {workshops} atelier{several} ni gardé{several} ni jeté{several}.")
