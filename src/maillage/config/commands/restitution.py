"""``maillage report``: the report of a space, as its pilot would download it."""

from __future__ import annotations

from pathlib import Path

import click

from maillage.toolkit.refusals import Refusal

from . import ground


@click.command("report")
@click.argument("slug")
@click.option("--output", required=True, type=click.Path(path_type=Path), help="Fichier PDF à écrire.")
@click.option("--language", default="fr", type=click.Choice(["fr", "en"]), help="Langue du rapport.")
def report_command(slug: str, output: Path, language: str) -> None:
    """Écrire le rapport (PDF) de l'espace SLUG."""
    ground.start_django()
    from django.utils import timezone, translation

    from maillage.restitution import actions

    if not output.parent.is_dir():
        raise Refusal(f"Le dossier « {output.parent} » n'existe pas : créez-le ou choisissez-en un autre.")
    space = ground.find_space(slug)
    with translation.override(language):
        document = actions.give_report(space=space, on=timezone.localdate(), by=ground.pilot_of(space))
    partial = output.with_name(f".{output.name}.partial")
    partial.write_bytes(document)
    partial.replace(output)
    click.echo(f"Rapport de « {space} » écrit dans {output} ({len(document) // 1024} Ko).")
