"""A partner answers in ten minutes on a phone; nobody else reads his answers by name."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

PARTNERSHIPS = "/espaces/grand-roissy/partenariats/"


def test_karim_reads_a_partnership_on_his_phone(visit, site):
    karim = visit("partner", viewport=PHONE)
    page = karim.go(PARTNERSHIPS)
    alliance = page.get_by_role("link", name="Alliance Alternance Grand Roissy").first.get_attribute("href")
    page.goto(site.base + alliance.replace("/lire/", "/").rstrip("/") + "/lire/")
    expect(page.get_by_text("Qui lira quoi")).to_be_visible()
    karim.check()
    page.get_by_role("button", name="Commencer").click()
    expect(page.get_by_text("1 sur 22")).to_be_visible()
    karim.check()
    page.get_by_role("radio").nth(3).check()
    page.get_by_role("button", name="Enregistrer et suivant").click()
    expect(page.get_by_text("2 sur 22")).to_be_visible()
    page.get_by_role("radio", name="Je ne sais pas").check()
    page.get_by_role("button", name="Enregistrer et suivant").click()
    expect(page.get_by_text("2 réponses gardées")).to_be_visible()
    here = page.url

    again = visit("partner", viewport=PHONE)  # later, on another device
    expect(again.go(here.removeprefix(site.base)).get_by_text("2 réponses gardées")).to_be_visible()

    ines = visit("observer")  # the address of somebody's answers is nobody else's
    assert ines.page.goto(here).status == 404


def test_a_partner_says_a_stake_of_its_own(visit):
    karim = visit("partner", viewport=PHONE)
    page = karim.go("/espaces/grand-roissy/enjeux/")
    expect(page.get_by_role("heading", level=1)).not_to_be_empty()
    page.get_by_role("link", name="Relire et compléter").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("CFA des Métiers de l'air")
    karim.check()
