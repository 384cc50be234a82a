"""``maillage import``: a spreadsheet of organisations, planned first, written only when asked; ``maillage work``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from maillage.toolkit.refusals import Refusal

from . import ground

if TYPE_CHECKING:
    from maillage.actors.plans import Line, Plan
    from maillage.spaces.models import Space


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--space", "slug", required=True, metavar="SLUG", help="Adresse de l'espace.")
@click.option("--apply", is_flag=True, help="Écrire ce que le plan annonce : tout, ou rien.")
@click.option("--mapping", multiple=True, metavar="COLONNE=CHAMP", help="Relier une colonne à un champ (répétable).")
@click.option("--json", "as_json", is_flag=True, help="Le plan en JSON.")
def import_command(file: Path, slug: str, apply: bool, mapping: tuple[str, ...], as_json: bool) -> None:
    """Importer les organisations du tableur FILE (CSV, XLSX ou ODS).

    Sans --apply, montre le plan et n'écrit rien : ce qui serait créé, modifié, ignoré, refusé, ligne par ligne. Les
    colonnes sont reconnues à leur nom ; --mapping en relie d'autres, par exemple --mapping "Structure porteuse=name".
    """
    if not file.is_file():
        raise Refusal(f"Le fichier « {file} » n'existe pas : vérifiez le chemin.")
    ground.start_django()
    ground.migrate()
    from maillage.actors import actions

    space = ground.find_space(slug)
    chosen = completed_mapping(file, mapping) if mapping else None
    with told_how_far() as heard:
        plan = actions.import_file(file, space, ground.pilot_of(space), mapping=chosen, apply=apply, heard=heard)
    if as_json:
        ground.say_json(described(plan, space, file, written=apply))
    else:
        tell(plan, space, written=apply)


@contextmanager
def told_how_far() -> Iterator[Callable[[float], None]]:
    """A bar on the error output while lines are compared; nothing where nobody looks."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Comparaison", total=1.0)
        yield lambda share: bar.update(task, completed=share)


def completed_mapping(file: Path, written: Sequence[str]) -> dict[str, str]:
    """Field → column: the columns recognised by their names, then what was said by hand."""
    from maillage.actors import actions
    from maillage.actors.columns import propose_mapping

    columns = actions.read_file(file.read_bytes(), file.name).columns
    by_hand = dict(read_pair(pair, columns) for pair in written)
    proposed = propose_mapping([column for column in columns if column not in by_hand.values()])
    return {**proposed, **by_hand}


def read_pair(pair: str, columns: Sequence[str]) -> tuple[str, str]:
    from maillage.actors.columns import BY_FIELD

    column, _, name = (part.strip() for part in pair.rpartition("="))
    if not column or not name:
        raise Refusal(f'--mapping « {pair} » : écrivez la colonne, « = », puis le champ, par exemple "Structure=name".')
    if column not in columns:
        there = ", ".join(columns)
        raise Refusal(f"--mapping : la colonne « {column} » n'est pas dans le fichier. Colonnes : {there}.")
    if name not in BY_FIELD:
        raise Refusal(f"--mapping : le champ « {name} » n'existe pas. Champs : {', '.join(BY_FIELD)}.")
    return name, column


def tell(plan: Plan, space: Space, *, written: bool) -> None:
    from maillage.actors.enums import Verdict

    for verdict in (Verdict.CREATED, Verdict.CHANGED, Verdict.MERGED, Verdict.IGNORED, Verdict.REFUSED):
        lines = plan.of(verdict)
        if lines:
            click.echo(f"{verdict.label.capitalize()} ({len(lines)})")
            for line in lines:
                click.echo(f"  ligne {line.number:<5} {line.name or '(sans nom)'}{details(line)}")
    click.echo()
    if written:
        click.echo(f"C'est écrit dans « {space} » : {counted(plan)}. L'import s'annule à l'étape 2, « Imports ».")
    elif plan.writes:
        click.echo(f"Rien n'est encore écrit dans « {space} » ({counted(plan)}). Relancez avec --apply pour l'écrire.")
    else:
        click.echo(f"Cet import n'écrirait rien dans « {space} » ({counted(plan)}).")


def counted(plan: Plan) -> str:
    counts = plan.counts
    words = (
        ("created", "créée"),
        ("changed", "modifiée"),
        ("merged", "réunie"),
        ("ignored", "ignorée"),
        ("refused", "refusée"),
    )
    return ", ".join(f"{counts[code]} {word}{'s' if counts[code] > 1 else ''}" for code, word in words)


def details(line: Line) -> str:
    """« : Commune « 95527 » → « 95280 » · remarque », or why the line is left aside."""
    changes = [f"{change.label} « {change.before} » → « {change.after} »" for change in line.changes]
    alike = [f"ressemble à « {each['name']} » ({', '.join(each['why'])})" for each in line.alike if line.asks]
    said = [*([line.reason] if line.reason else []), *changes, *alike, *line.remarks]
    return f" : {' · '.join(said)}" if said else ""


def described(plan: Plan, space: Space, file: Path, *, written: bool) -> dict[str, Any]:
    return {
        "space": space.slug,
        "file": file.name,
        "written": written,
        "counts": plan.counts,
        "fingerprint": plan.fingerprint,
        "lines": [
            {
                "line": line.number,
                "name": line.name,
                "verdict": line.verdict.value,
                "fields": line.fields,
                "changes": [{"field": c.field, "before": c.before, "after": c.after} for c in line.changes],
                "reason": line.reason,
                "remarks": line.remarks,
                "faults": line.faults,
                "alike": line.alike,
                "asks": line.asks,
            }
            for line in plan.lines
        ],
    }


@click.command("work")
def work_command() -> None:
    """Envoyer les lettres en attente, faire les longs imports et le passage du jour, puis s'arrêter.

    Le serveur lance cette commande de lui-même ; elle reprend aussi un import qu'un arrêt brutal avait interrompu. Le
    passage du jour envoie les relances prévues et efface les noms qui ont servi, une fois par jour.
    """
    ground.start_django()
    from django.utils import timezone

    from maillage.actors import tasks
    from maillage.campaigns.tasks import go_round, send_waiting

    letters = send_waiting()
    if letters:
        click.echo(f"{letters} lettre{'s' if letters > 1 else ''} partie{'s' if letters > 1 else ''}.")
    brought = tasks.work()
    if brought:
        click.echo(f"{brought} import{'s' if brought > 1 else ''} mené{'s' if brought > 1 else ''} à son terme.")
    done = go_round(timezone.now())
    if done:
        sent = sum(done.reminders.values())
        click.echo(
            f"Passage du jour : {sent or 'aucune'} relance{'s' if sent > 1 else ''} partie{'s' if sent > 1 else ''}."
        )
    if not (letters or brought or done):
        click.echo("Rien n'attend.")
