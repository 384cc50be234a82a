"""Kinds of organisations met in a territory, each with its usual college and families of stakes (first, second)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .enums import College, Family


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    label: str
    college: College
    family: Family
    second: Family | None = None


I, M, S, T, C, B = (
    College.INSTITUTIONS,
    College.EMPLOYMENT,
    College.INSERTION,
    College.TRAINING,
    College.CHAMBERS,
    College.COMPANIES,
)
ECO, SOC, TRA, INS = Family.ECONOMIC, Family.SOCIAL, Family.TRAINING, Family.INSTITUTIONAL

KINDS = [
    Kind("region", _("Région"), I, INS, ECO),
    Kind("state", _("préfecture, sous-préfecture"), I, INS),
    Kind("labour_directorate", _("DREETS, DRIEETS, DDETS"), I, INS, SOC),
    Kind("departement", _("Département"), I, SOC, INS),
    Kind("epci", _("EPCI ou EPT"), I, INS, SOC),
    Kind("commune", _("commune"), I, INS, SOC),
    Kind("gip", _("GIP, agence de développement, aménageur"), I, INS, ECO),
    Kind("observatory", _("observatoire, Carif-Oref, agence d'urbanisme"), I, INS),
    Kind("funder", _("fonds, fondation, financeur de projets"), I, INS),
    Kind("committee", _("comité pour l'emploi, CREFOP"), I, INS),
    Kind("education_authority", _("rectorat, académie, inspection"), T, TRA, INS),
    Kind("guidance", _("CIO, Onisep, information jeunesse, Cité des métiers"), T, SOC, TRA),
    Kind("vocational_school", _("lycée professionnel, UFA"), T, TRA),
    Kind("greta", _("GRETA-CFA, GIP FCIP"), T, TRA),
    Kind("cfa", _("CFA"), T, TRA, ECO),
    Kind("campus", _("campus des métiers et des qualifications"), T, TRA, ECO),
    Kind("university", _("université, IUT, grande école"), T, TRA),
    Kind("france_travail", _("France Travail"), M, SOC, ECO),
    Kind("mission_locale", _("mission locale"), M, SOC),
    Kind("cap_emploi", _("Cap emploi, Agefiph, FIPHFP"), M, SOC),
    Kind("apec", _("Apec"), M, ECO),
    Kind("plie", _("PLIE, maison de l'emploi, espace emploi"), M, SOC, INS),
    Kind("preparation", _("E2C, EPIDE, prépa-apprentissage, AFPA"), S, SOC, TRA),
    Kind("protection", _("PJJ, ASE, prévention spécialisée"), S, SOC),
    Kind("inclusion_company", _("SIAE, régie de quartier, ETTI"), S, SOC, ECO),
    Kind("geiq", _("GEIQ"), B, ECO, SOC),
    Kind("obstacles", _("logement, mobilité, santé, garde"), S, SOC),
    Kind("mentoring", _("association de mentorat et d'égalité des chances"), S, SOC, ECO),
    Kind("beneficiaries", _("jeunes, apprentis, familles"), S, SOC),
    Kind("opco", _("OPCO"), C, ECO, TRA),
    Kind("branch", _("branche, organisation d'employeurs"), C, ECO),
    Kind("union", _("organisation syndicale"), C, SOC),
    Kind("chamber", _("chambre consulaire (CCI, CMA, agriculture)"), C, ECO, TRA),
    Kind("company", _("entreprise"), B, ECO),
    Kind("company_club", _("club d'entreprises, groupement"), B, ECO),
    Kind("public_employer", _("employeur public"), B, ECO, SOC),
    Kind("other", _("autre"), I, INS),
]
BY_CODE = {kind.code: kind for kind in KINDS}
KIND_CHOICES = [(kind.code, kind.label) for kind in KINDS]


def labels(choices: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Code → label in the language in use, translated once: to be used where thousands of rows are written."""
    return {str(code): str(label) for code, label in choices}
