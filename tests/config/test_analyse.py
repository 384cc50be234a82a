"""``maillage analyse``: what is accepted, what is refused, and that the answer is the library's."""

from __future__ import annotations

import json
from pathlib import Path

import click
import polars as pl
import pytest

from maillage.toolkit.refusals import Refusal

POSITIONS = "actor,hire,insert\nCFA,3,1\nBranche,4,-2\n"


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def analyse(here):
    """What ``maillage analyse …`` prints."""
    return lambda words, stdin=None: here(f"analyse {words}", stdin)


def write(folder: Path, name: str, content: str | bytes) -> None:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


# --- Ways in


@pytest.mark.parametrize(
    "content",
    [
        POSITIONS,
        POSITIONS.replace(",", ";"),
        POSITIONS.replace(",", "\t"),
        "\ufeff" + POSITIONS,
        POSITIONS.replace("actor", "Acteur").replace("CFA,3", "CFA, 3 "),
        POSITIONS.replace("\n", "\r\n"),
        json.dumps([{"actor": "CFA", "hire": 3, "insert": 1}, {"actor": "Branche", "hire": 4, "insert": -2}]),
        json.dumps({"columns": ["actor", "hire", "insert"], "rows": [["CFA", 3, 1], ["Branche", 4, -2]]}),
    ],
    ids=["comma", "semicolon", "tab", "mark", "french", "windows", "objects", "rows"],
)
def test_every_way_of_writing_the_same_table(analyse, folder, content):
    write(folder, "in", content)
    assert analyse("strategy in --table pairs").splitlines()[1] == "CFA,Branche,3.5,1.5,0.4"


def test_parquet_and_western_encoding(analyse, folder):
    pl.DataFrame({"actor": ["CFA", "Branche"], "hire": [3, 4]}).write_parquet(folder / "in.parquet")
    assert "Branche" in analyse("strategy in.parquet")
    write(folder, "in.csv", "acteur;métier\nÉcole;2\n".encode("cp1252"))
    assert "École" in analyse("strategy in.csv")


def test_decimal_commas_and_true_minus_signs(analyse, folder):
    write(folder, "in.csv", "actor;hire\nCFA;2,5\nBranche;−1\n")
    assert analyse("strategy in.csv --table objectives").splitlines()[1].startswith("hire,2.5,1,3.5")


def test_standard_input(analyse, folder):
    assert json.loads(analyse("strategy -", POSITIONS.encode()))["inputs"][0]["file"] == "entrée standard"


# --- Ways out


def test_json_is_the_library_s_answer(analyse, folder):
    from maillage_analysis.strategy import PositionTable, actors_game

    write(folder, "in.csv", POSITIONS)
    game = actors_game(PositionTable(["CFA", "Branche"], ["hire", "insert"], [[3, 1], [4, -2]]))
    assert json.loads(analyse("strategy in.csv"))["game"] == game.as_dict()


def test_tables_are_written_whole(analyse, folder):
    write(folder, "in.csv", POSITIONS)
    assert analyse("strategy in.csv -o out.parquet --table objectives") == ""
    assert pl.read_parquet(folder / "out.parquet")["objective"].to_list() == ["hire", "insert"]
    analyse("strategy in.csv -o out.csv")
    assert pl.read_csv(folder / "out.csv")["actor"].to_list() == ["CFA", "Branche"]
    assert sorted(file.name for file in folder.iterdir()) == ["in.csv", "out.csv", "out.parquet"]


def test_a_name_never_becomes_a_formula(analyse, folder):
    write(folder, "in.csv", POSITIONS.replace("CFA", "=1+1"))
    rows = analyse("strategy in.csv --table actors").splitlines()
    assert rows[1].startswith("'=1+1,4,0,4")
    assert "'-" not in analyse("strategy in.csv --table pairs")


def test_grid_gives_what_the_page_shows(analyse, folder):
    """The same answers, read by the room and by the command."""
    from maillage.partnerships import grid
    from maillage_analysis.grid import Rating, read_grid

    levels = {"Léa": 4, "Karim": 2, "Inès": 5}
    lines = [f"{rater},A{n},{level}" for rater, level in levels.items() for n in (1, 2)]
    write(folder, "in.csv", "\n".join(["rater,criterion,value", *lines]))
    criteria = [(criterion.id, criterion.dimension) for criterion in grid.shipped_criteria("fr")]
    ratings = [Rating(rater, None, f"A{n}", level) for rater, level in levels.items() for n in (1, 2)]
    assert json.loads(analyse("grid in.csv"))["reading"] == read_grid(ratings, criteria).as_dict()


PAIRS = "".join(f"P{n:02},{1 + n % 2},{','.join(['4', '2'][n % 2] * 15)}\n" for n in range(12))
MEDIANS = "partnership,bond,A1,A2,A3,A4,A5,B1,B2,B3,B4,C1,C2,C3,C4,C5,C8\n" + PAIRS


def test_many_partnerships_make_groups_beside_the_types(analyse, folder):
    from maillage_analysis.grid import suggest_type

    write(folder, "in.csv", MEDIANS)
    answer = json.loads(analyse("grid in.csv"))
    columns = MEDIANS.splitlines()[0].split(",")[2:]
    alone = suggest_type({**dict.fromkeys(columns, 4), "L": 1})
    assert answer["partnerships"]["P00"]["type"] == alone.as_dict()
    assert answer["families"]["agreement"]["medoids | ward"] == 1
    rows = [row.split(",") for row in analyse("grid in.csv --table groups").splitlines()[1:]]
    assert {(method, group) for method, group, *_ in rows} == {
        ("medoids", "1"),
        ("medoids", "2"),
        ("ward", "1"),
        ("ward", "2"),
    }
    assert {row[2] for row in rows if row[:2] == ["medoids", "1"]} == {f"P{n:02}" for n in range(0, 12, 2)}
    stable = analyse("grid in.csv --table stability").splitlines()
    assert stable[1].startswith("medoids,1,6,P00,1,,A1")
    assert analyse("grid in.csv --seed 4 --table agreement").splitlines()[1] == "medoids,ward,1"


def test_under_twelve_or_all_alike_there_are_no_groups(analyse, folder):
    lines = MEDIANS.splitlines()
    write(folder, "in.csv", "\n".join(lines[:-1]))
    answer = json.loads(analyse("grid in.csv"))
    assert (answer["families"], answer["families_reason"]) == (None, "fewer_than_12_known")
    assert analyse("grid in.csv --table groups") == "method,group,partnership,is_heart,nearest\n"
    alike = "".join(f"P{n:02},,{','.join('3' * 15)}\n" for n in range(12))
    write(folder, "in.csv", f"{lines[0]}\n{alike}")
    assert json.loads(analyse("grid in.csv"))["families_reason"] == "all_alike"


def test_latent_classes_come_with_a_hundred(analyse, folder):
    lines = [f"P{n:03},,{','.join(['4', '2'][n % 2] * 15)}" for n in range(100)]
    write(folder, "in.csv", MEDIANS.splitlines()[0] + "\n" + "\n".join(lines))
    rows = [row.split(",") for row in analyse("grid in.csv --table stability").splitlines()[1:]]
    assert [row[:6] for row in rows if row[0] == "latent_classes"] == [
        ["latent_classes", "1", "50", "", "", "1"],
        ["latent_classes", "2", "50", "", "", "1"],
    ]


def test_answers_of_several_partnerships_are_each_read_alone(analyse, folder):
    """The same raters answer about two partnerships; each reading is the one of its own answers."""
    one = "rater,criterion,value\nLéa,A1,4\nKarim,A1,2\n"
    both = "partenariat,lien,rater,criterion,value\nUn,2,Léa,A1,4\nUn,,Karim,A1,2\nDeux,,Léa,A1,5\n"
    write(folder, "one.csv", one)
    write(folder, "both.csv", both)
    alone, among = json.loads(analyse("grid one.csv --bond 2")), json.loads(analyse("grid both.csv"))
    assert {**among["partnerships"]["Un"]} == {name: alone[name] for name in ("reading", "framing", "type")}
    assert analyse("grid both.csv --table partnerships").splitlines()[2] == "Deux,too_few_answers,,,,,1,0"


def test_a_space_s_own_grid_and_typology_are_read_as_the_pages_give_them(analyse, folder):
    from maillage.partnerships import grid, typology
    from maillage.partnerships.files import grids, typologies
    from maillage.partnerships.models import GridVersion, TypologyVersion

    kept = [entry for entry in grid.shipped()["criteria"] if entry["id"] != "A7"]
    write(folder, "grid.json", grids.to_json(GridVersion(number=2, criteria=kept)))
    content = typology.shipped_content()
    content = {**content, "types": content["types"][:2], "weights": {"A1": 2}}
    write(folder, "types.json", typologies.to_json(TypologyVersion(number=2, content=content)))
    columns = ["A1", "A2", "B2", "B3", "B4", "C1", "C2", "C3", "C4", "C8"]
    write(folder, "in.csv", "rater,criterion,value\n" + "".join(f"Léa,{column},2\n" for column in columns))
    answer = json.loads(analyse("grid in.csv --criteria grid.json --typology types.json"))
    assert (answer["parameters"]["grid"], answer["parameters"]["typology"]) == ("grid.json", "types.json")
    assert [each["rows"] for each in answer["inputs"]] == [10, 21, 2]
    assert [each["band_rule"] for each in answer["reading"]["dimensions"]] == ["tcrp", "reading", "reading"]
    assert [each["type"] for each in answer["type"]["distances"]] == ["T2", "T1"]
    assert answer["type"]["rules"]["weights"] == {"A1": 2}
    content["types"][0]["profile"]["C3"] = 9
    for wrong, said in ((content, "T1 en C3 va de 1 à 5"), ({**content, "weights": None}, "n'est pas une typologie")):
        write(folder, "types.json", json.dumps({"format": "maillage-typology", **wrong}))
        with pytest.raises(Refusal, match=said):
            analyse("grid in.csv --typology types.json")


def test_colleges_and_levels_are_those_of_the_directory():
    from maillage.actors.enums import College, Level
    from maillage.config.commands.analysis import group
    from maillage.toolkit.words import folded
    from maillage_analysis.group import COLLEGES, LEVELS

    assert College.values == list(COLLEGES)
    assert Level.values == list(LEVELS)
    assert [group.WORDS[folded(str(choice.label))] for choice in (*College, *Level)] == [*College.values, *Level.values]


def test_grid_words_are_those_of_the_screens():
    from maillage.config.commands.analysis import grid
    from maillage.partnerships.enums import NonAnswer
    from maillage.toolkit.words import folded

    assert [grid.NON_ANSWERS[folded(str(choice.label))] for choice in NonAnswer] == NonAnswer.values


def test_draws_are_repeatable(analyse, folder):
    write(folder, "in.csv", "person,college\nA,training\nB,employment\nC,employment\nD,companies\n")
    words = "group in.csv --size 2 --free --lottery --seed {} --table chances"
    assert analyse(words.format(3)) == analyse(words.format(3))
    assert len({analyse(words.format(seed)) for seed in range(8)}) > 1


def test_what_cannot_hold_is_an_answer(analyse, folder):
    write(folder, "in.csv", "person,college\nA,training\nB,employment\n")
    answer = json.loads(analyse("group in.csv --size 2 --free --quota college:training=2.."))
    assert answer["composition"]["status"] == "infeasible"
    assert answer["composition"]["relaxation"][0]["relaxed_to"] == 1


def test_no_settings_are_needed(maillage, tmp_path):
    (tmp_path / "in.csv").write_text(POSITIONS)
    said = maillage("analyse", "strategy", "in.csv", "--table", "pairs", DATABASE_URL="nonsense", MAILLAGE_DEBUG="yes")
    assert (said.code, said.err) == (0, "")
    assert not (tmp_path / "data").exists()


# --- Refusals


@pytest.mark.parametrize(
    ("content", "words", "expected"),
    [
        ("", "strategy in", ["vide"]),
        ("actor,hire\n", "strategy in", ["aucune ligne"]),
        (b"PK\x03\x04rest", "strategy in", ["CSV, JSON ou Parquet"]),
        (b"PAR1rest", "strategy in", ["Parquet lisible"]),
        ("[{]", "strategy in", ["JSON", "ligne 1"]),
        ("[1, 2]", "strategy in", ["liste d'objets"]),
        ('actor,hire\n"CFA,3\n', "strategy in", ["ligne 2", "guillemets"]),
        ("actor,hire\nCFA,3,4,5\n", "strategy in", ["ligne 2", "4 valeurs pour 2 colonnes"]),
        ("actor,hire,hire\nCFA,3,3\n", "strategy in", ["deux colonnes", "hire"]),
        ("who,hire\nCFA,3\n", "strategy in", ["« actor »", "who, hire"]),
        ("actor\nCFA\n", "strategy in", ["une colonne par objectif"]),
        ("actor,hire\nCFA,5\n", "strategy in", ["ligne 2", "« hire »", "« 5 »", "-4 à 4"]),
        ("actor,hire\nCFA,yes\n", "strategy in", ["ligne 2", "« yes »"]),
        ("actor,hire\nCFA,nan\n", "strategy in", ["« nan »"]),
        ("actor,hire,insert\nCFA,1,\n", "strategy in", ["ligne 2", "« insert »", "vide", "0"]),
        ("actor,hire\nCFA,1\nCFA,2\n", "strategy in", ["ligne 2", "ligne 3", "« CFA »"]),
        (POSITIONS, "strategy in --order 3", ["--influences"]),
        (POSITIONS, "strategy in --influences in", ["la colonne de « CFA »"]),
        (POSITIONS, "strategy in -o out.xlsx", [".json, .csv ou .parquet"]),
        (POSITIONS, "strategy in --format parquet", ["--output"]),
        (POSITIONS, "strategy in --table influences", ["influences", "actors"]),
        (POSITIONS, "strategy in -o absent/out.json", ["absent"]),
        ("from,to\nCFA,CFA\n", "network in", ["ligne 2", "lui-même"]),
        ("from,to\nCFA,Opco\nCFA,Opco\n", "network in", ["ligne 2", "ligne 3"]),
        ("from,to\nCFA,Opco\nOpco,CFA\n", "network in --undirected", ["ligne 2", "ligne 3"]),
        ("from,to,strength\nCFA,Opco,-1\n", "network in", ["ligne 2", "0 ou plus"]),
        ("from,to,layer\nCFA,Opco,a\n", "network in --layer b", ["« b »", "a"]),
        ("from,to\nCFA,Opco\n", "network in --remove X", ["« X »"]),
        ("from,to\nCFA,Opco\n", "network in --group x", ["--actors"]),
        ("from,to\nCFA,Opco\n", "network in --key-players 5", ["2 acteurs"]),
        ("criterion,a\nA1,1\n", "agreement in", ["deux évaluateurs"]),
        ("criterion,a,b\nA1,1,9\n", "agreement in", ["ligne 2", "« 9 »", "1 à 5"]),
        ("rater,criterion,value\na,A1,1\na,A1,2\n", "agreement in", ["deux fois"]),
        ("rater,criterion,value\na,Z9,1\n", "grid in", ["ligne 2", "« Z9 »", "A1 à C8"]),
        ("rater,criterion,value\na,A1,2.5\n", "grid in", ["entier"]),
        ("rater,criterion,value\na,A1,6\n", "grid in", ["1 à 5"]),
        ("rater,criterion,value,evidence\na,A1,3,juré\n", "grid in", ["evidence", "declared"]),
        ("rater,criterion,value,college\na,A1,3,x\na,A2,3,y\n", "grid in", ["collège"]),
        ("partnership\nX\n", "grid in", ["A1 à C8", "criterion et value"]),
        ("partnership,A1\nX,3\nX,4\n", "grid in", ["ligne 2", "ligne 3", "« X »"]),
        ("partnership,A1\nX,7\n", "grid in", ["ligne 2", "« A1 »", "1 à 5"]),
        ("partnership,A1\nX,3\n", "grid in --bond 2", ["colonne « bond »"]),
        ("partnership,bond,A1\nX,5,3\n", "grid in", ["ligne 2", "1 à 4"]),
        ("partnership,bond,A1\nX,2.5,3\n", "grid in", ["un entier de 1 à 4"]),
        ("partnership,version,A1\nX,1,3\nY,2,3\n", "grid in", ["1, 2", "plusieurs versions"]),
        ("partnership,bond,rater,criterion,value\nX,1,a,A1,3\nX,2,b,A1,3\n", "grid in", ["change de lien"]),
        ("partnership,A1\nX,3\n", "grid in --table types", ["partnerships, criteria, groups"]),
        ("partnership,A1\nX,3\n", "grid in --typology in", ["une typologie de Maillage", "JSON"]),
        ("person,college\nA,mairie\n", "group in", ["ligne 2", "« mairie »", "institutions"]),
        ("person,employer\nA,peut-être\n", "group in", ["oui ou non"]),
        ("person\nA\n", "group in --size 3", ["1 personnes"]),
        ("person\nA\n", "group in --lottery", ["--size"]),
        ("person\nA\n", "group in --size 1 --quota x", ["college:training=1..3"]),
        ("person\nA\n", "group in --size 1 --quota x=3..1", ["plus petit"]),
        ("place,demand\nA,1\n", "access in --sites in", ["« supply »"]),
        ("place,demand,supply\nA,-1,1\n", "access in --sites in", ["ligne 2", "0 ou plus"]),
        ("place,demand,supply\nA,1,1\n", "access in --sites in", ["« lon »"]),
        ("place,demand,supply\nA,1,1\n", "access in --sites in --measure raam", ["--limit"]),
        ("unit,a\nX,1\nY,1\n", "composite in", ["ne varie"]),
        ("unit,a\nX,1\nY,2\n", "composite in --low-is-good b", ["« b »", "a"]),
        ("unit,a\nX,1\nY,2\n", "composite in --weight a=0", ["au-dessus de 0"]),
    ],
)
def test_what_cannot_be_read_is_one_french_sentence(analyse, folder, content, words, expected):
    write(folder, "in", content)
    with pytest.raises((Refusal, click.ClickException)) as caught:
        analyse(words)
    said = str(caught.value)
    assert "\n" not in said
    for word in expected:
        assert word in said
