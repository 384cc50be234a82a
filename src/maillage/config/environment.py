"""Settings come from the environment, and refuse nonsense with one sentence.

Each reader names the variable at fault, the value met, and what to write instead.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url


class BadSetting(SystemExit):
    """The application must not start: says which setting is wrong and what to write (exit code 2)."""

    def __init__(self, sentence: str) -> None:
        super().__init__(2)
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence


def text(name: str, default: str = "") -> str:
    """A plain value, or the contents of the file that ``NAME_FILE`` points to."""
    file = os.environ.get(f"{name}_FILE")
    if file:
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise BadSetting(
                f"{name}_FILE='{file}' : fichier illisible ({error.strerror}). Corrigez le chemin."
            ) from None
    return os.environ.get(name, default).strip()


def boolean(name: str, default: bool = False) -> bool:
    value = text(name)
    if value in {"", "1", "0", "True", "False"}:
        return default if value == "" else value in {"1", "True"}
    raise BadSetting(f"{name}='{value}' : écrivez 1 ou 0.")


def words(name: str, default: list[str]) -> list[str]:
    value = text(name)
    return [word.strip() for word in value.split(",") if word.strip()] or default


def data_directory() -> Path:
    """Where the database, the reference store and the caches live; made if missing."""
    folder = Path(text("MAILLAGE_DATA") or usual_place()).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(
            f"MAILLAGE_DATA='{folder}' : ce dossier ne peut pas être créé ({error.strerror}). Choisissez-en un autre."
        ) from None
    if not os.access(folder, os.W_OK):
        raise BadSetting(
            f"MAILLAGE_DATA='{folder}' : ce dossier n'est pas accessible en écriture. Choisissez-en un autre."
        )
    return folder


def public_data_directory(folder: Path) -> Path:
    """Where public data (communes, reference store) is kept: beside the rest, unless several bases share it."""
    shared = text("MAILLAGE_PUBLIC_DATA")
    return Path(shared).expanduser() if shared else folder


def usual_place() -> Path:
    """``var/`` of the clone one works in, or the usual place for an installed program's data."""
    clone = Path(__file__).resolve().parents[3]
    if (clone / "run.py").is_file():
        return clone / "var"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "maillage"


def secret_key(folder: Path) -> str:
    """The key given, or one drawn at first start and kept beside the data."""
    given = text("MAILLAGE_SECRET_KEY")
    if given:
        if len(given) < 32:
            raise BadSetting("MAILLAGE_SECRET_KEY est trop courte : donnez au moins 32 caractères tirés au hasard.")
        return given
    file = folder / "secret.key"
    if not file.exists():
        draw_key(file)
    key = file.read_text().strip()
    if len(key) < 32:
        raise BadSetting(
            f"'{file}' est abîmé : supprimez-le, une nouvelle clé sera tirée (chacun devra se reconnecter)."
        )
    return key


def draw_key(file: Path) -> None:
    """Whole or not at all, and by the first process only when several start together."""
    descriptor, drawn = tempfile.mkstemp(dir=file.parent, prefix=".secret-")
    with os.fdopen(descriptor, "w") as new:
        new.write(secrets.token_urlsafe(48))
    with contextlib.suppress(FileExistsError):
        os.link(drawn, file)
    Path(drawn).unlink()


SQLITE_OPTIONS = {
    "timeout": 60,  # seconds; a long import holds the writing lock for some of them, and nobody's words are refused
    "transaction_mode": "IMMEDIATE",  # writers queue instead of failing; hence no ATOMIC_REQUESTS
    "init_command": (
        "PRAGMA journal_mode=WAL;"  # readers never wait for the writer
        "PRAGMA synchronous=NORMAL;"  # safe with WAL: a power cut loses at most the last commits, never the file
        "PRAGMA foreign_keys=ON;"
    ),
}


def database(folder: Path) -> dict:
    """SQLite in the data directory by default; PostgreSQL when DATABASE_URL says so."""
    url = text("DATABASE_URL")
    if not url:
        return sqlite(folder / "maillage.sqlite3")
    advice = "Écrivez postgres://utilisateur:motdepasse@hote:5432/base ou sqlite:////chemin/base.sqlite3."
    scheme = urlsplit(url).scheme
    if scheme not in {"postgres", "postgresql", "sqlite"}:
        raise BadSetting(
            f"DATABASE_URL='{masked(url)}' : base « {scheme or 'inconnue'} » non prise en charge. {advice}"
        )
    try:
        parsed = dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True)
    except Exception:
        raise BadSetting(f"DATABASE_URL='{masked(url)}' est illisible. {advice}") from None
    if not parsed.get("NAME"):
        raise BadSetting(f"DATABASE_URL='{masked(url)}' ne nomme pas de base. {advice}")
    return sqlite(Path(parsed["NAME"])) if scheme == "sqlite" else parsed


def sqlite(file: Path) -> dict:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": SQLITE_OPTIONS,
        "TEST": {"NAME": file.with_name(f"test-{file.name}")},
    }


def masked(url: str) -> str:
    """The address without its password."""
    password = urlsplit(url).password
    return url.replace(f":{password}@", ":…@") if password else url


def integer(name: str, default: int) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isdigit():
        raise BadSetting(f"{name}='{value}' : écrivez un nombre entier.")
    return int(value)


def hour(name: str, default: int) -> int | None:
    """An hour of the day, or « none »."""
    value = text(name)
    if value == "none":
        return None
    if value and not (value.isdecimal() and int(value) < 24):
        raise BadSetting(f"{name}='{value}' : écrivez une heure de 0 à 23, ou none.")
    return int(value) if value else default


def address(name: str, default: str) -> str:
    """The address at which people reach this server, without a slash at the end."""
    value = text(name) or default
    if urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).netloc:
        raise BadSetting(f"{name}='{value}' : écrivez l'adresse entière, par exemple https://maillage.exemple.fr.")
    return value.rstrip("/")
