"""The ``maillage`` command. Errors are one sentence that says what to do; bad input exits with code 2."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from maillage import __version__

from . import french

COMMANDS = {
    # name: module of maillage.config.commands that defines it
    "demo": "serving",
    "serve": "serving",
    "space": "spaces",
    "territory": "territory",
    "access": "access",
    "tension": "tension",
    "reference": "reference",
    "import": "actors",
    "work": "actors",
    "campaigns": "campaigns",
    "report": "restitution",
    "analyse": "analysis",
}


class Commands(click.Group):
    """Modules are imported only when their command is called: ``--version`` answers at once."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(f"maillage.config.commands.{COMMANDS[name]}")
        return getattr(module, f"{name}_command")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="maillage", help="Afficher la version.")
def commands() -> None:
    """Maillage : l'atelier des partenariats d'un territoire pour l'accès à l'alternance."""


def main() -> None:
    """Run a command; whatever was expected to go wrong becomes a sentence on the error output."""
    from .commands.ground import EXPECTED

    french.teach()
    try:
        status = commands(prog_name="maillage", standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.ClickException as error:
        click.echo(french.sentence(error), err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except EXPECTED as error:
        click.echo(str(error), err=True)
        sys.exit(2)
