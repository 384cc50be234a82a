"""Words and numbers as people write them, in the language in use."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

UNKNOWN = "–"
NOT_PRINTABLE = {code: None for code in (*range(32), 127, 0xFFFE, 0xFFFF) if chr(code) not in "\t\n\r"}


def folded(text: str) -> str:
    """For searching: without accents, ligatures or case.

    >>> folded("Cœur d’Île-de-France")
    "coeur d'ile-de-france"
    """
    text = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE").replace("’", "'")
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


def printable(text: str) -> str:
    """Without the control characters that no XML, spreadsheet or PDF accepts (a paste may bring some).

    >>> printable("Lycée\\x07 des\\nOrmes")
    'Lycée des\\nOrmes'
    """
    return text.translate(NOT_PRINTABLE)


def number(value: float | Decimal | None, digits: int = 0) -> str:
    """A number in the language in use, rounded half up, with a true minus and no « −0 »; a dash when unknown."""
    if value is None:
        return UNKNOWN
    quantum = Decimal(1).scaleb(-digits)
    rounded = Decimal(str(value)).quantize(quantum, ROUND_HALF_UP) + 0  # adding nothing makes −0 a plain 0
    return formats.number_format(rounded, decimal_pos=digits, use_l10n=True, force_grouping=True).replace("-", "−")


def percent(share: float | Decimal | None, digits: int = 0) -> str:
    """A share from 0 to 1: « 23 % », "23%"; a dash when unknown. The page holds the French space, as all others.

    >>> percent(0.234)
    '23 %'
    """
    return UNKNOWN if share is None else out_of_hundred(100 * Decimal(str(share)), digits)


def out_of_hundred(value: float | Decimal | None, digits: int = 0) -> str:
    """A percentage already counted out of a hundred: « 23 % » for 23; a dash when unknown."""
    return UNKNOWN if value is None else _("%(number)s %%") % {"number": number(value, digits)}


def long_date(day: date) -> str:
    """« 23 novembre 2026 », « 1er mai 2027 », "1 May 2027"."""
    written = formats.date_format(day, "DATE_FORMAT")
    is_french = (get_language() or "fr").startswith("fr")
    return written.replace("1 ", "1er ", 1) if is_french and day.day == 1 else written


def enumeration(items: Iterable[str]) -> str:
    """« a, b et c »."""
    *first, last = [str(item) for item in items] or [""]
    return _("%(first)s et %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def listed(pieces: Iterable[str]) -> str:
    """« a ; b », with the spaces of the language in use."""
    return _(" ; ").join(pieces)


def inside(sentence: str) -> str:
    """A sentence put after a colon or a semicolon: without its capital.

    >>> inside("Il manque un employeur.")
    'il manque un employeur.'
    """
    return sentence[:1].lower() + sentence[1:]
