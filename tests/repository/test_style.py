"""The code reads the same everywhere."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import ROOT


def ruff(*words: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "ruff", *words, "."], cwd=ROOT, capture_output=True, text=True)


def test_the_linter_finds_nothing():
    outcome = ruff("check", "--output-format", "concise", "--no-cache")
    assert outcome.returncode == 0, outcome.stdout


def test_the_formatter_changes_nothing():
    outcome = ruff("format", "--check", "--no-cache")
    assert outcome.returncode == 0, outcome.stdout
