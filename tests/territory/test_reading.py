"""Figures with their numerator, denominator, coverage, source and comparisons."""

import pytest

from maillage.territory import gazetteer, maps
from maillage.territory.analyses import read_territory, values_by_commune
from maillage.territory.enums import Zoning
from maillage.territory.indicators import INDICATORS, indicator
from maillage.territory.readings import elsewhere, quarrel_sentence
from maillage.toolkit.refusals import Refusal

AULNE = ["95527", "93005", "77291", "93005"]


def test_a_perimeter_reads_in_one_sentence():
    reading = read_territory(AULNE)
    assert reading.codes == ("77291", "93005", "95527")
    assert reading.population == gazetteer.population(["95527", "93005", "77291"])
    assert "trois départements et deux intercommunalités." in reading.sentence
    assert reading.sentence.startswith("3 communes, ")


def test_one_commune_reads_in_the_singular():
    assert read_territory(["95527"]).sentence.replace("\u202f", " ") == (
        "1 commune, 2 674 habitants, dans un département et une intercommunalité."
    )


@pytest.mark.parametrize(("codes", "sentence"), [([], "au moins une commune"), (["75101"], "Paris"), (["x"], "« x »")])
def test_a_bad_list_cannot_be_read(codes, sentence):
    with pytest.raises(Refusal, match=sentence):
        read_territory(codes)


def test_without_downloads_the_population_is_read_and_the_rest_says_how(own_store):
    reading = read_territory(AULNE)
    population, young = reading.indicator("population"), reading.indicator("young")
    assert population.value == reading.population
    assert "2023" in population.sources[0]
    assert young.value is None
    assert "maillage reference fetch recensement-jeunes" in young.withheld
    assert any("miroir local" in sentence for sentence in reading.missing)
    assert elsewhere(reading.indicators) is None
    assert quarrel_sentence(reading) == ""


def test_the_two_readings_of_youth_unemployment_share_a_numerator(census):
    reading = read_territory(["93005", "93013"])
    rate, share = reading.indicator("young_unemployment_rate"), reading.indicator("young_unemployed_share")
    assert (rate.numerator, rate.denominator, rate.value) == (40, 160, 25)
    assert (share.numerator, share.denominator, share.value) == (40, 400, 10)
    assert "2022" in rate.short_source
    assert quarrel_sentence(reading) == "Un jeune actif sur quatre est au chômage, soit un jeune sur 10."
    assert "40 jeunes au chômage" in share.division


def test_unknown_is_not_zero_and_coverage_is_told(census):
    rate = read_territory(["77291", "93005"]).indicator("young_unemployment_rate")
    assert (rate.numerator, rate.denominator) == (20, 80)  # Le Mesnil-Amelot is in neither
    assert (rate.communes_known, rate.communes) == (1, 2)
    assert 0.9 < rate.coverage < 1
    assert "1 communes sur 2" in rate.completeness


def test_nothing_is_shown_under_fifty_young_people(census):
    reading = read_territory(["95527"])
    assert reading.indicator("young").value == 40
    assert reading.indicator("young_unemployed_share").value is None
    assert "Moins de 50 jeunes" in reading.indicator("young_unemployed_share").withheld
    assert values_by_commune(indicator("young_unemployed_share"), ["95527", "93005"]) == {"95527": None, "93005": 10.0}


def test_a_territory_that_the_source_leaves_out_is_unknown(census):
    young = read_territory(gazetteer.members(Zoning.DEPARTEMENT, "974")).indicator("young")
    assert young.value is None
    assert "ne couvre aucune commune" in young.withheld


def test_paris_is_counted_once(census):
    young = read_territory(["75056"]).indicator("young")
    assert young.value == 20 * 200


def test_comparisons_are_named_and_written(census):
    share = read_territory(["93005"]).indicator("young_share")
    assert [comparison.name for comparison in share.comparisons] == [
        "Seine-Saint-Denis",
        "Île-de-France",
        "France métropolitaine",
    ]
    assert share.sentence.startswith("Au niveau de la région Île-de-France (20,0")


def test_training_sites_are_open_published_and_true_zero_elsewhere(census, sites):
    assert read_territory(["93005"]).indicator("training_sites").numerator == 2
    nowhere = read_territory(["93013"]).indicator("training_sites")
    assert (nowhere.numerator, nowhere.value) == (0, 0)
    assert read_territory(["75056"]).indicator("training_sites").numerator == 4_096


def test_every_indicator_says_its_unit_and_place():
    assert all(one.label and one.unit and one.where for one in INDICATORS)


def test_classes_are_readable_and_hold_every_commune():
    codes = gazetteer.members(Zoning.DEPARTEMENT, "95")
    shown = maps.choropleth(indicator("population"), codes)
    assert sum(shade.count for shade in shown.shades) == len(codes) == 183
    assert [shade.level for shade in shown.shades] == [1, 2, 3, 4, 5]
    assert shown.shades[0].low is None
    assert shown.shades[-1].high is None
    assert {shown.level_of(code) for code in codes} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize(("codes", "levels"), [(["95527"], [3]), (["95527", "93005"], [1, 5])])
def test_few_values_are_a_class_each(codes, levels):
    shown = maps.choropleth(indicator("population"), codes)
    assert [(shade.level, shade.count) for shade in shown.shades] == [(level, 1) for level in levels]
    assert [shown.level_of(code) for code in codes] == levels
    assert shown.shades[0].label.replace("\u202f", " ") == "2 674"


def test_two_values_never_share_a_colour():
    """Two basins give 50 communes one value and 42 another: two classes, each with its value as label."""
    shades = maps.shades_of([38.3] * 50 + [63.0] * 42, indicator("difficult_hiring"))
    assert [(shade.level, shade.count, shade.label) for shade in shades] == [(1, 50, "38,3 %"), (5, 42, "63,0 %")]


def test_the_real_files_give_the_employment_zone_of_roissy(shared, own_store):
    """RP 2022: one active young person in four is unemployed, one young person in ten (RP 2019: 29.6, 11.5 %)."""
    from maillage.territory.reference import fetching

    needed = {name for indicator in INDICATORS for name in indicator.datasets}
    fetching.fetch(sorted(needed | {gazetteer.EMPLOYMENT_ZONES}), shared)
    codes = gazetteer.members(Zoning.EMPLOYMENT_ZONE, "1112")
    reading = read_territory(codes)
    assert len(codes) == 87
    assert 24 < reading.indicator("young_unemployment_rate").value < 30
    assert 9 < reading.indicator("young_unemployed_share").value < 12
    assert reading.indicator("difficult_hiring").denominator > 20_000
    assert reading.missing == ()
    region = read_territory(gazetteer.members(Zoning.REGION, "11")).indicator("difficult_hiring")
    assert region.value == pytest.approx(41.7, abs=0.05)
    assert [one.name for one in region.comparisons][-1] == "France"
