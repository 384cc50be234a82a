"""The arithmetic of the indicators on tables small enough to be checked by hand."""

from __future__ import annotations

from math import exp, log
from types import SimpleNamespace

import polars as pl
import pytest

from maillage.territory import queries
from maillage.territory.analyses import likeness, rivals, values
from maillage.territory.analyses.national import COLUMNS
from maillage.territory.analyses.one import OVERSEAS, Neighbour, compare, interval
from maillage.territory.enums import Zoning
from maillage.territory.gazetteer import places
from maillage.territory.indicators import INDICATORS, indicator
from maillage.territory.queries import apportioned, domains
from maillage.territory.queries.figures import private_jobs
from maillage.territory.readings import Level
from maillage.toolkit.refusals import Refusal


def communes(**columns: list) -> pl.DataFrame:
    """Communes A, B, C… of 1,000 inhabitants each, in one zone, with these columns."""
    count = len(next(iter(columns.values())))
    base = {"commune": list("ABCDEFGH"[:count]), "zone": ["Z"] * count, "municipal_population": [1000] * count}
    return pl.DataFrame(base | columns)


def zone(table: pl.DataFrame, *codes: str, country: pl.DataFrame | None = None) -> dict:
    return values.compute(table, [indicator(code) for code in codes], country=country).row(0, named=True)


def test_a_rate_adds_up_before_it_divides():
    """10 of 100 and 90 of 300: 25 %, not the mean of 10 % and 30 %."""
    row = zone(communes(young_unemployed=[10.0, 90.0], young=[100.0, 300.0]), "young_unemployed_share")
    assert row["young_unemployed_share"] == 25
    assert (row["young_unemployed_share:numerator"], row["young_unemployed_share:denominator"]) == (100, 400)


def test_what_is_unknown_is_in_neither_part():
    row = zone(communes(young_unemployed=[10.0, None, 30.0], young=[100.0, 500.0, 100.0]), "young_unemployed_share")
    assert row["young_unemployed_share"] == 20
    assert (row["young_unemployed_share:communes"], row["young_unemployed_share:inhabitants"]) == (2, 2000)


def test_a_count_of_nothing_known_is_unknown_not_zero():
    row = zone(communes(young=[None, None]), "young")
    assert row["young"] is None
    assert row["young:communes"] == 0


def test_known_for_less_than_half_of_the_people_is_no_figure():
    one_of_three = zone(communes(young=[500.0, None, None]), "young")
    one_of_two = zone(communes(young=[500.0, None]), "young")
    assert (one_of_three["young"], one_of_three["young:numerator"]) == (None, 500)
    assert one_of_two["young"] == 500


def test_the_threshold_of_fifty_young_people():
    """Forty-nine are too few for a rate, fifty are enough; a plain count is told whatever it is."""
    for young, shown in ((49.0, None), (50.0, 10.0)):
        row = zone(communes(young_unemployed=[young / 10], young=[young]), "young_unemployed_share", "young")
        assert row["young_unemployed_share"] == pytest.approx(shown) if shown else row["young_unemployed_share"] is None
        assert row["young"] == young


def test_change_and_yearly_growth():
    table = communes(jobs_2024=[110.0], jobs_2019=[100.0], population_2017=[1000 / 1.01**6])
    row = zone(table, "private_jobs_change", "population_growth")
    assert row["private_jobs_change"] == pytest.approx(10)
    assert row["population_growth"] == pytest.approx(1)


def test_nothing_to_divide_by_is_unknown():
    assert zone(communes(jobs_2024=[5.0], jobs_2019=[0.0]), "private_jobs_change")["private_jobs_change"] is None


def test_diversity_is_an_equivalent_number():
    """Two families in equal parts: 2. Three quarters and one quarter: exp(0.562…)."""
    even = zone(communes(taught_A=[3.0, 1.0], taught_B=[1.0, 3.0]), "diversity")
    uneven = zone(communes(taught_A=[3.0], taught_B=[1.0]), "diversity")
    assert even["diversity"] == pytest.approx(2)
    assert uneven["diversity"] == pytest.approx(exp(-(0.75 * log(0.75) + 0.25 * log(0.25))))
    assert zone(communes(taught_A=[0.0], taught_B=[0.0]), "diversity")["diversity"] is None


def test_the_gap_between_what_is_taught_and_sought():
    """Taught half A half B; sought a quarter A, three quarters C: ½ (¼ + ½ + ¾) = ¾."""
    table = communes(taught_A=[2.0], taught_B=[2.0], projects_A=[10.0], projects_C=[30.0])
    assert zone(table, "training_gap")["training_gap"] == pytest.approx(0.75)


def test_the_most_particular_sector_leaves_tiny_ones_aside():
    """Transport is half of the jobs here and a tenth of the country's: 5 times; 0.5 % of the jobs do not count."""
    country = communes(sector_T=[100.0], sector_I=[899.0], sector_X=[1.0])
    here = communes(sector_T=[500.0], sector_I=[495.0], sector_X=[5.0])
    assert zone(here, "specialisation", country=country)["specialisation"] == pytest.approx(5)
    empty = communes(sector_T=[0.0], sector_I=[0.0], sector_X=[0.0])
    assert zone(empty, "specialisation", country=country)["specialisation"] is None


def test_the_interval_of_a_small_share():
    """Wilson on 6 of 60: 4.7 to 20.1 %; none from a thousand on, none for what is no share."""
    assert interval(indicator("young_unemployed_share"), 6, 60) == pytest.approx((4.66, 20.15), abs=0.01)
    assert interval(indicator("young_unemployed_share"), 100, 1000) is None
    assert interval(indicator("employers"), 6, 60) is None


def test_every_zone_at_once_is_each_zone_alone():
    table = communes(young_unemployed=[10.0, 20.0, 30.0], young=[100.0, 150.0, 200.0]).with_columns(
        zone=pl.Series(["Y", "Z", "Z"])
    )
    together = values.compute(table, INDICATORS, "zone").sort(values.ZONE)
    alone = [zone(table.filter(zone=code), "young_unemployed_share")["young_unemployed_share"] for code in ("Y", "Z")]
    assert together["young_unemployed_share"].to_list() == alone


# --- Silence of a source


def test_where_the_catalogue_is_silent_no_training_is_unknown():
    """Two trainings for nine establishments: not filled. Ten for nine: an empty commune there has none, truly."""
    table = communes(
        departement=["23", "23", "87", "87"], sites=[4, 5, 9, 0], trainings=[2.0, None, 10.0, None]
    ).with_columns(trainings_3=pl.col("trainings"))
    told = domains.with_silence(table)
    assert told["silent"].to_list() == [True, True, False, False]
    assert told["trainings"].to_list() == [None, None, 10, 0]
    assert told["trainings_3"].to_list() == [None, None, 10, 0]


def test_without_the_list_of_establishments_only_an_empty_departement_is_silent():
    told = domains.with_silence(communes(departement=["23", "87"], trainings=[None, 1.0]))
    assert told["silent"].to_list() == [True, False]


# --- Sources that stop at wider zones


def test_a_basin_is_shared_out_by_jobs_and_found_again():
    homes = communes(basin=["101", "101", "102"], jobs_2024=[30.0, 10.0, 5.0])
    sought = pl.DataFrame({"basin": ["101", "102"], "projects": [80.0, None]})
    shared = apportioned.shared_out(sought, homes, ["basin"]).sort("commune")
    assert shared["projects"].to_list() == [60, 20, None], "a secret count is unknown in each commune, never 0"


def needs(**columns: list) -> pl.DataFrame:
    return pl.DataFrame({"trade": ["A0", "B0"], "basin": ["101"] * 2, "departement": ["971"] * 2} | columns)


def test_hiring_counts_what_is_published_and_never_a_secret_as_zero(monkeypatch):
    """One published and one secret: a floor. All secret: unknown. A trade whose projects are secret is left out."""
    homes = communes(basin=["101"], departement=["971"], jobs_2024=[10.0])
    table = needs(projects=[30, None], difficult=[None, None], seasonal=[5, None])
    monkeypatch.setattr(apportioned.store, "read", lambda name: table)
    (row,) = apportioned.hiring(homes).iter_rows(named=True)
    assert row == {"commune": "A", "projects": 30, "difficult": None, "seasonal": 5}


def test_a_basin_created_since_is_counted_in_its_departement_and_monaco_nowhere(monkeypatch):
    homes = communes(basin=["101", "102"], departement=["971", "971"], jobs_2024=[30.0, 10.0])
    table = pl.concat([needs(projects=[40, 40], difficult=[8, 8], seasonal=[0, 0])] * 2).with_columns(
        basin=pl.Series(["777", "777", "9399", "9399"])
    )
    monkeypatch.setattr(apportioned.store, "read", lambda name: table)
    assert apportioned.hiring(homes).sort("commune")["projects"].to_list() == [60, 20]


def test_a_commune_without_a_private_employee_is_zero_only_where_the_source_goes(monkeypatch):
    """Urssaf lists employers: a commune of a département it covers that it leaves out has no employee; Mayotte is
    not covered, so nothing is known there."""
    jobs = pl.DataFrame({"commune": ["95527"], "jobs_2019": [80], "jobs_2024": [100]})
    monkeypatch.setattr(apportioned.store, "read", lambda name: jobs)
    table = pl.DataFrame({"commune": ["95527", "95277", "97608"], "departement": ["95", "95", "976"]})
    found = dict(private_jobs(table).select("commune", "jobs_2024").iter_rows())
    assert found == {"95527": 100, "95277": 0}


def test_the_three_kinds_of_basins_are_three_kinds_of_zones():
    """Insee's employment zone, France Travail's basin and the local committee: own lists, own codes, never mixed."""
    kinds = (Zoning.EMPLOYMENT_ZONE, Zoning.BASIN, Zoning.COMMITTEE)
    assert len({places.PUBLISHED[kind][0] for kind in kinds}) == 3
    assert len({COLUMNS[kind] for kind in kinds}) == 3
    assert [one.grain for one in map(indicator, ("specialisation", "difficult_hiring"))] == [
        Zoning.EMPLOYMENT_ZONE,
        Zoning.BASIN,
    ]


def test_the_uneven_catalogue_is_never_compared_between_regions():
    uneven = [one for one in INDICATORS if "formations-apprentissage" in one.datasets]
    assert len(uneven) >= 10
    assert all(one.within_region for one in uneven), "a factor of ten between regions is not a difference"
    row = {"trainings": 2.0, "country": "FR"} | {OVERSEAS: {"trainings"}}
    around = [Neighbour(Level.REGION, "Île-de-France", row), Neighbour(Level.COUNTRY, "", row)]
    assert [one.value for one in compare(indicator("trainings"), around)] == [2.0, None]


def test_another_source_by_zone_is_not_a_measure_of_a_part_of_it():
    """Flores counts the jobs of a whole employment zone: a commune that is 40 % of it is not told 40 % of them."""
    flores = next(rival for rival in indicator("private_jobs").rivals if rival.numerator.dataset == "emploi-flores")
    for share, told in ((0.4, False), (0.6, True)):
        here = communes(zone=["1112"], zone_share=[share], jobs_2024=[10.0], flores_2023=[12.0])
        assert rivals.is_measured(flores, here) is told


def test_an_arrondissement_and_its_city_are_not_both_counted():
    rows = pl.DataFrame({"commune": ["75101", "75113", "75056", "95527"], "young": [10.0, 20.0, 30.0, 5.0]})
    by_city = queries.by_commune(rows).sort("commune")
    assert by_city.rows() == [("75056", 30.0), ("95527", 5.0)]
    by_place = queries.by_commune(rows, city_row_is_whole=False).sort("commune")
    assert by_place.rows() == [("75056", 60.0), ("95527", 5.0)]


def test_merged_communes_are_added_up_and_one_secret_hides_the_sum():
    """Pierrefitte-sur-Seine is now in Saint-Denis."""
    rows = pl.DataFrame({"commune": ["93059", "93066"], "young": [100.0, 200.0], "secret": [None, 5.0]})
    assert queries.by_commune(rows).rows() == [("93066", 300.0, None)]


# --- Territories alike


class Land(SimpleNamespace):
    """A country of EPCI whose values are given: what ``read_likeness`` asks for."""

    def facts(self):
        return pl.DataFrame({"grouping": ["x"]})

    def zones(self, zoning):
        return self.table

    def here(self, codes):
        return self.own


def test_the_nearest_territories_and_on_what():
    from maillage.territory import gazetteer

    codes = list(gazetteer.zones(Zoning.GROUPING))[:4]
    names = likeness.VARIABLES[:6]
    table = pl.DataFrame(
        {values.ZONE: codes, "inhabitants": [10_000] * 4} | {name: [10.0, 12.0, 20.0, 30.0] for name in names}
    )
    own = {"inhabitants": 10_000} | dict.fromkeys(likeness.VARIABLES) | dict.fromkeys(names, 12.0)
    found = likeness.read_likeness(Land(table=table, own=own), ["95527"], Zoning.GROUPING)
    assert [one.code for one in found.nearest][:2] == [codes[1], codes[0]]
    assert found.nearest[0].distance == 0
    assert found.nearest[0].variables >= 6
    assert len(found.unknown) == 2, "what is not known here is named"
    assert COLUMNS[Zoning.GROUPING] == "grouping"


def test_too_little_is_known_to_look_for_territories_alike():
    land = Land(table=pl.DataFrame({values.ZONE: ["x"], "inhabitants": [1]}), own={"inhabitants": 1000})
    with pytest.raises(Refusal, match="il en faut 5"):
        likeness.read_likeness(land, ["95527"], Zoning.GROUPING)
