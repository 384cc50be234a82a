"""Whatever spreadsheet people have is read, or refused in one sentence; what we write cannot start a formula."""

import pytest

from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import read_table, safe_cell, to_csv, to_xlsx

TEXT = "Nom;Ville;Note\nÉcole de la 2e chance;Sarcelles;à revoir\nCœur d'emploi;Gonesse;\n"
BOUNDS = {"most_bytes": 200_000, "most_rows": 1000}


def read(content: bytes, name: str = "acteurs.csv"):
    return read_table(content, name, **BOUNDS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "mac_roman"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encoding_and_separator_are_found(encoding, separator):
    table = read(TEXT.replace(";", separator).encode(encoding))
    assert table.columns == ["Nom", "Ville", "Note"]
    assert [row.values[0] for row in table.rows] == ["École de la 2e chance", "Cœur d'emploi"]


def test_a_title_above_the_columns_is_left_aside_and_lines_keep_their_number():
    table = read(("Annuaire 2025;;\n;;\n" + TEXT).encode())
    assert table.columns == ["Nom", "Ville", "Note"]
    assert [row.line for row in table.rows] == [4, 5]
    assert "1 ligne au-dessus" in table.notes[0]


def test_quotes_hold_separators_and_line_breaks():
    table = read(b'Nom;Ville\n"CFA ; site\nA";Gonesse\nLyc\xc3\xa9e;Sarcelles\n')
    assert table.rows[0].values == ["CFA ; site A", "Gonesse"]
    assert table.rows[1].line == 4


def test_two_columns_of_one_name_are_told_apart():
    assert read(b"Nom;Nom;Nom\na;b;c\n").columns == ["Nom", "Nom (2)", "Nom (3)"]


def test_a_workbook_is_read_with_whole_numbers_and_dates():
    from datetime import date

    written = to_xlsx(["Nom", "SIRET", "Le"], [["CFA", 73282932000074.0, date(2026, 11, 23)]], title="Acteurs")
    table = read(written, "acteurs.xlsx")
    assert table.rows[0].values == ["CFA", "73282932000074", "2026-11-23"]
    assert table.how == "feuille « Acteurs »"


def test_an_open_document_is_read(tmp_path):
    import zipfile

    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ("Nom", "Ville")
    )
    more = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>'
        for word in ("Lycée", "Gonesse")
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Feuille1"><table:table-row>{cells}</table:table-row>'
        f"<table:table-row>{more}</table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = tmp_path / "a.ods"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    assert read(file.read_bytes(), "a.ods").rows[0].values == ["Lycée", "Gonesse"]


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.csv", "est vide"),
        (b"   \n\n", "a.csv", "est vide"),
        (b";;;\n;;\n", "a.csv", "aucune ligne remplie"),
        (b"Nom;Ville\n", "a.csv", "n'a que des noms de colonnes"),
        (b"x" * 300_000, "a.csv", "limite"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "photo.png", "n'est pas un tableau"),
        (b"%PDF-1.7\nabc\n", "a.pdf", "n'est pas un tableau"),
        (b"PK\x03\x04 truncated", "a.xlsx", "ne s'ouvre pas"),
        (b"Nom;Ville\nplain text", "a.xlsx", "ne s'ouvre pas"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls", "ancien fichier Excel"),
        (b"Nom;" + b";".join(b"c%d" % n for n in range(300)) + b"\n" + b"a;" * 301, "a.csv", "colonnes"),
        (b"Nom\n" + b"a\n" * 1001, "a.csv", "à la fois"),
        (b"Nom\n" + b'"' + b"a" * 150_000, "a.csv", "guillemets"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(content, name, sentence):
    with pytest.raises(Refusal, match=sentence):
        read(content, name)


def test_a_bomb_is_not_unpacked(monkeypatch):
    from maillage.toolkit import spreadsheets

    monkeypatch.setattr(spreadsheets, "MOST_UNPACKED", 500)
    with pytest.raises(Refusal, match="trop grand une fois ouvert"):
        read(to_xlsx(["Nom"], [["CFA"]], title="A"), "a.xlsx")


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM", "\t=1", "\r=1"])
def test_no_cell_starts_a_formula(text):
    assert safe_cell(text) == f"'{text}"
    assert safe_cell(-2) == -2
    assert f"'{text}".encode().split()[0] in to_csv(["a"], [[text]])


def test_the_protecting_apostrophe_goes_away_when_read_back():
    assert read(to_csv(["Nom", "b"], [["=1+1", "-x"]])).rows[0].values == ["=1+1", "-x"]
    assert read(to_xlsx(["Nom", "b"], [["=1+1", "-x"]], title="A"), "a.xlsx").rows[0].values == ["=1+1", "-x"]
