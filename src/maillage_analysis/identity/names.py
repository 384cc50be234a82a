"""What a name, an address, a site say once their spelling is set aside."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from maillage_analysis.arguments import checked

LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'", "ß": "ss"})
PLAIN = re.compile(r"[^a-z0-9]+")
SPELLED = re.compile(r"\b(?:[a-z]\.){2,}|\b(?:[a-z] ){2,}[a-z]\b")  # « C.F.A. », « c f a »
SOCIETY = re.compile(r"\bst[éÉ]\b", re.IGNORECASE)  # « Sté », which « Ste » (sainte) is not
LEGAL_FORMS = frozenset(
    [
        "sarl",
        "sas",
        "sasu",
        "sa",
        "eurl",
        "eirl",
        "ei",
        "sci",
        "scop",
        "scic",
        "snc",
        "scp",
        "scm",
        "selarl",
        "sica",
        "gie",
        "asso",
        "association",
        "assoc",
        "ass",
        "societe",
        "ets",
        "etablissement",
        "etablissements",
        "entreprise",
        "loi",
        "1901",
    ]
)
SMALL = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "l",
        "la",
        "le",
        "les",
        "et",
        "en",
        "a",
        "au",
        "aux",
        "pour",
        "sur",
        "sous",
        "par",
        "the",
        "of",
        "and",
    ]
)
LONG_FORMS = {  # abbreviations of the trade, and what bodies were called before
    "ml": "mission locale",
    "lp": "lycee professionnel",
    "lpo": "lycee polyvalent",
    "lyc": "lycee",
    "cci": "chambre commerce industrie",
    "cma": "chambre metiers artisanat",
    "cfa": "centre formation apprentis",
    "ccas": "centre communal action sociale",
    "cio": "centre information orientation",
    "e2c": "ecole deuxieme chance",
    "mde": "maison emploi",
    "ft": "france travail",
    "pe": "france travail",
    "st": "saint",
    "ste": "sainte",
    "dept": "departement",
    "agglo": "agglomeration",
    "ca": "communaute agglomeration",
    "cc": "communaute communes",
    "univ": "universite",
    "form": "formation",
    "reg": "regional",
    "nat": "national",
    "2e": "deuxieme",
    "2eme": "deuxieme",
    "ier": "premier",
}
FORMER = [("pole emploi", "france travail"), ("mairie", "ville"), ("commune", "ville")]
NUMBERED = re.compile(r"\b(\d+)(bis|ter|quater)\b")
STREETS = {
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "bld": "boulevard",
    "bvd": "boulevard",
    "r": "rue",
    "pl": "place",
    "rte": "route",
    "ch": "chemin",
    "che": "chemin",
    "imp": "impasse",
    "all": "allee",
    "sq": "square",
    "crs": "cours",
    "fg": "faubourg",
    "za": "zone activite",
    "zi": "zone industrielle",
    "gal": "general",
    "mal": "marechal",
    "dr": "docteur",
    "st": "saint",
    "ste": "sainte",
}
HOSTS = frozenset(
    [
        "gmail.com",
        "orange.fr",
        "wanadoo.fr",
        "free.fr",
        "sfr.fr",
        "laposte.net",
        "hotmail.com",
        "hotmail.fr",
        "outlook.fr",
    ]
)


@dataclass(frozen=True, slots=True)
class Body:
    """What is known of a record; '' is unknown. ``commune`` is a code, ``siret`` fourteen figures."""

    name: str
    acronym: str = ""
    commune: str = ""
    postcode: str = ""
    address: str = ""
    siret: str = ""
    uai: str = ""
    phone: str = ""
    website: str = ""
    email: str = ""


def plain(text: str) -> str:
    """Small letters and figures: no accent, no ligature, one space between words."""
    if not text.isascii():
        text = SOCIETY.sub("societe", text)
        text = unicodedata.normalize("NFKD", text.translate(LIGATURES))
        text = "".join(char for char in text if not unicodedata.combining(char))
    return PLAIN.sub(" ", SPELLED.sub(_joined, text.lower())).strip()


def _joined(spelled: re.Match) -> str:
    return spelled[0].replace(".", "").replace(" ", "") + " "


@checked
def words_of(name: str) -> tuple[str, ...]:
    """The words that tell a name apart, each once, abbreviations in full.

    >>> words_of("S.A.R.L. Boulangerie du Lac")
    ('boulangerie', 'lac')
    >>> words_of("ML de Gonesse")
    ('mission', 'locale', 'gonesse')
    """
    text = f" {plain(name)} "
    for former, now in FORMER:
        text = text.replace(f" {former} ", f" {now} ")
    found = [long for word in text.split() for long in LONG_FORMS.get(word, word).split()]
    telling = [word for word in found if word not in LEGAL_FORMS and word not in SMALL]
    return tuple(dict.fromkeys(telling or found))


@lru_cache(maxsize=200_000)
def address_of(address: str) -> tuple[str, str]:
    """The number in the street, and the street.

    >>> address_of("12 bis, av. du Gal Leclerc")
    ('12', 'avenue general leclerc')
    """
    words = [
        long for word in NUMBERED.sub(r"\1 \2", plain(address)).split() for long in STREETS.get(word, word).split()
    ]
    number = next((word for word in words[:3] if word.isdecimal() and len(word) <= 4), "")
    street = [
        word for word in words if not word.isdecimal() and word not in SMALL and word not in {"bis", "ter", "cedex"}
    ]
    return number, " ".join(street)


@checked
def initials(name: str) -> str:
    """« Mission locale de la Plaine » → « mlp »; '' for a single word."""
    words = [word for word in plain(name).split() if word not in SMALL]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


@checked
def host_of(address: str) -> str:
    """The domain of a site or an e-mail; '' for those that everybody uses."""
    host = re.sub(r"^[a-z]+://", "", address.strip().lower()).rpartition("@")[2].split("/")[0].removeprefix("www.")
    return "" if host in HOSTS or "." not in host else host


def phone_of(phone: str) -> str:
    """Its last nine figures, whatever the prefix."""
    figures = re.sub(r"\D", "", phone)
    return figures[-9:] if len(figures) >= 9 else ""
