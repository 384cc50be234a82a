"""The gazetteer's reader of contours, without installing the application first."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

GAZETTEER = Path("src/maillage/territory/gazetteer")


def contours(root: Path) -> ModuleType:
    sys.path.insert(0, str(root / GAZETTEER))
    return importlib.import_module("packed_contours")
