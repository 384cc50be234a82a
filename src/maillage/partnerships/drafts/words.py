"""Words of a draft, in French and perhaps in English: made tidy, and checked with one sentence for each error."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.toolkit.words import printable

LANGUAGES = {"fr": gettext_lazy("français"), "en": gettext_lazy("anglais")}
FIRST_LANGUAGE = "fr"


@dataclass(frozen=True, slots=True)
class Field:
    """Something that is written in each language: its name, its longest text, whether it may stay empty."""

    name: str
    label: Any
    longest: int
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Rewording:
    """One text before and after, in one language."""

    label: str
    before: str
    after: str


def tidy(text: object) -> str:
    """One line with ordinary spaces; nothing that does not print."""
    return " ".join(printable(str(text or "")).split())


def tidied(words: object, fields: Iterable[Field]) -> dict[str, str]:
    """The known fields of one language; empty when the language says nothing."""
    given = words if isinstance(words, Mapping) else {}
    written = {field.name: tidy(given.get(field.name)) for field in fields}
    return written if any(written.values()) else {}


def problems_in(place: str, words: Mapping[str, str], fields: Iterable[Field]) -> list[str]:
    """« X1, français : la question est vide. »"""
    found = []
    for field in fields:
        text, names = words.get(field.name, ""), {"place": place, "field": str(field.label)}
        if not text and not field.optional:
            found.append(_("%(place)s : « %(field)s » est vide. Complétez-le.") % names)
        if len(text) > field.longest:
            found.append(
                _("%(place)s : « %(field)s » a %(length)d signes, la limite est de %(most)d. Raccourcissez-le.")
                % {**names, "length": len(text), "most": field.longest}
            )
    return found


def unknown_languages(place: str, entry: Mapping[str, Any], known: Iterable[str]) -> list[str]:
    """A key that is neither a known one nor a language of the product."""
    return [
        _("%(place)s : « %(key)s » n'est pas connu. Les langues sont « fr » et « en ».")
        % {"place": place, "key": str(key)[:40]}
        for key in entry
        if key not in {*known, *LANGUAGES}
    ]


def rewordings(before: Mapping[str, Any], after: Mapping[str, Any], fields: Iterable[Field]) -> tuple[Rewording, ...]:
    """Every text that differs between two entries, language by language."""
    found = []
    for code, language in LANGUAGES.items():
        old, new = before.get(code) or {}, after.get(code) or {}
        for field in fields:
            texts = old.get(field.name, ""), new.get(field.name, "")
            if texts[0] != texts[1]:
                label = _("%(field)s (%(language)s)") % {"field": field.label, "language": language}
                found.append(Rewording(label, *texts))
    return tuple(found)
