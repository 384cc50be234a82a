"""The reference store: downloads that stop, resume or lie; files that changed shape; the previous version stays."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import polars as pl
import pytest

from maillage.territory.reference import catalogue, checks, download, fetching, store
from maillage.toolkit.refusals import Refusal

YOUTH = "recensement-jeunes"


@pytest.fixture
def empty(settings, tmp_path):
    settings.PUBLIC_DATA_DIRECTORY = tmp_path / "data"
    return settings.PUBLIC_DATA_DIRECTORY


@pytest.fixture
def mirror(tmp_path):
    folder = tmp_path / "mirror"
    folder.mkdir()
    return folder


def in_mirror(mirror, name: str, rows: pl.DataFrame | bytes) -> None:
    file = mirror / catalogue.dataset(name).mirror.places[0]
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(rows, bytes):
        file.write_bytes(rows)
    else:
        rows.write_parquet(file)


def zones(count: int = 34_500) -> pl.DataFrame:
    codes = [f"{number:05}" for number in range(count)]
    return pl.DataFrame({"codgeo": codes, "ze2020": ["1112"] * count, "libze2020": ["Roissy"] * count})


class TestMirror:
    def test_a_dataset_comes_with_its_card(self, empty, mirror):
        in_mirror(mirror, "zones-emploi", zones())
        card = fetching.fetch(["zones-emploi"], mirror)[0]
        assert (card.rows_read, card.rows_kept, card.rows_masked) == (34_500, 34_500, 0)
        assert card.producer == "Insee"
        assert len(card.files[0]["sha256"]) == 64
        assert "1er janvier 2025" in card.source
        assert store.read("zones-emploi")["commune"][12] == "00012"  # a code is text

    def test_a_wrong_shape_leaves_the_previous_version(self, empty, mirror):
        in_mirror(mirror, "zones-emploi", zones())
        before = fetching.fetch(["zones-emploi"], mirror)[0]
        for bad, sentence in [
            (zones().drop("ze2020"), "il manque ze2020"),
            (zones(500), "incomplet"),
            (b"PAR1 and then nothing", "illisible"),
            (b"", "illisible"),
        ]:
            in_mirror(mirror, "zones-emploi", bad)
            with pytest.raises(Refusal, match=sentence) as refusal:
                fetching.fetch(["zones-emploi"], mirror)
            assert "Rien n'a été remplacé" in str(refusal.value)
        assert store.card("zones-emploi") == before
        assert store.read("zones-emploi").height == 34_500

    def test_rows_without_a_code_are_left_out_and_counted(self, empty, mirror):
        rows = pl.concat([zones(), zones(1).with_columns(codgeo=pl.lit(None, pl.String))])
        in_mirror(mirror, "zones-emploi", rows)
        card = fetching.fetch(["zones-emploi"], mirror)[0]
        assert (card.rows_read, card.rows_kept) == (34_501, 34_500)

    def test_words_where_numbers_are_expected(self, empty, mirror):
        rows = {"code": ["95527"], "pop_2022": ["beaucoup"], "pop_1524_2022": [1.0], "actifs_1524_2022": [1.0]}
        rows |= {"actifs_occ_1524_2022": [1.0], "chomeurs_1524_2022": [1.0]}
        in_mirror(mirror, YOUTH, pl.DataFrame(rows))
        with pytest.raises(Refusal, match="ne contient plus des nombres"):
            fetching.fetch([YOUTH], mirror)

    def test_a_newer_version_replaces_the_table(self, empty, mirror):
        for count in (34_500, 34_600):
            in_mirror(mirror, "zones-emploi", zones(count))
            fetching.fetch(["zones-emploi"], mirror)
        assert store.read("zones-emploi").height == 34_600
        assert len(list(store.folder_of("zones-emploi").glob("*.parquet"))) == 1

    def test_a_process_killed_before_the_card_leaves_the_previous_version(self, empty, mirror, monkeypatch):
        in_mirror(mirror, "zones-emploi", zones())
        fetching.fetch(["zones-emploi"], mirror)
        in_mirror(mirror, "zones-emploi", zones(34_600))
        with monkeypatch.context() as killed:
            killed.setattr(store.json, "dumps", lambda *args, **kwargs: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                fetching.fetch(["zones-emploi"], mirror)
        assert store.read("zones-emploi").height == 34_500

    @pytest.mark.parametrize("damage", ["not json", '{"name": "zones-emploi"}', "[]"])
    def test_a_damaged_card_is_like_no_dataset(self, empty, mirror, damage):
        in_mirror(mirror, "zones-emploi", zones())
        fetching.fetch(["zones-emploi"], mirror)
        (store.folder_of("zones-emploi") / "card.json").write_text(damage)
        with pytest.raises(store.NotDownloaded, match="maillage reference fetch zones-emploi"):
            store.read("zones-emploi")

    def test_a_missing_file_or_folder_is_named(self, empty, mirror):
        with pytest.raises(Refusal, match=r"zone_emploi_commune_2025\.parquet"):
            fetching.fetch(["zones-emploi"], mirror)
        with pytest.raises(Refusal, match="n'est pas un dossier"):
            fetching.fetch(["zones-emploi"], mirror / "nowhere")

    def test_an_unknown_dataset_suggests_the_closest(self, empty):
        with pytest.raises(Refusal, match="Vouliez-vous « zones-emploi »"):
            fetching.fetch(["zone-emploi"])

    def test_a_dataset_without_address_says_why(self, empty):
        with pytest.raises(Refusal, match=r"demande une clé.*miroir local"):
            fetching.fetch(["etablissements-apprentissage"])


class Source:
    """A web server of this machine that serves ``body`` and misbehaves when told so."""

    def __init__(self) -> None:
        self.body, self.cuts, self.statuses, self.ranges = b"", [], [], []
        source = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args) -> None:
                pass

            def do_GET(self) -> None:
                source.answer(self)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/file.zip"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        asked = request.headers.get("Range")
        self.ranges.append(asked)
        if self.statuses:
            request.send_response(self.statuses.pop(0))
            request.end_headers()
            return
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        rest = self.body[start:]
        request.send_response(206 if asked else 200)
        request.send_header("ETag", '"first"')
        request.send_header("Content-Length", str(len(rest)))
        request.end_headers()
        request.wfile.write(rest[: self.cuts.pop(0)] if self.cuts else rest)
        request.wfile.flush()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def source(monkeypatch):
    monkeypatch.setattr(download, "FIRST_WAIT", 0.0)
    monkeypatch.setattr(download.fetch, "__kwdefaults__", {"wait": 0.0})
    server = Source()
    yield server
    server.close()


class TestDownload:
    def test_a_whole_file(self, source, tmp_path):
        source.body = b"x" * 700_000
        told = []
        file = download.fetch(source.url, tmp_path, lambda done, total: told.append((done, total)))
        assert file.read_bytes() == source.body
        assert told[-1] == (700_000, 700_000)
        assert list(tmp_path.iterdir()) == [file]

    def test_a_truncated_answer_is_resumed_where_it_stopped(self, source, tmp_path):
        source.body = bytes(range(256)) * 1000
        source.cuts = [100_000, 50_000]
        assert download.fetch(source.url, tmp_path).read_bytes() == source.body
        assert source.ranges == [None, "bytes=100000-", "bytes=150000-"]

    def test_a_file_that_never_ends_is_refused_and_kept_for_later(self, source, tmp_path):
        source.body = b"y" * 1000
        source.cuts = [10, 10, 10, 10]
        with pytest.raises(Refusal, match="ne répond pas jusqu'au bout"):
            download.fetch(source.url, tmp_path)
        assert download.fetch(source.url, tmp_path).read_bytes() == source.body
        assert source.ranges[-1] == "bytes=40-"

    def test_a_busy_server_is_asked_again(self, source, tmp_path):
        source.body, source.statuses = b"z", [503, 429]
        assert download.fetch(source.url, tmp_path).read_bytes() == b"z"

    @pytest.mark.parametrize("status", [404, 403, 410])
    def test_an_address_that_changed_is_refused_at_once(self, source, tmp_path, status):
        source.statuses = [status]
        with pytest.raises(Refusal, match=rf"« {status} .*l'adresse a changé"):
            download.fetch(source.url, tmp_path)
        assert len(source.ranges) == 1

    def test_nobody_at_this_address(self, source, tmp_path):
        source.close()
        with pytest.raises(Refusal, match="ne répond pas"):
            download.fetch(source.url, tmp_path)


def zipped(name: str, text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("meta_base.CSV", "a;b\n1;2\n")
        archive.writestr(name, text)
    return packed.getvalue()


def insee_csv(**columns: str) -> str:
    lines = [";".join(["CODGEO", *columns])]
    lines += [";".join([f"{number:05}", *columns.values()]) for number in range(31_000)]
    return "\n".join(lines) + "\n"


ACTIVITY = insee_csv(P22_POP1524="200.5", P22_ACT1524="80", P22_ACTOCC1524="60", P22_CHOM1524="20")


class TestOfficialFiles:
    @pytest.fixture
    def official(self, source, empty, monkeypatch):
        """The census connector, at the address of this machine."""
        real = catalogue.dataset(YOUTH)
        here = replace(real, official=replace(real.official, places=(source.url, f"{source.url}?population")))
        monkeypatch.setitem(catalogue._DATASETS, YOUTH, here)
        return here

    def test_the_insee_files_are_read_as_published(self, official, source, tmp_path, monkeypatch):
        bodies = [zipped("base.CSV", ACTIVITY), zipped("base.CSV", insee_csv(P22_POP="1000"))]
        answer = source.answer

        def one_after_the_other(request):
            source.body = bodies["population" in request.path]
            answer(request)

        source.answer = one_after_the_other
        steps = []
        card = fetching.fetch([YOUTH], progress=steps.append)[0]
        table = store.read(YOUTH)
        assert (card.origin, card.rows_kept, card.vintage) == ("official", 31_000, "2022")
        assert table.row(0, named=True) == {
            "commune": "00000",
            "population": 1000.0,
            "young": 200.5,
            "young_active": 80.0,
            "young_employed": 60.0,
            "young_unemployed": 20.0,
        }
        assert steps[-1].done == steps[-1].total
        assert "reconstitués" not in card.source

    @pytest.mark.parametrize(
        ("body", "sentence"),
        [
            (b"<html>Service indisponible</html>", "illisible"),
            (zipped("base.CSV", ACTIVITY)[:2000], "illisible"),
            (zipped("base.CSV", insee_csv(P23_POP1524="1")), "il manque P22_POP1524"),
            (zipped("base.CSV", ACTIVITY.replace("200.5", "deux cents")), "illisible"),
        ],
    )
    def test_a_file_that_is_not_the_expected_one(self, official, source, body, sentence):
        source.body = body
        with pytest.raises(Refusal, match=sentence):
            fetching.fetch([YOUTH])
        assert store.card(YOUTH) is None
        assert not list(store.folder_of(YOUTH).iterdir())


def test_numbers_in_a_sheet_read_as_people_write_them():
    assert [checks.as_text(cell) for cell in (1112.0, "01001", 12.5, "", " a ")] == ["1112", "01001", "12.5", None, "a"]


def test_cards_are_readable_by_anybody(empty, mirror):
    in_mirror(mirror, "zones-emploi", zones())
    fetching.fetch(["zones-emploi"], mirror)
    written = json.loads((store.folder_of("zones-emploi") / "card.json").read_text())
    assert {"producer", "page", "licence", "vintage", "files", "rows_read", "rows_kept", "rows_masked"} <= set(written)


def test_every_dataset_says_where_it_comes_from():
    for dataset in catalogue.list_datasets():
        assert dataset.producer
        assert dataset.licence
        assert dataset.page.startswith("https://")
        assert dataset.official or dataset.unavailable


def test_the_real_mirror_is_read(shared, own_store):
    """Small files of each kind; the whole mirror is read by ``bench/bench_store.py``."""
    names = ["recensement-jeunes", "zones-emploi", "besoins-main-oeuvre", "geiq", "fap"]
    cards = {card.name: card for card in fetching.fetch(names, shared)}
    assert cards[YOUTH].rows_kept == 34_780
    assert cards["zones-emploi"].rows_kept == 34_875
    assert cards["besoins-main-oeuvre"].rows_masked > 11_452
    assert cards["geiq"].at_town_hall == 168
    assert cards["fap"].rows_kept == 341
