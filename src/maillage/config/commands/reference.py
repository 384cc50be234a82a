"""``maillage reference``: the public data of this machine, what is there and how to get it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from . import ground

if TYPE_CHECKING:
    from maillage.territory.reference.dataset import Dataset
    from maillage.territory.reference.fetching import Step
    from maillage.territory.reference.store import Card


@click.group("reference")
def reference_command() -> None:
    """Les données publiques de cette machine : ce qui est là, d'où cela vient, comment l'obtenir."""


@reference_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Tout, avec l'empreinte des fichiers lus, en JSON.")
def list_datasets(as_json: bool) -> None:
    """Montrer la fiche de chaque jeu de données : producteur, licence, millésime, lignes gardées, état."""
    ground.start_django()
    from maillage.territory.reference import catalogue

    datasets = catalogue.list_datasets()
    if as_json:
        ground.say_json([described(dataset) for dataset in datasets])
        return
    for dataset in datasets:
        tell(dataset)
    present = sum(described(dataset)["present"] for dataset in datasets)
    click.echo(f"{present} jeux présents sur {len(datasets)}.")


def tell(dataset: Dataset) -> None:
    from maillage.territory.reference import store

    card = store.card(dataset.name)
    click.echo(f"{dataset.name} : {dataset.title}")
    click.echo(f"  {dataset.producer} ; {dataset.licence}\n  {dataset.page}")
    if card is None:
        click.echo(f"  {store.how_to_get(dataset)}\n")
        return
    click.echo(f"  présent : {card.vintage}, {counted(card)}, lu le {card.fetched_on.isoformat()}")
    for detail in (card.note, repaired(card)):
        if detail:
            click.echo(f"  {detail}")
    click.echo()


def counted(card: Card) -> str:
    masked = f", {number(card.rows_masked)} masquées" if card.rows_masked else ""
    return f"{number(card.rows_kept)} lignes gardées sur {number(card.rows_read)} lues{masked}"


def repaired(card: Card) -> str:
    """What was done to communes and points, as one line; empty when nothing was."""
    done = (
        (card.communes_changed, "d'une commune fusionnée depuis"),
        (card.communes_unknown, "sans commune connue"),
        (card.points_moved, "dont le point était hors de leur commune"),
        (card.at_town_hall, "situées à la mairie"),
    )
    told = ", ".join(f"{what} : {number(rows)}" for rows, what in done if rows)
    return f"lignes {told}" if told else ""


def number(value: int) -> str:
    from maillage.toolkit import words

    return words.number(value)


def described(dataset: Dataset) -> dict[str, Any]:
    """The dataset and its card, for machines: the card's fields are null when it is not on this machine."""
    from maillage.territory.reference import store

    card = store.card(dataset.name)
    fields = {field.name: getattr(card, field.name) if card else None for field in dataclasses.fields(store.Card)}
    return {
        **fields,
        "name": dataset.name,
        "title": str(dataset.title),
        "producer": str(dataset.producer),
        "licence": str(dataset.licence),
        "page": dataset.page,
        "places": dataset.are_places,
        "downloadable": dataset.official is not None,
        "present": card is not None,
        "files": card.files if card else [],
        "how_to_get": None if card else store.how_to_get(dataset),
    }


@reference_command.command("fetch")
@click.argument("names", nargs=-1, metavar="[DATASET]...")
@click.option("--from", "mirror", type=click.Path(path_type=Path), help="Lire un dossier miroir, sans réseau.")
def fetch(names: tuple[str, ...], mirror: Path | None) -> None:
    """Obtenir des jeux de données (tous par défaut) ; un téléchargement interrompu reprend.

    Un jeu refusé n'arrête pas les autres : il garde sa version précédente, et la commande finit en le nommant.
    """
    ground.start_django()
    from maillage.territory.reference import catalogue, fetching

    fetching.require_folder(mirror)
    wanted = [catalogue.dataset(name) for name in names] or fetching.obtainable(mirror)
    refused = []
    for dataset in wanted:
        try:
            with bar(str(dataset.title)) as progress:
                (card,) = fetching.fetch([dataset.name], mirror, progress)
        except Refusal as refusal:
            if len(wanted) == 1:
                raise
            click.echo(f"{dataset.name} : {refusal}", err=True)
            refused.append(dataset.name)
        else:
            click.echo(f"{card.name} : {counted(card)} ({card.vintage}).")
    if refused:
        raise Refusal(f"Refusés : {', '.join(refused)}.")


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
