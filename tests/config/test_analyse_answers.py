"""``maillage analyse instrument``, and what ``agreement`` and ``strategy`` take beside: the library's own figures."""

from __future__ import annotations

import json

import click
import pytest

from maillage.toolkit.refusals import Refusal
from maillage_analysis import grid, strategy

REPLIES = {"Léa": (4, 2, 5), "Karim": (5, 1, None), "Inès": (3, 3, 4)}
ITEMS = [grid.Item("q1", "Confiance"), grid.Item("q2", "Confiance", reverse=True), grid.Item("q3", "Moyens")]
RATINGS = [[5, 4, 4, 5, 3], [3, 3, 2, 4, 3], [5, 5, 5, 5, 5]]


def line(name, values):
    return f"{name},{','.join('' if value is None else str(value) for value in values)}\n"


@pytest.fixture
def analyse(here, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = {
        "replies": "répondant,q1,q2,q3\n" + "".join(line(*each) for each in REPLIES.items()),
        "items": "question,facteur,inverse\nq1,Confiance,\nq2,Confiance,oui\nq3,Moyens,\n",
        "more": "question,facteur\nq9,Confiance\n",
        "ratings": "criterion,a,b,c,d,e\n" + "".join(line(f"A{n}", row) for n, row in enumerate(RATINGS, 1)),
        "positions": "actor,hire,insert\nCFA,3,2\nMission,-1,4\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return lambda words: here(f"analyse {words}")


def test_factors_of_a_questionnaire(analyse):
    replies = {name: dict(zip(("q1", "q2", "q3"), given, strict=True)) for name, given in REPLIES.items()}
    answer = json.loads(analyse("instrument replies --items items --least-answered 0.5 --bands synergy"))
    scores = grid.score_instrument(replies, ITEMS, least_answered_share=0.5, bands=grid.SYNERGY_ZONES)
    assert [each["band"] for each in answer["scores"]["factors"]] == [each.band for each in scores.factors]
    assert answer["scores"]["factors"] == json.loads(json.dumps(scores.as_dict()["factors"]))
    trust = grid.cronbach_alpha([[one, 6 - two] for one, two, _ in REPLIES.values()])
    assert answer["consistency"]["Confiance"] == trust.as_dict()
    wide = json.loads(analyse("instrument replies --items items --highest 7"))["scores"]
    assert [each["band"] for each in wide["factors"]] == [None, None], "thresholds are those of 1 to 5"
    assert analyse("instrument replies --items items --table items").splitlines()[1:] == [
        "q1,Confiance,4",
        "q2,Confiance,4",
        "q3,Moyens,4.5",
    ]


def test_every_parameter_of_agreement_reaches_the_library(analyse):
    answer = json.loads(analyse("agreement ratings --confidence 0.8 --copies apart --awg-at-extreme perfect --seed 3"))
    interval = grid.bootstrap_alpha(RATINGS, seed=3, confidence=0.8, copies="apart", raters=list("abcde"))
    assert answer["alpha_interval"] == interval.as_dict()
    answers = [list(column) for column in zip(*RATINGS, strict=True)]
    assert answer["within_group"] == grid.within_group_agreement(answers, awg_at_extreme="perfect").as_dict()


def test_tensions_that_actors_carry(analyse):
    stands = strategy.actor_positions(strategy.PositionTable(["CFA", "Mission"], ["hire", "insert"], [[3, 2], [-1, 4]]))
    answer = json.loads(analyse("strategy positions --tension hire=insert --strong-from 8"))
    assert answer["tensions"] == [one.as_dict() for one in strategy.carried_tensions(stands, [("hire", "insert")])]
    assert answer["objectives"] == strategy.read_objectives(stands, strong_from=8).as_dict()
    rows = analyse("strategy positions --tension hire=insert --table tensions").splitlines()
    assert rows[1] == "hire,insert,true,1,0,1"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("instrument replies --items replies", ["« factor »"]),
        ("instrument replies --items more", ["« q9 »", "more"]),
        ("instrument replies --items items --lowest 5", ["sous le haut"]),
        ("instrument replies --items items --highest 4", ["ligne 2", "1 à 4"]),
        ("instrument replies --items items --highest 7 --bands synergy", ["1 à 5"]),
        ("strategy positions --tension hire", ["« hire »", "hire, insert"]),
        ("strategy positions --strong-from nan", ["« nan »"]),
    ],
)
def test_what_cannot_be_read_is_one_french_sentence(analyse, words, expected):
    with pytest.raises((Refusal, click.ClickException)) as caught:
        analyse(words)
    said = str(caught.value)
    assert "\n" not in said
    for word in expected:
        assert word in said
