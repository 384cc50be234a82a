"""Merged cells: what they cover is said, what they announce is no line."""

from __future__ import annotations

import io
import zipfile

import pytest

from maillage.toolkit.merged_cells import of_open_document, spread
from maillage.toolkit.spreadsheets import Table, read_table

ROWS = [
    ["Annuaire 2024"],
    ["Nom", "Adresse", "", "Commune"],
    ["", "Rue", "Code postal", ""],
    ["CFA des Ormes", "1 rue Haute", "95500", "Gonesse"],
    ["Lycée Mermoz", "2 rue Haute", "95500", ""],
    ["SECTEUR EMPLOI"],
    ["Mission locale", "3 rue Basse", "95200", "Sarcelles"],
]
MERGED = ["A1:D1", "B2:C2", "A2:A3", "D2:D3", "D4:D5", "A6:D6"]
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def read(content: bytes, name: str) -> Table:
    return read_table(content, name, most_bytes=10**6, most_rows=100)


def workbook(rows: list[list[str]], merged: list[str]) -> bytes:
    from openpyxl import Workbook

    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(file)
    return file.getvalue()


def open_document(body: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="Acteurs">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return file.getvalue()


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def test_a_workbook_as_people_merge_it():
    table = read(workbook(ROWS, MERGED), "acteurs.xlsx")
    assert table.columns == ["Nom", "Rue", "Code postal", "Commune"]
    assert [(row.line, row.values[0], row.values[3]) for row in table.rows] == [
        (4, "CFA des Ormes", "Gonesse"),
        (5, "Lycée Mermoz", "Gonesse"),
        (7, "Mission locale", "Sarcelles"),
    ]
    assert table.notes == [
        "Cellules fusionnées : 1 valeur a été répétée sur la ligne qu'elle couvrait.",
        "1 ligne de titre, fusionnée sur la largeur du tableau, a été laissée de côté.",
    ]


def test_without_merging_nothing_is_repeated():
    table = read(workbook(ROWS[1:2] + ROWS[3:5], []), "acteurs.xlsx")
    assert [row.values[3] for row in table.rows] == ["Gonesse", ""]
    assert table.notes == []


def test_an_open_document_says_its_merged_cells_too():
    covering = 'table:number-rows-spanned="2" table:number-columns-spanned="1"'
    body = "".join(
        f"<table:table-row>{cells}</table:table-row>"
        for cells in (
            cell("Nom") + cell("Commune"),
            cell("CFA des Ormes") + cell("Gonesse", covering),
            cell("Lycée Mermoz") + "<table:covered-table-cell/>",
        )
    )
    content = open_document(body)
    assert of_open_document(content, "Acteurs") == [((1, 1), (2, 1))]
    assert [row.values for row in read(content, "acteurs.ods").rows] == [
        ["CFA des Ormes", "Gonesse"],
        ["Lycée Mermoz", "Gonesse"],
    ]
    assert of_open_document(open_document("<table:table-row/>"), "Acteurs") == []


@pytest.mark.parametrize("cells", [((5, 0), (9, 0)), ((0, 7), (1, 7)), ((1, 1), (2, 1))])
def test_a_range_outside_or_empty_changes_nothing(cells):
    lines = [["a", "b"], ["c", ""], ["d", ""]]
    assert spread(lines, [cells]).repeated == []
    assert lines == [["a", "b"], ["c", ""], ["d", ""]]
