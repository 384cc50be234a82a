"""Answers as a file: one row per answer (CSV, XLSX), or a sheet to fill with one column per respondent.

Both are read back the same. ``maillage analyse grid`` takes the CSV. Names stand only where they were promised to be
read, and only for the pilot, who alone asks for this file; anybody else gets the medians (``reading_table``).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.actors.enums import College
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Sheet, Table, read_table, to_csv, to_workbook

from .. import grid
from ..enums import Evidence, NonAnswer
from ..models import Assessment
from ..readings import PartnershipReading

COLUMNS = ("répondant", "nom", "organisation", "collège", "rempli le", "critère", "niveau", "preuve", "laquelle")
NON_ANSWERS = {NonAnswer.UNKNOWN: "nsp", NonAnswer.NOT_APPLICABLE: "sans objet"}
READ_NON_ANSWERS = {
    "nsp": NonAnswer.UNKNOWN,
    "n": NonAnswer.UNKNOWN,
    "?": NonAnswer.UNKNOWN,
    "ne sait pas": NonAnswer.UNKNOWN,
    "je ne sais pas": NonAnswer.UNKNOWN,
    "so": NonAnswer.NOT_APPLICABLE,
    "s": NonAnswer.NOT_APPLICABLE,
    "sans objet": NonAnswer.NOT_APPLICABLE,
}
EVIDENCES = {"declare": "declared", "declaratif": "declared", "documente": "documented", "verifie": "verified"}
TWO_ORGANISATIONS = gettext_lazy(
    "%(place)s : « %(who)s » répond pour deux organisations. Gardez-en une, ou écrivez deux répondants."
)
TWO_COLLEGES = gettext_lazy("%(place)s : « %(who)s » a deux collèges. Gardez-en un, ou écrivez deux répondants.")
MOST_ROWS = 5000
RESPONDENTS_IN_TEMPLATE = 12
LONGEST_NOTE = 240


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    level: int | None
    non_answer: str = ""
    evidence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """What one respondent wrote, for an organisation (its name) or, without one, perhaps for a ``college``."""

    respondent: str
    organisation: str
    college: str
    filled_on: date | None
    answers: Mapping[str, TypedAnswer]


@dataclass(frozen=True, slots=True)
class AnswerFile:
    sheets: list[TypedSheet]
    problems: list[str] = field(default_factory=list)


# --- Out


def answer_rows(assessments: Sequence[Assessment]) -> list[list[Any]]:
    """One row per answer, the sheets in the order given, R1, R2…; names where they were promised to be read."""
    rows = []
    for place, sheet in enumerate(assessments, start=1):
        named = not sheet.is_anonymous
        organisation = sheet.organisation if named else None
        college = sheet.college or (sheet.organisation.college if sheet.organisation else "")
        for answer in sheet.answers.all():
            rows.append(
                [
                    f"R{place}",
                    str(sheet.rater) if named and sheet.rater else "",
                    organisation.name if organisation else "",
                    str(College(college).label) if college else "",
                    sheet.started_on.isoformat(),
                    answer.criterion,
                    answer.level or NON_ANSWERS[NonAnswer(answer.non_answer)],
                    str(Evidence(answer.evidence).label) if answer.evidence else "",
                    answer.evidence_note,
                ]
            )
    return rows


def answers_csv(assessments: Sequence[Assessment]) -> bytes:
    return to_csv(COLUMNS, answer_rows(assessments))


def answers_xlsx(assessments: Sequence[Assessment], *, title: str) -> bytes:
    return to_workbook([Sheet(_("réponses"), COLUMNS, answer_rows(assessments))], title=title)


def template_xlsx(criteria: Sequence[grid.Criterion], organisations: Sequence[str], *, title: str, code: str) -> bytes:
    """One row per criterion, one column per respondent; above, for whom and when."""
    columns = ["critère", "question", *(f"R{place}" for place in range(1, RESPONDENTS_IN_TEMPLATE + 1))]
    blank = [""] * RESPONDENTS_IN_TEMPLATE
    rows = [["organisation", _("nom du membre, comme dans la feuille « guide »"), *blank]]
    rows += [["rempli le", _("par exemple 2026-11-23"), *blank]]
    rows += [[criterion.id, f"{criterion.name}. {criterion.question}", *blank] for criterion in criteria]
    guide = [
        (_("version de la grille"), code),
        (_("niveau"), _("1 à 5, nsp (je ne sais pas), so (sans objet), ou rien")),
        *((_("membre"), name) for name in organisations),
    ]
    return to_workbook(
        [Sheet(_("à remplir"), columns, rows), Sheet(_("guide"), (_("quoi"), _("comment")), guide)], title=title
    )


def reading_table(reading: PartnershipReading) -> tuple[list[str], list[list[Any]]]:
    """What the page shows this reader, as a table: one row per criterion, nothing under the fewest answers."""
    columns = ["critère", "nom", "réponses", "nsp", "sans objet", "médiane", "quartile bas", "quartile haut", "lecture"]
    rows = [
        [
            line.id,
            line.name,
            "" if line.masked else line.answers,
            "" if line.masked else line.unknown,
            "" if line.masked else line.not_applicable,
            line.median,
            line.lower_quartile,
            line.upper_quartile,
            str(_("désaccord") if line.disagreement else line.band.label),
        ]
        for line in reading.lines
    ]
    return columns, rows


# --- In


def read(content: bytes, file_name: str, *, criteria: Iterable[str]) -> AnswerFile:
    """The sheets in a file, and every reason why they cannot be taken in."""
    table = read_table(content, file_name, most_bytes=settings.LARGEST_UPLOAD, most_rows=MOST_ROWS)
    reader = _Reader(set(criteria))
    names = {_folded(column): index for index, column in enumerate(table.columns)}
    if "critere" not in names:
        raise Refusal(_("« %(name)s » n'a pas de colonne « critère » : partez du modèle.") % {"name": file_name})
    sheets = reader.by_rows(table, names) if "niveau" in names else reader.by_columns(table, names["critere"])
    if not sheets and not reader.problems:
        raise Refusal(_("« %(name)s » ne contient aucune réponse.") % {"name": file_name})
    return AnswerFile(sheets, reader.problems)


class _Reader:
    """Reads cells and collects one sentence for each one that cannot be read."""

    def __init__(self, criteria: set[str]) -> None:
        self.criteria = criteria
        self.problems: list[str] = []
        self.twofold: set[str] = set()

    def by_rows(self, table: Table, names: Mapping[str, int]) -> list[TypedSheet]:
        about: dict[str, tuple] = {}
        answers: dict[str, dict[str, TypedAnswer]] = {}
        for row in table.rows:
            cell = {name: row.values[index] for name, index in names.items()}
            place = _("ligne %(line)d") % {"line": row.line}
            who = cell.get("repondant", "")
            if not who:
                self.problems.append(_("%(place)s : le répondant est vide. Écrivez R1, R2…") % {"place": place})
                continue
            said_of_self = (
                cell.get("organisation", ""),
                self._college(cell.get("college", ""), place),
                self._day(cell.get("rempli le", ""), place),
            )
            about[who] = self._same(who, about.get(who), said_of_self, place)
            said = self._answer(cell["niveau"], place, cell.get("preuve", ""), cell.get("laquelle", ""))
            self._keep(answers.setdefault(who, {}), cell["critere"], said, place)
        return [TypedSheet(who, *about[who], answers[who]) for who in about if answers.get(who)]

    def _same(self, who: str, known: tuple | None, said: tuple, place: str) -> tuple:
        """What a respondent says of itself, line after line: an empty cell says nothing, a different one is refused."""
        if known is None:
            return said
        for before, now, sentence in (
            (known[0], said[0], TWO_ORGANISATIONS),
            (known[1], said[1], TWO_COLLEGES),
        ):
            if before and now and _folded(before) != _folded(now) and who not in self.twofold:
                self.twofold.add(who)
                self.problems.append(sentence % {"place": place, "who": who[:40]})
        return tuple(before or now for before, now in zip(known, said, strict=True))

    def by_columns(self, table: Table, criterion: int) -> list[TypedSheet]:
        skipped = {"critere", "intitule", "question", "nom"}
        sheets = []
        for index, column in enumerate(table.columns):
            if index == criterion or _folded(column) in skipped:
                continue
            of_self, answers = ("", "", None), {}
            for row in table.rows:
                first, cell = row.values[criterion], row.values[index]
                place = _("%(column)s, ligne %(line)d") % {"column": column, "line": row.line}
                if _folded(first) == "organisation":
                    of_self = self._same(column, of_self, (cell, "", None), place)
                elif _folded(first) == "rempli le":
                    of_self = self._same(column, of_self, ("", "", self._day(cell, place)), place)
                elif cell:
                    self._keep(answers, first, self._answer(cell, place), place)
            if answers:
                sheets.append(TypedSheet(column, *of_self, answers))
        return sheets

    def _keep(self, answers: dict, criterion: str, said: TypedAnswer | None, place: str) -> None:
        if criterion not in self.criteria:
            self.problems.append(
                _("%(place)s : « %(criterion)s » n'est pas un critère de la grille choisie.")
                % {"place": place, "criterion": criterion[:20]}
            )
        elif criterion in answers:
            self.problems.append(
                _("%(place)s : ce répondant répond deux fois à %(criterion)s.")
                % {"place": place, "criterion": criterion}
            )
        elif said:
            answers[criterion] = said

    def _answer(self, cell: str, place: str, evidence: str = "", note: str = "") -> TypedAnswer | None:
        if not cell:
            return None
        proof = _folded(evidence)
        proof = EVIDENCES.get(proof, proof)
        if proof and proof not in Evidence.values:
            self.problems.append(
                _("%(place)s : la preuve « %(evidence)s » n'est pas connue : déclaratif, documenté ou vérifié.")
                % {"place": place, "evidence": evidence[:30]}
            )
            return None
        if len(note) > LONGEST_NOTE:
            self.problems.append(
                _("%(place)s : la note dépasse %(most)d signes.") % {"place": place, "most": LONGEST_NOTE}
            )
            return None
        if cell in {"1", "2", "3", "4", "5"}:
            return TypedAnswer(int(cell), "", proof, note)
        if _folded(cell) in READ_NON_ANSWERS:
            return TypedAnswer(None, str(READ_NON_ANSWERS[_folded(cell)].value), proof, note)
        self.problems.append(
            _("%(place)s : « %(cell)s » n'est pas une réponse. Écrivez 1 à 5, nsp, so, ou rien.")
            % {"place": place, "cell": cell[:20]}
        )
        return None

    def _college(self, cell: str, place: str) -> str:
        known = {_folded(str(college.label)): college.value for college in College}
        if cell and _folded(cell) not in known:
            self.problems.append(
                _("%(place)s : le collège « %(cell)s » n'est pas connu.") % {"place": place, "cell": cell[:40]}
            )
        return known.get(_folded(cell), "")

    def _day(self, cell: str, place: str) -> date | None:
        if not cell:
            return None
        try:
            day = date.fromisoformat(cell[:10])
        except ValueError:
            day = None
        if day is None or day > timezone.localdate():
            self.problems.append(
                _("%(place)s : « %(cell)s » n'est pas un jour passé, écrit comme 2026-11-23.")
                % {"place": place, "cell": cell[:20]}
            )
            return None
        return day


def as_kept(sheets: Sequence[TypedSheet]) -> str:
    """What the preview keeps until somebody says yes."""
    return json.dumps(
        [
            {
                "respondent": sheet.respondent,
                "organisation": sheet.organisation,
                "college": sheet.college,
                "filled_on": sheet.filled_on.isoformat() if sheet.filled_on else "",
                "answers": {
                    criterion: [said.level, said.non_answer, said.evidence, said.note]
                    for criterion, said in sheet.answers.items()
                },
            }
            for sheet in sheets
        ],
        ensure_ascii=False,
    )


def from_kept(text: str) -> list[TypedSheet]:
    """The opposite; what came back from the browser is checked again by the action."""
    try:
        return [
            TypedSheet(
                str(kept["respondent"]),
                str(kept["organisation"]),
                str(kept["college"]),
                date.fromisoformat(kept["filled_on"]) if kept["filled_on"] else None,
                {str(criterion): TypedAnswer(*said) for criterion, said in kept["answers"].items()},
            )
            for kept in json.loads(text)
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Refusal(_("L'aperçu n'est plus lisible : envoyez le fichier à nouveau.")) from None


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold().strip()
