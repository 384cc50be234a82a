"""The ``maillage`` command: quick to answer, clear when it cannot."""

from __future__ import annotations

import contextlib
import http.server
import json
import subprocess
import sys
import threading

import click
import pytest

from maillage.territory.indicators import INDICATORS
from maillage.toolkit.refusals import Refusal


def test_the_version_waits_for_nothing_heavy():
    """What a command imports makes it slow to answer; listed rather than timed, as a clock depends on the load."""
    code = """
import sys
from maillage.config.cli import main
sys.argv = ["maillage", "--version"]
try:
    main()
finally:
    print(sorted({"django", "numpy", "polars", "scipy", "altair"} & set(sys.modules)))
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.splitlines()
    assert said[0].startswith("maillage, version ")
    assert said[1] == "[]"


def test_the_help_names_every_command(maillage):
    from maillage.config.cli import COMMANDS

    said = maillage("--help")
    assert said.code == 0
    assert all(f"  {name} " in said.out for name in COMMANDS)
    assert "Usage" not in said.out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["nothing"], ["nothing", "maillage --help"]),
        (["serve", "--port", "70000"], ["--port", "70000"]),
        (["analyse", "strategy", "absent.csv"], ["absent.csv"]),
    ],
    ids=" ".join,
)
def test_bad_words_are_one_sentence(maillage, words, expected):
    maillage(*words).refused(*expected)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("serve --port abc", ["--port", "abc"]),
        ("report", ["SLUG", "maillage report --help"]),
        ("report grand-roissy", ["--output"]),
        ("import", ["FILE"]),
        ("import x.csv", ["--space"]),
        ("import absent.csv --space x", ["absent.csv", "n'existe pas"]),
        ("space create x", ["--name"]),
        ("analyse strategie x", ["strategie", "maillage analyse --help"]),
        ("analyse strategy", ["INPUT"]),
        ("analyse strategy x y", ["« y »"]),
        ("analyse strategy x --convention z", ["« z »", "lipsor"]),
        ("territory show", ["95527", "--space"]),
        ("territory show 95527 --space x", ["l'un des deux"]),
        ("territory show 99999", ["99999"]),
        ("territory show 11", ["Aude", "Île-de-France", "--kind"]),
        ("territory show Roissi", ["Roissi", "code ou le nom"]),
        ("territory show 1101 --kind zone_emploi", ["maillage reference fetch zones-emploi"]),
        ("reference fetch recensement-jeune", ["recensement-jeunes"]),
        ("reference fetch --from absent", ["absent", "dossier"]),
        ("reference fetch etablissements-apprentissage", ["--from"]),
    ],
)
def test_bad_words_say_what_to_do(here, words, expected):
    with pytest.raises((Refusal, click.ClickException)) as caught:
        here(words)
    assert "\n" not in str(caught.value)
    for word in expected:
        assert word in str(caught.value)


# --- Territory


def test_territory_says_the_same_in_words_and_in_json(here):
    words, machine = here("territory show Gonesse"), json.loads(here("territory show 95277 --json"))
    assert machine["population"] == 27707
    assert "27 707 habitants" in words.replace("\xa0", " ").replace("\u202f", " ")
    assert "maillage reference fetch recensement-jeunes" in words
    assert [one["code"] for one in machine["indicators"]] == [one.code for one in INDICATORS]


def test_a_code_that_means_two_things_is_chosen_by_its_kind(here):
    assert here("territory show 11 --kind region").startswith("Île-de-France\n")
    assert here("territory show 11 --kind departement").startswith("Aude\n")
    assert here("territory show 200055655").startswith("CA Roissy Pays de France\n")


def test_the_perimeter_of_a_space_gives_the_figures_of_its_page(here, cast, no_migration):
    from maillage.territory import actions
    from maillage.territory.analyses import read_territory

    with pytest.raises(Refusal, match="pas encore de périmètre"):
        here(f"territory show --space {cast.space.slug}")
    actions.set_perimeter(space=cast.space, name="Pays d'Aulne", codes=["95277", "95527"], by=cast.lea)
    machine = json.loads(here(f"territory show --space {cast.space.slug} --json"))
    reading = read_territory(cast.space)
    assert machine["population"] == reading.population
    assert len(machine["communes"]) == len(reading.communes)
    assert machine["indicators"][0]["value"] == reading.indicators[0].value


def test_datasets_are_listed_with_how_to_get_them(here):
    cards = json.loads(here("reference list --json"))
    assert {"recensement-jeunes", "zones-emploi"} <= {card["name"] for card in cards}
    assert all(card["licence"] and card["producer"] for card in cards)
    assert all(card["present"] or "maillage reference fetch" in card["how_to_get"] for card in cards)
    assert here("reference list").count("\n\n") == len(cards)


# --- Import

FILE = "Structure,Nature,SIRET,Ville\nCFA du fret,CFA,,Gonesse\nMission locale,,1234567890123,Gonesse\n"


@pytest.fixture
def no_migration(monkeypatch):
    """The test base is already up to date."""
    from maillage.config.commands import ground

    monkeypatch.setattr(ground, "migrate", lambda: None)


def test_an_import_is_planned_then_written(here, cast, tmp_path, no_migration):
    from maillage.actors.models import Organisation

    (tmp_path / "acteurs.csv").write_text(FILE)
    words = f"import {tmp_path / 'acteurs.csv'} --space {cast.space.slug}"
    before = Organisation.objects.in_space(cast.space).count()
    plan = here(words)
    assert "CFA du fret" in plan
    assert "ligne 3" in plan
    assert "13" in plan
    assert "--apply" in plan
    assert Organisation.objects.in_space(cast.space).count() == before
    machine = json.loads(here(f"{words} --json --apply"))
    assert machine["counts"] == {"created": 1, "changed": 0, "ignored": 0, "refused": 1, "merged": 0}
    assert Organisation.objects.in_space(cast.space).count() == before + 1


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("--mapping Structure", "Structure=name"),
        ("--mapping Absente=name", "Absente"),
        ("--mapping Structure=couleur", "couleur"),
    ],
)
def test_a_mapping_that_makes_no_sense(here, cast, tmp_path, no_migration, options, expected):
    (tmp_path / "acteurs.csv").write_text(FILE)
    with pytest.raises(Refusal, match=expected):
        here(f"import {tmp_path / 'acteurs.csv'} --space {cast.space.slug} {options}")


def test_a_mapping_by_hand(here, cast, tmp_path, no_migration):
    (tmp_path / "acteurs.csv").write_text("Porteur,Ville\nCFA du fret,Gonesse\n")
    words = f"import {tmp_path / 'acteurs.csv'} --space {cast.space.slug} --mapping Porteur=name --json"
    assert json.loads(here(words))["counts"]["created"] == 1


def test_an_unknown_space_names_those_that_exist(here, cast, tmp_path, no_migration):
    (tmp_path / "acteurs.csv").write_text(FILE)
    with pytest.raises(Refusal, match=cast.space.slug):
        here(f"import {tmp_path / 'acteurs.csv'} --space nulle-part")


# --- Ports


@contextlib.contextmanager
def somebody_answers(page: bytes):
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *words): ...

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()


def test_a_port_in_use(maillage):
    with somebody_answers(b"<h1>Autre chose</h1>") as taken:
        maillage("serve", "--port", str(taken)).refused(f"Le port {taken} est déjà pris", "--port")


def test_a_second_start_says_where_the_first_one_answers(maillage):
    with somebody_answers(b"<title>Maillage</title>") as taken:
        maillage("demo", "--no-browser", "--port", str(taken)).refused(f"http://127.0.0.1:{taken}/")
