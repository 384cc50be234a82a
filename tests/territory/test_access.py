"""Access on a small country made here: minutes by hand, both sides, edges, pages, files, command."""

from __future__ import annotations

import json

import polars as pl
import pytest
from django.urls import reverse
from django.utils import translation

from maillage.territory.access import maps, queries, tables
from maillage.territory.access.analyses import StraightLine, read_access, travel_table
from maillage.territory.access.analyses import reading as computing
from maillage.territory.access.question import ANY, DOMAINS, LEVELS, ask
from maillage.territory.access.readings import Missing, NotRelative
from maillage.territory.enums import Domain, Level
from maillage.toolkit.refusals import Refusal

TRIPLET = ["77291", "93005", "95527"]  # Le Mesnil-Amelot, Aulnay-sous-Bois, Roissy-en-France
MINUTES = 111.2 * 0.1 * 1.343 * 60 / 25  # a tenth of a degree of latitude at 25 km/h: 35.8 minutes
YOUNG = 1000.0


def home(code, lat, *, young=YOUNG, region="11"):
    return {"commune": code, "name": code, "region": region, "lon": 2.5, "lat": lat, "young": young, "inhabitants": 5e3}


def site(commune, lat, places, *, trainings=2.0, name="CFA", region="11"):
    return {
        "commune": commune,
        "name": name,
        "lon": 2.5,
        "lat": lat,
        "region": region,
        "trainings": trainings,
        "places": places,
    }


class Country:
    """Communes on a meridian; Aulnay at 49.0 has a centre, Roissy is 36 minutes north, Le Mesnil 72."""

    def __init__(self):
        self.homes = [home("93005", 49.0), home("95527", 49.1), home("77291", 49.2)]
        self.sites = [site("93005", 49.0, 30.0)]
        self.employers = {"93005": 10.0, "95527": 40.0, "77291": 5.0}
        self.covered = {"11"}


@pytest.fixture
def country(monkeypatch):
    made = Country()
    sites_schema = {"trainings": pl.Float64, "places": pl.Float64, "lon": pl.Float64, "lat": pl.Float64}
    texts = dict.fromkeys(["commune", "name", "region"], pl.String)
    monkeypatch.setattr(queries, "homes", lambda: pl.DataFrame(made.homes, schema_overrides={"young": pl.Float64}))
    monkeypatch.setattr(queries, "sites", lambda question: pl.DataFrame(made.sites, schema=texts | sites_schema))
    monkeypatch.setattr(queries, "covered_regions", lambda question: frozenset(made.covered))
    monkeypatch.setattr(queries, "state", lambda question: ())
    monkeypatch.setattr(computing.store, "edition", lambda name: name)
    monkeypatch.setattr(
        queries,
        "employers",
        lambda domain: pl.DataFrame(
            {"commune": list(made.employers), "projects": list(made.employers.values())},
            schema={"commune": pl.String, "projects": pl.Float64},
        ),
    )
    computing._kept.cache_clear()
    yield made
    computing._kept.cache_clear()


def by_code(reading):
    return {row.code: row for row in reading.rows}


# --- The question


def test_a_question_is_read_from_words_numbers_and_english():
    assert ask("3", "building") == ask("CAP", "Bâtiment") == ask()
    assert (ask().level, ask().domain, ask().minutes) == (Level.CAP, Domain.BUILDING, 45)
    assert ask("bts").minutes == 60
    assert ask(ANY, ANY).parameters == {"niveau": ANY, "domaine": ANY, "minutes": "45"}


def test_every_level_and_domain_has_its_word():
    assert set(LEVELS.values()) == set(Level)
    assert set(DOMAINS.values()) == set(Domain)
    for word in DOMAINS:
        assert ask(domain=word).parameters["domaine"] == word


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"level": "cop"}, "« cap »"),
        ({"domain": "xyz"}, "batiment, energie"),
        ({"minutes": "500"}, "10 à 120"),
        ({"minutes": "vite"}, "10 à 120"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_does(given, words):
    with pytest.raises(Refusal, match=words):
        ask(**given)


# --- The reading


def test_minutes_and_white_communes(country):
    reading = read_access(TRIPLET, ask())
    rows = by_code(reading)
    assert rows["93005"].minutes == pytest.approx(0, abs=1e-6)
    assert rows["95527"].minutes == pytest.approx(MINUTES, rel=1e-3)
    assert rows["77291"].minutes is None, "more than an hour away: farther than the longest threshold"
    assert [row.code for row in reading.white] == ["77291"]
    assert reading.sentence.startswith("1 commune sur 3 n'a aucune formation de niveau 3 (CAP) en « Bâtiment et")
    assert "1\u202f000 jeunes de 15 à 24 ans, 33 % de ceux du périmètre." in reading.sentence.replace("\xa0", "\u202f")


def test_the_supply_is_shared_and_conserved(country):
    reading = read_access(TRIPLET, ask())
    served = sum(row.people * row.offer / 1000 for row in reading.rows)
    assert served == pytest.approx(30)
    near, far = by_code(reading)["93005"], by_code(reading)["95527"]
    assert near.offer == pytest.approx(1000 * 30 / (YOUNG * (1 + 1 / 3)))
    assert far.offer == pytest.approx(near.offer / 3)


def test_supply_and_young_people_beyond_the_perimeter_count(country):
    alone = by_code(read_access(["93005"], ask()))["93005"]
    country.homes.append(home("95277", 48.95))
    country.sites.append(site("95277", 48.95, 12.0))
    computing._kept.cache_clear()
    reading = read_access(["93005"], ask())
    shared = by_code(reading)["93005"]
    assert shared.trainings == 4
    assert shared.offer != pytest.approx(alone.offer)
    assert (reading.trainings(inside=True), reading.trainings(inside=False)) == (2, 2)


def test_the_answer_moves_with_the_threshold(country):
    reading = read_access(TRIPLET, ask())
    assert [(one.minutes, one.communes, one.asked) for one in reading.thresholds] == [
        (30, 2, False),
        (45, 1, True),
        (60, 1, False),
    ]
    assert reading.sensitivity_sentence == "Avec 30 minutes, 2 communes ; avec 60 minutes, 1 commune."


def test_the_side_that_is_missing(country):
    reading = read_access(TRIPLET, ask())
    rows = by_code(reading)
    assert rows["77291"].missing == Missing.TRAINING
    assert rows["77291"].training == 0 == rows["77291"].index
    assert rows["93005"].missing is None
    mean = sum(row.people * row.training for row in reading.rows) / reading.everyone
    assert mean == pytest.approx(1)
    assert "la formation dans 1 commune" in reading.sides_sentence


def test_without_any_hiring_project_the_other_side_is_unknown(country):
    country.employers = {}
    reading = read_access(TRIPLET, ask())
    assert reading.not_relative == NotRelative.NO_SURVEY
    assert all(row.missing is None and row.hiring is None and row.without_employer is None for row in reading.rows)
    assert reading.compatible is None


def test_less_than_one_project_is_no_employer(country):
    country.employers = {"93005": 0.4}
    assert len(read_access(TRIPLET, ask()).without_employer) == 3


def test_no_training_anywhere_has_no_mean(country):
    country.sites = []
    reading = read_access(TRIPLET, ask())
    assert reading.not_relative == NotRelative.NO_TRAINING
    assert reading.sentence.startswith("Aucune commune n'a de formation")


def test_the_silence_of_a_source_is_not_an_absence(country):
    country.sites, country.covered = [], set()
    reading = read_access(TRIPLET, ask())
    assert reading.white == ()
    assert reading.sentence == (
        "La source ne contient aucune formation, ou presque, en Île-de-France : "
        "on ne peut rien conclure de son silence."
    )


def test_inhabitants_stand_for_young_people_where_these_are_unknown(country):
    country.homes = [{**one, "young": None} for one in country.homes]
    reading = read_access(TRIPLET, ask())
    assert (reading.counted, reading.everyone) == ("inhabitants", 15_000)
    assert "habitants" in reading.sentence


def test_inhabitants_are_sourced_and_the_unread_census_is_not(country, own_store, monkeypatch):
    country.homes = [{**one, "young": None} for one in country.homes]
    said = tables.sources(read_access(TRIPLET, ask()))
    assert any("population municipale" in source for source in said)
    assert not any("recensement" in source for source in said)


def test_a_school_is_called_by_its_name_or_its_code(monkeypatch):
    offered = pl.DataFrame(
        {
            "lon": [2.5, 2.6],
            "lat": [49.0, 49.0],
            "commune": ["93005", "95527"],
            "kind": ["Apprentissage"] * 2,
            "level": [5, 5],
            "domain": ["commerce"] * 2,
            "capacity": [12, 24],
            "uai": ["0930001A", "0950001B"],
            "name": ["BTS - Commerce - en apprentissage"] * 2,
        }
    )
    monkeypatch.setattr(queries.places, "points", lambda name: offered)
    monkeypatch.setattr(queries, "school_names", lambda: {"0930001A": "Lycée Voillaume"})
    found = queries._sites.__wrapped__("edition", queries.CAPACITIES, Level.BTS, Domain.COMMERCE)
    assert found["name"].to_list() == ["Lycée Voillaume", "UAI 0950001B"]
    assert found["places"].to_list() == [12, 24]


def test_a_training_place_and_an_employer_far_from_each_other_are_no_couple(country):
    assert read_access(TRIPLET, ask(minutes=45)).compatible > 0.9
    country.homes.append(home("95019", 48.9))
    country.employers = {"95019": 10.0, "77291": 10.0}
    country.sites = [site("95527", 49.1, 5.0)]
    computing._kept.cache_clear()
    assert read_access(TRIPLET, ask(minutes=90)).compatible == pytest.approx(2 / 3)


def test_it_is_computed_once(country):
    first = read_access(TRIPLET, ask())
    assert read_access(list(reversed(TRIPLET)), ask()) is first


@pytest.mark.parametrize("codes", [[], ["99999"], ["75113"]])
def test_what_is_not_a_list_of_communes_is_refused(country, codes):
    with pytest.raises(Refusal):
        read_access(codes, ask())


# --- The user's own travel times


def trips(*rows):
    return pl.DataFrame(rows, schema=["from", "to", "minutes"], orient="row")


def test_own_travel_times_replace_the_estimate(country):
    table = travel_table("temps.csv", trips(("77291", "93005", 40.0), ("95527", "93005", 80.0)))
    rows = by_code(read_access(TRIPLET, ask(), travelling=table))
    assert rows["77291"].minutes == 40
    assert rows["95527"].minutes is None
    assert rows["93005"].minutes == 0, "within a commune a trip that is not written takes no time"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (pl.DataFrame({"from": ["93005"], "minutes": [3]}), "colonne to"),
        (trips(("93005", "95527", "vite")), "des nombres"),
        (trips(("93005", "95527", -1.0)), "0 minute ou plus"),
        (trips(("93005", "95527", float("nan"))), "0 minute ou plus"),
        (trips(("93005", None, 4.0)), "0 minute ou plus"),
        (trips(("93005", "95527", 4.0), ("93005", "95527", 5.0)), "plusieurs fois"),
    ],
)
def test_a_wrong_table_of_times_is_refused(table, words):
    with pytest.raises(Refusal, match=words):
        travel_table("temps.csv", table)


def test_the_country_is_faster_than_the_conurbation():
    places = pl.DataFrame({"region": ["11", "84"]})
    assert StraightLine().speeds(places).tolist() == [25, 50]


# --- The map, the file, the page


def test_white_communes_are_hatched_and_the_legend_counts_all(country):
    reading = read_access(TRIPLET, ask())
    features = {one["properties"]["code"]: one["properties"] for one in maps.features(reading)["features"]}
    assert (features["93005"]["level"], features["95527"]["level"], features["77291"]["level"]) == (5, 1, 0)
    assert features["77291"]["lacking"] is True
    assert sum(key.count for key in maps.legend_of(reading)) == 3


def test_the_file_has_a_value_for_each_column(country):
    reading = read_access(TRIPLET, ask())
    names, lines = tables.columns(reading), list(tables.rows(reading))
    assert {len(line) for line in lines} == {len(names)}
    assert lines[0][-1] == StraightLine().words


@pytest.fixture
def page(cast):
    return reverse("territory:access", args=[cast.space.slug])


@pytest.mark.parametrize("role", ["pilot", "facilitator", "partner", "observer"])
def test_members_ask_and_get_the_answer(as_role, perimeter, country, page, role, django_assert_max_num_queries):
    client = as_role(role)
    with django_assert_max_num_queries(25):
        answer = client.get(page, {"niveau": "bac", "domaine": "commerce", "minutes": "60"})
    assert answer.status_code == 200
    assert "1 commune sur 3 n&#x27;a aucune formation de niveau 4" in answer.text
    assert '<option value="commerce" selected>' in answer.text
    assert "niveau=bac&amp;domaine=commerce&amp;minutes=60" in answer.text, "the answer has an address"


def test_the_page_in_english(as_role, perimeter, country, page):
    client = as_role("pilot")
    client.cookies["django_language"] = "en"
    answer = client.get(page)
    assert "1 commune of 3" in answer.text or "1 commune out of 3" in answer.text


def test_a_strange_question_gets_the_usual_answer_and_a_sentence(as_role, perimeter, country, page):
    answer = as_role("pilot").get(page, {"niveau": "cop"})
    assert answer.status_code == 200
    assert "Vouliez-vous « cap »" in answer.text.replace("\xa0", " ")


def test_map_points_and_file_say_the_same(as_role, perimeter, country, cast):
    client, address = as_role("observer"), [cast.space.slug]
    contours = json.loads(client.get(reverse("territory:access_contours", args=address)).content)
    points = json.loads(client.get(reverse("territory:access_sites", args=address)).content)
    file = client.get(reverse("territory:access_file", args=address))
    assert len(contours["features"]) == 3
    assert [point["properties"]["name"] for point in points["features"]] == ["CFA"]
    assert "acces-" in file["Content-Disposition"]
    assert len(file.content.decode("utf-8-sig").splitlines()) == 4


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_map_of_access_is_taken_away(as_role, perimeter, country, cast, form):
    answer = as_role("observer").get(reverse("territory:access_picture", args=[cast.space.slug, form]))
    assert answer.status_code == 200
    assert f".{form}" in answer["Content-Disposition"]
    if form == "svg":
        assert "1 commune sur 3" in answer.text.replace("\xa0", " ")
    unknown = reverse("territory:access_picture", args=[cast.space.slug, "gif"])
    assert as_role("observer").get(unknown).status_code == 404


@pytest.mark.parametrize("name", ["access", "access_contours", "access_sites", "access_file"])
def test_a_stranger_finds_nothing(as_role, perimeter, country, cast, name):
    assert as_role("stranger").get(reverse(f"territory:{name}", args=[cast.space.slug])).status_code == 404


def test_without_a_perimeter_the_page_says_to_draw_it(as_role, cast, page):
    assert reverse("territory:edit", args=[cast.space.slug]) in as_role("pilot").get(page).text


def test_without_data_the_page_teaches(as_role, perimeter, own_store, page, cast):
    command = "maillage reference fetch formations-apprentissage"
    assert command in as_role("pilot").get(page).text
    observed = as_role("observer").get(page)
    assert observed.status_code == 200
    assert command not in observed.text
    for name, expected in (("access_file", 302), ("access_contours", 200), ("access_sites", 200)):
        assert as_role("pilot").get(reverse(f"territory:{name}", args=[cast.space.slug])).status_code == expected


def test_sentences_follow_the_language_of_who_reads(country):
    reading = read_access(TRIPLET, ask())
    french = reading.travelling.words
    with translation.override("en"):
        assert read_access(TRIPLET, ask()) is reading
        assert reading.travelling.words != french


# --- The command, with another measure than the page's


@pytest.fixture
def line(country, here, monkeypatch):
    """What ``maillage access`` prints for the three communes."""
    from maillage.config.commands import access as command

    monkeypatch.setattr(
        command, "of_code", lambda code, kind, asked, table: read_access(TRIPLET, asked, travelling=table)
    )
    return lambda words: here(f"access X --domain batiment {words}")


def measure(line, words):
    return json.loads(line(f"--json {words}"))["measure"]["values"]


def test_another_measure_comes_beside_the_reading(line, tmp_path):
    """With the weights of the question, the APL for 1,000 is the figure of the page."""
    reading = read_access(TRIPLET, ask())
    offered = {row.code: row.offer for row in reading.rows}
    found = measure(line, "--measure apl --per 1000")
    assert {code: value or 0.0 for code, value in found.items()} == pytest.approx(offered)
    line(f"--measure raam --tau 30 --output {tmp_path / 'out.csv'}")
    lines = (tmp_path / "out.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].endswith(";Coût d'accès (raam)")
    assert len(lines) == 4
    said = line("--measure nearest")
    assert said.startswith(f"\n{reading.sentence}")
    assert "Minutes (nearest) : les communes les moins bien placées\n  rien à portée : 1 commune\n" in said


def test_own_times_serve_every_measure(line, tmp_path):
    (tmp_path / "temps.csv").write_text("from,to,minutes\n77291,93005,40\n95527,93005,80\n")
    found = measure(line, f"--measure hansen --exponent 2 --times {tmp_path / 'temps.csv'}")
    assert found == pytest.approx({"93005": 30.0, "77291": 30 / 1600, "95527": None})


def test_where_the_source_is_silent_no_measure_speaks(line, country):
    country.covered = set()
    assert measure(line, "--measure nearest") == {}


@pytest.mark.parametrize("words", ["--tau 3", "--measure raam --sigma 3", "--measure 2sfca --step 3=1"])
def test_an_option_that_does_not_serve_is_refused(line, words):
    with pytest.raises(Refusal, match=r"retirez --(tau|sigma|step)"):
        line(words)
