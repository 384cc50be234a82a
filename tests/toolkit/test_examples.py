"""The examples in the docstrings of the application print what they say."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import maillage

PACKAGE = Path(maillage.__file__).parent
MODULES = sorted(
    ".".join(("maillage", *file.relative_to(PACKAGE).with_suffix("").parts))
    for file in PACKAGE.rglob("*.py")
    if ">>> " in file.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("module", MODULES)
def test_examples(module):
    ran = doctest.testmod(importlib.import_module(module))
    assert ran.attempted
    assert not ran.failed
