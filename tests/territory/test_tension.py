"""The tension on a small country made here: needs shared out by hand, reach by hand, pages, files, command, report."""

from __future__ import annotations

import io
import itertools
import json
import re
from types import SimpleNamespace

import click
import openpyxl
import polars as pl
import pytest
from django.urls import reverse
from django.utils import translation

from maillage.territory import gazetteer
from maillage.territory.analyses.grain import MOTIVES
from maillage.territory.indicators.measures import BASINS, JOBS, NEEDS, TENSIONS, TRAININGS
from maillage.territory.readings import IndicatorReading
from maillage.territory.reference import catalogue, store
from maillage.territory.tension import pictures, queries, sentences, tables
from maillage.territory.tension.analyses import ask, rank_families, read_tension, reading
from maillage.territory.tension.analyses import places as communes
from maillage.territory.tension.families import Family, Qualification, qualification
from maillage.toolkit.refusals import Refusal

TRIPLET = ["77291", "93005", "95527"]  # Le Mesnil-Amelot, Aulnay-sous-Bois, Roissy-en-France
EDITIONS = itertools.count()
UNKNOWN = ("short_jobs",)
SILENT = "départements of which the catalogue does not speak"
PLACES = {  # commune: département, basin, share of the basin, jobs, inhabitants, latitude, young
    "93005": ("93", "1", 0.4, 600, 5000, 49.0, 1000.0),
    "95527": ("95", "1", 0.2, 300, 5000, 49.1, 1000.0),
    "77291": ("77", "2", 1.0, 100, 5000, 49.2, 2000.0),
    "93001": ("93", "1", 0.4, 600, 5000, 48.0, 9000.0),  # beside the perimeter
}
SURVEY = [  # basin, département, trade, projects, difficult, seasonal
    ("1", "93", "S1X40", 100, 60, 20),
    ("1", "93", "B1X31", 40, None, None),
    ("1", "93", "P0X60", None, None, None),
    ("1", "95", "S2X61", 30, 10, None),
    ("2", "77", "M1X80", 10, 10, None),
    ("2", "60", "R1X60", 8, None, None),  # a piece that no commune claims: to its basin
    ("3", "77", "K0X30", 4, None, None),  # a basin that no commune claims: to its département
    ("9399", "06", "S1X40", 999, 999, 999),  # Monaco
]
TAUGHT = [  # commune, latitude, level, families, diploma
    ("93005", 49.0, 3, ["S"], "50022137"),
    ("93005", 49.0, 5, ["S", "R"], "32031211"),
    ("95527", 49.1, 5, ["M"], "32032612"),
    ("95527", 49.1, None, [], None),
]


def small_country() -> dict[str, pl.DataFrame]:
    survey = ["basin", "departement", "trade", "projects", "difficult", "seasonal"]
    columns = ["commune", "lat", "level", "families", "cfd"]
    return {
        NEEDS: pl.DataFrame(SURVEY, schema=survey, orient="row").with_columns(trade_name=pl.col("trade")),
        BASINS: pl.DataFrame(
            [(code, place[1], f"BASSIN {place[1]}") for code, place in PLACES.items()],
            schema=["commune", "basin", "basin_name"],
            orient="row",
        ),
        TRAININGS: pl.DataFrame(TAUGHT, schema=columns, orient="row").with_columns(
            pl.col("level").cast(pl.Int8), lon=pl.lit(2.5)
        ),
        JOBS: pl.DataFrame(),
        TENSIONS: pl.DataFrame(
            [
                (2020, "1", "G1602", "Cuisine", 9.0, 1),
                (2021, "1", "G1602", "Cuisine", 9.0, 5),
                (2021, "2", "G1602", "Cuisine", 3.0, 3),
                (2021, "9", "G1602", "Cuisine", 3.0, 4),
                (2021, "1", "M1805", "Développement", 3.0, 4),
            ],
            schema=["year", "basin", "trade", "trade_name", "offers", "tension"],
            orient="row",
        ).with_columns(
            pl.lit(None, pl.Int64).alias(name) if name in UNKNOWN else pl.col("tension").alias(name) for name in MOTIVES
        ),
        queries.TRADES: pl.DataFrame({"trade": ["G1602", "M1805"], "fap22": ["S", "M"]}),
        queries.OUTCOMES: pl.DataFrame(
            [
                ("2021_2022", "11", "apprentissage", "50022137", 500.0, 1.0),
                ("2022_2023", "11", "apprentissage", "50022137", 100.0, 60.0),
                ("2022_2023", "11", "scolaire", "50022137", 100.0, 1.0),
                ("2022_2023", "11", "apprentissage", "32031211", 80.0, 60.0),
                ("2022_2023", "84", "apprentissage", "50022137", 700.0, 1.0),
            ],
            schema=["year", "region", "route", "cfd", "leavers", "employed_6"],
            orient="row",
        ),
    }


@pytest.fixture
def country(monkeypatch):
    made, edition = small_country(), next(EDITIONS)
    places = pl.DataFrame(
        [(code, *place[:5]) for code, place in PLACES.items()],
        schema=["commune", "departement", "basin", "basin_share", "jobs_2024", "municipal_population"],
        orient="row",
    )
    homes = pl.DataFrame(
        [(code, code, "11", place[0], 2.5, place[5], place[6], float(place[4])) for code, place in PLACES.items()],
        schema=["commune", "name", "region", "departement", "lon", "lat", "young", "inhabitants"],
        orient="row",
    )

    def edition_of(name: str) -> str:
        if name not in made:
            raise store.NotDownloaded(catalogue.dataset(name))
        return f"{name}-{edition}-{id(made[name])}"

    monkeypatch.setattr(store, "read", lambda name: made[name])
    monkeypatch.setattr(store, "edition", edition_of)
    monkeypatch.setattr(
        store, "card", lambda name: SimpleNamespace(source=f"Source de {name}") if name in made else None
    )
    monkeypatch.setattr(communes, "communes", lambda: places)

    def homes_of(codes):
        silent = pl.lit(made[TRAININGS].is_empty()) | pl.col("departement").is_in(made.get(SILENT, []))
        return homes.filter(pl.col("commune").is_in(list(codes))).with_columns(silent=silent)

    monkeypatch.setattr(communes, "homes", homes_of)
    monkeypatch.setattr(reading, "read_indicators", lambda codes, ones: [IndicatorReading(one) for one in ones])
    return made


def by_letter(codes=TRIPLET, **question):
    return {line.family.value: line for line in read_tension(codes, ask(**question)).lines}


# --- Employers


def test_needs_are_shared_out_by_the_jobs_that_are_here(country):
    read = read_tension(TRIPLET)
    needs = {line.family.value: line.need for line in read.lines}
    assert needs["S"].projects == 100 / 2 + 30, "half of the jobs of the piece 1–93 are in the perimeter"
    assert (needs["S"].difficult, needs["S"].seasonal) == (40, 10)
    assert needs["R"].projects == 8, "a piece that no commune claims is shared by its basin"
    assert needs["K"].projects == 4, "a basin that no commune claims is shared by its département"
    assert read.projects == 122, "Monaco is in no commune of France"
    assert [trade.code for trade in needs["S"].trades] == ["S1X40", "S2X61"]


def test_the_whole_is_found_again_over_all_the_communes(country):
    assert read_tension(list(PLACES)).projects == 192


def test_secret_is_unknown_and_never_zero(country):
    lines = by_letter()
    assert lines["P"].need.is_secret
    assert lines["B"].need.difficult_share is lines["B"].need.difficult_among_published is None
    assert lines["B"].need.trades[0].difficult is None
    assert lines["S"].need.difficult_share == lines["S"].need.difficult_among_published == 0.5
    row = next(row for row in tables.families(read_tension(TRIPLET))[1] if row[0] == "P")
    assert row[2:6] == [None] * 4


def test_the_qualification_asked(country):
    assert by_letter()["S"].need.main_qualification == (Qualification.WORKERS, 50 / 80)
    assert [qualification(code) for code in ("B1X31", "T1X60", "R2X83", "H1X90", "QAX01", "?")] == [
        Qualification.WORKERS,
        Qualification.EMPLOYEES,
        Qualification.TECHNICIANS,
        Qualification.EXECUTIVES,
        Qualification.OTHERS,
        Qualification.OTHERS,
    ]


def test_how_much_of_its_basins_the_perimeter_holds(country):
    read = read_tension(TRIPLET)
    assert [(one.code, one.held) for one in read.basins] == [("1", pytest.approx(0.6)), ("2", 1)]
    assert read.held == pytest.approx((0.6 * 900 + 1 * 100) / 1000)
    assert not sentences.only_basins(read)
    small = read_tension(["95527"])
    assert small.held == pytest.approx(0.2)
    assert "20 % de ses bassins" in sentences.only_basins(small)


# --- Young people


def test_what_young_people_reach(country):
    lines = by_letter()
    reach = lines["S"].reach
    assert reach.reached == pytest.approx(0.75), "one training and a half, for half of the young people"
    assert (reach.people, reach.around, reach.levels) == (0.5, 2, ((3, 1), (5, 1)))
    assert reach.minutes == pytest.approx(35.8, abs=0.1), "half of them are not farther than Roissy"
    assert [lines[letter].reach.share for letter in "SRM"] == [pytest.approx(share) for share in (0.375, 0.125, 0.5)]
    assert lines["B"].out_of_reach
    assert lines["B"].reach.minutes is None
    assert lines["S"].reach.here == 1.5


def test_a_level_changes_the_side_of_training_only(country):
    every, cap = read_tension(TRIPLET), read_tension(TRIPLET, ask("cap"))
    assert cap.projects == every.projects
    assert cap.line("S").reach.share == 1
    assert cap.line("M").out_of_reach
    assert cap.line("S").outcome.leavers == 100


def test_both_formulas_on_what_is_reached(country):
    read = read_tension(TRIPLET)
    gaps = {"S": 80 / 122 - 0.375, "B": 20 / 122, "K": 4 / 122, "R": 8 / 122 - 0.125, "M": 10 / 122 - 0.5}
    assert {line.family.value: line.gap for line in read.lines if line.need.projects} == pytest.approx(gaps)
    assert read.reached_gap == pytest.approx(sum(map(abs, gaps.values())) / 2)
    assert read.reached_covered == 1
    assert read_tension(TRIPLET, ask(minutes=30)).reached_covered == pytest.approx(30 / 50), "Aulnay's cooks only"


def test_the_answer_moves_with_the_minutes(country):
    read = read_tension(TRIPLET)
    assert [(one.minutes, one.covered, one.lacking, one.asked) for one in read.thresholds] == [
        (30, pytest.approx(0.6), 2, False),
        (45, 1, 2, True),
        (60, 1, 2, False),
    ]
    assert sentences.sensitivity(read) == (
        "Avec 30 minutes, 60 % et 2 familles sans formation à portée ; avec 60 minutes, 100 % et 2 familles sans "
        "formation à portée."
    )


def test_lines_go_from_sought_to_taught(country):
    gaps = [line.gap for line in read_tension(TRIPLET).lines]
    assert gaps == sorted(gaps, reverse=True)


def test_the_silence_of_the_catalogue_is_not_an_absence(country):
    country[TRAININGS] = country[TRAININGS].clear()
    read = read_tension(TRIPLET)
    assert all(line.reach is None and line.gap is None and not line.out_of_reach for line in read.lines)
    assert (read.reached, read.reached_gap, read.reached_covered) == (None, None, None)
    assert "ici (Île-de-France) : on ne peut rien conclure de son silence." in sentences.main(read)
    assert rank_families(read) is None
    assert "non couvert" in pictures.back_to_back(read)


def test_a_departement_that_the_catalogue_leaves_out_is_left_out_and_named(country):
    country[SILENT] = ["77"]
    read = read_tension(TRIPLET)
    assert (read.everyone, read.uncovered) == (2000, ("Seine-et-Marne",))
    assert "ou presque, ici : Seine-et-Marne." in sentences.uncovered(read)


def test_nothing_of_this_level_is_an_absence(country):
    read = read_tension(TRIPLET, ask("master"))
    assert read.reached == 0
    assert all(line.gap is None for line in read.lines)
    assert "aucune formation de niveau 7" in sentences.main(read)


# --- What others measured


def test_official_classes_are_counted_as_published(country):
    official = by_letter()["S"].official
    assert [(one.basin, one.tension) for one in official.trades] == [("Bassin 1", 5), ("Bassin 2", 3)]
    assert (official.tense, official.classes) == (1, (0, 0, 1, 0, 1))
    assert sentences.motives(official.trades[0]).startswith("l'intensité des embauches, ")
    assert [sentences.motives(one) for one in official.trades[1:]] == [""], "a class of 3 is no motive"
    read = read_tension(TRIPLET)
    assert read.official_year == "2021"
    assert sentences.official(read).startswith("Officiel : classes de 1 (faible) à 5 (forte) de la Dares")


def test_a_basin_where_few_work_has_no_official_class_here(country):
    country[TENSIONS] = country[TENSIONS].filter(basin="2")
    assert read_tension([*TRIPLET, "93001"]).official_year == ""


def test_outcomes_are_those_of_the_region_and_of_the_last_year(country):
    lines = by_letter()
    assert lines["S"].outcome.leavers == 100 + 80 / 2
    assert lines["S"].outcome.rate == pytest.approx((60 + 60 / 2) / 140)
    assert (lines["R"].outcome.leavers, lines["R"].outcome.rate) == (40, None), "nothing under fifty leavers"


def test_without_what_others_measured_the_rest_is_read(country):
    for name in (TENSIONS, queries.TRADES, queries.OUTCOMES):
        del country[name]
    read = read_tension(TRIPLET)
    assert all(line.official is None and line.outcome is None for line in read.lines)
    assert "ne sont pas sur cette machine" in sentences.outcomes(read)


# --- Sentences, ranking, picture


def test_the_sentence_names_both_ends(country):
    assert sentences.main(read_tension(TRIPLET)) == (
        "Plus cherché qu'appris : « Hôtellerie, restauration, alimentation », 66 % des projets de recrutement, 38 % "
        "des formations à moins de 45 minutes ; plus appris que cherché : « Informatique et télécommunications », 8 % "
        "des projets, 50 % des formations."
    )


def test_the_ranking_says_what_it_owes_to_choices(country):
    ranking = rank_families(read_tension(TRIPLET))
    assert {row.line.family.value for row in ranking.rows} == {"S", "M"}, "others have secret counts only"
    assert {line.family.value for line in ranking.left_out} == {"B", "R", "K"}
    assert all(row.lowest <= row.rank <= row.highest for row in ranking.rows)
    assert ranking.scenarios == 3 * 4 * 4


def test_the_picture_shows_every_family_twice_and_hides_nothing(country):
    read = read_tension(TRIPLET)
    for layout in (pictures.WIDE, pictures.NARROW, pictures.PAPER):
        drawn = pictures.back_to_back(read, layout=layout)
        assert all(line.family.short in drawn for line in read.lines)
        assert "aucune" in drawn
        assert "secret" in drawn
        assert 'style="' not in drawn
        assert sentences.main(read).split("«")[0] in drawn


def test_small_shares_are_not_nothing():
    assert [sentences.percent(share) for share in (0, 0.0004, 0.004, 0.4, None)] == [
        "0 %",
        "< 0,1 %",
        "0,4 %",
        "40 %",
        "–",
    ]


def test_every_family_has_a_name_that_fits_in_the_picture():
    assert all(len(family.short) <= 26 for family in Family)
    with translation.override("en"):
        assert all(len(family.short) <= 30 for family in Family)


def test_sentences_follow_the_language_of_who_reads(country):
    french = sentences.limits(read_tension(TRIPLET))
    with translation.override("en"):
        assert not set(french) & set(sentences.limits(read_tension(TRIPLET)))


@pytest.mark.parametrize("codes", [[], ["99999"], ["75113"]])
def test_what_is_not_a_list_of_communes_is_refused(country, codes):
    with pytest.raises(Refusal):
        read_tension(codes)


# --- Pages


@pytest.fixture
def page(cast):
    return reverse("territory:tension", args=[cast.space.slug])


@pytest.mark.parametrize("role", ["pilot", "partner", "observer"])
def test_members_read_both_sides(as_role, perimeter, country, page, role, django_assert_max_num_queries):
    client = as_role(role)
    with django_assert_max_num_queries(25):
        answer = client.get(
            page, {"niveau": "bts", "minutes": "30", "famille": "S", "classer": "oui", "tri": "projets"}
        )
    assert answer.status_code == 200
    assert '<option value="bts" selected>' in answer.text
    assert "niveau=bts&amp;minutes=30&amp;tri=projets" in answer.text, "the answer has an address"
    assert 'id="famille"' in answer.text
    assert "Notre calcul, non officiel" in answer.text
    assert answer.text.index("Hôtellerie, restauration") < answer.text.index("Bâtiment, travaux publics")


@pytest.mark.parametrize("parameters", [{"niveau": "cop"}, {"minutes": "vite"}, {"famille": "?"}, {"tri": "x"}])
def test_a_strange_address_gets_the_usual_answer(as_role, perimeter, country, page, parameters):
    answer = as_role("pilot").get(page, parameters)
    assert answer.status_code == 200
    assert '<option value="45" selected>' in answer.text


def test_the_page_in_english(as_role, perimeter, country, page):
    client = as_role("pilot")
    client.cookies["django_language"] = "en"
    answer = client.get(page)
    assert "Sought more than learnt: “Hotels, catering, food trades”, 66%" in answer.text


def test_a_page_where_nothing_is_covered(as_role, perimeter, country, page):
    country[TRAININGS] = country[TRAININGS].clear()
    answer = as_role("pilot").get(page, {"famille": "S"})
    assert answer.status_code == 200
    assert "Par où commencer" not in answer.text


def test_files_say_the_same(as_role, perimeter, country, cast):
    client = as_role("observer")
    csv = client.get(reverse("territory:tension_file", args=[cast.space.slug, "csv"]), {"niveau": "cap"})
    assert f'"tension-{cast.space.slug}-cap-45.csv"' in csv["Content-Disposition"]
    assert len(csv.content.decode("utf-8-sig").splitlines()) == 1 + len(by_letter(level="cap"))
    book = openpyxl.load_workbook(
        io.BytesIO(client.get(reverse("territory:tension_file", args=[cast.space.slug, "xlsx"])).content)
    )
    assert len(book.sheetnames) == 4
    assert [cell.value for cell in next(book.worksheets[2].iter_rows(min_row=2, max_row=2))][1] == "G1602"
    assert client.get(reverse("territory:tension_file", args=[cast.space.slug, "exe"])).status_code == 404


def test_a_stranger_finds_nothing(as_role, perimeter, country, cast, page):
    assert as_role("stranger").get(page).status_code == 404


def test_without_a_perimeter_the_page_says_to_draw_it(as_role, cast, page):
    assert reverse("territory:edit", args=[cast.space.slug]) in as_role("pilot").get(page).text


def test_without_data_the_page_teaches(as_role, perimeter, own_store, page, cast):
    command = "maillage reference fetch besoins-main-oeuvre"
    assert command in as_role("pilot").get(page).text
    observed = as_role("observer").get(page)
    assert observed.status_code == 200
    assert command not in observed.text
    file = reverse("territory:tension_file", args=[cast.space.slug, "csv"])
    assert as_role("pilot").get(file).url == page


# --- The command, the report


def test_the_command_says_the_same(here, country, tmp_path):
    said = json.loads(here("tension 95527 --level bts --minutes 30 --json"))
    read = read_tension(["95527"], ask("bts", 30))
    assert said["sentence"] == sentences.main(read)
    assert [one["code"] for one in said["families"]] == [line.family.value for line in read.lines]
    told = here("tension 95527")
    assert sentences.main(read_tension(["95527"])) in told
    here(f"tension 95527 --output {tmp_path / 'tension.csv'}")
    assert (tmp_path / "tension.csv").read_bytes()
    with pytest.raises(Refusal, match="finit par"):
        here(f"tension 95527 --output {tmp_path / 'tension.doc'}")


@pytest.mark.parametrize("words", ["tension", "tension 95 --space x", "tension 95527 --level cop"])
def test_the_command_refuses_in_one_sentence(here, country, words):
    with pytest.raises((Refusal, click.ClickException)):
        here(words)


def test_the_report_has_its_chapter(cast, perimeter, country):
    from datetime import date

    from maillage.restitution.chapters import Standpoint, needs

    standpoint = Standpoint.of(space=cast.space, user=cast.lea, on=date(2026, 11, 23))
    (chapter,) = needs.compose(standpoint)
    assert chapter.sentence == sentences.main(read_tension(cast.space))
    blocks = chapter.as_dict()["blocks"]
    assert [block["kind"] for block in blocks][:3] == ["picture", "text", "table"]


def test_no_chapter_before_there_is_something_to_read(cast, own_store):
    from datetime import date

    from maillage.restitution.chapters import Standpoint, needs

    assert needs.compose(Standpoint.of(space=cast.space, user=cast.lea, on=date(2026, 11, 23))) == []


# --- The real files


def test_the_real_files_counted_by_hand_on_three_territories(shared, own_store):
    """Grand Roissy by its communes, La Plaine du Forez (a rural employment zone), La Réunion."""
    from maillage.demo import story
    from maillage.territory.enums import Zoning
    from maillage.territory.reference import fetching

    names = [*queries.READ, "inserjeunes-cfa", gazetteer.EMPLOYMENT_ZONES]
    fetching.fetch(sorted(set(names)), shared)
    survey = pl.read_parquet(shared / "emploi/bmo_2025.parquet").drop_nulls("projets")
    survey = survey.with_columns(family=pl.col("fap").str.slice(0, 1))
    island = read_tension(gazetteer.members(Zoning.DEPARTEMENT, "974"))
    published = dict(survey.filter(departement="974").group_by("family").agg(pl.col("projets").sum()).iter_rows())
    assert {line.family.value: line.need.projects for line in island.lines if line.need.projects} == pytest.approx(
        published
    )
    assert island.counted == "inhabitants"
    assert by_hand_classes(shared, island)["T"] == (
        len(island.line("T").official.trades),
        island.line("T").official.tense,
    )

    rural = gazetteer.members(Zoning.EMPLOYMENT_ZONE, "8412")
    assert read_tension(rural).projects == pytest.approx(by_hand_projects(shared, survey, rural), rel=1e-3), (
        "to the communes merged since the list of basins"
    )

    roissy = [code for grouping in story.GROUPINGS for code in gazetteer.members(Zoning.GROUPING, grouping)]
    read = read_tension(roissy)
    assert 100 * read.reached_covered == pytest.approx(read.covered.value, rel=1e-9), "indicator 27, at 45 minutes"
    taught = pl.read_parquet(shared / "apprentissage/catalogue_formations_2020.parquet").filter(
        pl.col("publie") & pl.col("lieu_commune").is_in(roissy)
    )
    counted = sum(line.reach.here for line in read.lines)
    unknown = queries.taught(None).filter(pl.col("commune").is_in(roissy) & (pl.col("families").list.len() == 0))
    assert counted + unknown.height == pytest.approx(taught["id_action"].n_unique(), abs=1)
    needed = [line.need.projects for line in read.lines]
    here = [line.reach.here for line in read.lines]
    half = sum(abs(a / sum(needed) - b / sum(here)) for a, b in zip(needed, here, strict=True)) / 2
    assert read.gap.value == pytest.approx(half, abs=1e-9), "indicator 26, on the trainings of the perimeter"


def by_hand_projects(shared, survey: pl.DataFrame, codes: list[str]) -> float:
    """Each piece (basin, département) counted for the part of its private jobs of 2024 that is in these communes."""
    jobs = pl.read_parquet(shared / "emploi/urssaf_effectifs_territoires_2014_2024.parquet").filter(
        (pl.col("echelon") == "communes") & (pl.col("year") == 2024)
    )
    basins = pl.read_parquet(shared / "territoires/bassin_emploi_ft_commune_2021.parquet")
    table = basins.join(jobs, left_on="codgeo", right_on="code").with_columns(
        here=pl.col("eff_total") * pl.col("codgeo").is_in(codes)
    )
    pieces = table.group_by("codbe", "dep").agg(part=pl.col("here").sum() / pl.col("eff_total").sum())
    joined = survey.join(pieces, left_on=["bassin", "departement"], right_on=["codbe", "dep"])
    return (joined["projets"] * joined["part"]).sum()


def by_hand_classes(shared, read) -> dict[str, tuple[int, int]]:
    """For each family, how many couples of 2021 in the basins read, and how many in class 4 or 5."""
    table = pl.read_parquet(shared / "emploi/tensions_bassin_rome_2020_2021.parquet").filter(annee="2021")
    families = pl.read_parquet(shared / "nomenclatures/rome_fap_passage.parquet").select("code_rome", "fap22").unique()
    basins = [one.code for one in read.basins if one.weight >= reading.LEAST_OF_PERIMETER]
    found = table.filter(pl.col("cbassin").is_in(basins)).join(families, left_on="rome", right_on="code_rome")
    grouped = found.group_by("fap22").agg(pl.len(), (pl.col("ind_tension_d") >= 4).sum().alias("tense"))
    return {row[0]: row[1:] for row in grouped.iter_rows() if row[0] and re.match("[A-X]", row[0])}
