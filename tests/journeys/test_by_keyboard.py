"""One journey without a mouse: come in, find the way, add an actor, find it again."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def tab_to(page: Page, name: str, role: str = "link", most: int = 120) -> None:
    """Press Tab until the focus is on what has this name; everything on the way must be visible."""
    wanted = page.get_by_role(role, name=name).first
    for _press in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"« {name} » is not reached with the keyboard on {page.url}")


def test_an_actor_is_added_and_found_with_the_keyboard_alone(visit):
    lea = visit("pilot")
    page = lea.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    tab_to(page, "Cartographier les acteurs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/acteurs/")
    tab_to(page, "Ajouter une organisation")
    page.keyboard.press("Enter")
    page.wait_for_url("**/acteurs/nouvelle/")
    tab_to(page, "Nom", role="textbox")
    page.keyboard.type("Atelier des Ormes")
    tab_to(page, "Nature", role="combobox")
    page.keyboard.type("entreprise")
    tab_to(page, "Enregistrer", role="button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Atelier des Ormes")
    lea.check()
    tab_to(page, "Chercher un acteur", role="searchbox")
    page.keyboard.type("ormes")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Atelier des Ormes")).to_be_visible()
