"""Read, plan, show, then write: what an import would do, line by line, before anything is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.spaces.models import Space
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Row, Table
from maillage.toolkit.words import enumeration, folded, number

from . import places, recognition, rules
from .columns import BY_FIELD
from .enums import Verdict
from .models import Organisation

LONGEST = {"name": 160, "acronym": 30, "address": 200, "website": 300, "served": 200}
MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Change:
    field: str
    label: str
    before: Any
    after: Any


@dataclass(slots=True)
class Line:
    """One line of the file and what becomes of it. ``reason`` says why it is ignored or refused."""

    number: int
    name: str
    verdict: Verdict
    fields: dict[str, Any] = field(default_factory=dict)
    organisation_id: int | None = None
    restores: bool = False
    changes: list[Change] = field(default_factory=list)
    reason: str = ""
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """Every line with its verdict. ``fingerprint`` changes when what would be written changes."""

    lines: list[Line]

    def of(self, verdict: Verdict) -> list[Line]:
        return [line for line in self.lines if line.verdict == verdict]

    @property
    def counts(self) -> dict[str, int]:
        return {verdict.value: len(self.of(verdict)) for verdict in Verdict}

    @property
    def writes(self) -> int:
        return self.counts[Verdict.CREATED] + self.counts[Verdict.CHANGED]

    @property
    def fingerprint(self) -> str:
        written = [[line.number, line.verdict, line.organisation_id, line.restores, line.fields] for line in self.lines]
        return hashlib.sha256(json.dumps(written, sort_keys=True, default=str).encode()).hexdigest()[:16]

    def counted(self) -> str:
        """« 12 créées, 3 modifiées et 2 refusées »; what does not happen is not said."""
        counts = self.counts
        words = {
            "created": ngettext("%(n)s créée", "%(n)s créées", counts["created"]),
            "changed": ngettext("%(n)s modifiée", "%(n)s modifiées", counts["changed"]),
            "ignored": ngettext("%(n)s ignorée", "%(n)s ignorées", counts["ignored"]),
            "refused": ngettext("%(n)s refusée", "%(n)s refusées", counts["refused"]),
        }
        return enumeration(word % {"n": number(counts[code])} for code, word in words.items() if counts[code])

    def summary(self) -> str:
        """The same, then why lines are refused: « … et 1 refusée (ligne 40 : …) »."""
        refused = self.of(Verdict.REFUSED)
        why = [_("ligne %(line)s : %(reason)s") % {"line": line.number, "reason": line.reason} for line in refused]
        more = f" ({' · '.join(why[:MOST_SHOWN])}{' …' if len(why) > MOST_SHOWN else ''})" if why else ""
        return f"{self.counted()}{more}"


class Known:
    """The space's organisations, found by SIRET or by name and commune; archived ones come last."""

    def __init__(self, organisations: Iterable[Organisation]) -> None:
        self.by_siret: dict[str, Organisation] = {}
        self.by_name: dict[str, list[Organisation]] = {}
        for organisation in sorted(organisations, key=lambda each: (each.is_archived, each.pk)):
            if organisation.siret:
                self.by_siret.setdefault(organisation.siret, organisation)
            self.by_name.setdefault(same_name(organisation.name), []).append(organisation)

    def match(self, fields: dict[str, Any]) -> Organisation | None:
        """The sheet that a line speaks of. Raises Refusal when name and SIRET do not agree."""
        siret, commune = fields.get("siret", ""), fields.get("commune", "")
        if siret and siret in self.by_siret:
            return self.by_siret[siret]
        namesakes = self.by_name.get(same_name(fields["name"]), [])
        found = next((one for one in namesakes if not (one.commune and commune) or one.commune == commune), None)
        if found and siret and found.siret and found.siret != siret:
            raise Refusal(
                _(
                    "la fiche « %(name)s » porte un autre SIRET (%(siret)s). "
                    "Vérifiez lequel est juste, ou précisez le nom."
                )
                % {"name": found, "siret": rules.written_siret(found.siret)}
            )
        return found


def same_name(name: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in folded(name)).split())


def plan_import(space: Space, table: Table, mapping: dict[str, str]) -> Plan:
    """Compare the rows with the directory; ``mapping`` is field → column name. Nothing is written."""
    if "name" not in mapping:
        raise Refusal(_("Dites quelle colonne porte le nom des organisations : c'est la seule obligatoire."))
    missing = [name for name in mapping.values() if name not in table.columns]
    if missing:
        raise Refusal(_("La colonne « %(name)s » n'est pas dans le fichier.") % {"name": missing[0]})
    positions = {name: table.columns.index(column) for name, column in mapping.items()}
    reader = _Reader(positions, places.perimeter_codes(space))
    known = Known(Organisation.objects.in_space(space))
    lines: list[Line] = []
    seen: dict[Any, Line] = {}
    for row in table.rows:
        line = _plan_line(row, reader, known)
        _set_aside_if_repeated(line, seen)
        lines.append(line)
    return Plan(lines)


def _set_aside_if_repeated(line: Line, seen: dict[Any, Line]) -> None:
    """The first line that speaks of an organisation counts; the next ones are ignored and say which it was."""
    if line.verdict not in {Verdict.CREATED, Verdict.CHANGED}:
        return
    siret = line.fields.get("siret")
    name = (same_name(line.name), line.fields.get("commune", ""))
    itself = line.organisation_id or siret or name
    earlier = seen.get(itself) or (seen.get(siret) if siret else None)
    if earlier:
        line.verdict, line.changes = Verdict.IGNORED, []
        line.reason = _("même organisation qu'à la ligne %(line)s.") % {"line": earlier.number}
    else:
        seen |= {key: line for key in (itself, siret, name) if key}


def _plan_line(row: Row, reader: _Reader, known: Known) -> Line:
    name = reader.raw(row, "name")
    try:
        fields, remarks = reader.read(row)
        organisation = known.match(fields)
    except Refusal as refusal:
        return Line(row.line, name, Verdict.REFUSED, reason=str(refusal))
    if organisation is None:
        kind = fields.pop("kind", "") or recognition.kind_of(name)
        if not kind:
            kind = "other"
            remarks.append(_("nature non reconnue : rangée dans « autre »."))
        return Line(row.line, name, Verdict.CREATED, {**fields, "kind": kind}, remarks=remarks)
    changes = [
        Change(field, str(BY_FIELD[field].label), getattr(organisation, field), value)
        for field, value in fields.items()
        if value != getattr(organisation, field)
        and not (field == "name" and same_name(value) == same_name(organisation.name))
    ]
    line = Line(row.line, name, Verdict.CHANGED, organisation_id=organisation.pk, changes=changes, remarks=remarks)
    line.fields = {change.field: change.after for change in changes}
    line.restores = organisation.is_archived
    if line.restores:
        line.remarks.append(_("sort des archives."))
    if not changes and not line.restores:
        line.verdict, line.reason = Verdict.IGNORED, _("déjà dans l'annuaire, rien de nouveau.")
    return line


class _Reader:
    """From a row of text to clean fields; an empty cell says nothing and never erases."""

    def __init__(self, positions: dict[str, int], near: tuple[str, ...]) -> None:
        self.positions, self.near = positions, frozenset(near)
        self.communes: dict[tuple[str, str], str | Refusal] = {}

    def raw(self, row: Row, name: str) -> str:
        return row.values[self.positions[name]].strip() if name in self.positions else ""

    def read(self, row: Row) -> tuple[dict[str, Any], list[str]]:
        given = {name: value for name in self.positions if (value := self.raw(row, name))}
        if not given.get("name"):
            raise Refusal(_("la ligne n'a pas de nom d'organisation : complétez-le."))
        for name, longest in LONGEST.items():
            if len(given.get(name, "")) > longest:
                raise Refusal(
                    _("%(field)s : %(count)s caractères, la limite est de %(most)s. Raccourcissez.")
                    % {"field": BY_FIELD[name].label, "count": len(given[name]), "most": longest}
                )
        remarks: list[str] = []
        postcode = given.pop("postcode", "")
        fields: dict[str, Any] = {"name": " ".join(given.pop("name").split())}
        for name, value in given.items():
            cleaned = self._clean(name, value, postcode, remarks)
            if cleaned not in (None, ""):
                fields[name] = cleaned
        if ("longitude" in fields) != ("latitude" in fields):
            raise Refusal(_("longitude et latitude vont ensemble : il manque l'une des deux."))
        return fields, remarks

    def _clean(self, name: str, value: str, postcode: str, remarks: list[str]) -> Any:
        if name == "siret":
            return rules.clean_siret(value)
        if name == "website":
            return self._website(value, remarks)
        if name == "commune":
            return self._commune(value, postcode)
        if name in {"longitude", "latitude"}:
            return _degrees(name, value)
        if name in {"youth_voice", "is_employer"}:
            return self._or_remark(name, value, recognition.truth_of(value), remarks)
        recognise = {
            "kind": recognition.kind_of,
            "college": recognition.college_of,
            "family": recognition.family_of,
        }.get(name)
        return self._or_remark(name, value, recognise(value), remarks) if recognise else value

    def _or_remark(self, name: str, value: str, found: Any, remarks: list[str]) -> Any:
        if found in (None, ""):
            remarks.append(
                _("%(field)s « %(value)s » non reconnue : laissée de côté.")
                % {"field": BY_FIELD[name].label, "value": value[:60]}
            )
        return found

    def _website(self, value: str, remarks: list[str]) -> str:
        """A wrong address of a site is no reason to lose the organisation."""
        try:
            return rules.clean_website(value)
        except Refusal as refusal:
            remarks.append(_("%(why)s Laissé de côté.") % {"why": refusal})
            return ""

    def _commune(self, value: str, postcode: str) -> str:
        """Each name is looked up once, however many lines write it."""
        key = (value, postcode)
        if key not in self.communes:
            try:
                self.communes[key] = places.resolve(value, postcode=postcode, near=self.near)
            except Refusal as refusal:
                self.communes[key] = refusal
        found = self.communes[key]
        if isinstance(found, Refusal):
            raise found
        return found


def _degrees(name: str, value: str) -> float:
    most = 180 if name == "longitude" else 90
    try:
        degrees = float(value.replace(",", "."))
    except ValueError:
        degrees = most + 1
    if not -most <= degrees <= most:
        raise Refusal(
            _("%(field)s « %(value)s » : écrivez des degrés décimaux, par exemple 2,5479.")
            % {"field": BY_FIELD[name].label, "value": value}
        )
    return degrees
