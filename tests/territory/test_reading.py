"""Figures with their numerator, denominator, coverage, source and comparisons."""

import re
from pathlib import Path

import pytest

from maillage.territory import gazetteer, maps
from maillage.territory.analyses import country, read_detail, read_territory, values_by_zone
from maillage.territory.enums import Zoning
from maillage.territory.indicators import INDICATORS, indicator
from maillage.territory.readings import Level, elsewhere, quarrel_sentence
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
    share = indicator("young_unemployed_share")
    assert values_by_zone(share, ["95527", "93005"], Zoning.COMMUNE) == {"95527": None, "93005": 10.0}


def test_a_territory_that_the_source_leaves_out_is_unknown(census):
    young = read_territory(gazetteer.members(Zoning.DEPARTEMENT, "974")).indicator("young")
    assert young.value is None
    assert young.withheld == (
        "La copie lue de « Insee, recensement 2022 » laisse de côté l'outre-mer, que le fichier officiel couvre, sauf "
        "Mayotte (« recensement-jeunes »)."
    )


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


# --- The real files


@pytest.fixture(scope="module")
def real_folder(shared, tmp_path_factory):
    """What the indicators need, fetched once from the mirror."""
    from django.test import override_settings

    from maillage.territory.gazetteer import build
    from maillage.territory.reference import fetching

    made, folder = build.cache_folder(), tmp_path_factory.mktemp("real")
    with pytest.MonkeyPatch.context() as patch, override_settings(PUBLIC_DATA_DIRECTORY=folder):
        patch.setattr(build, "cache_folder", lambda: made)
        needed = {name for indicator in INDICATORS for name in indicator.datasets}
        fetching.fetch(sorted(needed | {gazetteer.EMPLOYMENT_ZONES, "comites-emploi"}), shared)
    return folder


@pytest.fixture
def real(real_folder, settings, monkeypatch):
    from maillage.territory.gazetteer import build

    made = build.cache_folder()
    monkeypatch.setattr(build, "cache_folder", lambda: made)
    settings.PUBLIC_DATA_DIRECTORY = real_folder


def test_the_real_files_give_the_employment_zone_of_roissy(real):
    """RP 2022: one active young person in four is unemployed, one young person in ten (RP 2019: 29.6, 11.5 %)."""
    codes = gazetteer.members(Zoning.EMPLOYMENT_ZONE, "1112")
    reading = read_territory(codes)
    assert len(codes) == 87
    assert reading.indicator("young_unemployment_rate").value == pytest.approx(26.42, abs=0.01)
    assert reading.indicator("young_unemployed_share").value == pytest.approx(10.27, abs=0.01)
    assert reading.indicator("difficult_hiring").denominator > 20_000
    assert reading.missing == ()
    region = read_territory(gazetteer.members(Zoning.REGION, "11")).indicator("difficult_hiring")
    assert [one.name for one in region.comparisons][-1] == "France"


def test_a_territory_is_compared_with_the_zones_that_hold_it(real):
    """Gonesse is in one employment zone, one basin, one committee; Grand Roissy's EPCI is in one basin of its own."""
    gonesse = read_territory(["95277"]).indicator("young_unemployment_rate").comparisons
    assert [one.level for one in gonesse[:3]] == [Level.ZONE] * 3
    assert [one.name for one in gonesse[:2]] == [
        "Roissy (zone d'emploi)",
        "Grand Roissy - Le Bourget (bassin France Travail)",
    ]
    assert gonesse[0].value == pytest.approx(26.42, abs=0.01)
    region = read_territory(gazetteer.members(Zoning.REGION, "11")).indicator("young_unemployment_rate").comparisons
    assert Level.ZONE not in {one.level for one in region}


def test_a_rural_zone_where_the_catalogue_is_silent(real):
    """Guéret: no training is listed in the Creuse, where four establishments teach and two centres have rates."""
    (code,) = [code for code, zone in gazetteer.zones(Zoning.EMPLOYMENT_ZONE).items() if zone.name == "Guéret"]
    reading = read_territory(gazetteer.members(Zoning.EMPLOYMENT_ZONE, code))
    for code in ("trainings", "nearest_training", "far_from_training", "access", "apprentices", "poverty"):
        assert reading.indicator(code).value is None, code
        assert "trop peu pour parler du territoire entier" in reading.indicator(code).withheld
    assert reading.indicator("training_sites").numerator == 4
    creuse = read_territory(gazetteer.members(Zoning.DEPARTEMENT, "23")).indicator("trainings")
    assert "son silence ne dit pas qu'il n'y a rien" in creuse.withheld


def test_an_overseas_departement_says_what_its_sources_leave_out(real):
    reading = read_territory(gazetteer.members(Zoning.DEPARTEMENT, "974"))
    assert reading.population == 889_679
    assert (
        "laisse de côté l'outre-mer, que le fichier officiel couvre, sauf Mayotte"
        in reading.indicator("young").withheld
    )
    assert reading.indicator("near_station").value is None, "no station is listed there: not zero per cent"
    assert reading.indicator("not_studying").value == pytest.approx(61.1, abs=0.1)
    assert reading.indicator("specialisation").scope.startswith("Zones d'emploi : ")


def test_territories_alike_are_found_with_their_variables_and_distance(real):
    detail = read_detail(indicator("young_unemployment_rate"), gazetteer.members(Zoning.GROUPING, "200055655"))
    assert len(detail.likeness.variables) == 9
    assert detail.likeness.unknown == ()
    distances = [one.distance for one in detail.similar]
    assert distances == sorted(distances)
    assert 0 < distances[0] < 1
    assert all(one.value is not None for one in detail.similar)


def test_the_documented_totals_are_those_computed(real):
    computed = {
        "Population 2023": ("population", 0),
        "Projets de recrutement, 2025": ("hiring_projects:numerator", 0),
        "Projets de recrutement difficiles, 2025 (%)": ("difficult_hiring", 1),
        "Projets de recrutement saisonniers, 2025 (%)": ("seasonal_hiring", 1),
        "Jeunes de 15 à 24 ans, 2022": ("young", 0),
        "Emploi salarié privé, 2024": ("private_jobs", 0),
        "Formations en apprentissage, 2020": ("trainings:numerator", 0),
    }
    whole, lines = country(), documented_totals()
    assert len(lines) == 17
    for figure, territory, _published, here, *_rest in lines:
        column, digits = computed[figure]
        region = re.search(r"région (\w+)", territory)
        row = whole.zone(Zoning.REGION, region[1]) if region else whole.zone("country", "FR")
        written = float(here.replace(" ", "").replace("\u202f", "").replace(",", "."))
        assert round(row[column], digits) == written, (figure, territory)


def documented_totals() -> list[list[str]]:
    page = (Path(__file__).parents[2] / "docs/reference/indicators.md").read_text(encoding="utf-8")
    table = page.split("## Totaux comparés")[1]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines() if line[:1] == "|"]
    return rows[2:]
