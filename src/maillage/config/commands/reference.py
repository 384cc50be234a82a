"""``maillage reference``: the public data of this machine, what is there and how to get it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import ground

if TYPE_CHECKING:
    from maillage.territory.reference.fetching import Step


@click.group("reference")
def reference_command() -> None:
    """Les données publiques de cette machine : ce qui est là, d'où cela vient, comment l'obtenir."""


@reference_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="En JSON.")
def list_datasets(as_json: bool) -> None:
    """Montrer chaque jeu de données : producteur, licence, millésime, état."""
    ground.start_django()
    from maillage.territory.reference import catalogue

    cards = [described_dataset(dataset) for dataset in catalogue.list_datasets()]
    if as_json:
        ground.say_json(cards)
        return
    for card in cards:
        click.echo(f"{card['name']} : {card['title']}\n  {card['producer']}, {card['licence']}\n  {card['page']}")
        click.echo(f"  {card['state']}\n")


def described_dataset(dataset: Any) -> dict[str, Any]:
    from maillage.territory.reference import store

    card = store.card(dataset.name)
    state = (
        f"présent : {card.vintage}, {card.rows_kept} lignes ({card.rows_masked} masquées), lu le {card.fetched_at[:10]}"
        if card
        else store.how_to_get(dataset)
    )
    return {
        "name": dataset.name,
        "title": str(dataset.title),
        "producer": str(dataset.producer),
        "licence": str(dataset.licence),
        "page": dataset.page,
        "present": card is not None,
        "vintage": card.vintage if card else None,
        "origin": card.origin if card else None,
        "rows_read": card.rows_read if card else None,
        "rows_kept": card.rows_kept if card else None,
        "rows_masked": card.rows_masked if card else None,
        "fetched_at": card.fetched_at if card else None,
        "files": card.files if card else [],
        "state": state,
    }


@reference_command.command("fetch")
@click.argument("names", nargs=-1, metavar="[DATASET]...")
@click.option("--from", "mirror", type=click.Path(path_type=Path), help="Lire un dossier miroir, sans réseau.")
def fetch(names: tuple[str, ...], mirror: Path | None) -> None:
    """Obtenir des jeux de données (tous par défaut) ; un téléchargement interrompu reprend."""
    ground.start_django()
    from maillage.territory.reference import catalogue, fetching

    for dataset in [catalogue.dataset(name) for name in names] or fetching.obtainable(mirror):
        with bar(str(dataset.title)) as progress:
            (card,) = fetching.fetch([dataset.name], mirror, progress)
        click.echo(f"{card.name} : {card.rows_kept} lignes gardées sur {card.rows_read} lues ({card.vintage}).")


@contextmanager
def bar(title: str) -> Iterator[Any]:
    """A progress bar on the error output; it says nothing when nobody looks."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(title, total=None)

        def tell_step(step: Step) -> None:
            progress.update(task, completed=step.done, total=step.total)

        yield tell_step
