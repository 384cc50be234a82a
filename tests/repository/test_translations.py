"""French is the source; English is complete."""

from __future__ import annotations

import re

import pytest

from maillage.toolkit import catalogues

ROOMS = catalogues.rooms()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_english_is_complete(room):
    known = catalogues.read_catalogue(room)
    missing = [
        identifier
        for (identifier, context), _file in catalogues.messages_of(room)
        if not _is_translated(known.get(identifier, context=context))
    ]
    assert missing == []


def _is_translated(message) -> bool:
    if message is None:
        return False
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_english_keeps_the_places_of_the_values(room):
    places = re.compile(r"%\((\w+)\)[sd]")
    wrong = []
    for message in catalogues.read_catalogue(room):
        if not message.id:
            continue
        sources = message.id if isinstance(message.id, tuple | list) else [message.id]
        targets = message.string if isinstance(message.string, tuple | list) else [message.string]
        wanted = set(places.findall(sources[-1]))
        wrong += [
            target
            for target in targets
            if set(places.findall(target)) - wanted or (target == targets[-1] and set(places.findall(target)) != wanted)
        ]
    assert wrong == []


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_english_has_no_french_typography(room):
    french = re.compile(r"[«»\u00a0\u202f]|\w [:;?!](\s|$)")
    said = [message.string for message in catalogues.read_catalogue(room) if message.id]
    assert [
        string for string in said if french.search("\n".join([string] if isinstance(string, str) else string))
    ] == []


def test_the_gatherer_reads_every_way_of_writing_a_message():
    template = (
        '{% translate "Un" %}{% include "x.html" with a=_("Deux") %}{{ b|default:_("Trois") }}'
        "{% blocktranslate trimmed count n=n %}{{ n }} ligne{% plural %}{{ n }} lignes{% endblocktranslate %}"
        '{% blocktranslate with who=name|default:_("Quatre") %}par {{ who }}{% endblocktranslate %}'
    )
    found = [identifier for identifier, _context in catalogues.messages_in_template(template)]
    assert found == ["Un", "Deux", "Trois", ("%(n)s ligne", "%(n)s lignes"), "Quatre", "par %(who)s"]


def test_the_gatherer_keeps_the_context_of_a_message():
    template = (
        '{% translate "Suite" %}{% translate "Suite" context "page" %}{% translate "Suite" as w context \'report\' %}'
        '{% blocktranslate context "page" %}Avant{% endblocktranslate %}'
    )
    assert list(catalogues.messages_in_template(template)) == [
        ("Suite", None),
        ("Suite", "page"),
        ("Suite", "report"),
        ("Avant", "page"),
    ]


def test_two_rooms_say_the_same_thing_in_the_same_english():
    """Django merges the catalogues: of two translations the application would show one, everywhere."""
    said: dict[tuple, dict] = {}
    for room in ROOMS:
        for message in catalogues.read_catalogue(room):
            if message.id:
                said.setdefault((message.context, message.id), {}).setdefault(message.string, []).append(room.name)
    assert {message: english for message, english in said.items() if len(english) > 1} == {}
