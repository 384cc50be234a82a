"""Connectors read files as their producers publish them: small files in the official shapes, and in damaged ones."""

from __future__ import annotations

import io
import json
import re
import threading
import zipfile
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module

import polars as pl
import pytest

from maillage.territory.reference import catalogue, checks, download, fetching, store
from maillage.territory.reference.dataset import PLACE, Latest
from maillage.toolkit.refusals import Refusal

INSERJEUNES = (
    "annee;uai;libelle;region;part_en_poursuite_d_etudes;part_en_emploi_6_mois_apres_la_sortie;"
    "part_des_autres_situations;taux_contrats_interrompus;taux_poursuite_etudes;taux_emploi_6_mois;"
    "taux_emploi_6_mois_attendu;va_emploi_6_mois;taux_emploi_12_mois;taux_emploi_18_mois;taux_emploi_24_mois\n"
    "cumul 2023-2024;0951787E;CFA du fret;ILE-DE-FRANCE;40;45;15;;40;75;70;5;78;;\n"
    "cumul 2023-2024;0930929G;Petit CFA;ILE-DE-FRANCE;nd;nd;nd;;nd;nd;nd;nd;nd;;\n"
)
SCHOOLS = (
    "identifiant_de_l_etablissement;nom_etablissement;type_etablissement;statut_public_prive;code_commune;"
    "nombre_d_eleves;longitude;latitude\n"
    "0950651F;Lycée;Lycée;Public;95277;1200;2.44;48.98\n"
    "0950651F;Lycée, annexe;Lycée;Public;95277;;2.45;48.98\n"
    "0951000A;CIO;Information et orientation;Public;95277;;2.44;48.98\n"
)
STATIONS = [
    "code_uic;libelle;fret;voyageurs;commune;departemen;x_wgs84;y_wgs84\n87001;Lille;O;O;LILLE;NORD;3.07;50.63\n",
    "id_gares;nom_gares;mode;geo_point_2d\n9;Aéroport CDG;RER;49.0043, 2.5711\n",
]
PARCOURSUP = (
    "session;cod_aff_form;cod_uai;fili;form_lib_voe_acc;fil_lib_voe_acc;g_olocalisation_des_formations;capa_fin;voe_tot\n"
    "2025;26599;0950651F;1_BTS;BTS - Services;Tourisme - en apprentissage;48.98, 2.44;18;36\n"
    "2025;26600;0950651F;Autre;DEUST;Fret;;;\n"
)
COUNTERS = (
    "id_fs,lib_fs,adresse,format_fs,insee_com,longitude,latitude\n"
    '2714,France services de Gonesse,"1, rue de Paris",Fixe,95277,2.45,48.99\n'
)
CERTIFINFO = (
    "Code_Diplome;Libelle_Diplome;Libelle_Type_Diplome;Code_Niveau_Europeen;Code_RNCP;Code_Scolarité;Code_Nsf;"
    "Code_FormaCode;Code_Rome_1;Code_Rome_2;Code_Rome_3;Code_Rome_4;Code_Rome_5;accessibilite_ca;Etat_Libelle\n"
    "20326;CAP pâtissier;CAP;3;38765;50022140;221;21538;D1104;;;D1106;;1;Publié\n"
)


def rncp() -> bytes:
    files = {
        "Standard": "Id_Fiche;Numero_Fiche;Intitule;Abrege_Libelle;Nomenclature_Europe_Niveau;Actif\n"
        '1;RNCP38765;"CAP ""Pâtissier"" ; cuisine";CAP;NIV3;ACTIVE\n2;RS1;Habilitation;;;ACTIVE\n',
        "VoixdAccès": "Numero_Fiche;Si_Jury\nRNCP38765;En contrat d’apprentissage\nRNCP38765;Par expérience\n",
        "Rome": "Numero_Fiche;Codes_Rome_Code;Codes_Rome_Libelle\nRNCP38765;D1104;Pâtisserie\n",
        "Nsf": "Numero_Fiche;Nsf_Code;Nsf_Intitule\nRNCP38765;221t;Cuisine\nRNCP38765;221;Cuisine\n",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"export_fiches_CSV_{name}_2026_11_22.csv", "\ufeff" + text)
    return packed.getvalue()


def inclusion() -> bytes:
    packed = io.BytesIO()
    pl.DataFrame(
        {
            "id": ["a", "b", "c"],
            "nom": ["Mission locale", "Café", "Chantier"],
            "source": ["ml", "autre", "emplois"],
            "siret": ["12345678901234", None, None],
            "code_insee": ["95277", "95277", "93005"],
            "longitude": [2.44, 2.44, None],
            "latitude": [48.98, 48.98, None],
            "courriel": ["quelqu.un@exemple.fr", None, None],
            "reseaux_porteurs": [["mission-locale"], ["mjc"], ["emmaus", "aci"]],
        }
    ).write_parquet(packed)
    return packed.getvalue()


def read(folder, module: str, *contents: str | bytes) -> pl.DataFrame:
    """What a connector makes of these official files, as the store would keep it (before places are located)."""
    files = []
    for number, content in enumerate(contents):
        file = folder / f"{number}"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        files.append(file)
    dataset = import_module(f"maillage.territory.reference.connectors.{module}").DATASET
    rows = fetching.wanted(dataset.official.read(files), dataset)
    settled = {name: kind for name, kind in dataset.schema.items() if name not in PLACE or name in rows.columns}
    required = tuple(name for name in dataset.required if name in settled)
    return checks.kept(rows, replace(dataset, schema=settled, required=required, rows=(1, 10)))


class TestOfficialShapes:
    def test_insertion_of_apprentices(self, tmp_path):
        table = read(tmp_path, "cfa_outcomes", "\ufeff" + INSERJEUNES)
        assert table["id"].to_list() == ["0951787E-cumul 2023-2024", "0930929G-cumul 2023-2024"]
        assert table["employed_6"].to_list() == [75.0, None]  # « nd » is unknown, never 0
        assert table["broken"].to_list() == [None, None]

    def test_schools_and_guidance_centres(self, tmp_path):
        assert read(tmp_path, "schools", SCHOOLS).select("id", "kind", "pupils").rows() == [
            ("0950651F", "Lycée", 1200),
            ("0950651F-2", "Lycée", None),
        ]
        assert read(tmp_path, "guidance_centres", SCHOOLS).select("id", "kind").rows() == [("0951000A", "CIO")]

    def test_stations(self, tmp_path):
        rows = read(tmp_path, "stations", *STATIONS).select("id", "lon", "lat").rows()
        assert rows == [("SNCF-87001-gare", 3.07, 50.63), ("IDFM-9-RER", 2.5711, 49.0043)]

    def test_places_of_parcoursup(self, tmp_path):
        first, other = read(tmp_path, "parcoursup_places", PARCOURSUP).rows(named=True)
        assert (first["level"], first["capacity"], first["lat"], first["lon"]) == (5, 18, 48.98, 2.44)
        assert (other["level"], other["capacity"], other["lat"], other["name"]) == (None, None, None, "DEUST - Fret")

    def test_another_session_of_parcoursup_is_not_mixed_in(self, tmp_path):
        with pytest.raises(Refusal, match=r"mélange des millésimes \(2024, 2025\).*Rien n'a été remplacé"):
            read(tmp_path, "parcoursup_places", PARCOURSUP + "2024;1;0950651F;1_BTS;BTS;Fret;;12;3\n")

    def test_public_counters(self, tmp_path):
        assert read(tmp_path, "public_counters", COUNTERS).select("id", "commune").rows() == [("2714", "95277")]

    def test_certifications(self, tmp_path):
        sheet = read(tmp_path, "certifications", rncp()).row(0, named=True)
        assert sheet == {
            "code": "RNCP38765",
            "name": 'CAP "Pâtissier" ; cuisine',
            "level": 3,
            "kind": "CAP",
            "active": True,
            "in_apprenticeship": True,
        }
        assert read(tmp_path, "certification_trades", rncp()).rows() == [("RNCP38765", "D1104")]
        assert read(tmp_path, "certification_specialities", rncp()).rows() == [("RNCP38765", "221", "hospitality")]

    def test_codes_of_certifications(self, tmp_path):
        row = read(tmp_path, "certification_links", CERTIFINFO.encode("cp1252")).row(0, named=True)
        assert (row["rncp"], row["cfd"], row["level"]) == ("RNCP38765", "50022140", 3)
        assert row["trades"] == ["D1104", "D1106"]
        assert (row["name"], row["published"], row["in_apprenticeship"]) == ("CAP pâtissier", True, True)

    def test_structures_of_the_networks_and_nobodys_mail(self, tmp_path):
        table = read(tmp_path, "insertion_structures", inclusion())
        assert table.select("id", "kind").rows() == [("ml-a", "mission-locale"), ("emplois-c", "aci")]
        assert "courriel" not in table.columns


@pytest.mark.parametrize(
    ("module", "content", "sentence"),
    [
        ("cfa_outcomes", INSERJEUNES.replace("taux_emploi_6_mois;", "taux_6;"), "il manque taux_emploi_6_mois"),
        ("cfa_outcomes", INSERJEUNES.replace(";75;", ";beaucoup;"), "ne contient plus des nombres"),
        ("cfa_outcomes", INSERJEUNES.encode("cp1252").replace(b"FRANCE", b"FRAN\xc7AISE"), "illisible"),
        ("cfa_outcomes", "<html>Maintenance</html>", "a changé de forme"),
        ("schools", "", "a changé de forme"),
        ("certifications", b"PK\x03\x04 truncated", "illisible"),
        ("certification_links", CERTIFINFO.split("\n")[0].encode("cp1252"), "0 lignes utilisables"),
        ("insertion_structures", inclusion()[:200], "illisible"),
    ],
)
def test_a_file_that_is_not_the_expected_one(tmp_path, module, content, sentence):
    with pytest.raises(Refusal, match=sentence) as refusal:
        read(tmp_path, module, content)
    assert "Rien n'a été remplacé" in str(refusal.value)


def test_an_archive_without_the_wanted_file(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    with pytest.raises(Refusal, match="il manque _CSV_Standard_"):
        read(tmp_path, "certifications", packed.getvalue())


def test_two_files_of_different_years_are_refused():
    table, other = pl.DataFrame({"commune": ["1", "2", "3"]}), pl.DataFrame({"commune": ["1", "2"], "young": [5, 6]})
    assert checks.matched(table, other, "commune", "Recensement", most_lost=0.5)["young"].to_list() == [5, 6, None]
    with pytest.raises(Refusal, match="mélange des millésimes : 1 lignes sur 3"):
        checks.matched(table, other, "commune", "Recensement")


class TestDataGouv:
    """The newest file of a dataset, on a server of this machine."""

    @pytest.fixture
    def site(self, monkeypatch):
        answers = {}

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args) -> None:
                pass

            def do_GET(self) -> None:
                status, body, headers = answers.get(self.path, (404, b"", {}))
                if isinstance(status, list):
                    status = status.pop(0) if len(status) > 1 else status[0]
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        monkeypatch.setattr(download, "DATA_GOUV", here)
        yield here, answers
        server.shutdown()
        server.server_close()

    def listing(self, *files: tuple[str, str, str]) -> tuple[int, bytes, dict]:
        resources = [
            {"title": title, "url": f"https://exemple.fr/{title}", "last_modified": day, "checksum": checksum}
            for title, day, checksum in files
        ]
        return 200, json.dumps({"resources": resources}).encode(), {}

    def test_the_newest_file_whose_title_matches(self, site):
        _here, answers = site
        checksum = {"type": "sha1", "value": "abc"}
        answers["/rncp/"] = self.listing(
            ("export-1.zip", "2026-11-21", None),
            ("export-2.zip", "2026-11-22", checksum),
            ("autre.pdf", "2026-11-23", None),
        )
        found = download.latest(Latest("rncp", r"^export-\d\.zip$"))
        assert found == download.Published("https://exemple.fr/export-2.zip", "sha1", "abc")

    @pytest.mark.parametrize(
        "answer", [(200, b"not json", {}), (503, b"", {}), (200, b'{"resources": []}', {}), (200, b"[]", {})]
    )
    def test_a_site_that_does_not_say_where_its_file_is(self, site, answer):
        site[1]["/rncp/"] = answer
        with pytest.raises(Refusal, match=r"https://www.data.gouv.fr/datasets/rncp ne dit pas où est"):
            download.latest(Latest("rncp", "."))

    def test_a_file_that_is_not_the_one_described(self, tmp_path):
        file = tmp_path / "export.zip"
        file.write_bytes(b"abc")
        download.require_checksum(file, download.Published("https://exemple.fr"))
        download.require_checksum(file, download.Published("", "sha1", "A9993E364706816ABA3E25717850C26C9CD0D89D"))
        with pytest.raises(Refusal, match=r"export\.zip.*illisible"):
            download.require_checksum(file, download.Published("", "sha1", "0" * 40))
        assert not file.exists()

    def test_a_dataset_fetched_by_its_newest_file(self, site, own_store, monkeypatch):
        here, answers = site
        real = catalogue.dataset("rncp")
        monkeypatch.setitem(catalogue._DATASETS, "rncp", replace(real, rows=(1, 10)))
        answers["/5eebbc067a14b6fecc9c9976/"] = (
            200,
            json.dumps(
                {
                    "resources": [
                        {
                            "title": "export-fiches-csv-2026-11-22.zip",
                            "url": f"{here}/export.zip",
                            "last_modified": "2026-11-22",
                        }
                    ]
                }
            ).encode(),
            {},
        )
        answers["/export.zip"] = (200, rncp(), {})
        card = fetching.fetch(["rncp"])[0]
        assert card.files[0]["place"] == f"{here}/export.zip"
        assert (card.rows_read, card.rows_kept) == (1, 1)
        assert store.read("rncp")["level"].to_list() == [3]

    def test_a_server_that_asks_for_time_is_given_it(self, site, tmp_path, monkeypatch):
        here, answers = site
        answers["/file"] = ([429, 200], b"here", {"Retry-After": "7"})
        waits = []
        monkeypatch.setattr(download.time, "sleep", waits.append)
        assert download.fetch(f"{here}/file", tmp_path).read_bytes() == b"here"
        assert waits == [0.0, 7.0]


class TestManifest:
    def test_a_file_that_is_not_the_one_described_is_refused(self, own_store, tmp_path):
        folder = tmp_path / "mirror"
        (folder / "nomenclatures").mkdir(parents=True)
        file = folder / "nomenclatures/fap2021.parquet"
        file.write_bytes(b"anything")
        described = [{"fichier": "nomenclatures/fap2021.parquet", "sha256": store.fingerprint(file)}]
        (folder / "manifest.json").write_text(json.dumps(described))
        with pytest.raises(Refusal, match="illisible"):  # as described, and no table
            fetching.fetch(["fap"], folder)
        file.write_bytes(b"something else")
        with pytest.raises(Refusal, match="n'est pas le fichier que décrit le manifeste"):
            fetching.fetch(["fap"], folder)
        (folder / "manifest.json").write_text("{")
        with pytest.raises(Refusal, match=r"manifest\.json.*illisible"):
            fetching.fetch(["fap"], folder)

    def test_what_no_mirror_holds_is_said_so(self, own_store, tmp_path):
        with pytest.raises(Refusal, match="sans --from"):
            fetching.fetch(["structures-insertion"], tmp_path)


def test_every_dataset_can_be_had_and_says_what_it_holds():
    datasets = catalogue.list_datasets()
    assert len(datasets) == len(catalogue.CONNECTORS)
    for dataset in datasets:
        assert re.fullmatch(r"[a-z0-9-]+", dataset.name)
        assert dataset.official or dataset.mirror, dataset.name
        assert dataset.official or dataset.unavailable, dataset.name
        assert set(dataset.required) <= set(dataset.schema), dataset.name
        assert dataset.rows[0] < dataset.rows[1]
