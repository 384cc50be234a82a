"""The pages of the indicators and their files, as each role reads them, on a small store made here."""

from __future__ import annotations

import csv
import io
import zipfile

import polars as pl
import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from maillage.territory import gazetteer, readings
from maillage.territory.analyses import country, portrait, read_detail, read_positions, read_territory
from maillage.territory.analyses.detail import Line, spread
from maillage.territory.analyses.one import interval
from maillage.territory.analyses.position import Position, share_below
from maillage.territory.curves import of_years
from maillage.territory.enums import Zoning
from maillage.territory.indicators import HEADLINES, INDICATORS, ON_THE_MAP, Theme, indicator
from maillage.territory.strips import strip

from .conftest import AULNE, mirrored

ROLES = ["pilot", "facilitator", "partner", "observer"]
AULNAY, VILLEPINTE = "93005", "93078"


@pytest.fixture
def at(cast):
    """``at("indicator", "young")``: the address of a page of this space's territory."""

    def address(name: str, *parts: str) -> str:
        return reverse(f"territory:{name}", args=[cast.space.slug, *parts])

    return address


@pytest.fixture
def years(own_store, tmp_path):
    """Populations of 1,000 in 2013, ten more each year, in every commune; Villepinte's is unknown in 2015."""
    codes = list(gazetteer.every_code())
    rows = pl.DataFrame(
        {"codgeo": codes} | {f"p{year}_pop": [1000 + 10 * (year - 13)] * len(codes) for year in range(13, 22)}
    ).with_columns(p15_pop=pl.when(pl.col("codgeo") == VILLEPINTE).then(None).otherwise("p15_pop"))
    return mirrored(tmp_path, "populations-municipales", rows)


def test_the_thirty_are_all_declared_and_each_says_what_it_is():
    assert {one.number for one in INDICATORS} == set(range(31))
    assert len({one.code for one in INDICATORS}) == len(INDICATORS)
    for one in INDICATORS:
        assert all([one.label, one.formula, one.where]), one.code
        assert isinstance(one.theme, Theme)
        assert one.awaits or one.datasets or one.numerator, one.code
        assert one.awaits or one.factor == 100 or not one.is_share, one.code
    assert set(HEADLINES) | set(ON_THE_MAP) <= {one.code for one in INDICATORS}


@pytest.mark.parametrize("role", ROLES)
def test_members_read_the_indicators_by_theme(as_role, perimeter, census, sites, at, role):
    page = as_role(role).get(at("indicators")).text
    assert "Part de chômeurs parmi tous les jeunes" in page
    assert "Insee, recensement 2022" in page
    assert "Aucun fichier national par commune" in page, "what cannot be read says why"
    assert ("maillage reference fetch" in page) == (role in {"pilot", "facilitator"})


@pytest.mark.parametrize("role", ROLES)
def test_members_read_one_indicator_in_full(as_role, perimeter, census, at, role):
    page = as_role(role).get(at("indicator", "young_unemployed_share")).text
    assert "40 jeunes au chômage au sens du recensement pour 240 jeunes" in page
    assert "jeunes de 15 à 24 ans au chômage au sens du recensement ÷ jeunes de 15 à 24 ans" in page
    assert "métropole seule" in page
    assert "Connu pour 2 communes sur 3" in page


def test_a_stranger_finds_nothing(as_role, perimeter, census, at):
    stranger = as_role("stranger")
    pages = [
        at("indicators"),
        at("indicator", "young"),
        at("indicators_file", "csv"),
        at("indicator_contours", "young"),
    ]
    assert [stranger.get(page).status_code for page in pages] == [404] * 4


def test_what_does_not_exist_is_not_found(as_role, perimeter, census, at):
    client = as_role("observer")
    pages = [at("indicator", "happiness"), at("indicators_file", "pdf"), at("indicator_contours", "happiness")]
    assert [client.get(page).status_code for page in pages] == [404] * 3


def test_before_the_perimeter_is_drawn_pages_teach(as_role, census, at):
    client = as_role("observer")
    assert client.get(at("indicators")).status_code == 200
    assert client.get(at("indicator", "young")).status_code == 200
    assert client.get(at("indicators_file", "csv")).status_code == 404


def test_an_indicator_without_a_source_says_what_it_would_measure(as_role, perimeter, own_store, at):
    page = as_role("observer").get(at("indicator", "neet")).text
    assert "jeunes de 15 à 24 ans ni en emploi ni en études" in page
    assert "Observatoire des territoires" in page


def test_every_page_exists_in_english(as_role, perimeter, census, sites, at):
    client = as_role("observer")
    client.cookies["django_language"] = "en"
    assert "The territory's indicators" in client.get(at("indicators")).text
    assert "Definition" in client.get(at("indicator", "young_unemployment_rate")).text


def test_pages_ask_few_questions_however_many_communes(as_role, cast, census, at, django_assert_max_num_queries):
    from maillage.territory import actions

    codes = gazetteer.members(Zoning.DEPARTEMENT, "93")
    actions.set_perimeter(space=cast.space, name="Seine-Saint-Denis", codes=codes, by=cast.lea)
    client = as_role("observer")
    for page in (at("indicators"), at("indicator", "young")):
        client.get(page)
        with django_assert_max_num_queries(22):
            client.get(page)


# --- One indicator in full


def test_zone_by_zone_and_the_sentence_that_reads_them(census):
    detail = read_detail(indicator("young"), [*AULNE, VILLEPINTE])
    assert [line.name for line in detail.lines] == sorted(line.name for line in detail.lines)
    values = {line.code: line.value for line in detail.lines}
    assert values == {AULNAY: 200, "77291": 200, "95527": 40, VILLEPINTE: 200}
    assert "De 40 (Roissy-en-France) à 200" in detail.sentence
    whole = read_detail(indicator("young"), AULNE, level="departement")
    assert {line.code: (line.inside, line.communes) for line in whole.lines}["95"] == (1, 183)


def test_the_extremes_of_tiny_zones_are_not_told_as_those_of_the_territory():
    def line(name: str, value: float, denominator: float) -> Line:
        known = interval(indicator("young_unemployed_share"), value * denominator / 100, denominator)
        return Line(name, name, 1, 1, 1000, value, value * denominator / 100, denominator, 1.0, known)

    tiny, large = (
        [line("Petit", 60, 55)],
        [line("Aulnay", 10, 9000), line("Sevran", 12, 8000), line("Drancy", 14, 9000)],
    )
    told = spread(indicator("young_unemployed_share"), [*tiny, *large])
    assert told == "De 10,0 % (Aulnay) à 14,0 % (Drancy), là où le dénominateur dépasse mille."
    assert spread(indicator("young_unemployed_share"), [*tiny, *large[:2]]).endswith("à 60,0 % (Petit).")


def test_a_commune_under_fifty_young_people_is_not_told(census):
    lines = {line.code: line for line in read_detail(indicator("young_unemployed_share"), AULNE).lines}
    assert (lines["95527"].value, lines["95527"].numerator) == (None, None)
    assert lines[AULNAY].value == 10
    assert lines[AULNAY].interval == pytest.approx((6.57, 14.94), abs=0.01)
    assert lines["95527"].interval is None


def test_the_interval_of_a_small_territory(census):
    one = read_territory([AULNAY]).indicator("young_unemployed_share")
    assert one.interval == pytest.approx((6.57, 14.94), abs=0.01)
    assert "entre 6,6 % et 14,9 %" in one.between
    assert read_territory(gazetteer.members(Zoning.DEPARTEMENT, "93")).indicator("young_unemployed_share").between == ""


def test_through_the_years_on_the_communes_known_every_year(years):
    series = read_detail(indicator("population"), [AULNAY, VILLEPINTE]).series
    assert [(moment.when, moment.value) for moment in series.moments[:2]] == [("2013", 1000), ("2014", 1010)]
    assert series.communes == 1, "Villepinte is unknown in 2015: it is in no year"
    drawn = of_years(series, indicator("population"))
    assert 'role="img"' in drawn
    assert "2013" in drawn


def test_another_source_that_says_otherwise_is_shown_with_why(census):
    rivals = read_detail(indicator("population"), [AULNAY]).rivals
    assert [(rival.written, "recensement" in rival.why) for rival in rivals] == [("1\u202f000", True)]


def test_territories_alike_need_more_figures_than_the_census(census):
    assert "Trop peu d'indicateurs" in read_detail(indicator("young"), AULNE).refusal


def test_an_uneven_source_is_compared_with_nothing_elsewhere(census):
    assert "remplie inégalement" in read_detail(indicator("trainings"), AULNE).refusal


# --- Where it stands among the others


def test_the_rank_among_territories_of_a_kind(census):
    """Every EPCI has 10 % but those that hold Roissy-en-France (not shown) and Le Mesnil-Amelot (unknown)."""
    reading = read_territory([AULNAY])
    positions = read_positions(country(), reading.codes, reading.indicators)
    assert set(positions) == {
        "young_share",
        "young_employment_rate",
        "young_unemployment_rate",
        "young_unemployed_share",
    }
    position = positions["young_unemployed_share"]
    assert position.among == Zoning.GROUPING
    assert 0.49 < position.below < 0.51, "ties count for half"


@pytest.mark.parametrize(("value", "below"), [(0, 0), (1, 0.125), (2.5, 0.5), (4, 0.875), (9, 1)])
def test_a_rank_is_the_share_that_is_lower(value, below):
    assert share_below(pl.Series([1, 2, 3, 4]).to_numpy(), value) == below


def test_a_rank_is_drawn_and_said():
    position = Position(Zoning.EMPLOYMENT_ZONE, 306, 0.82)
    assert position.sentence == "Plus haut que 82 % des 306 territoires comparés (zone d'emploi)."
    assert position.sentence in strip(position)


def test_the_portrait_tells_what_stands_out(census):
    reading = read_territory([AULNAY, VILLEPINTE, "93013", "93030", "93027"])
    low, middle = Position(Zoning.GROUPING, 1266, 0.02), Position(Zoning.GROUPING, 1266, 0.6)
    told = portrait(reading, {"young_employment_rate": low, "young_share": middle})
    assert told == (
        "Ce qui distingue ce territoire des 1\u202f266 autres (EPCI ou EPT) : part de jeunes en emploi "
        "(30,0 %, plus bas que 98 % d'entre eux)."
    )
    assert "se lisent ici" in portrait(reading, {"young_share": middle})


def test_few_territories_leave_the_departements_in(census):
    reading = read_territory([AULNAY])
    wide = readings.elsewhere(reading.indicators, counts=True, most=4)
    narrow = readings.elsewhere(reading.indicators, counts=True, most=1)
    assert wide.headings[0] == "Seine-Saint-Denis"
    assert "Seine-Saint-Denis" not in narrow.headings


# --- Files


def test_the_csv_holds_the_figures_and_their_cards(as_role, perimeter, census, at):
    answer = as_role("observer").get(at("indicators_file", "csv"))
    assert answer["Content-Disposition"].endswith('.zip"')
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.namelist() == ["indicateurs.csv", "definitions.csv"]
        rows = list(csv.reader(io.StringIO(packed.read("indicateurs.csv").decode("utf-8-sig")), delimiter=";"))
        cards = packed.read("definitions.csv").decode("utf-8-sig")
    codes, value = rows[0].index("indicateur"), rows[0].index("valeur")
    of_aulnay = {row[codes]: row[value] for row in rows if row[1] == AULNAY}
    assert of_aulnay["young_unemployed_share"].replace(",", ".") in {"10", "10.0"}
    of_roissy = {row[codes]: row[value] for row in rows if row[1] == "95527"}
    assert of_roissy["young_unemployed_share"] == "", "too few young people: empty, never 0"
    assert "Licence Ouverte 2.0" in cards
    assert "métropole seule" in cards


def test_the_spreadsheet_has_a_sheet_of_definitions(as_role, perimeter, census, at):
    answer = as_role("partner").get(at("indicators_file", "xlsx"))
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert workbook.sheet_names == ["Indicateurs", "Définitions et sources"]
    assert len(workbook.get_sheet_by_index(1).to_python()) > len(INDICATORS)


def test_parquet_keeps_numbers_as_numbers(as_role, perimeter, census, at):
    answer = as_role("pilot").get(at("indicators_file", "parquet"))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        table = pl.read_parquet(io.BytesIO(packed.read("indicateurs.parquet")))
        assert len(pl.read_parquet(io.BytesIO(packed.read("definitions.parquet")))) == len(INDICATORS)
    young = table.filter((pl.col("indicateur") == "young") & (pl.col("code Insee") == AULNAY))
    assert young["valeur"].to_list() == [200.0]
    neet = table.filter(pl.col("indicateur") == "neet")
    assert neet["valeur"].to_list() == [None]
    assert "Observatoire" in neet["pourquoi il n'y a pas de valeur"][0]
