"""Public directories of the reference store, as organisations that one may propose, and as what completes a sheet."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.territory.reference import catalogue, store
from maillage.territory.reference import places as reference_places
from maillage.territory.reference.dataset import AT_SITE
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Row, Table

from .columns import BY_FIELD

FIELDS = ("name", "kind", "siret", "uai", "commune", "longitude", "latitude")
NETWORKS = {
    "mission-locale": "mission_locale",
    "france-travail": "france_travail",
    "cap-emploi-reseau-cheops": "cap_emploi",
    "ecoles-de-la-deuxieme-chance": "preparation",
    "epide": "preparation",
    "geiq": "geiq",
    "chambres-consulaires": "chamber",
    "plie": "plie",
    "maisons-de-l-emploi": "plie",
}


@dataclass(frozen=True, slots=True)
class Directory:
    """``kind_of`` gives our kind for the kind of the dataset; '' leaves the place out."""

    dataset: str
    label: str
    kind_of: Callable[[str], str]


DIRECTORIES = (
    Directory(
        "organismes-apprentissage", gettext_lazy("organismes de formation en apprentissage"), lambda _kind: "cfa"
    ),
    Directory(
        "agences-france-travail",
        gettext_lazy("agences France Travail"),
        lambda kind: "france_travail" if kind == "ALE" else "",
    ),
    Directory("cio", gettext_lazy("centres d'information et d'orientation (CIO)"), lambda _kind: "guidance"),
    Directory("geiq", gettext_lazy("GEIQ"), lambda _kind: "geiq"),
    Directory("siae", gettext_lazy("structures de l'insertion (SIAE)"), lambda _kind: "inclusion_company"),
    Directory(
        "structures-insertion",
        gettext_lazy("missions locales, agences, GEIQ, SIAE… (data·inclusion)"),
        lambda kind: NETWORKS.get(kind, "inclusion_company"),
    ),
    Directory("france-services", gettext_lazy("espaces France services"), lambda _kind: "other"),
)
BY_NAME = {directory.dataset: directory for directory in DIRECTORIES}


@dataclass(frozen=True, slots=True)
class Place:
    """A body of a public directory. ``source`` is ready to print under it."""

    dataset: str
    source: str
    fields: dict[str, Any]  # of FIELDS, those that are known


@dataclass(frozen=True, slots=True)
class Available:
    """A directory on this machine: how many bodies it has in the perimeter; ``how`` says how to get it otherwise."""

    directory: Directory
    source: str
    count: int | None
    how: str = ""


def available(communes: Collection[str]) -> list[Available]:
    """Every directory, with what it holds in these communes."""
    found = []
    for directory in DIRECTORIES:
        card = store.card(directory.dataset)
        if card is None:
            how = store.how_to_get(catalogue.dataset(directory.dataset))
            found.append(Available(directory, "", None, how))
        else:
            found.append(Available(directory, card.source, sum(1 for _place in bodies(directory, communes))))
    return found


def directory_called(name: str) -> Directory:
    if name not in BY_NAME:
        raise Refusal(_("Aucun annuaire public ne s'appelle « %(name)s ».") % {"name": name})
    return BY_NAME[name]


def bodies(directory: Directory, communes: Collection[str]) -> Iterator[dict[str, Any]]:
    """The bodies of a directory in these communes, each establishment once."""
    seen: set[tuple] = set()
    for row in reference_places.points(directory.dataset, communes=communes).iter_rows(named=True):
        kind = directory.kind_of(row["kind"] or "")
        number = row.get("siret") or row.get("uai") or row["id"]
        if not kind or not row["name"] or number in seen:
            continue
        seen.add(number)
        at_site = row["precision"] == AT_SITE
        fields = {
            "name": " ".join(row["name"].split()),
            "kind": kind,
            "siret": row.get("siret") or "",
            "uai": row.get("uai") or "",
            "commune": row["commune"] or "",
            "longitude": row["lon"] if at_site else None,
            "latitude": row["lat"] if at_site else None,
        }
        yield {name: value for name, value in fields.items() if value not in (None, "")}


def as_table(directory: Directory, communes: Collection[str]) -> tuple[Table, dict[str, str]]:
    """The bodies as rows that an import reads, and what each column holds. Refusal when there is none."""
    rows = [
        Row(number, [str(fields.get(name, "")) for name in FIELDS])
        for number, fields in enumerate(bodies(directory, communes), start=1)
    ]
    if not rows:
        raise Refusal(_("Cet annuaire n'a personne dans votre périmètre : vérifiez-le à l'étape « Le territoire »."))
    names = [str(BY_FIELD[name].label) for name in FIELDS]
    card = store.card(directory.dataset)
    return Table(names, rows, how=card.source if card else ""), dict(zip(FIELDS, names, strict=True))


def around(commune: str, siret: str) -> list[Place]:
    """What the directories of this machine know in a commune, or under a SIRET."""
    found = []
    for directory in DIRECTORIES:
        card = store.card(directory.dataset)
        if card is None:
            continue
        near = [commune] if commune else []
        known = list(bodies(directory, near))
        if siret and not any(fields.get("siret") == siret for fields in known):
            known += _of_siret(directory, siret)
        found += [Place(directory.dataset, card.source, fields) for fields in known]
    return found


def _of_siret(directory: Directory, siret: str) -> list[dict[str, Any]]:
    table = store.read(directory.dataset)
    if "siret" not in table.columns:
        return []
    communes = table.filter(table["siret"] == siret)["commune"].drop_nulls().unique().to_list()
    return [fields for fields in bodies(directory, communes) if fields.get("siret") == siret]
