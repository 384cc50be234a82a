"""Public data on this machine: what is there, how to read it, how to get it.

Each dataset has a folder with one Parquet file and its card. The card names the file; replacing the card is the only
moment when a new version takes over, so that a killed process leaves the previous version whole.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import polars as pl
from django.conf import settings
from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal

from . import catalogue, checks, download
from .dataset import Dataset, Origin

OFFICIAL, MIRROR = "official", "mirror"
NOT_A_TABLE = "card.json"
FIGURES = (pl.Float64, pl.Int64)


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

    @property
    def source(self) -> str:
        """« Insee, recensement… (2022 ; note) », in the language in use, ready to print under a figure."""
        dataset = catalogue.dataset(self.name)
        origin = dataset.mirror if self.origin == MIRROR else dataset.official
        details = _(" ; ").join(str(part) for part in (origin.vintage, origin.note) if part)
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
    try:
        written = json.loads((folder_of(name) / NOT_A_TABLE).read_text(encoding="utf-8"))
        found = Card(**written)
    except (OSError, ValueError, TypeError):
        return None
    return found if (folder_of(name) / found.table).is_file() else None


def edition(name: str) -> str:
    """A mark that changes with the version on this machine. Raises NotDownloaded."""
    found = card(name)
    if found is None:
        raise NotDownloaded(catalogue.dataset(name))
    return str(folder_of(name) / found.table)


def read(name: str) -> pl.DataFrame:
    """The whole table (kept in memory). Raises NotDownloaded."""
    return _table(edition(name))


@lru_cache(maxsize=16)
def _table(path: str) -> pl.DataFrame:
    return pl.read_parquet(path)


@dataclass(frozen=True, slots=True)
class Step:
    """What a long download is doing, for a progress bar. ``total`` is None when the source does not say."""

    dataset: str
    place: str
    done: int
    total: int | None


def fetch(
    names: Iterable[str] = (), mirror: Path | None = None, progress: Callable[[Step], None] | None = None
) -> list[Card]:
    """Get these datasets (all of them by default) from the official addresses, or from a mirror folder.

    A dataset that cannot be had is refused with one sentence; those fetched before it are kept.
    """
    wanted = [catalogue.dataset(name) for name in names] or [
        dataset for dataset in catalogue.list_datasets() if mirror or dataset.official
    ]
    if mirror is not None and not mirror.is_dir():
        raise Refusal(_("« %(folder)s » n'est pas un dossier : donnez le dossier du miroir.") % {"folder": mirror})
    return [fetch_one(dataset, mirror, progress) for dataset in wanted]


def fetch_one(dataset: Dataset, mirror: Path | None, progress: Callable[[Step], None] | None = None) -> Card:
    origin = dataset.mirror if mirror else dataset.official
    if origin is None:
        raise NotDownloaded(dataset)
    folder = folder_of(dataset.name)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".reading-", dir=folder) as temporary:
        files = from_mirror(origin, mirror) if mirror else from_official(dataset, Path(temporary), progress)
        read_rows = origin.read(files)
        table = checks.kept(read_rows, dataset)
        return keep(dataset, origin, MIRROR if mirror else OFFICIAL, files, read_rows.height, table)


def from_mirror(origin: Origin, mirror: Path) -> list[Path]:
    files = [mirror / place for place in origin.places]
    for file in files:
        if not file.is_file():
            raise Refusal(
                _("Le miroir « %(folder)s » n'a pas le fichier « %(file)s ».")
                % {"folder": mirror, "file": file.relative_to(mirror)}
            )
    return files


def from_official(dataset: Dataset, temporary: Path, progress: Callable[[Step], None] | None) -> list[Path]:
    """Downloads wait beside the datasets, so that an interrupted one is resumed by the next call."""
    waiting = Path(settings.PUBLIC_DATA_DIRECTORY) / "reference" / ".downloads"
    files = []
    for place in dataset.official.places:

        def tell(done: int, total: int | None, place: str = place) -> None:
            if progress:
                progress(Step(dataset.name, place, done, total))

        whole = download.fetch(place, waiting, tell)
        files.append(Path(shutil.move(whole, temporary / whole.name)))
    return files


def keep(dataset: Dataset, origin: Origin, kind: str, files: list[Path], rows_read: int, table: pl.DataFrame) -> Card:
    """Write the table, then its card in one move; older tables leave afterwards."""
    folder = folder_of(dataset.name)
    marks = [
        {"place": place, "sha256": fingerprint(file), "bytes": file.stat().st_size}
        for place, file in zip(origin.places, files, strict=True)
    ]
    moment = datetime.now(UTC)
    figures = [name for name, type_ in dataset.schema.items() if type_ in FIGURES]
    masked = table.filter(pl.any_horizontal(pl.col(figures).is_null())).height if figures else 0
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
        rows_masked=masked,
        fetched_at=moment.isoformat(timespec="seconds"),
        table=f"{moment:%Y%m%dT%H%M%S%f}-{marks[0]['sha256'][:8]}.parquet",
    )
    table.write_parquet(folder / new.table)
    unfinished = folder / f"{NOT_A_TABLE}.new"
    unfinished.write_text(json.dumps(asdict(new), ensure_ascii=False, indent=2), encoding="utf-8")
    unfinished.replace(folder / NOT_A_TABLE)
    for old in folder.glob("*.parquet"):
        if old.name != new.table:
            old.unlink(missing_ok=True)
    return new


def fingerprint(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
