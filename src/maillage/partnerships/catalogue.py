"""What a type of partnership says of itself. The types are in ``data/typology_v1.json``, see typology.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PartnershipType:
    """A type in one language: what defines it, its usual bond, what threatens it, what makes it last."""

    code: str
    name: str
    definition: str
    bond: str
    risks: str
    lasts: str
