"""The words kept beside each organisation to find it: without accents, ligatures, capitals or punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from django.utils import translation

from maillage.toolkit.words import folded

from .. import places, rules, served
from ..catalogue import BY_CODE
from ..models import Organisation

LONGEST_WORD = 60


def search_words(typed: str) -> list[str]:
    """What somebody typed, as words to look for. Signs alone give a word that nothing holds, rather than everything.

    >>> search_words("Cœur d’Île-de-France")
    ['coeur', 'd', 'ile', 'de', 'france']
    """
    words = _letters(typed).split()
    return [word[:LONGEST_WORD] for word in words] or (["?"] if typed.strip() else [])


def search_text(organisation: Organisation) -> str:
    """All that every member may type to find an organisation; the name comes first, so it also sorts.

    Reads its tags and sites: prefetch them where many are written.
    """
    own = [
        organisation.name,
        organisation.acronym,
        rules.initials(organisation.name),
        *_place(organisation),
        *_labels(organisation.kind),
        organisation.served,
        *_areas(organisation.served_areas),
        organisation.siren,
        re.sub(r"^https?://(www\.)?", "", organisation.website),
        organisation.email,
        organisation.description,
    ]
    if organisation.pk:
        own += [tag.name for tag in organisation.tags.all()]
        for site in organisation.sites.all():
            own += [site.name, *_place(site)]
    return _joined(own)


def private_text(organisation: Organisation) -> str:
    """What only the pilot's team may type to find it: its note, its contacts, what was exchanged."""
    words = [organisation.note]
    if organisation.pk:
        for contact in organisation.contacts.all():
            words += [contact.name, contact.function, contact.email, contact.phone]
        words += [exchange.words for exchange in organisation.exchanges.all()]
    return _joined(words)


def _place(place) -> list[str]:
    return [
        places.name_of(place.commune),
        place.commune,
        place.postcode,
        place.address,
        place.siret,
        place.uai,
        place.phone,
    ]


@lru_cache(maxsize=100)
def _labels(kind: str) -> tuple[str, ...]:
    """The kind in French and in English: a member reads either."""
    known, labels = BY_CODE.get(kind), []
    for language in ("fr", "en"):
        with translation.override(language):
            labels.append(str(known.label) if known else "")
    return tuple(dict.fromkeys(labels))


@lru_cache(maxsize=2000)
def _areas(packed: str) -> tuple[str, ...]:
    with translation.override("fr"):
        return tuple(served.named(packed))


def _joined(words: Iterable[str]) -> str:
    return " · ".join(folding for word in words if word and (folding := " ".join(_letters(word).split())))


def _letters(text: str) -> str:
    """Folded, each sign that is no letter nor figure made a space."""
    return "".join(char if char.isalnum() else " " for char in folded(text))
