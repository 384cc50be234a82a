"""data·inclusion, the common schema of the offer of insertion (v1): structures out, structures in.

What goes out or comes in is checked by ``data-inclusion-schema``, the package of those who keep the schema.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.territory import gazetteer
from maillage.toolkit.refusals import Refusal
from maillage.toolkit.spreadsheets import Row, Table
from maillage.toolkit.words import listed

from .. import columns, places
from ..models import Organisation

SOURCE = "maillage"
MOST_SAID = 3
# The networks of the schema that one of our kinds names without doubt, and the kinds that a network leads to.
NETWORK_OF = {
    "region": "regions",
    "departement": "departements",
    "commune": "communes",
    "france_travail": "france-travail",
    "mission_locale": "mission-locale",
    "geiq": "geiq",
}
KIND_OF = {network: kind for kind, network in NETWORK_OF.items()} | {
    "cap-emploi-reseau-cheops": "cap_emploi",
    "agefiph": "cap_emploi",
    "apec": "apec",
    "plie": "plie",
    "maisons-de-l-emploi": "plie",
    "alliance-villes-emploi": "plie",
    "ecoles-de-la-deuxieme-chance": "preparation",
    "epide": "preparation",
    "afpa": "preparation",
    "pjj": "protection",
    "ase": "protection",
    "ai": "inclusion_company",
    "aci": "inclusion_company",
    "ei": "inclusion_company",
    "etti": "inclusion_company",
    "eiti": "inclusion_company",
    "chantier-ecole": "inclusion_company",
    "reseau-information-jeunesse": "guidance",
    "chambres-consulaires": "chamber",
    "residences-fjt": "obstacles",
    "action-logement": "obstacles",
    "mobin": "obstacles",
    "wimoov": "obstacles",
    "face": "mentoring",
    "nqt": "mentoring",
    "duo-for-a-job": "mentoring",
}
COLUMN_OF = {  # field of the schema → our field
    "nom": "name",
    "description": "description",
    "siret": "siret",
    "adresse": "address",
    "code_postal": "postcode",
    "code_insee": "commune",
    "longitude": "longitude",
    "latitude": "latitude",
    "telephone": "phone",
    "courriel": "email",
    "site_web": "website",
    "id": "source_id",
}


def to_structures(organisations: Iterable[Organisation]) -> tuple[list[dict[str, Any]], list[str]]:
    """The organisations that the schema accepts, and the names of those it does not, with its reason."""
    from data_inclusion.schema.v1 import Structure
    from pydantic import ValidationError

    accepted, refused = [], []
    for organisation in organisations:
        try:
            structure = Structure(**_structure(organisation))
        except ValidationError as error:
            refused.append(f"{organisation.name} : {_fault(error)}")
        else:
            accepted.append(structure.model_dump(mode="json", exclude_none=True))
    return accepted, refused


def _structure(organisation: Organisation) -> dict[str, Any]:
    place = gazetteer.commune(organisation.commune) if organisation.commune else None
    network = NETWORK_OF.get(organisation.kind)
    given = {
        "source": SOURCE,
        "id": f"{SOURCE}--{organisation.space_id}-{organisation.pk}",
        "nom": organisation.name.rstrip("."),
        "date_maj": timezone.localtime(organisation.changed_at).date().isoformat(),
        "description": organisation.description,
        "siret": organisation.siret,
        "adresse": organisation.address,
        "code_postal": organisation.postcode or _only_postcode(place),
        "code_insee": organisation.commune,
        "commune": place.name if place else "",
        "longitude": organisation.longitude,
        "latitude": organisation.latitude,
        "telephone": organisation.phone,
        "courriel": organisation.email,
        "site_web": organisation.website,
        "reseaux_porteurs": [network] if network else None,
    }
    return {name: value for name, value in given.items() if value not in ("", None)}


def _only_postcode(place: gazetteer.Commune | None) -> str:
    return place.postal_codes[0] if place and len(place.postal_codes) == 1 else ""


def is_one(content: bytes) -> bool:
    """Whether these bytes are JSON rather than a table."""
    return content.lstrip()[:1] in {b"[", b"{"}


def read_structures(content: bytes, most_rows: int) -> Table:
    """The structures of a JSON file as a table whose columns the import recognises.

    A list, or an object that holds one under « items » or « structures » (as the interface of data·inclusion gives).
    What the schema refuses is left out, and said.
    """
    from data_inclusion.schema.v1 import Structure
    from pydantic import ValidationError

    rows, refused = [], []
    given = _listed(content)
    if len(given) > most_rows:
        raise Refusal(_("Le fichier a plus de %(most)s structures : coupez-le.") % {"most": most_rows})
    for number, item in enumerate(given, start=1):
        try:
            structure = Structure.model_validate(item)
        except ValidationError as error:
            refused.append(_("n° %(number)s (%(fault)s)") % {"number": number, "fault": _fault(error)})
        else:
            rows.append(Row(number, _cells(structure.model_dump(mode="json"))))
    if not rows:
        raise Refusal(
            _("Aucune structure de ce fichier ne suit le schéma data·inclusion : %(why)s.")
            % {"why": listed(refused[:MOST_SAID])}
            if refused
            else _("Ce fichier ne contient aucune structure.")
        )
    return Table(_headers(), rows, how=_("JSON, schéma data·inclusion v1"), notes=_notes(refused))


def _listed(content: bytes) -> list[Any]:
    try:
        given = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise Refusal(_("Ce fichier n'est pas du JSON lisible : demandez-le de nouveau à sa source.")) from None
    if isinstance(given, dict):
        given = next((given[key] for key in ("items", "structures") if isinstance(given.get(key), list)), [given])
    return given if isinstance(given, list) else []


def _headers() -> list[str]:
    """Our names of the columns, in the language in use, so that they are recognised; then the kind."""
    return [str(columns.BY_FIELD[field].label) for field in (*COLUMN_OF.values(), "kind")]


def _cells(structure: dict[str, Any]) -> list[str]:
    networks = structure.get("reseaux_porteurs") or []
    kind = next((KIND_OF[network] for network in sorted(networks) if network in KIND_OF), "")
    known = dict(structure)
    if known.get("code_insee"):
        known["code_insee"] = places.written(gazetteer.current_code(known["code_insee"]))
    elif known.get("commune"):
        known["code_insee"] = known["commune"]
    return [*("" if known.get(name) is None else str(known[name]) for name in COLUMN_OF), kind]


def _notes(refused: list[str]) -> list[str]:
    if not refused:
        return []
    said = ngettext(
        "%(n)s structure laissée de côté par le schéma : %(why)s.",
        "%(n)s structures laissées de côté par le schéma : %(why)s.",
        len(refused),
    )
    return [said % {"n": len(refused), "why": listed(refused[:MOST_SAID])}]


def _fault(error: Any) -> str:
    """« siret : String should match pattern… » : the schema's own words, its first fault."""
    first = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place} : {first['msg']}"
