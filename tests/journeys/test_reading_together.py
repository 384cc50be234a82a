"""Eight people read four partnerships alone, the group reads one together, and the pilot decides what follows."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, Visit

SPACE = "/espaces/grand-roissy/"
READ = f"{SPACE}partenariats/"
PARTNERSHIPS = (
    "Alliance Alternance Grand Roissy",
    "Appel à projets Compétences 2027",
    "Orientation partagée Plaine Nord",
    "Passerelle vers les métiers de l'escale",
)
RATERS = ("Hélène Quéré", "Patricia Lenoir", "Claire Desnoyers", "Awa Diarra", "Samia Rouget", "Marc Vasseur")
RATERS += ("Isabelle Thévenot", "Denis Aubry")
ORIENTATION = PARTNERSHIPS[2]
SAID = {"A1": "2", "C3": "unknown"}


def test_alone_then_together_then_decided(visit):
    lea = visit("pilot")
    links = ask(lea)
    sheets = answer_on_a_phone(visit, links["Samia Rouget"]) + [
        sheet for who in RATERS if who != "Samia Rouget" for sheet in answer(lea, links[who])
    ]
    assert len(sheets) == 13  # each for the partnerships of its organisation
    board = lea.go(SPACE + "campagnes/").get_by_role("row", name="Lire à huit").get_by_role("cell")
    expect(board).to_have_text(["ouverte", re.compile("20"), "8", "8", "0"])
    where = addresses(lea)
    nobody_reads_another(visit, lea, links, where)
    hold_the_session(lea, where[ORIENTATION])
    choose_against_the_suggestion(lea, where[ORIENTATION])
    decide(lea, where[ORIENTATION])
    see_the_portfolio(lea)


def ask(lea: Visit) -> dict[str, str]:
    """A campaign on the four partnerships, opened; whom it was written to → the path of the personal link."""
    page = lea.go(SPACE + "campagnes/nouvelle/?sujet=grid")
    page.get_by_label("Titre").fill("Lire à huit")
    for name in PARTNERSHIPS:
        page.get_by_label(name).check()
    page.get_by_label("Répondre jusqu'au").fill((timezone.localdate() + timedelta(days=20)).isoformat())
    page.get_by_role("radio").first.check()  # with names, read by the pilot
    page.get_by_role("button", name="Enregistrer et choisir qui répond").click()
    for who in RATERS:
        page.get_by_role("checkbox", name=who).check()
    page.get_by_role("button", name="Ajouter ces personnes").click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Ouvrir et envoyer les lettres").click()
    expect(page.get_by_text("La campagne est ouverte")).to_be_visible()
    lea.check()
    with page.expect_navigation():
        page.get_by_role("link", name="Lire les courriers").click()
    return {who: page.get_by_role("link", name=who).first.get_attribute("href") for who in RATERS}


def answer_on_a_phone(visit, link: str) -> list[str]:
    """The first partnership on the screen of a phone, the others as fast as requests go."""
    samia = visit(viewport=PHONE)
    page = samia.go(link)
    samia.check()
    page.get_by_role("button", name="Commencer").first.click()
    expect(page.get_by_text("1 sur 22")).to_be_visible()
    page.get_by_role("radio").nth(1).check()
    page.get_by_role("button", name="Enregistrer et suivant").click()
    expect(page.get_by_text("2 sur 22")).to_be_visible()
    page.get_by_role("radio", name="Je ne sais pas").check()
    page.get_by_role("button", name="Enregistrer et suivant").click()
    expect(page.get_by_text("3 sur 22")).to_be_visible()
    page.get_by_role("link", name="Relire toutes mes réponses").click()
    page.get_by_role("button", name="Remettre ma lecture").click()
    expect(page.get_by_text("vos réponses sont remises")).to_be_visible()
    return [page.url, *answer(samia, link)]


def answer(visitor: Visit, link: str) -> list[str]:
    """Hand in a short sheet for each partnership that this link still asks about: what the screens post, without them.

    Returns where each sheet began.
    """
    request, base = visitor.context.request, visitor.site.base
    page = request.get(base + link).text()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    starts = re.findall(r'method="post" action="([^"]+/\d+/)"', page)
    for start in starts:
        said = [(f"{start}{criterion}/", {"choice": choice}) for criterion, choice in SAID.items()]
        for address, form in [(start, {}), *said, (f"{start}remettre/", {})]:
            sent = request.post(base + address, form={"csrfmiddlewaretoken": token, **form}, max_redirects=0)
            assert sent.status == 302, f"{address}: {sent.status}"
    return starts


def nobody_reads_another(visit, lea: Visit, links: dict[str, str], where: dict[str, str]) -> None:
    """Neither the pages, nor addresses that one would guess, give a partner somebody else's answers."""
    page = lea.go(f"{where[ORIENTATION]}lecture/")
    whose = page.locator("#who-title ~ .table-scroll a, section:has(#who-title) table a")
    sheets = [whose.nth(place).get_attribute("href") for place in range(whose.count())]
    assert len(sheets) >= 4
    expect(page.get_by_role("main")).to_contain_text("Isabelle Thévenot")
    karim = visit("partner")
    seen = karim.go(f"{where[PARTNERSHIPS[0]]}lecture/")
    expect(seen.get_by_role("main")).not_to_contain_text("Hélène Quéré")
    request, base = karim.context.request, karim.site.base
    for address in (*sheets, *(f"{sheet}A1/" for sheet in sheets[:2])):
        assert request.get(base + address).status == 404, address
    board = lea.go(SPACE + "campagnes/").get_by_role("link", name="Lire à huit").get_attribute("href")
    assert request.get(base + board).status in (403, 404)
    appel = where[PARTNERSHIPS[1]].removeprefix(READ)
    assert request.get(f"{base}{links['Denis Aubry']}{appel}relire/").status == 404  # not asked about this one
    assert request.get(base + links["Denis Aubry"][:-4] + "AAA/").status == 404


def hold_the_session(lea: Visit, partnership: str) -> None:
    """On the projected screen, by keyboard and by click; what is said together stands beside, never over."""
    page = lea.go(f"{partnership}seance/")
    page.get_by_role("button", name="Ouvrir la séance").click()
    expect(page.get_by_text("critère 1 sur 22")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("Isabelle Thévenot")
    lea.check()
    page.get_by_label("Notes de la discussion").fill("Le mot « orientation » ne dit pas la même chose à chacun.")
    page.get_by_role("radio", name="Pas d'accord trouvé").check()
    page.get_by_role("button", name="Suivant").click()
    expect(page.get_by_text("critère 2 sur 22")).to_be_visible()
    page.wait_for_load_state()  # the script that hears the keys is here
    page.keyboard.press("4")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Remettre la lecture en commun").click()
    expect(page.get_by_text("Restés sans accord")).to_be_visible()
    table = page.locator("table.session-table")
    expect(table.locator("tbody tr").nth(1).get_by_text("4", exact=True)).to_be_visible()
    expect(table.locator("tbody tr").nth(1)).to_contain_text("réponses")  # the median, beside it


def choose_against_the_suggestion(lea: Visit, partnership: str) -> None:
    page = lea.go(f"{partnership}lecture/")
    expect(page.locator("#pourquoi tbody tr")).to_have_count(11)
    page.get_by_text("Retenir ce type, ou un autre").click()
    page.get_by_label("Type retenu").select_option("T7")
    page.get_by_role("button", name="Retenir ce type").click()
    expect(page.get_by_role("alert")).to_contain_text("dites en une phrase pourquoi")
    page.get_by_label("Raison").fill("La feuille de route commune est signée depuis septembre.")
    page.get_by_role("button", name="Retenir ce type").click()
    expect(page.locator("#type blockquote")).to_contain_text("signée depuis septembre")


def decide(lea: Visit, partnership: str) -> None:
    """The first point gets an action, which the animation follows."""
    page = lea.go(f"{SPACE}animation/plan/{partnership.removeprefix(READ)}")
    page.get_by_role("link", name="Décider du premier").click()
    page.get_by_role("radio", name=re.compile("^Agir", re.IGNORECASE)).check()
    page.get_by_role("textbox", name="Action").fill("Écrire ensemble ce que « orienter » veut dire")
    page.get_by_role("combobox", name="Qui en répond").select_option(label="Mission locale des Deux Plaines")
    page.get_by_role("group", name="Agir").get_by_label("Échéance").fill(
        (timezone.localdate() + timedelta(days=60)).isoformat()
    )
    page.get_by_role("button", name="Garder cette suite").click()
    expect(page.get_by_text("Écrire ensemble ce que « orienter » veut dire")).to_be_visible()
    expect(lea.go(SPACE + "animation/").get_by_text("Écrire ensemble ce que").first).to_be_visible()


def see_the_portfolio(lea: Visit) -> None:
    page = lea.go(READ)
    line = page.locator("table.portfolio tbody tr", has_text=ORIENTATION)
    expect(line).to_contain_text("Alliance territoriale co-construite")
    expect(line).to_contain_text("retenu")
    expect(page.get_by_role("img").first).to_be_visible()
    assert lea.complaints == []


def addresses(lea: Visit) -> dict[str, str]:
    """Name → the path of its pages."""
    links = lea.go(READ).locator("table.portfolio th a")
    found = [(link.inner_text().strip(), link.get_attribute("href")) for link in links.all()]
    return {name: re.match(rf"{READ}\d+/", href)[0] for name, href in found}
