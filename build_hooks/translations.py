"""The catalogues, compiled by the application's own code: the wheel ships what the tests have read."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def build(root: Path) -> None:
    source = root / "src/maillage/toolkit/compiling.py"
    description = importlib.util.spec_from_file_location("compiling", source)
    compiling = importlib.util.module_from_spec(description)
    description.loader.exec_module(compiling)
    compiling.compile_all()
