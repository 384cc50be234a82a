"""``maillage analyse access``: every measure and decay of the library, with the library's own figures."""

from __future__ import annotations

import json
from functools import partial

import click
import pytest

from maillage.toolkit.refusals import Refusal
from maillage_analysis import access

DEMAND, SUPPLY, JOBS = [3500.0, 300.0, 1400.0], [200.0, 120.0], [900.0, 50.0]
MINUTES = [[25.0, 12.0], [8.0, None], [None, 41.0]]
NAMES, SITES, EMPLOYERS = ["Gonesse", "Roissy", "Dammartin"], ["Fret", "Bâtiment"], ["Aéroport", "Ferme"]
PLACES = "place,demand,young,older\nGonesse,3500,2000,1500\nRoissy,300,100,200\nDammartin,1400,900,500\n"
MATRIX = "de;Fret;Bâtiment;Aéroport;Ferme\nGonesse;25;12;20;\nRoissy;8;;5;30\nDammartin;;41;;3\n"
TRIPS = "from,to,minutes\nGonesse,Fret,25\nGonesse,Bâtiment,12\nRoissy,Fret,8\nDammartin,Bâtiment,41\nAilleurs,Fret,1\n"


def pairs(minutes, within=1000.0):
    table = [[within + 1 if each is None else each for each in row] for row in minutes]
    return access.pairs_from_matrix(table, reachable=[[each <= within for each in row] for row in table])


NEAR = pairs(MINUTES)
STEPS = access.steps((15, 1), (30, 0.5))


@pytest.fixture
def analyse(here, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files = {
        "places": PLACES,
        "sites": "place,supply\nFret,200\nBâtiment,120\n",
        "jobs": "place,supply\nAéroport,900\nFerme,50\n",
        "matrix": MATRIX,
        "trips": TRIPS,
        "elsewhere": "from,to,minutes\nPau,Dax,60\n",
        "closed": "place,supply\nFret,0\nBâtiment,0\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    return lambda words: here(f"analyse access places --sites sites {words}")


def shared(method, decay, **more):
    return lambda: method(NEAR, DEMAND, SUPPLY, decay, **more)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", shared(access.apl, access.TRAINING_LEVELS_3_4)),
        ("--per 1000 --decay apl-2012", shared(access.apl, access.APL_2012, per=1000)),
        ("--measure 2sfca --decay binary --limit 20", shared(access.two_step_catchment, access.binary(20))),
        (
            "--measure e2sfca --decay steps --step 30=0,5 --step 15=1",
            shared(partial(access.two_step_catchment, method="E2SFCA"), STEPS),
        ),
        (
            "--measure 2sfca --decay gaussian --sigma 10 --limit 40",
            shared(access.two_step_catchment, access.gaussian(10, 40)),
        ),
        ("--measure 2sfca --decay dai --limit 30", shared(access.two_step_catchment, access.dai(30))),
        (
            "--measure 3sfca --decay epanechnikov --limit 30",
            shared(access.three_step_catchment, access.epanechnikov(30)),
        ),
        (
            "--measure m2sfca --decay apl-general-practice",
            shared(access.modified_two_step_catchment, access.APL_GENERAL_PRACTICE),
        ),
        ("--measure 3sfca --decay power --exponent 1.5", shared(access.three_step_catchment, access.power(1.5))),
        ("--measure shen --exponent 2", lambda: access.shen(NEAR, DEMAND, SUPPLY, 2)),
        ("--measure hansen --exponent 2 --limit 30", lambda: access.hansen(NEAR, SUPPLY, 2, limit=30)),
        ("--measure cumulative --limit 20", lambda: access.cumulative(NEAR, SUPPLY, 20)),
        ("--measure raam --tau 20 --rho 9", lambda: access.raam(NEAR, DEMAND, SUPPLY, tau=20, rho=9)),
        ("--measure raam --limit 30", lambda: access.raam(pairs(MINUTES, 30), DEMAND, SUPPLY)),
        ("--measure nearest --limit 30", lambda: access.nearest(pairs(MINUTES, 30), SUPPLY)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_measure_is_the_library_s(analyse, words, expected):
    """The same figures and parameters; only the way the minutes came differs. A matrix reads as a list of trips."""
    found, as_trips = (json.loads(analyse(f"--times {times} {words}"))["access"] for times in ("matrix", "trips"))
    library = json.loads(json.dumps(expected().as_dict()))
    for result in (found, as_trips, library):
        for told in ("travel", "ignored_rows"):
            result["parameters"].pop(told)
    assert found == as_trips == library


def test_demand_is_standardised_by_use(analyse):
    demand = access.standardised_demand([[2000, 1500], [100, 200], [900, 500]], [2, 1])
    answer = json.loads(analyse("--times matrix --use young=2 --use older=1"))
    assert answer["access"]["access"] == access.apl(NEAR, demand, SUPPLY).access.tolist()


def test_both_sides_at_once(analyse):
    hired = access.apl(pairs([[20, None], [5, 30], [None, 3]]), DEMAND, JOBS)
    both = access.double_sided(access.apl(NEAR, DEMAND, SUPPLY).access, hired.access, DEMAND, short_below=0.5)
    answer = json.loads(analyse("--times matrix --employers jobs --short-below 0.5"))["sides"]
    assert answer["both_sides"] == json.loads(json.dumps(both.as_dict()))
    assert answer["white_areas"]["limit"] == 45
    rows = analyse("--times matrix --employers jobs --table sides").splitlines()
    assert rows[0] == "place,training,employers,index,bottleneck,shortage"
    assert len(rows) == 4


def test_thresholds_moved(analyse):
    moved = access.threshold_sensitivity(NEAR, DEMAND, SUPPLY, STEPS, factors=[0.5, 1.5])
    words = "--measure 2sfca --times matrix --decay steps --step 15=1 --step 30=0.5 --factor 0.5 --factor 1.5"
    answer = json.loads(analyse(words))["sensitivity"]
    assert (answer["lowest"], answer["mean_change"]) == (
        moved.lowest.tolist(),
        [list(e) for e in moved.mean_change.items()],
    )
    assert analyse(f"{words} --table factors").splitlines()[0] == "factor,mean_change,unreached"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("--tau 3", ["--tau", "raam"]),
        ("--measure hansen --decay dai", ["--decay", "2sfca"]),
        ("--per 10 --measure shen", ["--per", "apl"]),
        ("--sigma 3", ["--decay gaussian"]),
        ("--step 3=1", ["--decay steps"]),
        ("--exponent 2", ["--decay power"]),
        ("--limit 4", ["propres seuils", "--limit"]),
        ("--limit inf --decay binary", ["« inf »", "ordinaire"]),
        ("--decay gaussian --limit 4", ["--sigma"]),
        ("--decay dai", ["--limit"]),
        ("--decay steps", ["--step 15=1"]),
        ("--decay steps --step 3", ["« 3 »", "15=1"]),
        ("--decay steps --step 3=1 --step 6=2", ["ne monte pas"]),
        ("--measure e2sfca --decay dai --limit 3", ["--measure 2sfca"]),
        ("--measure cumulative", ["--limit"]),
        ("--measure raam --speed 30", ["--limit", "--times"]),
        ("--times matrix --speed 30", ["retirez --speed"]),
        ("--times elsewhere", ["aucun trajet", "mêmes noms"]),
        ("--times sites", ["« from »"]),
        ("--use young", ["young, older", "« = »"]),
        ("--use young=0", ["au moins un groupe"]),
        ("--short-below 1", ["--employers"]),
        ("--employers jobs --measure nearest --limit 4", ["nearest", "apl"]),
        ("--factor 2 --measure shen --limit 4", ["--factor", "apl"]),
        ("--times matrix --factor 2 --decay power", ["à seuils"]),
        ("--times matrix --measure raam --sites closed", ["site ouvert"]),
    ],
)
def test_what_does_not_go_together_is_one_sentence(analyse, words, expected):
    with pytest.raises((Refusal, click.ClickException)) as caught:
        analyse(words)
    said = str(caught.value)
    assert "\n" not in said
    for word in expected:
        assert word in said
