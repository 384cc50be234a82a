"""The ``maillage`` command."""

from __future__ import annotations

import os

import click

from maillage import __version__


def start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")
    import django

    django.setup()


@click.group()
@click.version_option(__version__, prog_name="maillage")
def main() -> None:
    """Maillage."""
