"""The real command, in its own process and its own data folder."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import click
import pytest
from click.testing import CliRunner


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
            timeout=60,
            check=False,
        )
        return Said(answer.returncode, answer.stdout.decode(), answer.stderr.decode())

    return run


@pytest.fixture
def here() -> Callable[..., str]:
    """``here("territory show 95527")`` → what the command prints, in this process; a refusal is raised."""
    from maillage.config import cli, french

    french.teach()

    def run(words: str, stdin: bytes | None = None) -> str:
        answer = CliRunner().invoke(
            cli.commands, shlex.split(words), input=stdin, prog_name="maillage", standalone_mode=False
        )
        if isinstance(answer.exception, click.ClickException):
            raise click.ClickException(french.sentence(answer.exception))
        if answer.exception:
            raise answer.exception
        return answer.stdout

    return run
