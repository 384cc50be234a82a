"""The map of the perimeter: read with the pointer and with the keyboard, and drawn by clicking."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Locator, expect

TERRITORY = "/espaces/grand-roissy/territoire/"


def until(act: Callable[[], None], seen: Locator) -> None:
    """Act until it is seen: nothing tells that the map has come to rest after it zoomed."""
    for _attempt in range(20):
        act()
        with suppress(AssertionError):
            expect(seen).to_be_visible(timeout=1_000)
            return
    expect(seen).to_be_visible()


def test_the_map_is_read_without_a_mouse(visit):
    lea = visit("observer")
    page = lea.go(TERRITORY)
    expect(page.locator(".map[data-drawn]")).to_be_visible(timeout=20_000)
    page.locator(".map canvas").focus()
    page.keyboard.press("+")
    expect(page.locator(".map-card")).to_have_count(0)
    until(lambda: page.keyboard.press("Enter"), page.locator(".map-card", has_text="habitants"))
    page.keyboard.press("Escape")
    expect(page.locator(".map-card")).to_have_count(0)
    page.get_by_role("button", name="Tableau").click()
    expect(page.locator(".map")).to_be_hidden()
    expect(page.get_by_role("rowheader", name="Aulnay-sous-Bois")).to_be_visible()
    lea.check()


def test_a_commune_is_added_by_search_and_another_removed_on_the_map(visit):
    lea = visit("pilot")
    page = lea.go(f"{TERRITORY}perimetre/")
    codes = page.locator("#perimeter-codes")
    before = codes.input_value().split()
    page.get_by_label("Commune, code postal").fill("Saint-Denis")
    page.get_by_role("button", name="Chercher", exact=True).click()
    page.get_by_role("button", name="Ajouter : Saint-Denis", exact=True).first.click()
    expect(codes).to_have_value(re.compile("93066"))
    assert set(codes.input_value().split()) - set(before) == {"93066"}
    expect(page.locator(".map[data-drawn]")).to_be_visible(timeout=20_000)
    page.locator(".map canvas").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-live-sentence]").first).to_contain_text("Retirée")
    assert len(codes.input_value().split()) == len(before)
    lea.check()  # nothing is saved: the others read the same perimeter
