"""Whatever can be reached with a click is checked: one page of each kind, for the pilot and for a partner."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tests.journeys.conftest import DESK, PHONE, Visit

SPACE = "/espaces/grand-roissy/"
NOT_PAGES = re.compile(
    r"\.(pdf|csv|xlsx|ics|svg|geojson|json)$|/(png|svg|csv|xlsx|parquet)/$|/fin/$|/fichier/\w+/$"
    r"|/papier/(grille|modele)/$|/espaces/(?!grand-roissy)"
)
MOST_PAGES = 160


KINDS = re.compile(r"/(?:\d+|[ABCX]\d+|(?<=/etapes/)[a-z_]+|(?<=/indicateurs/)\w+|(?<=/catalogue/)[A-Z]\d+|m\d+)(?=/)")


def kind_of(path: str) -> str:
    """Two sheets are the same kind of page: numbers, criteria, stakes, indicators and deliverables are left out."""
    return KINDS.sub("/*", path)


def links_of(person: Visit) -> list[str]:
    hrefs = person.page.evaluate("Array.from(document.links, (link) => link.href)")
    paths = [urlsplit(href).path for href in hrefs if href.startswith(person.site.base)]
    return [path for path in paths if path.startswith(SPACE) and not NOT_PAGES.search(path)]


def test_every_kind_of_page_is_accessible_and_fits_a_phone(visit):
    """axe reads each kind of page once, as the pilot, or as the partner where the pilot does not go.

    (As an observer, in English and on a phone: test_the_nine_steps.)
    """
    pilots = walk(visit("pilot", viewport=PHONE), already_read=set())
    partners = walk(visit("partner", viewport=PHONE), already_read=pilots)
    assert len(pilots) > 40
    assert len(partners) > 15


def walk(person: Visit, already_read: set[str]) -> set[str]:
    """Follow one link of each kind from the front page, on a phone and on a desk; the kinds of page seen.

    What somebody else has read on a desk already is measured on a phone alone.
    """
    waiting, seen = [SPACE], {kind_of(SPACE)}
    for visited in range(MOST_PAGES):
        if not waiting:
            return seen
        path = waiting.pop(0)
        answer = person.page.goto(person.site.base + path)
        assert answer.status == 200, f"a link leads to {path}: {answer.status}"
        looks = [(PHONE, person.fits)]
        if kind_of(path) not in already_read:
            looks.append((DESK, person.check))
        for screen, look in looks if visited % 2 == 0 else reversed(looks):  # the next page comes on the same screen
            if person.page.viewport_size != screen:
                person.page.set_viewport_size(screen)
            look()
        assert person.complaints == [], f"{path}: {person.complaints}"
        for found in links_of(person):
            if kind_of(found) not in seen:
                seen.add(kind_of(found))
                waiting.append(found)
    raise AssertionError(f"more than {MOST_PAGES} kinds of page: {waiting}")
