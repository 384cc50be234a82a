"""Write the parts of the documentation that come from the code: ``python docs/generate.py``.

Pages say where with ``<!-- generated: NAME -->`` … ``<!-- end -->``. Examples are console blocks that start with
``$ maillage``; the files they read are the blocks ``csv NAME`` of the same page. The tests run this module and
compare: documentation cannot drift from what it describes.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable, Iterable
from contextlib import chdir
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from click.testing import CliRunner

DOCS = Path(__file__).resolve().parent
GENERATED = re.compile(r"(<!-- generated: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
FILE = re.compile(r"^```csv (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXAMPLE = re.compile(r"^(```console\n\$ maillage ([^\n]+)\n).*?^(```)$", re.DOTALL | re.MULTILINE)
WITH_EXAMPLES = ("reference/analyse.md",)


def pages() -> dict[Path, str]:
    """Every page that has a generated part, as it must be."""
    made = {}
    for page in sorted(DOCS.rglob("*.md")):
        written = page.read_text(encoding="utf-8")
        if str(page.relative_to(DOCS)) in WITH_EXAMPLES:
            made[page] = with_answers(written)
        elif GENERATED.search(written):
            made[page] = GENERATED.sub(lambda found: f"{found[1]}{PARTS[found[2]]()}{found[3]}", written)
    return made


def with_answers(page: str) -> str:
    """The page with what each of its commands really prints."""
    with TemporaryDirectory() as folder, chdir(folder):
        for name, content in FILE.findall(page):
            Path(name).write_text(content, encoding="utf-8")
        return EXAMPLE.sub(lambda found: f"{found[1]}{printed(found[2])}{found[3]}", page)


def printed(words: str) -> str:
    """What a command prints; a mistake is said as the ``maillage`` command says it."""
    from maillage.config import cli, french
    from maillage.config.commands.ground import EXPECTED

    answer = CliRunner().invoke(cli.commands, shlex.split(words), prog_name="maillage", standalone_mode=False)
    if isinstance(answer.exception, click.ClickException):
        return f"{french.sentence(answer.exception)}\n"
    if isinstance(answer.exception, EXPECTED):
        return f"{answer.exception}\n"
    if answer.exception:
        raise answer.exception
    return answer.stdout


# --- The command line


def commands() -> str:
    from maillage.config import cli

    return "".join(f"## {path}\n\n```text\n{help_}```\n\n" for path, help_ in helps("maillage", cli.commands))


def helps(path: str, command: click.Command, parent: click.Context | None = None) -> Iterable[tuple[str, str]]:
    context = click.Context(
        command,
        info_name=path.split()[-1],
        parent=parent,
        max_content_width=100,
        terminal_width=100,
        help_option_names=["-h", "--help"],
    )
    yield path, f"{command.get_help(context).rstrip()}\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            yield from helps(f"{path} {name}", command.get_command(context, name), context)


# --- Roles


def roles() -> str:
    """Every ability, in the order of the rooms that declare them."""
    from django.conf import settings

    from maillage.spaces import permissions
    from maillage.spaces.enums import Role

    rooms = settings.ROOMS
    for room in rooms:  # abilities are declared when a room's permissions are imported
        if find_spec(f"maillage.{room}.permissions"):
            import_module(f"maillage.{room}.permissions")
    abilities = sorted(permissions.table().values(), key=lambda each: (rooms.index(each.code.split(".")[0]), each.code))
    head = ["Capacité", *(str(role.label) for role in Role), "Ce qui est répondu aux autres"]
    rows = [
        [f"`{ability.code}`", *("oui" if role in ability.roles else "–" for role in Role), str(ability.refusal)]
        for ability in abilities
    ]
    return table(head, rows)


# --- Life cycles


def agreements() -> str:
    from maillage.agreements import rules
    from maillage.agreements.enums import Status

    return life_cycle(Status, rules.next_of)


def actions() -> str:
    from maillage.animation.enums import ActionStatus
    from maillage.animation.rules import ONE_CLICK

    return life_cycle(ActionStatus, ONE_CLICK.__getitem__)


def campaigns() -> str:
    from maillage.campaigns import rules
    from maillage.campaigns.enums import Status

    return life_cycle(Status, rules.next_of)


def stages() -> str:
    from maillage.partnerships.stages import STAGES

    rows = [
        [
            str(card.number),
            card.name,
            str(card.question),
            ", ".join(str(one.label) for one in card.deliverables),
            ", ".join(str(phase.label) for phase in card.phases),
        ]
        for card in STAGES
    ]
    return table(["Étape", "Nom", "Question", "Ce qu'elle laisse", "Phase"], rows)


def frames() -> str:
    """The text beside those who live with it: a line for each cell of the table."""
    from maillage.agreements.rules import TEXT_AGAINST_RATERS

    rows = [
        [str(lean.label), str(lived.label), str(verdict.sentence), str(verdict.advice)]
        for (lean, lived), verdict in TEXT_AGAINST_RATERS.items()
    ]
    return table(["Le texte", "Vécu (C3)", "Ce qu'on en dit", "Prochain pas"], rows)


# --- Datasets


def datasets() -> str:
    """Every dataset, in the order in which it is useful to fetch them."""
    from maillage.territory.reference import catalogue

    head = ["Nom", "Contenu", "Producteur", "Licence", "Officiel", "Miroir", "Lieux"]
    rows = [
        [
            f"`{dataset.name}`",
            f"[{dataset.title}]({dataset.page})",
            str(dataset.producer),
            str(dataset.licence),
            str(dataset.official.vintage if dataset.official else dataset.unavailable),
            str(dataset.mirror.vintage) if dataset.mirror else "–",
            "oui" if dataset.are_places else "",
        ]
        for dataset in catalogue.list_datasets()
    ]
    return table(head, rows)


def domains() -> str:
    from maillage.territory.enums import Domain
    from maillage.territory.reference import domains

    def codes(column: str, domain: str) -> str:
        return " ".join(prefix for prefix, where in domains.prefixes(column).items() if where == domain)

    head = ["Domaine", "Code", "Spécialités (NSF)", "Familles professionnelles (FAP)"]
    rows = [
        [str(domain.label), f"`{domain.value}`", codes("specialities", domain), codes("families", domain)]
        for domain in Domain
    ]
    return table(head, rows)


def indicators() -> str:
    """The indicators as declared, one table by theme; the year of a source is that of its official file, else of its
    copy."""
    from maillage.territory.indicators import INDICATORS, Theme
    from maillage.territory.reference import catalogue

    def year(name: str) -> str:
        dataset = catalogue.dataset(name)
        return f"`{name}` ({(dataset.official or dataset.mirror).vintage})"

    head = ["N°", "Indicateur", "Code", "Unité", "Calcul", "Lieu", "Maille", "Sources", "Affichage"]
    pieces = []
    for theme in Theme:
        rows = [
            [
                str(one.number or ""),
                str(one.label),
                f"`{one.code}`",
                str(one.unit),
                str(one.formula),
                str(one.where),
                str(one.grain.label),
                ", ".join(map(year, one.datasets)) or ("population municipale" if one.numerator else "aucune encore"),
                ", ".join(shown(one)) or "–",
            ]
            for one in INDICATORS
            if one.theme == theme
        ]
        pieces.append(f"## {theme.value}\n\n{table(head, rows)}")
    return "\n".join(pieces) + "\n"


def shown(one: Any) -> Iterable[str]:
    if one.awaits:
        yield "en attente"
    if one.about_young_people:
        yield "50 jeunes au moins"
    if one.is_share:
        yield "intervalle"
    if one.within_region:
        yield "intra-régional"
    if one.series or one.kind == "median":
        yield "série"


def life_cycle(states: Iterable, next_of: Callable) -> str:
    states = list(states)
    rows = [
        [f"{state.label} (`{state.value}`)", ", ".join(str(after.label) for after in next_of(state)) or "rien : fin"]
        for state in states
    ]
    arrows = "".join(f"    {state.value} --> {after.value}\n" for state in states for after in next_of(state))
    names = "".join(f"    {state.value} : {state.label}\n" for state in states)
    return f"{table(['État', 'Peut devenir'], rows)}\n```mermaid\nstateDiagram-v2\n{names}{arrows}```\n"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '∣') for cell in line)} |\n" for line in lines)


PARTS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "roles": roles,
    "agreements": agreements,
    "actions": actions,
    "campaigns": campaigns,
    "stages": stages,
    "frames": frames,
    "datasets": datasets,
    "domains": domains,
    "indicators": indicators,
}


def prepare() -> None:
    """French everywhere, and the rooms open: abilities and words come from them."""
    from maillage.config import french

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")
    import django

    django.setup()
    french.teach()


def main() -> int:
    prepare()
    for page, content in pages().items():
        if page.read_text(encoding="utf-8") != content:
            page.write_text(content, encoding="utf-8")
            print(f"{page.relative_to(DOCS)} : mise à jour")
    return 0


if __name__ == "__main__":
    sys.exit(main())
