"""A table of positions as the pilot's spreadsheet has it: one line per actor, one column per objective."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.actors.models import Organisation
from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Table, read_table
from maillage.toolkit.words import folded

from .models import Objective
from .rules import MOST_ACTORS

MOST_BYTES = 2 * 2**20
ACTOR_COLUMNS = ("acteur", "actor", "organisation", "nom", "name")
SIGNS = str.maketrans({"−": "-", "–": "-", "\u00a0": "", "\u202f": "", " ": ""})


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One line: the actor it is about (None: unknown, ``why``), and its positions by objective id."""

    line: int
    name: str
    organisation: Organisation | None
    cells: tuple[str, ...]
    """As they were written, in the order of the objectives recognised."""
    values: Mapping[int, int | None]
    why: str = ""

    @property
    def said(self) -> int:
        return sum(value is not None for value in self.values.values())


@dataclass(frozen=True, slots=True)
class Pasted:
    """What the table says once recognised. ``unknown_columns`` match no objective and are left aside."""

    objectives: tuple[Objective, ...]
    unknown_columns: tuple[str, ...]
    rows: tuple[PastedRow, ...]

    @property
    def kept(self) -> tuple[PastedRow, ...]:
        return tuple(row for row in self.rows if not row.why)

    @property
    def refused(self) -> tuple[PastedRow, ...]:
        return tuple(row for row in self.rows if row.why)


def read_pasted(space: Space, content: bytes, file_name: str) -> Pasted:
    """Recognise the actors and the objectives of this space in a file or a paste.

    An empty cell leaves the position as it is; a cell that is no whole number from −4 to 4 refuses its line.
    Raises Refusal when there is no table, no column of actors, or no column that is an objective.
    """
    table = read_table(content, file_name, most_bytes=MOST_BYTES, most_rows=MOST_ACTORS)
    actor = next((index for index, name in enumerate(table.columns) if folded(name) in ACTOR_COLUMNS), 0)
    columns, unknown = _objectives(space, table, actor)
    if not columns:
        raise Refusal(
            _("Aucune colonne n'est un objectif de cet espace : nommez-les par leur code (O1) ou par leurs mots.")
        )
    names = _by_name(Organisation.objects.in_space(space).current())
    seen: set[int] = set()
    rows = []
    for row in table.rows:
        cells = {objective.pk: row.values[index] for index, objective in columns.items()}
        rows.append(_row(row.line, row.values[actor], cells, names, seen))
    return Pasted(tuple(columns.values()), tuple(unknown), tuple(rows))


def _objectives(space: Space, table: Table, actor: int) -> tuple[dict[int, Objective], list[str]]:
    known: dict[str, Objective] = {}
    for objective in Objective.objects.in_space(space).current():
        for name in (objective.code, objective.label, objective.title):
            known.setdefault(_plain(name), objective)
    found: dict[int, Objective] = {}
    unknown = []
    for index, name in enumerate(table.columns):
        if index == actor:
            continue
        objective = known.get(_plain(name)) or known.get(_plain(name.split("·")[0]))
        if objective is None or objective in found.values():
            unknown.append(name)
        else:
            found[index] = objective
    return found, unknown


def _by_name(organisations: Iterable[Organisation]) -> dict[str, list[Organisation]]:
    names: dict[str, list[Organisation]] = {}
    for organisation in organisations:
        for name in {_plain(organisation.name), _plain(organisation.acronym)} - {""}:
            names.setdefault(name, []).append(organisation)
    return names


def _row(
    line: int, name: str, cells: Mapping[int, str], names: Mapping[str, list[Organisation]], seen: set[int]
) -> PastedRow:
    found = names.get(_plain(name), [])
    why, values = "", {}
    if not found:
        why = _("aucun acteur de l'annuaire ne porte ce nom")
    elif len(found) > 1:
        why = _("plusieurs acteurs portent ce nom : écrivez-le en entier")
    elif found[0].pk in seen:
        why = _("cet acteur est déjà plus haut dans le tableau")
    else:
        seen.add(found[0].pk)
        wrong = [cell for cell in cells.values() if cell.strip() and _stand(cell) is None]
        if wrong:
            why = _("« %(cell)s » n'est pas une position : un nombre entier de −4 à 4") % {"cell": wrong[0][:40]}
        values = {pk: _stand(cell) for pk, cell in cells.items() if cell.strip()}
    organisation = found[0] if len(found) == 1 else None
    return PastedRow(line, name, organisation, tuple(cells.values()), {} if why else values, why)


def _stand(cell: str) -> int | None:
    text = cell.translate(SIGNS).removeprefix("+").removesuffix(",0").removesuffix(".0")
    try:
        value = int(text)
    except ValueError:
        return None
    return value if -4 <= value <= 4 else None


def _plain(text: str) -> str:
    return " ".join(folded(text.replace("\u00a0", " ")).split())
