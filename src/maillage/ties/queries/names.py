"""Names of organisations for somebody who has only a personal link: nothing else of the directory is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from maillage.actors import places
from maillage.actors.models import Organisation, OrganisationQuerySet
from maillage.actors.queries import search_words
from maillage.actors.rules import folded_name, initials
from maillage.spaces.models import Space

from .. import rules


@dataclass(frozen=True, slots=True)
class Choice:
    """An organisation that may be picked; ``reason`` says why it is offered, when it is."""

    key: int
    name: str
    reason: str = ""


def find_names(space: Space, typed: str, *, without: Collection[int] = ()) -> list[Choice]:
    """At most twenty present organisations whose name or initials hold every word typed; best first (one query).

    The words of the whole sheet narrow the rows; only the name decides, so that no word of an address is guessed.
    """
    words = search_words(typed)
    if sum(map(len, words)) < rules.FEWEST_LETTERS:
        return []
    rows = _holding(Organisation.objects.filter(space=space).current(), words)
    found = []
    for key, name, acronym, commune in rows.values_list("pk", "name", "acronym", "commune"):
        own = folded_name(f"{name} {acronym} {initials(name)}")
        if key not in without and all(word in own for word in words):
            begins = [any(part.startswith(word) for part in own.split()) for word in words]
            found.append(((not own.startswith(words[0]), not all(begins), own, key), key, name, commune))
    found.sort()
    return _told_apart((key, name, commune) for _rank, key, name, commune in found[: rules.MOST_FOUND])


def near_names(space: Space, name: str) -> list[Choice]:
    """Organisations that share a long word with a name, those that share most first (one query a word)."""
    words = sorted((word for word in search_words(name) if len(word) > 3), key=len, reverse=True)[:3]
    shared: Counter[Choice] = Counter()
    for word in words:
        shared.update(find_names(space, word))
    return [choice for choice, _times in shared.most_common(8)]


def choices_among(space: Space, keys: Iterable[int]) -> dict[int, str]:
    """The present organisations among these, with the name to show (one query)."""
    rows = Organisation.objects.filter(space=space, pk__in=list(keys)).current().order_by("sort_name", "pk")
    return {one.key: one.name for one in _told_apart(rows.values_list("pk", "name", "commune"))}


def known_by_name(space: Space, name: str) -> Organisation | None:
    """The one present organisation that this name, or these initials, can only mean."""
    wanted = folded_name(name)
    rows = _holding(Organisation.objects.filter(space=space).current(), wanted.split())
    same = [one for one in rows if wanted in {folded_name(one.name), folded_name(one.acronym)}]
    return same[0] if len(same) == 1 else None


def _holding(organisations: OrganisationQuerySet, words: Iterable[str]) -> OrganisationQuerySet:
    for word in words:
        organisations = organisations.filter(search_text__contains=word)
    return organisations


def _told_apart(rows: Iterable[tuple[int, str, str]]) -> list[Choice]:
    """Two of the same name are told apart by their commune."""
    rows = list(rows)
    same = Counter(name for _key, name, _commune in rows)
    return [
        Choice(key, f"{name} ({places.name_of(commune)})" if same[name] > 1 and commune else name)
        for key, name, commune in rows
    ]
