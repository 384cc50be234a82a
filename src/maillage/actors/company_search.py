"""The State's search of companies, asked once, only when somebody asks and the machine allows it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from maillage import __version__
from maillage.territory import gazetteer
from maillage.toolkit.refusals import Refusal

ADDRESS = "https://recherche-entreprises.api.gouv.fr/search"
PATIENCE = 6.0  # seconds
SOURCE = "Annuaire des entreprises (recherche-entreprises.api.gouv.fr)"


def is_allowed() -> bool:
    return bool(settings.COMPANY_SEARCH)


def search(name: str, siret: str, commune: str) -> list[dict[str, Any]]:
    """Establishments found, as fields of a sheet, the likeliest first. Refusal when nobody answers."""
    if not is_allowed():
        raise Refusal(
            _(
                "La recherche d'entreprises en ligne n'est pas ouverte sur ce serveur : "
                "demandez-la à qui l'héberge (réglage MAILLAGE_COMPANY_SEARCH)."
            )
        )
    import httpx

    asked = {
        "q": siret or name,
        "page": 1,
        "per_page": 3,
        "minimal": "true",
        "include": "siege,matching_etablissements",
    }
    if commune and not siret:
        asked["code_commune"] = commune
    try:
        answer = httpx.get(ADDRESS, params=asked, timeout=PATIENCE, headers={"User-Agent": f"Maillage/{__version__}"})
        answer.raise_for_status()
        results = answer.json()["results"]
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        raise Refusal(
            _("La recherche d'entreprises ne répond pas : vérifiez la connexion, ou réessayez plus tard.")
        ) from None
    return read(results)


def read(results: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The establishments of an answer; those that matched, else the head office."""
    found = []
    for company in results:
        sites = company.get("matching_etablissements") or [company.get("siege") or {}]
        found += [_fields(company, site) for site in sites if site.get("siret")]
    return found


def _fields(company: dict[str, Any], site: dict[str, Any]) -> dict[str, Any]:
    commune = gazetteer.current_code(site.get("commune") or "") if site.get("commune") else ""
    fields = {
        "name": company.get("nom_complet") or company.get("nom_raison_sociale") or "",
        "acronym": (company.get("sigle") or "")[:30],
        "siret": site["siret"],
        "siren": company.get("siren") or site["siret"][:9],
        "address": (site.get("adresse") or "")[:200],
        "postcode": site.get("code_postal") or "",
        "commune": commune or "",
        "longitude": _degrees(site.get("longitude")),
        "latitude": _degrees(site.get("latitude")),
    }
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _degrees(text: str | float | None) -> float | None:
    try:
        return float(text) if text not in (None, "") else None
    except ValueError:
        return None
