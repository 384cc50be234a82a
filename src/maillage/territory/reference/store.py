"""Public data on this machine: what is there and how to read it (``fetching`` gets it).

Each dataset has a folder with one Parquet file and its card. The card names the file; replacing the card is the only
moment when a new version takes over, so that a killed process leaves the previous version whole.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import polars as pl
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import listed

from . import catalogue
from .dataset import PLACE, Dataset

OFFICIAL, MIRROR = "official", "mirror"
NOT_A_TABLE = "card.json"
FIGURES = (pl.Float64, pl.Float32, pl.Int64, pl.Int32, pl.Int16)


class NotDownloaded(Refusal):
    """The dataset is not on this machine; the sentence says which command gets it."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        super().__init__(how_to_get(dataset))


@dataclass(frozen=True, slots=True)
class Card:
    """Where a dataset on this machine comes from and what was kept of it."""

    name: str
    title: str
    producer: str
    licence: str
    page: str
    vintage: str
    note: str
    origin: str
    files: list[dict[str, str | int]]  # place, sha256 and bytes of each file read
    rows_read: int
    rows_kept: int
    rows_masked: int  # rows where a figure is unknown or secret
    fetched_at: str
    table: str  # the Parquet file this card speaks of
    communes_changed: int = 0  # rows whose commune has merged since: brought to the commune of today
    communes_unknown: int = 0  # rows whose commune is none of today's, nor one of the past
    points_moved: int = 0  # places whose point was not in their commune: brought to its town hall
    at_town_hall: int = 0  # places known by their commune only, moved ones included

    @property
    def fetched_on(self) -> date:
        """The day, here, when it was read."""
        return timezone.localdate(datetime.fromisoformat(self.fetched_at))

    @property
    def source(self) -> str:
        """« Insee, recensement… (2022 ; note) », in the language in use, ready to print under a figure."""
        dataset = catalogue.dataset(self.name)
        origin = dataset.mirror if self.origin == MIRROR else dataset.official
        details = listed(str(part) for part in (origin.vintage, origin.note) if part)
        return f"{dataset.producer}, {dataset.title} ({details})"


def how_to_get(dataset: Dataset) -> str:
    if dataset.official is None:
        return _(
            "« %(title)s » n'est pas encore dans vos données : %(why)s. Si vous avez un miroir local, "
            "lancez « maillage reference fetch %(name)s --from DOSSIER »."
        ) % {"title": dataset.title, "why": dataset.unavailable, "name": dataset.name}
    return _("« %(title)s » n'est pas encore téléchargé : lancez « maillage reference fetch %(name)s ».") % {
        "title": dataset.title,
        "name": dataset.name,
    }


def folder_of(name: str) -> Path:
    return Path(settings.PUBLIC_DATA_DIRECTORY) / "reference" / name


def card(name: str) -> Card | None:
    """The card of a dataset on this machine; None when it is not there (or its card cannot be read)."""
    folder = folder_of(name)
    try:
        written = (folder / NOT_A_TABLE).stat()
        found = _card(folder / NOT_A_TABLE, (written.st_mtime_ns, written.st_size, written.st_ino))
    except (OSError, ValueError, TypeError):
        return None
    return found if (folder / found.table).is_file() else None


@lru_cache(maxsize=128)
def _card(file: Path, _written: tuple[int, int, int]) -> Card:
    """Read once as long as the file is the same: a page asks for every card many times."""
    return Card(**json.loads(file.read_text(encoding="utf-8")))


def edition(name: str) -> str:
    """A mark that changes with the version on this machine. Raises NotDownloaded."""
    found = card(name)
    if found is None:
        raise NotDownloaded(catalogue.dataset(name))
    return str(folder_of(name) / found.table)


def read(name: str) -> pl.DataFrame:
    """The whole table (kept in memory). Raises NotDownloaded."""
    return table(edition(name))


@lru_cache(maxsize=24)
def table(path: str) -> pl.DataFrame:
    """The table of an edition."""
    return pl.read_parquet(path)


def keep(
    dataset: Dataset,
    kind: str,
    marks: list[dict[str, str | int]],
    *,
    rows_read: int,
    table: pl.DataFrame,
    whereabouts: Mapping[str, int],
) -> Card:
    """Write the table, then its card in one move; older tables leave afterwards. ``marks``: see Card.files."""
    folder = folder_of(dataset.name)
    origin = dataset.mirror if kind == MIRROR else dataset.official
    moment = datetime.now(UTC)
    new = Card(
        name=dataset.name,
        title=str(dataset.title),
        producer=str(dataset.producer),
        licence=str(dataset.licence),
        page=dataset.page,
        vintage=str(origin.vintage),
        note=str(origin.note),
        origin=kind,
        files=marks,
        rows_read=rows_read,
        rows_kept=table.height,
        rows_masked=masked(dataset, table),
        fetched_at=moment.isoformat(timespec="seconds"),
        table=f"{moment:%Y%m%dT%H%M%S%f}-{marks[0]['sha256'][:8]}.parquet",
        **whereabouts,
    )
    table.write_parquet(folder / new.table)
    unfinished = folder / f"{NOT_A_TABLE}.new"
    unfinished.write_text(json.dumps(asdict(new), ensure_ascii=False, indent=2), encoding="utf-8")
    unfinished.replace(folder / NOT_A_TABLE)
    for old in folder.glob("*.parquet"):
        if old.name != new.table:
            old.unlink(missing_ok=True)
    return new


def masked(dataset: Dataset, table: pl.DataFrame) -> int:
    """Rows where a figure is unknown or secret. A position is not a figure."""
    figures = [name for name, kind in dataset.schema.items() if kind in FIGURES and name not in PLACE]
    return table.filter(pl.any_horizontal(pl.col(figures).is_null())).height if figures else 0


def fingerprint(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
