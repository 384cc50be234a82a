"""``maillage analyse network``, ``partner`` and ``two-mode``: every parameter of the library, with its figures."""

from __future__ import annotations

import json

import click
import pytest

from maillage.toolkit.refusals import Refusal
from maillage_analysis import network, strategy

NAMES = ["Branche", "CFA", "Lycée", "Mission", "Opco", "Seul"]
EDGES = [
    ("CFA", "Opco", 3),
    ("Mission", "CFA", 2),
    ("Branche", "Opco", 1),
    ("CFA", "Mission", 1),
    ("Lycée", "Branche", 4),
]
TIES = network.Ties.from_edges(NAMES, EDGES)
OPINIONS = "de,vers,ouverture,fiabilité,mission partagée,influence\nCFA,Opco,4,3,,2\nOpco,CFA,1,,,3\n"


@pytest.fixture
def analyse(here, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    actors = "actor,family\n" + "".join(f"{name},{'ab'[n % 2]}\n" for n, name in enumerate(NAMES))
    files = {
        "ties": "from,to,strength\n" + "".join(f"{one},{two},{value}\n" for one, two, value in EDGES),
        "actors": actors,
        "opinions": OPINIONS,
        "wide": "acteur;Salles;Offres\nCFA;2;\nOpco;1;1\n",
        "long": "acteur;ressource;quantité\nCFA;Salles;2\nOpco;Salles;1\nOpco;Offres;1\n",
        "himself": "de,vers,ouverture\nCFA,CFA,3\n",
        "twice": "de,vers,ouverture\nCFA,Opco,3\nCFA,Opco,2\n",
        "beyond": "de,vers,ouverture\nCFA,Opco,5\n",
        "few": "actor\nCFA\n",
        "held twice": "acteur,ressource\nCFA,Salles\nCFA,Salles\n",
        "alone": "acteur\nCFA\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return lambda words: here(f"analyse {words}")


def test_every_parameter_of_a_network_reaches_the_library(analyse):
    words = "--holes ego_network --values binary --core star --paths as_given --keep-by component --reach-by steps"
    answer = json.loads(analyse(f"network ties --actors actors {words} --steps 2 --reciprocity dyadic --remove CFA"))
    mutual = network.symmetrise(TIES)
    assert answer["measures"]["holes"] == network.structural_holes(TIES, scope="ego_network", values="binary").as_dict()
    assert answer["core"] == network.core_periphery(mutual, pattern="star", values="binary").as_dict()
    assert answer["reciprocity"] == network.reciprocity(TIES, method="dyadic").as_dict()
    assert answer["fragmentation"] == network.fragmentation(TIES, removed=["CFA"], paths="as_given").as_dict()
    keep = network.key_players_to_keep(TIES, 1, measure="component", paths="as_given")
    reach = network.key_players_to_reach(TIES, 1, measure="steps", steps=2, paths="as_given")
    assert answer["key_players"] == {"to_keep": keep.as_dict(), "to_reach": reach.as_dict()}


def test_the_network_around_somebody(analyse):
    answer = json.loads(analyse("network ties --actors actors --group family --ego CFA"))
    circle = ["CFA", "Mission", "Opco"]
    kept = network.Ties.from_edges(circle, [edge for edge in EDGES if {edge[0], edge[1]} <= set(circle)])
    assert answer["structure"] == network.partner_structure(kept).as_dict()
    assert (answer["parameters"]["ego"], answer["parameters"]["radius"]) == (["CFA"], 1)
    assert json.loads(analyse("network ties --ego CFA --radius 3"))["actors"] == 5
    assert json.loads(analyse("network ties --ego Mission --ego Lycée"))["actors"] == 4


def test_trust_and_value(analyse):
    ratings = [
        network.DyadRating("CFA", "Opco", {"openness": 4, "reliability": 3, "power_influence": 2}),
        network.DyadRating("Opco", "CFA", {"openness": 1, "power_influence": 3}),
    ]
    answer = json.loads(analyse("partner opinions --min-items 1"))
    for scale in ("trust", "value"):
        assert answer[scale] == network.partner_scale(["CFA", "Opco"], ratings, scale=scale, min_items=1).as_dict()
    assert json.loads(analyse("partner opinions --actors actors"))["trust"]["organisations"] == NAMES
    assert analyse("partner opinions --table dyads") == "scale,from,to,score,answered\ntrust,CFA,Opco,3.5,2\n"


@pytest.mark.parametrize("file", ["wide", "long"])
def test_who_holds_what(analyse, file):
    table = strategy.TwoModeTable(["CFA", "Opco"], ["Salles", "Offres"], [[2, 0], [1, 1]])
    answer = json.loads(analyse(f"two-mode {file} --weights newman"))
    actors, items = strategy.two_mode_centrality(table)
    expected = {
        "density": strategy.two_mode_density(table),
        "exclusivity": strategy.resource_exclusivity(table),
        "actors": actors,
        "items": items,
        "between_actors": strategy.project(table, weights="newman"),
        "between_items": strategy.project(table.transposed(), weights="newman"),
    }
    assert {name: answer[name] for name in expected} == {name: each.as_dict() for name, each in expected.items()}
    assert analyse(f"two-mode {file} --table pairs").splitlines() == ["actor,other,weight", "CFA,Opco,2"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("network ties --radius 2", ["--ego"]),
        ("network ties --steps 2", ["--reach-by steps"]),
        ("network ties --ego X", ["« X »", "--ego"]),
        ("network ties --actors actors --ego Seul", ["aucun lien"]),
        ("partner ties", ["openness", "resources"]),
        ("partner himself", ["ligne 2", "elle-même"]),
        ("partner twice", ["ligne 2", "ligne 3"]),
        ("partner beyond", ["« 5 »", "1 à 4"]),
        ("partner opinions --actors few", ["« Opco »", "few"]),
        ("two-mode opinions", ["« actor »"]),
        ("two-mode alone", ["une colonne par ressource"]),
        ("two-mode 'held twice'", ["ligne 2", "ligne 3"]),
    ],
)
def test_what_cannot_be_read_is_one_french_sentence(analyse, words, expected):
    with pytest.raises((Refusal, click.ClickException)) as caught:
        analyse(words)
    said = str(caught.value)
    assert "\n" not in said
    for word in expected:
        assert word in said
