"""Places of public files: today's communes, believable points, one shape for every list."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from maillage.territory.enums import Domain
from maillage.territory.reference import catalogue, communes, domains, fetching, places, positions
from maillage.territory.reference.dataset import AT_SITE, AT_TOWN_HALL, PLACE
from maillage.toolkit.refusals import Refusal


class TestCommunes:
    def test_a_code_of_the_past_leads_to_the_commune_of_today(self):
        codes = pl.Series(["95527", "01018", "75113", "69123", "99999", None])
        assert communes.whole(codes).to_list() == ["95527", "01033", "75056", "69123", None, None]
        assert communes.counted(codes) == communes.Counted(changed=1, unknown=1)

    def test_an_arrondissement_is_not_a_code_of_the_past(self):
        arrondissements = [f"751{number:02}" for number in range(1, 21)]
        assert communes.counted(pl.Series(arrondissements)) == communes.Counted(0, 0)
        assert [communes.today()[code] for code in arrondissements] == arrondissements

    def test_every_former_code_leads_to_a_current_one(self):
        current = {row["code"] for row in communes.packaged("communes")}
        assert not set(communes.former()) & current
        assert set(communes.former().values()) <= current

    @pytest.mark.parametrize(
        ("postal_code", "name", "code"),
        [
            ("95700", "Roissy-en-France", "95527"),
            ("95700", "ROISSY EN FRANCE CEDEX", "95527"),
            ("85503", "LES HERBIERS", "85109"),  # a postal code for letters only
            ("75013", "PARIS 13", "75056"),
            ("69003", "LYON 3EME ARRONDISSEMENT", "69123"),
            ("78700", "CONFLANS STE HONORINE", "78172"),
            ("80830", "L ETOILE", "80296"),
            ("20000", "AJACCIO", "2A004"),
            ("97490", "ST DENIS", "97411"),
            ("1400", "Châtillon-sur-Chalaronne", "01093"),  # the zero was lost
            ("95700", "NOWHERE", "95527"),  # one commune only at this postal code
            ("38000", "NOWHERE", "38185"),
            ("02400", "NOWHERE", None),
            ("", "", None),
            (None, None, None),
        ],
    )
    def test_an_address_leads_to_its_commune(self, postal_code, name, code):
        assert communes.code_of(postal_code, name) == code


class TestPositions:
    def located(self, **columns):
        return positions.located(pl.DataFrame(columns, strict=False))

    def test_the_producers_point_is_kept_when_it_is_in_its_commune(self):
        table, done = self.located(commune=["95527"], lon=[2.5119], lat=[49.0037])
        assert table.select("commune", "lon", "precision").row(0) == ("95527", 2.5119, AT_SITE)
        assert done == positions.Located(changed=0, unknown=0, moved=0, at_town_hall=0)

    def test_without_a_point_the_town_hall_stands_for_the_place(self):
        table, done = self.located(commune=["95527", "75113", "01018"])
        assert table["commune"].to_list() == ["95527", "75056", "01033"]
        assert table["precision"].to_list() == [AT_TOWN_HALL] * 3
        assert table["lat"].is_between(45, 50).all()
        assert (done.changed, done.at_town_hall) == (1, 3)

    @pytest.mark.parametrize("point", [(2.35, 43.3), (49.0, 2.5), (0.0, 0.0), (float("nan"), 49.0), (2.5, 490.0)])
    def test_a_point_elsewhere_is_not_believed(self, point):
        table, done = self.located(commune=["95527"], lon=[point[0]], lat=[point[1]])
        assert table["precision"].to_list() == [AT_TOWN_HALL]
        assert abs(table["lat"][0] - 49.0) < 0.1
        assert done.at_town_hall == 1

    def test_far_from_the_town_hall_but_inside_the_commune_is_believed(self):
        """Salin-de-Giraud is in Arles, 35 kilometres from its town hall."""
        table, done = self.located(commune=["13004"], lon=[4.730], lat=[43.413])
        assert (table["precision"][0], done.moved) == (AT_SITE, 0)

    def test_a_point_without_a_commune_finds_it(self):
        table, done = self.located(
            commune=[None, "2A904", None], lon=[2.5119, 2.5119, 7.42], lat=[49.0037, 49.0037, 43.73]
        )
        assert table["commune"].to_list() == ["95527", "95527", None]  # the last one is in Monaco
        assert table["precision"].to_list() == [AT_SITE] * 3
        assert done.unknown == 1

    def test_neither_a_point_nor_a_commune(self):
        table, done = self.located(commune=["99999"])
        assert table.select("commune", "lon", "lat", "precision").row(0) == (None, None, None, None)
        assert (done.unknown, done.at_town_hall) == (1, 0)


@pytest.fixture
def stations(own_store, tmp_path, monkeypatch):
    """Five stations: a freight yard, one line twice, one in Roissy, one outside France."""
    real = catalogue.dataset("gares")
    monkeypatch.setitem(catalogue._DATASETS, "gares", replace(real, rows=(1, 10)))
    folder = tmp_path / "mirror/mobilite"
    folder.mkdir(parents=True)
    pl.DataFrame(
        {
            "code_uic": ["1", "1", "2", "3"],
            "libelle": ["Lille", "Lille", "Triage", "Monaco"],
            "voyageurs": ["O", "O", "N", "O"],
            "lon": [3.07, 3.07, 3.08, 7.42],
            "lat": [50.636, 50.636, 50.64, 43.73],
        }
    ).write_parquet(folder / "gares_sncf.parquet")
    pl.DataFrame(
        {"id_gares": ["9"], "nom_gares": ["Aéroport CDG"], "mode": ["RER"], "lon": [2.5711], "lat": [49.0043]}
    ).write_parquet(folder / "gares_idf.parquet")
    return fetching.fetch(["gares"], tmp_path / "mirror")[0]


class TestReader:
    def test_places_are_read_by_commune_or_inside_a_box(self, stations):
        assert (stations.rows_read, stations.rows_kept, stations.communes_unknown) == (5, 3, 1)
        assert places.points("gares")["id"].to_list() == ["IDFM-9-RER", "SNCF-1-gare", "SNCF-3-gare"]
        assert places.points("gares", communes=["59350"])["name"].to_list() == ["Lille"]
        assert places.points("gares", within=(2, 48, 3, 50))["name"].to_list() == ["Aéroport CDG"]
        assert places.points("gares", communes=["59350"], within=(2, 48, 3, 50)).is_empty()

    def test_a_dataset_that_is_not_of_places_is_refused(self, own_store):
        with pytest.raises(Refusal, match="n'est pas une liste de lieux : demandez formations-apprentissage"):
            places.points("fap")

    def test_a_dataset_that_is_not_there_says_how_to_get_it(self, own_store):
        with pytest.raises(Refusal, match="maillage reference fetch gares"):
            places.points("gares")

    def test_every_list_of_places_has_the_same_shape(self):
        lists = [dataset for dataset in catalogue.list_datasets() if dataset.are_places]
        assert len(lists) > 12
        for dataset in lists:
            assert list(dataset.schema.items())[: len(PLACE)] == list(PLACE.items()), dataset.name
            assert "id" in dataset.required


class TestDomains:
    def test_trainings_and_needs_meet_in_the_same_domains(self):
        taught = pl.DataFrame({"code": ["221", "334", "233", "255", "312", "331", "999", "000", None]})
        assert taught.select(domains.of_speciality(pl.col("code"))).to_series().to_list() == [
            *("hospitality", "hospitality", "building", "energy", "commerce", "health", "general", None, None)
        ]
        sought = pl.DataFrame({"code": ["S0X42", "B1X31", "B2X32", "B2X38", "G0B41", "G1X72", "V5X82", "Z", None]})
        assert sought.select(domains.of_family(pl.col("code"))).to_series().to_list() == [
            *("hospitality", "building", "energy", "wood", "vehicles", "industry", "leisure", None, None)
        ]

    @pytest.mark.parametrize("column", ["specialities", "families"])
    def test_every_domain_has_its_codes(self, column):
        assert set(domains.prefixes(column).values()) == set(Domain.values)
