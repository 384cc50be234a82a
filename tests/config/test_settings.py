"""Settings refuse nonsense with one sentence, at start, through the real command."""

from __future__ import annotations

import os

import pytest

COMMAND = ("reference", "list")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"DATABASE_URL": "mysql://lea:secret@hote/base"}, ("DATABASE_URL", "mysql", "postgres://")),
        ({"DATABASE_URL": "postgres://hote"}, ("DATABASE_URL", "base")),
        ({"MAILLAGE_DEBUG": "yes"}, ("MAILLAGE_DEBUG='yes'", "1 ou 0")),
        ({"MAILLAGE_SECRET_KEY": "court"}, ("MAILLAGE_SECRET_KEY", "32 caractères")),
        ({"MAILLAGE_ADDRESS": "maillage.exemple.fr"}, ("MAILLAGE_ADDRESS='maillage.exemple.fr'", "https://")),
        ({"MAILLAGE_SMTP_PORT": "smtp"}, ("MAILLAGE_SMTP_PORT='smtp'", "nombre")),
        ({"MAILLAGE_SECRET_KEY_FILE": "absent.txt"}, ("MAILLAGE_SECRET_KEY_FILE", "illisible")),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_nonsense_stops_at_start(maillage, settings, words):
    maillage(*COMMAND, **settings).refused(*words)


def test_a_password_is_never_repeated(maillage):
    said = maillage(*COMMAND, DATABASE_URL="mysql://lea:tresconfidentiel@hote/base")
    assert "tresconfidentiel" not in said.err


def test_a_data_folder_that_is_a_file(maillage, tmp_path):
    (tmp_path / "file").write_text("")
    maillage(*COMMAND, MAILLAGE_DATA=str(tmp_path / "file")).refused("MAILLAGE_DATA", "Choisissez-en un autre")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_data_folder_that_cannot_be_written(maillage, tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    maillage(*COMMAND, MAILLAGE_DATA=str(closed)).refused("MAILLAGE_DATA", "écriture")


def test_a_database_that_does_not_answer(maillage):
    url = "postgres://lea:secret@127.0.0.1:1/base?connect_timeout=2"
    said = maillage("territory", "show", "--space", "grand-roissy", DATABASE_URL=url)
    said.refused("base de données ne répond pas", "DATABASE_URL")
    assert "secret" not in said.err
