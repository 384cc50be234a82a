"""What a text says of its own frame, and what changes from one version to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.toolkit.words import enumeration

from .enums import ClauseNature, Framing
from .models import Clause, TextVersion
from .rules import FRAMING

ALIKE = 0.5  # two clauses with other headings are the same one reworded when half of their words remain


@dataclass(frozen=True, slots=True)
class NatureShare:
    """Clauses of one nature: how many, their share of the words of the text and of its clauses (0 to 1)."""

    nature: ClauseNature
    clauses: int
    share: float
    clause_share: float

    @property
    def label(self) -> str:
        return str(self.nature.label)


@dataclass(frozen=True, slots=True)
class TextReading:
    """A version read on its own words: clauses by nature, and whether its frame is rigid or flexible."""

    clauses: int
    shares: tuple[NatureShare, ...]
    framing: Framing

    def of(self, nature: ClauseNature) -> int:
        return next((share.clauses for share in self.shares if share.nature == nature), 0)

    @property
    def spoken(self) -> tuple[NatureShare, ...]:
        """The natures that the text speaks of, « autre » left out."""
        return tuple(share for share in self.shares if share.clauses and share.nature != ClauseNature.OTHER)

    @property
    def sentence(self) -> str:
        """Why the frame reads so, in words."""
        told = [f"{share.label} ({share.clauses})" for share in self.spoken]
        counted = ngettext("Sur %(count)d clause", "Sur %(count)d clauses", self.clauses) % {"count": self.clauses}
        about = _("%(clauses)s : %(natures)s.") % {"clauses": counted, "natures": enumeration(told)}
        return f"{about if told else f'{counted}.'} {_reasons()[self.framing]}"


def _reasons() -> dict[Framing, str]:
    return {
        Framing.FLEXIBLE: _(
            "Le texte prévoit sa révision et fixe les objectifs avec les partenaires : le cadre est souple."
        ),
        Framing.REVISABLE: _("Le texte prévoit sa révision, mais ne dit pas comment les objectifs se fixent ensemble."),
        Framing.CO_BUILT: _("Les objectifs sont fixés ensemble, mais rien ne dit comment le texte se révise."),
        Framing.RIGID: _(
            "Le texte ne parle que de moyens et de résultats, sans clause de révision ni de co-construction : "
            "le cadre est rigide."
        ),
        Framing.SILENT: _("Le texte ne dit ni moyens, ni résultats, ni co-construction, ni révision."),
    }


def read_text(clauses: Sequence[Clause]) -> TextReading:
    """Read the frame on the clauses of one version (rules.FRAMING); the shares sum to 1."""
    counts = Counter(clause.nature for clause in clauses)
    words = Counter()
    for clause in clauses:
        words[clause.nature] += len(clause.body.split())
    total = sum(words.values()) or 1
    key = (
        bool(counts[ClauseNature.MEANS] or counts[ClauseNature.RESULT]),
        bool(counts[ClauseNature.CO_CONSTRUCTION]),
        bool(counts[ClauseNature.REVISION]),
    )
    shares = tuple(
        NatureShare(nature, counts[nature], words[nature] / total, counts[nature] / (len(clauses) or 1))
        for nature in ClauseNature
    )
    return TextReading(len(clauses), shares, FRAMING[key])


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: ``same``, ``added`` or ``removed``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause from a version to another: ``same``, ``changed``, ``added`` or ``removed``."""

    kind: str
    heading: tuple[Piece, ...]
    body: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every clause of both versions, in the order of the later one; what was removed stands where it stood."""

    before: TextVersion
    after: TextVersion
    changes: tuple[ClauseChange, ...]
    reordered: bool

    def count(self, kind: str) -> int:
        return sum(change.kind == kind for change in self.changes)

    @property
    def sentence(self) -> str:
        counts = {kind: self.count(kind) for kind in ("added", "removed", "changed")}
        sentences = {
            "added": ngettext("%(count)d clause ajoutée", "%(count)d clauses ajoutées", counts["added"]),
            "removed": ngettext("%(count)d clause retirée", "%(count)d clauses retirées", counts["removed"]),
            "changed": ngettext("%(count)d clause modifiée", "%(count)d clauses modifiées", counts["changed"]),
        }
        told = [sentences[kind] % {"count": count} for kind, count in counts.items() if count]
        if self.reordered:
            told.append(_("l'ordre des clauses change"))
        return _("De la version %(before)d à la version %(after)d : %(told)s.") % {
            "before": self.before.number,
            "after": self.after.number,
            "told": enumeration(told) if told else _("rien ne change"),
        }


def compare(before: TextVersion, after: TextVersion) -> Comparison:
    """Differences clause by clause, then word by word. Two queries, or none when the clauses are prefetched."""
    old, new = list(before.clauses.all()), list(after.clauses.all())
    pairs = _paired(old, new)
    partner = {id(new_clause): old_clause for old_clause, new_clause in pairs}
    changes = list(_changes(old, new, partner))
    order = [old.index(partner[id(clause)]) for clause in new if id(clause) in partner]
    return Comparison(before, after, tuple(changes), reordered=order != sorted(order))


def _paired(old: list[Clause], new: list[Clause]) -> list[tuple[Clause, Clause]]:
    """The same clause in both versions: same heading first, then those whose words are mostly the same."""
    pairs, left_old, left_new = [], list(old), list(new)
    for clause in new:
        twin = next((other for other in left_old if other.heading == clause.heading), None)
        if twin is not None:
            pairs.append((twin, clause))
            left_old.remove(twin)
            left_new.remove(clause)
    for clause in left_new:
        ranked = sorted(left_old, key=lambda other: -_likeness(other.body, clause.body))
        if ranked and _likeness(ranked[0].body, clause.body) >= ALIKE:
            pairs.append((ranked[0], clause))
            left_old.remove(ranked[0])
    return pairs


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _changes(old: list[Clause], new: list[Clause], partner: dict[int, Clause]) -> Iterator[ClauseChange]:
    used = {id(clause) for clause in partner.values()}
    gone = [clause for clause in old if id(clause) not in used]
    for clause in new:
        twin = partner.get(id(clause))
        if twin is None:
            yield _whole(clause, "added")
            continue
        while gone and gone[0].position < twin.position:
            yield _whole(gone.pop(0), "removed")
        heading, body = _pieces(twin.heading, clause.heading), _pieces(twin.body, clause.body)
        same = all(piece.kind == "same" for piece in (*heading, *body)) and twin.nature == clause.nature
        yield ClauseChange("same" if same else "changed", heading, body)
    for clause in gone:
        yield _whole(clause, "removed")


def _whole(clause: Clause, kind: str) -> ClauseChange:
    heading, body = (Piece(kind, clause.heading),), (Piece(kind, clause.body),)
    return ClauseChange(kind, heading, body)


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Words kept, removed, added. A reader can follow either text from end to end."""
    old, new = (re.findall(r"\w+(?:['’]\w*)?|\s+|[^\w\s]", text) for text in (before, after))
    pieces: list[Piece] = []
    for operation, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if operation == "equal":
            pieces.append(Piece("same", "".join(new[b1:b2])))
            continue
        if a2 > a1:
            pieces.append(Piece("removed", "".join(old[a1:a2])))
        if b2 > b1:
            pieces.append(Piece("added", "".join(new[b1:b2])))
    return tuple(_joined(pieces))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """A lone space between two changes is part of the change: whole phrases read better than crumbs."""
    joined: list[Piece] = []
    for place, piece in enumerate(pieces):
        between = 0 < place < len(pieces) - 1 and piece.kind == "same" and piece.text.isspace()
        joined += [Piece("removed", piece.text), Piece("added", piece.text)] if between else [piece]
    return list(_merged(joined))


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """Between two kept runs, one removed run then one added run."""
    removed = added = ""
    for piece in [*pieces, Piece("same", "")]:
        if piece.kind == "removed":
            removed += piece.text
        elif piece.kind == "added":
            added += piece.text
        else:
            if removed:
                yield Piece("removed", removed)
            if added:
                yield Piece("added", added)
            removed = added = ""
            if piece.text:
                yield piece
