"""Whatever can be reached with a click is checked: one page of each kind, for the pilot and for a partner."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

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
    hrefs = person.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    paths = [urlsplit(href).path for href in hrefs if href.startswith(person.site.base)]
    return [path for path in paths if path.startswith(SPACE) and not NOT_PAGES.search(path)]


@pytest.mark.parametrize("part", ["pilot", "partner"])
def test_every_kind_of_page_is_accessible_and_fits_a_phone(visit, part):
    person = visit(part)
    waiting, seen = [SPACE], {SPACE}
    visited = 0
    while waiting and visited < MOST_PAGES:
        path = waiting.pop(0)
        answer = person.page.goto(person.site.base + path)
        assert answer.status == 200, f"a link leads {part} to {path}: {answer.status}"
        visited += 1
        person.page.set_viewport_size(PHONE)
        overflow = person.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{path} is {overflow} px too wide on a phone"
        person.page.set_viewport_size(DESK)
        person.check(contrast=part == "pilot")
        for found in links_of(person):
            if kind_of(found) not in seen:
                seen.add(kind_of(found))
                waiting.append(found)
    assert not waiting
    assert visited > (40 if part == "pilot" else 15)
