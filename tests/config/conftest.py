"""The real command, in its own process and its own data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str

    def refused(self, *words: str) -> None:
        """One sentence on the error output, exit code 2, nothing on the other; no trace."""
        assert self.code == 2, self
        assert self.out == ""
        assert "Traceback" not in self.err
        assert len(self.err.strip().splitlines()) == 1, self.err
        for word in words:
            assert word in self.err


@pytest.fixture
def maillage(tmp_path) -> Callable[..., Said]:
    """``maillage("territory", "show", "95527", MAILLAGE_DEBUG="yes")`` → what it said."""

    def run(*words: str, stdin: bytes = b"", **environment: str) -> Said:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAILLAGE_", "DATABASE_"))}
        settings = {"MAILLAGE_DATA": str(tmp_path / "data"), **environment}
        answer = subprocess.run(
            [sys.executable, "-m", "maillage.config", *words],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**kept, **settings, "PYTHONIOENCODING": "utf-8"},
            timeout=300,
            check=False,
        )
        return Said(answer.returncode, answer.stdout.decode(), answer.stderr.decode())

    return run
