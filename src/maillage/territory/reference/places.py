"""Places of public files on a map: training sites, establishments, agencies, stations, in one shape.

Every table of places starts with the columns of ``PLACE``:

- ``id``: its code in its file (text, one row each);
- ``name``, ``kind``: what it is called, and what it is in its dataset (« ALE », « CIO », « gare »…);
- ``commune``: the whole commune of today (Paris is 75056, whatever the arrondissement); null when unknown;
- ``lon``, ``lat``: degrees, WGS 84; null when unknown;
- ``precision``: ``AT_SITE`` (the producer says where), ``AT_TOWN_HALL`` (only the commune is known: the point is that
  of its town hall), or null when there is no point.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import polars as pl
from django.utils.translation import gettext as _

from maillage.toolkit.refusals import Refusal

from . import catalogue, store

Box = tuple[float, float, float, float]  # west, south, east, north


def points(name: str, *, communes: Collection[str] | None = None, within: Box | None = None) -> pl.DataFrame:
    """The places of a dataset, sorted by ``id``: those of these communes, or inside this box, or all of them.

    ``within`` is (west, south, east, north) in degrees and leaves out places without a point. The columns that come
    after ``precision`` are said by the connector of each dataset. Raises NotDownloaded; Refusal when the dataset is
    not one of places.
    """
    dataset = catalogue.dataset(name)
    if not dataset.are_places:
        known = ", ".join(dataset.name for dataset in catalogue.list_datasets() if dataset.are_places)
        raise Refusal(
            _("« %(name)s » n'est pas une liste de lieux : demandez %(known)s.") % {"name": name, "known": known}
        )
    table = _sorted(store.edition(name))
    if communes is not None:
        table = table.filter(pl.col("commune").is_in(list(communes)))
    if within is not None:
        west, south, east, north = within
        table = table.filter(pl.col("lon").is_between(west, east) & pl.col("lat").is_between(south, north))
    return table


@lru_cache(maxsize=12)
def _sorted(edition: str) -> pl.DataFrame:
    return store.table(edition).sort("id")
