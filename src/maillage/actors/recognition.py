"""What people write in a spreadsheet → our codes: kinds, colleges, families, yes and no."""

from __future__ import annotations

import re
from functools import lru_cache

from django.utils import translation

from maillage.toolkit.words import folded

from .catalogue import KINDS
from .enums import College, Family, Level

# The first pattern found wins, so the most precise stand first. Words are folded: no accent, no capital.
KIND_WORDS = [
    (r"\bmissions? locales?\b", "mission_locale"),
    (r"\bfrance travail\b|\bpole emploi\b|\bagence pour l'emploi\b", "france_travail"),
    (r"\bcap emploi\b|\bagefiph\b|\bfiphfp\b", "cap_emploi"),
    (r"\bapec\b", "apec"),
    (r"\bplie\b|\bmaisons? de l'emploi\b|\bespaces? emploi\b|\bcite de l'emploi\b", "plie"),
    (r"\bgeiq\b", "geiq"),
    (r"\bopco\b|\boperateur de competences\b|\bakto\b|\bafdas\b|\bconstructys\b|\bocapiat\b|\buniformation\b", "opco"),
    (r"\bgreta\b|\bfcip\b", "greta"),
    (r"\bcampus des metiers\b", "campus"),
    (r"\blycees?\b|\bufa\b", "vocational_school"),
    (r"\bcfa\b|\bcentres? de formation d'apprentis\b|\bfaculte des metiers\b", "cfa"),
    (r"\buniversite\b|\biut\b|\bgrande ecole\b|\becole d'ingenieurs?\b", "university"),
    (r"\bcci\b|\bcma\b|\bchambres? (de|d')|\bconsulaires?\b", "chamber"),
    (r"\bcio\b|\bonisep\b|\bcite des metiers\b|\binformation jeunesse\b|\bcrij\b|\bpij\b|\borientation\b", "guidance"),
    (r"\bdrieets\b|\bdreets\b|\bddets\b|\bdirection .*(travail|emploi)\b", "labour_directorate"),
    (r"\bsous-prefecture\b|\bprefecture\b|\bprefet\b|\betat\b", "state"),
    (r"\brectorat\b|\bacademie\b|\binspection academique\b|\bdsden\b|\bdrafpic\b|\bmlds\b", "education_authority"),
    (r"\be2c\b|\bdeuxieme chance\b|\b2e chance\b|\bepide\b|\bprepa[- ]apprentissage\b|\bafpa\b", "preparation"),
    (r"\bpjj\b|\bprevention specialisee\b|\baide sociale a l'enfance\b|\bprotection judiciaire\b", "protection"),
    (
        r"\bsiae\b|\bregies? (de |des )?quartiers?\b|\be(i|t)ti\b|^(aci|ai|ei)$|\bchantiers? d'insertion\b"
        r"|\bentreprises? d'insertion\b|\bassociations? intermediaires?\b",
        "inclusion_company",
    ),
    (r"\blogement\b|\bfjt\b|\burhaj\b|\bmobilite\b|\bcaf\b|\bfoyer\b|\bsante\b", "obstacles"),
    (r"\bmentorat\b|\bparrainage\b|\begalite des chances\b|\bfondation face\b", "mentoring"),
    (r"\bapprentis\b|\bjeunes\b|\bfamilles\b", "beneficiaries"),
    (r"\bcfdt\b|\bcgt\b|\bcftc\b|\bcfe-cgc\b|\bunsa\b|\bsyndicat de salaries\b|\borganisation syndicale\b", "union"),
    (r"\bmedef\b|\bcpme\b|\bu2p\b|\buimm\b|\bffb\b|\bumih\b|\bfederation\b|\bbranches?\b|\bsyndicat pro", "branch"),
    (r"\bclubs? d'entreprises?\b|\bgroupement d'employeurs\b", "company_club"),
    (r"\bcrefop\b|\bcomite (local|departemental|regional)\b", "committee"),
    (r"\bcarif\b|\binsee\b|\bobservatoire\b|\bagence d'urbanisme\b", "observatory"),
    (r"\bfondation\b|\bagence erasmus\b|\bbanque des territoires\b|\bfinanceurs?\b", "funder"),
    (
        r"\bcommunaute (de com(munes)?|d'agglo(meration)?|urbaine)\b|\bepci\b|\bept\b|\bmetropole\b|\bterritoire ept\b",
        "epci",
    ),
    (r"\b(conseil )?departement(al)?\b", "departement"),
    (r"\b(conseil )?region(al)?\b", "region"),
    (r"\bgip\b|\bagence de developpement\b|\bamenageur\b", "gip"),
    (r"\bmairie\b|\bcommune de\b|\bville de\b|\bcommune\b", "commune"),
    (r"\bhopital\b|\bcentre hospitalier\b|\bcnfpt\b|\bemployeurs? publics?\b", "public_employer"),
    (
        r"\bentreprises?\b|\bsociete\b|\bsarl\b|\bsas\b|\btpe\b|\bpme\b|\bgroupe\b|\bemployeurs?\b|\bcompany\b",
        "company",
    ),
]
COLLEGE_WORDS = [
    (r"institution|financeur|collectivite|etat|funder", College.INSTITUTIONS),
    (r"insertion|social", College.INSERTION),
    (r"formation|enseignement|education|training", College.TRAINING),
    (r"consulaire|branche|opco|chamber|branch", College.CHAMBERS),
    (r"entreprise|employeur|compan|employer", College.COMPANIES),
    (r"emploi|employment", College.EMPLOYMENT),
]
FAMILY_WORDS = [
    (r"^econom", Family.ECONOMIC),
    (r"^soci", Family.SOCIAL),
    (r"^(formation|train)", Family.TRAINING),
    (r"^institution", Family.INSTITUTIONAL),
]
LEVEL_WORDS = [
    (r"^(politi|elu|direction generale)", Level.POLITICAL),
    (r"^(manag|encadr|direct|pilot)", Level.MANAGERIAL),
    (r"^(oper|terrain)", Level.OPERATIONAL),
]
YES = frozenset({"oui", "o", "x", "1", "vrai", "yes", "y", "true"})
NO = frozenset({"non", "n", "0", "faux", "no", "false", "-"})


def kind_of(text: str) -> str:
    """The kind that this text names, by its code, its label in either language, or a word of the trade; else ''."""
    wanted = folded(" ".join(text.split()))
    if not wanted:
        return ""
    exact = _labels().get(wanted)
    return exact or next((kind for pattern, kind in KIND_WORDS if re.search(pattern, wanted)), "")


def college_of(text: str) -> str:
    return _word(text, COLLEGE_WORDS, College)


def family_of(text: str) -> str:
    return _word(text, FAMILY_WORDS, Family)


def level_of(text: str) -> str:
    return _word(text, LEVEL_WORDS, Level)


def truth_of(text: str) -> bool | None:
    """Yes, no, or None when it is neither."""
    wanted = folded(text.strip())
    return True if wanted in YES else False if wanted in NO else None


def _word(text: str, patterns: list[tuple[str, str]], codes) -> str:
    wanted = folded(text.strip())
    if wanted in codes.values:
        return wanted
    return next((code.value for pattern, code in patterns if re.search(pattern, wanted)), "")


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    found = {kind.code: kind.code for kind in KINDS}
    for language in ("fr", "en"):
        with translation.override(language):
            found |= {folded(str(kind.label)): kind.code for kind in KINDS}
    return found
