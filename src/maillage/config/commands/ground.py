"""What every command needs: settings that were checked, a space found by its address, a person to act for."""

from __future__ import annotations

import json
import os
from typing import Any

import click

from maillage.config.environment import BadSetting, data_directory
from maillage.toolkit.refusals import Refusal
from maillage_analysis.errors import InputError

EXPECTED = (BadSetting, Refusal, InputError)


def start_django(*, own_base: bool = False, **environment: str) -> None:
    """Read the settings and open the rooms; the schema of the database must be up to date (see ``migrate``).

    On a machine that holds only the demonstration, commands work on it; ``own_base`` says not to (a real space opens).
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")
    os.environ.update(environment)
    if not own_base:
        turn_to_the_demonstration_if_alone()
    import django

    django.setup()


def turn_to_the_demonstration_if_alone() -> None:
    folder = data_directory()
    demonstration = folder / "demo"
    alone = not (folder / "maillage.sqlite3").exists() and (demonstration / "maillage.sqlite3").exists()
    if alone and not os.environ.get("DATABASE_URL"):
        os.environ["MAILLAGE_DATA"] = str(demonstration)
        os.environ.setdefault("MAILLAGE_PUBLIC_DATA", str(folder))


def migrate() -> None:
    """Bring the database to the present schema, or say that it cannot be reached."""
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise Refusal(
            f"La base de données ne répond pas ({reason}). Vérifiez DATABASE_URL, ou que le serveur est démarré."
        ) from None


def find_space(slug: str) -> Any:
    from maillage.spaces.models import Space

    space = Space.objects.filter(slug=slug).first()
    if space is None:
        known = ", ".join(Space.objects.values_list("slug", flat=True)) or "aucun"
        raise Refusal(f"Aucun espace à l'adresse « {slug} ». Espaces connus : {known}.")
    return space


def pilot_of(space: Any) -> Any:
    """The person in whose name the command acts: whoever runs the server acts for the pilot."""
    from maillage.spaces.enums import Role

    membership = space.memberships.filter(role=Role.PILOT).order_by("pk").first()
    if membership is None:
        raise Refusal(f"L'espace « {space} » n'a pas de pilote : invitez-en un avec « maillage space invite ».")
    return membership.user


def say_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
