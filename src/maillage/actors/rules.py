"""What a directory accepts: SIRET, SIREN, UAI, site, point; usual place of a kind; how long contacts are kept."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from stdnum.exceptions import ValidationError as BadNumber
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from maillage.toolkit.refusals import Refusal
from maillage.toolkit.words import folded

from . import catalogue

RETENTION_MONTHS = 36  # CNIL's benchmark: three years after the last contact, then ask again or erase
FRESH_MONTHS = 12  # a sheet confirmed within the year is held as true
GONE_MONTHS = 12  # somebody who left a function a year ago has no reason to stay in the file
EMPLOYERS = frozenset({"company", "public_employer", "geiq"})
COMPANIES = frozenset({"company", "company_club", "geiq"})
SMALL_WORDS = frozenset(
    ["de", "du", "des", "d", "l", "la", "le", "les", "et", "en", "a", "au", "aux", "pour", "of", "the"]
)
UAI_KEYS = "abcdefghjklmnprstuvwxyz"  # the alphabet without i, o and q: seven figures modulo 23 choose the letter
DEGREES = {"longitude": (-180.0, 180.0), "latitude": (-90.0, 90.0)}
SEPARATORS = re.compile(r"[\s.\u00a0\u202f_-]+")


def clean_siret(text: str) -> str:
    """The fourteen digits, without spaces; '' when empty. Raises Refusal with what to check."""
    number = SEPARATORS.sub("", re.sub(r"\.0$", "", text.strip()))
    if not number:
        return ""
    if re.fullmatch(r"\d[,.]?\d*[eE]\+?\d+", text.strip()):
        raise Refusal(
            _("Le tableur a abrégé ce SIRET (« %(text)s ») : mettez la colonne au format texte, puis recollez-le.")
            % {"text": text.strip()}
        )
    if not number.isdecimal() or not number.isascii():
        raise Refusal(_("« %(text)s » n'est pas un SIRET : il s'écrit avec 14 chiffres.") % {"text": text.strip()})
    if len(number) != 14:
        advice = (
            _("Vérifiez s'il a perdu un zéro au début.")
            if len(number) == 13
            else _("Vérifiez-le sur annuaire-entreprises.data.gouv.fr.")
        )
        raise Refusal(
            _("Le SIRET a 14 chiffres : celui-ci en compte %(digits)s. %(advice)s")
            % {"digits": len(number), "advice": advice}
        )
    try:
        siret_number.validate(number)
    except BadNumber:
        raise Refusal(
            _("La clé du SIRET %(siret)s est fausse : un chiffre est sans doute mal recopié. Vérifiez-le.")
            % {"siret": written_siret(number)}
        ) from None
    return number


def written_siret(number: str) -> str:
    """« 732 829 320 00074 », with non-breaking spaces."""
    return "\u00a0".join((number[:3], number[3:6], number[6:9], number[9:])) if number else ""


def clean_siren(text: str, siret: str = "") -> str:
    """The nine figures of the body; those of its SIRET when it has one. Raises Refusal with what to check."""
    number = SEPARATORS.sub("", re.sub(r"\.0$", "", text.strip()))
    if not number:
        return siret[:9]
    if not (number.isdecimal() and number.isascii() and len(number) == 9):
        raise Refusal(_("« %(text)s » n'est pas un SIREN : il s'écrit avec 9 chiffres.") % {"text": text.strip()})
    try:
        siren_number.validate(number)
    except BadNumber:
        raise Refusal(
            _("La clé du SIREN %(siren)s est fausse : un chiffre est sans doute mal recopié. Vérifiez-le.")
            % {"siren": written_siren(number)}
        ) from None
    if siret and not siret.startswith(number):
        raise Refusal(
            _("Le SIREN %(siren)s n'est pas celui du SIRET %(siret)s, dont il fait les 9 premiers chiffres.")
            % {"siren": written_siren(number), "siret": written_siret(siret)}
        )
    return number


def written_siren(number: str) -> str:
    """« 732 829 320 », with non-breaking spaces."""
    return "\u00a0".join((number[:3], number[3:6], number[6:9])) if number else ""


def clean_uai(text: str) -> str:
    """The code of a school: seven figures and their key letter, in capitals; '' when empty."""
    code = SEPARATORS.sub("", text.strip()).upper()
    if not code:
        return ""
    if not re.fullmatch(r"\d{7}[A-Z]", code, re.ASCII):
        raise Refusal(
            _("« %(text)s » n'est pas un code UAI : sept chiffres puis une lettre, comme 0750655E.")
            % {"text": text.strip()}
        )
    if UAI_KEYS[int(code[:7]) % 23].upper() != code[7]:
        raise Refusal(
            _("La lettre du code UAI %(code)s ne va pas avec ses chiffres : l'un d'eux est sans doute mal recopié.")
            % {"code": code}
        )
    return code


def clean_degrees(text: str, axis: str) -> float | None:
    """Decimal degrees of a « longitude » or « latitude », with a comma or a point; None when empty."""
    if not text.strip():
        return None
    least, most = DEGREES[axis]
    try:
        degrees = float(text.strip().replace(",", ".").rstrip("°"))
    except ValueError:
        degrees = most + 1
    if not least <= degrees <= most:
        raise Refusal(_("« %(text)s » : écrivez des degrés décimaux, par exemple 2,5479.") % {"text": text.strip()})
    return degrees


def clean_postcode(text: str) -> str:
    """Five figures, or ''."""
    code = SEPARATORS.sub("", re.sub(r"\.0$", "", text.strip()))
    code = code.zfill(5) if re.fullmatch(r"\d{4}", code, re.ASCII) else code  # a spreadsheet ate the zero
    if code and not re.fullmatch(r"\d{5}", code, re.ASCII):
        raise Refusal(_("« %(text)s » n'est pas un code postal : il a cinq chiffres.") % {"text": text.strip()})
    return code


def clean_website(text: str) -> str:
    """An http or https address; « www.exemple.fr » is completed, anything else is refused."""
    address = text.strip()
    if not address:
        return ""
    if "://" not in address and ":" not in address.split("/")[0]:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        sound = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not re.search(r"\s", address)
    except ValueError:
        sound = False
    if not sound:
        raise Refusal(
            _("« %(text)s » n'est pas l'adresse d'un site : elle commence par https:// et nomme un domaine.")
            % {"text": text.strip()}
        )
    return address


def usual_place(kind: str) -> tuple[str, str]:
    """College and family that this kind of organisation usually has."""
    if kind not in catalogue.BY_CODE:
        raise Refusal(
            _("La nature « %(kind)s » n'est pas dans la liste : choisissez-en une, ou « autre ».") % {"kind": kind}
        )
    usual = catalogue.BY_CODE[kind]
    return usual.college.value, usual.family.value


def usual_second_family(kind: str, first: str) -> str:
    """The second family of this kind; '' when it has none or when it is already the first."""
    second = catalogue.BY_CODE[kind].second
    return second.value if second and second != first else ""


def months_before(day: date, months: int) -> date:
    """The same day some months earlier; the last day of the month when it does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def folded_name(name: str) -> str:
    """What makes two spellings the same name: no accent, capital nor sign.

    >>> folded_name("C.F.A. des Métiers – Nord")
    'c f a des metiers nord'
    """
    return " ".join("".join(char if char.isalnum() else " " for char in folded(name)).split())


def initials(name: str) -> str:
    """« Mission locale de la Plaine » → « mlp »."""
    words = [word for word in re.split(r"[^a-z0-9]+", folded(name)) if word and word not in SMALL_WORDS]
    return "".join(word[0] for word in words) if len(words) > 1 else ""
