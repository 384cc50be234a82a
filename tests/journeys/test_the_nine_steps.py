"""The way through a space, as each person walks it. (axe reads every kind of page in test_every_page.)"""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

SPACE = "/espaces/grand-roissy/"
STEPS = ["territoire", "acteurs", "enjeux", "groupe", "liens", "partenariats", "cadre", "animation", "restitution"]


def addresses() -> list[str]:
    return [SPACE, *(f"{SPACE}{step}/" for step in STEPS)]


def test_the_pilot_walks_the_nine_steps_on_a_phone(visit):
    lea = visit("pilot", viewport=PHONE)
    for address in addresses():
        page = lea.go(address)
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        expect(page.locator(".page-reading")).not_to_be_empty()
        lea.check()


def test_the_same_pages_speak_english(visit):
    lea = visit("pilot", language="en")
    for address in addresses():
        expect(lea.go(address).get_by_role("heading", level=1)).not_to_be_empty()
        lea.fits()
    lea.check()


def test_the_observer_reads_what_was_published(visit):
    person = visit("observer")
    for address in addresses():
        page = person.go(address)
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
        person.check()


def test_without_script_the_tables_take_the_place_of_the_pictures(visit):
    lea = visit("pilot", scripted=False)
    for address in addresses():
        page = lea.go(address)
        expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    for step in ("territoire", "liens"):
        expect(lea.go(f"{SPACE}{step}/").locator("main table.data").first).to_be_visible()


def test_the_front_page_shows_the_pilot_and_the_charter(visit):
    page = visit("observer").page
    main = page.get_by_role("main")
    expect(main.get_by_text("Léa Martin").first).to_be_visible()
    expect(main.get_by_text("Charte de l'Alliance").first).to_be_visible()
