"""How people come in: a code by e-mail, an invitation, or not at all."""

from __future__ import annotations

import re

from playwright.sync_api import expect


def code_in(letter: str) -> str:
    return re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", letter, re.MULTILINE).group(1)


def test_the_pilot_signs_in_with_a_code_received_by_mail(visit, site):
    guest = visit()
    page = guest.go("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tisser les partenariats")
    guest.check()
    page.get_by_role("link", name="Se connecter").first.click()
    page.get_by_label("Adresse électronique").fill("lea.martin@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saisir le code")
    page.get_by_label("Code reçu").fill(code_in(site.mail()))
    guest.check()
    page.get_by_role("button", name="Entrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes espaces")
    expect(page.get_by_role("link", name="Grand Roissy")).to_be_visible()


def test_an_unknown_address_learns_nothing(visit):
    page = visit().go("/connexion/")
    page.get_by_label("Adresse électronique").fill("personne@exemple.fr")
    page.get_by_role("button", name="Recevoir un code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saisir le code")


def test_a_stranger_finds_no_space(visit, site):
    """The pilot of another space signs in, and sees neither this one nor that it exists.

    The other space belongs to nobody of the story: the demonstration closes its doors to those who work for real.
    """
    paul_s_address = "paul.lefevre@exemple.fr"
    site.maillage("space", "create", "ailleurs", "--name=Ailleurs", f"--pilot={paul_s_address}", "--pilot-name=Paul")

    paul = visit()
    page = paul.go("/connexion/")
    page.get_by_label("Adresse électronique").fill(paul_s_address)
    page.get_by_role("button", name="Recevoir un code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Saisir le code")
    page.get_by_label("Code reçu").fill(code_in(site.mail()))
    page.get_by_role("button", name="Entrer").click()
    expect(page.get_by_role("link", name="Ailleurs")).to_be_visible()
    assert page.goto(f"{site.base}/espaces/grand-roissy/").status == 404
    expect(page.get_by_role("heading", level=1)).to_contain_text("n'existe pas, ou vous n'y avez pas accès")


def test_everything_can_be_read_in_english(visit):
    page = visit("observer").page
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Read the territory").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
