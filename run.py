#!/usr/bin/env python3
"""Two commands from a fresh clone, with nothing but Python 3.11 and git:

    python3 run.py demo      # environment, build, database, demonstration territory, server
    python3 run.py test      # everything needed for the tests, then all the tests

Options are handed on: ``demo --port 8800 --no-browser``, ``test -k actors``.
Any other word is a ``maillage`` command: ``python3 run.py territory show 95527``.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the first works less


def main(words: list[str]) -> int:
    if sys.version_info < (3, 11):
        return stop(f"Maillage demande Python 3.11 ou plus récent ; celui-ci est {sys.version.split()[0]}.")
    if not words or words[0] in {"-h", "--help"}:
        print(__doc__)
        return 0
    os.chdir(ROOT)
    keep_what_is_compiled()
    if words[0] == "test":
        prepare("requirements-test.lock")
        return test(words[1:])
    prepare("requirements.lock")
    return subprocess.call([str(BIN / "maillage"), *words])


def keep_what_is_compiled() -> None:
    """Where this account wants no compiled files beside the sources, they go to .venv: a start takes half the time."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = str(VENV / "compiled")


def prepare(lock: str) -> None:
    """Make the environment, or bring it up to date; say what is being done and how long it took."""
    start = time.monotonic()
    if not PYTHON.is_file():
        say("Création de l'environnement (.venv)…")
        venv.create(VENV, with_pip=True, clear=VENV.exists())
    if not has_uv():
        run([PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "uv>=0.8"])
    uv = [PYTHON, "-m", "uv"]
    if changed("lock", [ROOT / lock]):
        say("Installation des bibliothèques, avec leurs empreintes…")
        run([*uv, "pip", "install", "--quiet", "--python", PYTHON, "--require-hashes", "-r", lock])
        remember("lock", [ROOT / lock])
    sources = build_sources()
    if changed("build", sources):
        say("Construction des pages (première fois : une minute au plus)…")
        run([*uv, "pip", "install", "--quiet", "--python", PYTHON, "--no-deps", "--editable", "."])
        remember("build", sources)
        say(f"Prêt en {time.monotonic() - start:.0f} s.")


def build_sources() -> list[Path]:
    """Whatever the build makes something from: the front end, the hooks, the catalogues, the project file."""
    frontend = [file for file in (ROOT / "frontend").rglob("*") if "node_modules" not in file.parts]
    hooks = [*(ROOT / "build_hooks").glob("*.py"), *(ROOT / "src/maillage").rglob("*.po")]
    return [file for file in [*frontend, *hooks, ROOT / "pyproject.toml"] if file.is_file()]


def mark_of(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.hexdigest()


def changed(name: str, files: list[Path]) -> bool:
    stamp = VENV / f".maillage-{name}"
    return not stamp.is_file() or mark_of(files) not in stamp.read_text().split()


def remember(name: str, files: list[Path]) -> None:
    """Both lock files may be satisfied at once: the test one holds the other."""
    stamp = VENV / f".maillage-{name}"
    kept = [mark_of(files)]
    if name == "lock" and files[0].name == "requirements-test.lock":
        kept.append(mark_of([ROOT / "requirements.lock"]))
    stamp.write_text(" ".join(kept))


def has_uv() -> bool:
    return subprocess.run([PYTHON, "-c", "import uv"], capture_output=True).returncode == 0


def test(options: list[str]) -> int:
    find_chromium()
    both_cores = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "worksteal"]
    workers = [] if any(option.startswith("-n") for option in options) else both_cores
    return subprocess.call([str(PYTHON), "-m", "pytest", *workers, *options])


def find_chromium() -> None:
    """Browser tests need Chromium: install Debian's where this account may, otherwise say how to get it."""
    if chromium():
        return
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        say("Installation de Chromium pour les tests de navigateur…")
        get("update", "-qq")
        for package in CHROMIUM[:2]:
            if not chromium():
                get("install", "-y", "-qq", "--no-install-recommends", package)
    if not chromium():
        say(
            "Chromium est absent : les tests de navigateur seront passés. "
            f"Pour les jouer : « sudo apt install {CHROMIUM[0]} », ou l'équivalent de votre système."
        )


def chromium() -> str | None:
    return next(filter(None, map(shutil.which, CHROMIUM)), None)


def get(*words: str) -> None:
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", *words], check=False, **quiet)


def run(words: list) -> None:
    outcome = subprocess.run([str(word) for word in words])
    if outcome.returncode:
        command = " ".join(str(word) for word in words[-4:])
        sys.exit(stop(f"Cette étape a échoué : « {command} ». Le message est au-dessus ; relancez ensuite."))


def say(sentence: str) -> None:
    print(sentence, flush=True)


def stop(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
