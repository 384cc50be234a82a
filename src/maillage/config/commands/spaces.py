"""``maillage space``: open a space and give somebody access, from the machine that runs the server."""

from __future__ import annotations

import click

from . import ground


@click.group("space")
def space_command() -> None:
    """Ouvrir un espace, inviter quelqu'un."""


@space_command.command("create")
@click.argument("slug")
@click.option("--name", required=True, help="Nom de la démarche.")
@click.option("--pilot", required=True, help="Adresse électronique du pilote.")
@click.option("--pilot-name", required=True, help="Nom du pilote.")
def create(slug: str, name: str, pilot: str, pilot_name: str) -> None:
    """Ouvrir un espace à l'adresse SLUG et y nommer un pilote."""
    ground.start_django(own_base=True)
    ground.migrate()
    from maillage.accounts.models import User
    from maillage.spaces import actions

    person = User.objects.filter(email=pilot.lower()).first() or User.objects.create_user(pilot, pilot_name)
    space = actions.create_space(slug=slug, name=name, by=person)
    click.echo(f"L'espace « {space} » est ouvert ; {person} en est pilote et se connecte avec {person.email}.")


@space_command.command("invite")
@click.argument("slug")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--role", default="partner", type=click.Choice(["pilot", "facilitator", "partner", "observer"]))
def invite(slug: str, email: str, name: str, role: str) -> None:
    """Donner à quelqu'un un rôle dans l'espace SLUG."""
    ground.start_django(own_base=True)
    from maillage.spaces import actions
    from maillage.spaces.enums import Role

    space = ground.find_space(slug)
    membership = actions.invite(space=space, email=email, name=name, role=Role(role), by=ground.pilot_of(space))
    click.echo(f"{membership} peut se connecter à « {space} » avec {membership.user.email}.")
