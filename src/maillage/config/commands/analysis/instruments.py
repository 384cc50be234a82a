"""The grid and the typology of a space, from the JSON files that its versions pages give."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from maillage.toolkit.refusals import Refusal

from .tables import read_bytes

if TYPE_CHECKING:
    from maillage_analysis.grid import TypologyRules

GRID, TYPOLOGY = "maillage-grid", "maillage-typology"
THRESHOLDS = ("least_answered", "mixed_within", "atypical_beyond")


@dataclass(frozen=True, slots=True)
class Instrument:
    """A file of a version, and what it holds; ``rows`` counts its criteria or its types."""

    file: str
    sha256: str
    content: Mapping[str, Any]
    rows: int

    def about(self) -> dict[str, object]:
        return {"file": self.file, "rows": self.rows, "sha256": self.sha256}

    @property
    def criteria(self) -> dict[str, str]:
        """Id → dimension of the criteria that this version asks."""
        try:
            return {entry["id"]: entry["dimension"] for entry in self.content["criteria"]}
        except (KeyError, TypeError):
            raise self.unreadable("grille") from None

    @property
    def rules(self) -> TypologyRules:
        """Prototypes, weights and thresholds of this version."""
        from maillage_analysis.grid import PROFILE_COLUMNS, TypologyRules

        try:
            prototypes = {
                entry["id"]: {column: entry["profile"][column] for column in PROFILE_COLUMNS}
                for entry in self.content["types"]
            }
            rules = TypologyRules(
                prototypes=prototypes,
                weights=dict(self.content["weights"]),
                **{name: self.content["thresholds"][name] for name in THRESHOLDS},
            )
        except (KeyError, TypeError, ValueError):
            raise self.unreadable("typologie") from None
        self._check(rules)
        return rules

    def _check(self, rules: TypologyRules) -> None:
        for id_, profile in rules.prototypes.items():
            for column, level in profile.items():
                low, high = rules.scales[column]
                if not isinstance(level, int) or not low <= level <= high:
                    raise Refusal(f"{self.file} : le niveau de {id_} en {column} va de {low} à {high}. Corrigez-le.")
        figures = [*rules.weights.values(), *(getattr(rules, name) for name in THRESHOLDS)]
        if not all(isinstance(figure, int | float) and figure >= 0 for figure in figures):
            raise Refusal(f"{self.file} : les poids et les seuils sont des nombres de 0 ou plus. Corrigez-les.")

    def unreadable(self, what: str) -> Refusal:
        return Refusal(
            f"{self.file} n'est pas une {what} de Maillage : prenez le fichier JSON que donne sa page « Versions »."
        )


def read_instrument(place: str, wanted: str) -> Instrument | None:
    """The version in this file; None when it is no JSON of that format (it may be a table)."""
    content, name = read_bytes(place)
    try:
        document = json.loads(content)
    except ValueError:
        return None
    if not isinstance(document, dict) or document.get("format") != wanted:
        return None
    rows = document.get("criteria" if wanted == GRID else "types")
    return Instrument(name, hashlib.sha256(content).hexdigest(), document, len(rows) if isinstance(rows, list) else 0)


def read_typology(place: str) -> Instrument:
    found = read_instrument(place, TYPOLOGY)
    if found is None:
        raise Instrument(read_bytes(place)[1], "", {}, 0).unreadable("typologie")
    return found
