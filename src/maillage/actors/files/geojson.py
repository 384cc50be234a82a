"""GeoJSON (RFC 7946): the points of the map, and the file that one takes away. Organisations only, no person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from maillage.spaces.models import Space
from maillage.territory import gazetteer

from .. import places, served
from ..catalogue import KIND_CHOICES, labels
from ..enums import College, Family
from ..models import Organisation, Site

DIGITS = 5  # a metre


def points(organisations: Iterable[Organisation], space: Space) -> dict[str, Any]:
    """What the map draws: a name, a family, a few words, an address. Prefetch ``sites``."""
    kinds, colleges = labels(KIND_CHOICES), labels(College.choices)
    features = []
    for organisation in organisations:
        shown = {
            "family": organisation.family,
            "detail": kinds[organisation.kind],
            "value": colleges[organisation.college],
            "url": reverse("actors:sheet", args=[space.slug, organisation.pk]),
        }
        for place, name in _places(organisation):
            said = {"name": name, "where": places.name_of(place.commune), **shown}
            features.append(_feature(place, said))
    return _collection(feature for feature in features if feature["geometry"])


def to_collection(organisations: Iterable[Organisation]) -> dict[str, Any]:
    """Every organisation and site, with what all the members read; without a place, its geometry is null.

    Prefetch ``sites`` and ``tags``.
    """
    kinds, colleges, families = labels(KIND_CHOICES), labels(College.choices), labels(Family.choices)
    return _collection(
        _feature(
            place,
            {
                "name": name,
                "organisation": organisation.name,
                "acronym": organisation.acronym,
                "kind": organisation.kind,
                "kind_label": kinds[organisation.kind],
                "college": colleges[organisation.college],
                "family": families[organisation.family],
                "siret": place.siret,
                "siren": organisation.siren,
                "uai": place.uai,
                "address": place.address,
                "postcode": place.postcode,
                "commune": place.commune,
                "commune_name": places.name_of(place.commune),
                "website": organisation.website,
                "served": organisation.served,
                "served_areas": served.written(organisation.served_areas),
                "tags": [tag.name for tag in organisation.tags.all()],
                "confirmed_on": organisation.confirmed_on.isoformat() if organisation.confirmed_on else None,
                "exact_place": place.longitude is not None,
            },
        )
        for organisation in organisations
        for place, name in _places(organisation)
    )


def _places(organisation: Organisation) -> Iterator[tuple[Organisation | Site, str]]:
    yield organisation, organisation.name
    for site in organisation.sites.all():
        yield site, f"{organisation.name} – {site.name}"


def _feature(place: Organisation | Site, properties: dict[str, Any]) -> dict[str, Any]:
    own = None if place.longitude is None else (place.longitude, place.latitude)
    point = own or (gazetteer.point(place.commune) if place.commune else None)
    geometry = {"type": "Point", "coordinates": [round(degrees, DIGITS) for degrees in point]} if point else None
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}
