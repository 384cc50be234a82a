"""Get datasets, from their official addresses or from a mirror: check, settle where things are, then replace.

One dataset after the other, one file after the other. What is refused leaves the previous version in use.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from django.conf import settings
from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal

from . import catalogue, checks, communes, download, positions, store
from .dataset import Dataset, Latest, Origin
from .store import MIRROR, OFFICIAL, Card, NotDownloaded

MANIFEST = "manifest.json"


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
    chosen = [catalogue.dataset(name) for name in names] or obtainable(mirror)
    require_folder(mirror)
    return [fetch_one(dataset, mirror, progress) for dataset in chosen]


def require_folder(mirror: Path | None) -> None:
    if mirror is not None and not mirror.is_dir():
        raise Refusal(_("« %(folder)s » n'est pas un dossier : donnez le dossier du miroir.") % {"folder": mirror})


def obtainable(mirror: Path | None) -> list[Dataset]:
    """The datasets that have an official address, or a place in a mirror."""
    return [dataset for dataset in catalogue.list_datasets() if (dataset.mirror if mirror else dataset.official)]


def fetch_one(dataset: Dataset, mirror: Path | None, progress: Callable[[Step], None] | None = None) -> Card:
    origin = dataset.mirror if mirror else dataset.official
    if origin is None and mirror:
        raise Refusal(
            _("« %(title)s » ne se lit pas dans un miroir : lancez « maillage reference fetch %(name)s », sans --from.")
            % {"title": dataset.title, "name": dataset.name}
        )
    if origin is None:
        raise NotDownloaded(dataset)
    folder = store.folder_of(dataset.name)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".reading-", dir=folder) as temporary:
        places, files = from_mirror(origin, mirror) if mirror else from_official(dataset, Path(temporary), progress)
        rows = origin.read(files)
        table, whereabouts = settled(wanted(rows, dataset), dataset)
        kept = checks.kept(table, dataset)
        marks = [
            {"place": str(place), "sha256": store.fingerprint(file), "bytes": file.stat().st_size}
            for place, file in zip(places, files, strict=True)
        ]
        kind = MIRROR if mirror else OFFICIAL
        return store.keep(dataset, kind, marks, rows_read=rows.height, table=kept, whereabouts=whereabouts)


def wanted(rows: pl.DataFrame, dataset: Dataset) -> pl.DataFrame:
    return rows if dataset.keep is None else rows.filter(dataset.keep)


def settled(rows: pl.DataFrame, dataset: Dataset) -> tuple[pl.DataFrame, dict[str, int]]:
    """The rows in today's communes (and at a point, for places), with what had to be done to them, for the card."""
    if dataset.are_places:
        table, done = positions.located(rows)
        return table, {
            "communes_changed": done.changed,
            "communes_unknown": done.unknown,
            "points_moved": done.moved,
            "at_town_hall": done.at_town_hall,
        }
    if "commune" not in rows.columns or rows["commune"].dtype != pl.String:
        return rows, {}
    codes = communes.counted(rows["commune"])
    return rows, {"communes_changed": codes.changed, "communes_unknown": codes.unknown}


def from_mirror(origin: Origin, mirror: Path) -> tuple[list[str], list[Path]]:
    """The files of a mirror; a file that is not the one described by its manifest, when it has one, is refused."""
    described = manifest(mirror)
    files = [mirror / place for place in origin.places]
    for place, file in zip(origin.places, files, strict=True):
        if not file.is_file():
            raise Refusal(
                _("Le miroir « %(folder)s » n'a pas le fichier « %(file)s ».") % {"folder": mirror, "file": place}
            )
        if place in described and described[place] != store.fingerprint(file):
            raise Refusal(
                _(
                    "« %(file)s » n'est pas le fichier que décrit le manifeste du miroir : il est tronqué ou a été "
                    "modifié. %(kept)s"
                )
                % {"file": place, "kept": checks.previous_stays()}
            )
    return list(origin.places), files


def manifest(mirror: Path) -> dict[str, str]:
    """File → SHA-256, as the mirror's manifest says; empty when it has none."""
    try:
        rows = json.loads((mirror / MANIFEST).read_text(encoding="utf-8"))
        return {row["fichier"]: row["sha256"] for row in rows}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError):
        raise checks.unreadable(mirror / MANIFEST) from None


def from_official(
    dataset: Dataset, temporary: Path, progress: Callable[[Step], None] | None
) -> tuple[list[str], list[Path]]:
    """Addresses and files. Downloads wait beside the datasets: an interrupted one is resumed by the next call."""
    waiting = Path(settings.PUBLIC_DATA_DIRECTORY) / "reference" / ".downloads"
    addresses, files = [], []
    for place in dataset.official.places:
        published = download.latest(place) if isinstance(place, Latest) else download.Published(place)

        def tell(done: int, total: int | None, address: str = published.url) -> None:
            if progress:
                progress(Step(dataset.name, address, done, total))

        whole = download.fetch(published.url, waiting, tell)
        download.require_checksum(whole, published)
        addresses.append(published.url)
        files.append(Path(shutil.move(whole, temporary / whole.name)))
    return addresses, files
