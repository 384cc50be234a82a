"""The directory as a table: the columns written by the export are those that the import recognises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.toolkit.words import folded

from . import places
from .catalogue import KIND_CHOICES, labels
from .enums import College, Family, Level
from .models import Organisation


@dataclass(frozen=True, slots=True)
class Column:
    """A field that a table may hold, its name on screen, the other names people give it (folded)."""

    field: str
    label: str
    synonyms: tuple[str, ...]
    hint: str = ""


COLUMNS = [
    Column(
        "name",
        _("Nom"),
        (
            "nom",
            "organisation",
            "organisme",
            "structure",
            "acteur",
            "raison sociale",
            "denomination",
            "etablissement",
            "partenaire",
            "entreprise",
            "name",
            "organisation name",
            "organization",
            "company",
        ),
        _("obligatoire"),
    ),
    Column("acronym", _("Sigle"), ("sigle", "acronyme", "abreviation", "acronym", "short name")),
    Column(
        "kind",
        _("Nature"),
        ("nature", "type", "categorie", "type de structure", "type d'organisation", "kind", "category"),
        _("CFA, mission locale, entreprise… sinon elle est devinée d'après le nom"),
    ),
    Column("college", _("Collège"), ("college", "collège", "constituency")),
    Column("family", _("Famille d'enjeux"), ("famille", "famille d'enjeux", "family", "family of stakes")),
    Column(
        "siret",
        _("SIRET"),
        ("siret", "n siret", "no siret", "numero siret", "numero de siret", "siret number"),
        _("14 chiffres ; il sert à reconnaître une fiche déjà présente"),
    ),
    Column("siren", _("SIREN"), ("siren", "n siren", "no siren", "numero siren", "numero de siren", "siren number")),
    Column("uai", _("UAI"), ("uai", "code uai", "rne", "code rne", "numero uai")),
    Column("address", _("Adresse"), ("adresse", "adresse postale", "rue", "voie", "address", "street")),
    Column(
        "postcode",
        _("Code postal"),
        ("code postal", "cp", "codepostal", "postcode", "zip", "zip code", "postal code"),
        _("aide à distinguer deux communes du même nom"),
    ),
    Column(
        "commune",
        _("Commune"),
        (
            "commune",
            "ville",
            "localite",
            "code insee",
            "insee",
            "code commune",
            "code commune (insee)",
            "municipality",
            "city",
            "town",
        ),
        _("nom ou code Insee"),
    ),
    Column("longitude", _("Longitude"), ("longitude", "lon", "lng", "long")),
    Column("latitude", _("Latitude"), ("latitude", "lat")),
    Column("phone", _("Téléphone d'accueil"), ("telephone", "tel", "telephone accueil", "standard", "phone")),
    Column(
        "email",
        _("Courriel d'accueil"),
        ("courriel", "email", "e-mail", "mail", "courriel accueil", "adresse mail", "adresse electronique"),
        _("celui de l'organisation ; celui d'une personne va dans ses contacts"),
    ),
    Column("website", _("Site"), ("site", "site web", "site internet", "url", "website", "web")),
    Column(
        "served",
        _("Territoire desservi"),
        ("territoire desservi", "territoire", "perimetre", "zone d'intervention", "territory served", "area served"),
    ),
    Column(
        "youth_voice",
        _("Porte la voix des jeunes"),
        ("porte la voix des jeunes", "voix des jeunes", "voice of young people", "speaks for young people"),
        _("oui ou non"),
    ),
    Column(
        "is_employer",
        _("Emploie des apprentis"),
        ("emploie des apprentis", "employeur", "employer", "employs apprentices"),
        _("oui ou non"),
    ),
    Column("level", _("Niveau d'intervention"), ("niveau", "niveau d'intervention", "level")),
    Column(
        "description",
        _("Ce qu'elle fait"),
        ("description", "presentation", "activite", "missions", "ce qu'elle fait", "what it does"),
    ),
    Column("source_id", _("Identifiant d'origine"), ("identifiant", "identifiant d'origine", "id", "source id")),
]
BY_FIELD = {column.field: column for column in COLUMNS}
ONLY_AS_WRITTEN = frozenset(["phone", "email", "level", "source_id"])  # « Mail du directeur » is not the front desk's
EXPORTED = [column for column in COLUMNS if column.field != "source_id"]


def headers() -> list[str]:
    return [str(column.label) for column in EXPORTED]


def written_rows(organisations: Iterable[Organisation]) -> list[list[Any]]:
    """One row per organisation, in the order given; communes as « Gonesse (95277) »."""
    words = {
        "kind": labels(KIND_CHOICES),
        "college": labels(College.choices),
        "family": labels(Family.choices),
        "level": {"": "", **labels(Level.choices)},
        "truth": {True: gettext("oui"), False: gettext("non")},
    }
    return [[_written(organisation, column.field, words) for column in EXPORTED] for organisation in organisations]


def _written(organisation: Organisation, field: str, words: dict[str, dict]) -> Any:
    value = getattr(organisation, field)
    if field in words:
        return words[field][value]
    if field == "commune":
        return places.written(value)
    if isinstance(value, bool):
        return words["truth"][value]
    return "" if value is None else value


def example_rows() -> list[list[str]]:
    """Two fictional organisations, as the template to download shows them."""
    examples = [
        {
            "name": gettext("Mission locale des Trois Rivières"),
            "acronym": "ML3R",
            "kind": gettext("mission locale"),
            "commune": "Gonesse",
            "served": gettext("Val-d'Oise est"),
            "website": "https://www.exemple.fr",
            "is_employer": gettext("non"),
        },
        {
            "name": gettext("CFA des métiers du fret"),
            "kind": "CFA",
            "commune": "95527",
            "address": gettext("2 allée des Ateliers"),
            "is_employer": gettext("oui"),
        },
    ]
    return [[example.get(column.field, "") for column in EXPORTED] for example in examples]


def propose_mapping(names: Sequence[str], known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Field → column name: as this space named it before, else by its words. A column serves once.

    ``known`` is folded column name → field, or '' for a column that is left aside.
    """
    known, mapping = known or {}, {}
    free = [name for name in names if known.get(folded(name)) != ""]
    for name in list(free):
        field = known.get(folded(name), "")
        if field in BY_FIELD and field not in mapping:
            mapping[field] = name
            free.remove(name)
    for exact in (True, False):
        for column in COLUMNS:
            chosen = next((name for name in free if _fits(name, column, exact)), None)
            if column.field not in mapping and chosen:
                mapping[column.field] = chosen
                free.remove(chosen)
    return mapping


def _fits(name: str, column: Column, exact: bool) -> bool:
    written = " ".join(folded(name).replace("_", " ").replace("°", "").strip(" :*.").split())
    if written == folded(str(column.label)) or written in column.synonyms:
        return True
    return not (exact or column.field in ONLY_AS_WRITTEN) and any(
        f" {word} " in f" {written} " for word in column.synonyms if len(word) > 3
    )
