"""Merged cells of a workbook: a value that covers several lines is said on each, a banner across the table is no line.

Excel's ranges are given by the reader of workbooks; those of OpenDocument are read from the file itself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

from django.utils.translation import ngettext

Range = tuple[tuple[int, int], tuple[int, int]]  # (row, column) of the first and of the last cell, from 0

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
SPANS = (f"{TABLE}number-rows-spanned", f"{TABLE}number-columns-spanned")
BANNER = 3  # columns that a title across the table covers at least
MOST_REPEATED = 100_000


@dataclass(slots=True)
class Merged:
    """What merging hides: lines that are only a title, lines whose names go on below, values that were repeated."""

    banners: set[int] = field(default_factory=set)  # line numbers, from 1
    two_storeys: set[int] = field(default_factory=set)
    repeated: list[int] = field(default_factory=list)  # the line of each value that was repeated

    def notes(self, *, below: int) -> list[str]:
        """What was done under the line of the names of columns, one sentence each."""
        repeated = sum(1 for line in self.repeated if line > below)
        banners = sum(1 for line in self.banners if line > below)
        said = []
        if repeated:
            words = ngettext(
                "Cellules fusionnées : %(count)s valeur a été répétée sur la ligne qu'elle couvrait.",
                "Cellules fusionnées : %(count)s valeurs ont été répétées sur les lignes qu'elles couvraient.",
                repeated,
            )
            said.append(words % {"count": repeated})
        if banners:
            words = ngettext(
                "%(count)s ligne de titre, fusionnée sur la largeur du tableau, a été laissée de côté.",
                "%(count)s lignes de titre, fusionnées sur la largeur du tableau, ont été laissées de côté.",
                banners,
            )
            said.append(words % {"count": banners})
        return said


def spread(lines: Sequence[list[str]], ranges: Sequence[Range]) -> Merged:
    """Repeat in ``lines``, in place, each value on the lines that its cell covers."""
    merged = Merged()
    width = max((len(values) for values in lines), default=0)
    for (top, left), (bottom, right) in ranges:
        if top >= len(lines) or left >= len(lines[top]) or not lines[top][left]:
            continue
        across = right - left + 1
        alone = sum(map(bool, lines[top])) == 1
        if alone and across >= max(BANNER, 0.6 * width):
            merged.banners |= set(range(top + 1, bottom + 2))
            continue
        if across > 1:
            merged.two_storeys.add(top + 1)
        for row in range(top + 1, min(bottom + 1, len(lines))):
            if left < len(lines[row]) and not lines[row][left]:
                lines[row][left] = lines[top][left]
                merged.repeated.append(row + 1)
    return merged


def of_open_document(content: bytes, sheet: str) -> list[Range]:
    """The merged ranges of a sheet of an ODS file; none in a file of another kind."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        written = archive.read("content.xml") if "content.xml" in archive.namelist() else b""
    if b"-spanned" not in written:
        return []
    root = ElementTree.fromstring(written)
    return [
        found for table in root.iter(f"{TABLE}table") if table.get(f"{TABLE}name") == sheet for found in _spans(table)
    ]


def _spans(table: ElementTree.Element) -> Iterator[Range]:
    row = 0
    for line in table.iter(f"{TABLE}table-row"):
        column = 0
        for cell in line:
            height, width = (int(cell.get(name, 1)) for name in SPANS)
            if height > 1 or width > 1:
                yield (row, column), (row + height - 1, column + width - 1)
            column += min(int(cell.get(f"{TABLE}number-columns-repeated", 1)), MOST_REPEATED)
        row += min(int(line.get(f"{TABLE}number-rows-repeated", 1)), MOST_REPEATED)
