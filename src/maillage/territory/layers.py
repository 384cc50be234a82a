"""Points that can be laid over the map of a perimeter: where people are trained, where employers are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import polars as pl
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.toolkit.words import number

from . import gazetteer, queries
from .analyses import country
from .indicators.measures import JOBS, SITES
from .reference import places, store
from .reference.dataset import AT_SITE

DIGITS = 5  # a metre
LAST_YEAR = "jobs_2024"
INSERTION = ("geiq", "siae")
Features = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Layer:
    """``code``: its name in addresses; ``swatch``: its class in the legend; ``datasets``: any of them is enough."""

    code: str
    label: str | Promise
    swatch: str
    datasets: tuple[str, ...]
    features: Callable[[Sequence[str]], Features]

    @property
    def is_here(self) -> bool:
        return any(store.card(name) for name in self.datasets)


def collection(layer: Layer, codes: Sequence[str]) -> dict[str, Any]:
    """GeoJSON of the points of these communes, as ``frontend/src/map.js`` reads them. Empty before data are here."""
    return {"type": "FeatureCollection", "features": layer.features(codes) if layer.is_here else []}


def feature(lon: float, lat: float, properties: Mapping[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [round(lon, DIGITS), round(lat, DIGITS)]}
    return {"type": "Feature", "geometry": point, "properties": dict(properties)}


def training_sites(codes: Sequence[str]) -> Features:
    """The open establishments of the public offer of apprenticeship."""
    rows = queries.training_sites().filter(pl.col(queries.COMMUNE).is_in(list(codes)))
    return list(points(rows, "training", lambda row: _("établissement de formation en apprentissage")))


def insertion_employers(codes: Sequence[str]) -> Features:
    """GEIQ and enterprises of insertion: employers whose trade is to train while working."""
    here = [places.points(name, communes=codes) for name in INSERTION if store.card(name)]
    kinds = {"GEIQ": _("groupement d'employeurs pour l'insertion et la qualification")}
    detail = _("structure de l'insertion par l'activité économique (%(kind)s)")
    found: Features = []
    for rows in here:
        found += points(rows, "economic", lambda row: kinds.get(row["kind"]) or detail % {"kind": row["kind"]})
    return found


def points(rows: pl.DataFrame, family: str, detail: Callable[[dict], str]) -> Iterable[dict[str, Any]]:
    for row in rows.drop_nulls(["lon", "lat"]).iter_rows(named=True):
        place = gazetteer.commune(row[queries.COMMUNE] or "")
        near = "" if row["precision"] == AT_SITE else _("placé à la mairie de sa commune")
        said = {"name": row["name"] or "", "where": place.name if place else "", "detail": detail(row), "value": near}
        yield feature(row["lon"], row["lat"], {"family": family, **said})


def private_jobs(codes: Sequence[str]) -> Features:
    """A disc at each town hall, its area in proportion to private jobs: ``size`` from 0 to 1, the root of the share."""
    table = country().communes(codes)
    if LAST_YEAR not in table.columns:
        return []
    known = table.drop_nulls(LAST_YEAR).filter(pl.col(LAST_YEAR) > 0).sort(LAST_YEAR, descending=True)
    most = known[LAST_YEAR].max() if known.height else 1
    found = []
    for code, jobs in known.select(queries.COMMUNE, LAST_YEAR).iter_rows():
        place = gazetteer.commune(code)
        if place.lon is None or place.lat is None:
            continue
        detail = _("%(n)s salariés du privé en %(year)s") % {"n": number(jobs), "year": LAST_YEAR[-4:]}
        said = {"name": place.name, "detail": detail, "size": round(sqrt(jobs / most), 3)}
        found.append(feature(place.lon, place.lat, said))
    return found


LAYERS = {
    one.code: one
    for one in (
        Layer("formation", gettext_lazy("Établissements de formation"), "mark-training", (SITES,), training_sites),
        Layer("employeurs", gettext_lazy("Emplois privés (disques)"), "mark-jobs", (JOBS,), private_jobs),
        Layer("insertion", gettext_lazy("GEIQ et insertion"), "mark-economic", INSERTION, insertion_employers),
    )
}


def at_hand() -> list[Layer]:
    """Those whose data are on this machine."""
    return [one for one in LAYERS.values() if one.is_here]
