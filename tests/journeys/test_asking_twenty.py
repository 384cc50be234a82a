"""Twenty actors are asked their stakes: ten answer by their link, one by telephone, the nine others are reminded."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, policy
from html import escape, unescape
from urllib.parse import quote

from django.utils import timezone
from playwright.sync_api import APIRequestContext, expect

from tests.journeys.conftest import PHONE

HERE = "/espaces/grand-roissy/"
TITLE = "Vos enjeux, avant le comité"
WORDS = "Nos tournées de nuit ne trouvent personne, et personne ne nous le demande."
OTHERS = {  # people of organisations that have no contact in the directory
    "Halles de la Plaine": "Rachid Allam",
    "Net'Plaine": "Odile Perrin",
    "GEIQ Propreté et Services": "Luc Tessier",
    "France Travail Goële": "Mona Salis",
}


@dataclass
class Answer:
    """A page as somebody without a browser reads it: its address, its words, its forms."""

    by: APIRequestContext
    address: str
    text: str

    def send(self, to: str = "", **said: object) -> Answer:
        hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', self.text)
        form = {**dict(hidden), **{name: str(value) for name, value in said.items()}}
        return _read(self.by, self.by.post(to or self.address, form=form, headers={"Referer": self.address}))

    def action(self, start: str) -> str:
        """The address of the form that begins so."""
        return next(one for one in re.findall(r'action="([^"]+)"', self.text) if re.search(start, one))


def _read(by: APIRequestContext, answer) -> Answer:
    assert answer.status == 200, f"{answer.url}: {answer.status}"
    return Answer(by, answer.url, answer.text())


def open_page(by: APIRequestContext, address: str) -> Answer:
    return _read(by, by.get(address))


def say_stakes(page: Answer, base: str) -> Answer:
    """Answer whatever is asked, question after question, and hand in."""
    for _step in range(40):
        if 'name="codes"' in page.text:
            page = page.send(codes=re.search(r'name="codes" value="(\w+)"', page.text)[1], go="next")
        elif 'value="none"' in page.text:
            page = page.send(go="none")
        elif 'name="weight"' in page.text:
            page = page.send(weight=4, go="next")
        elif "remettre/" in page.text:
            return page.send(to=base + page.action("remettre/$"))
        else:
            page = open_page(page.by, base + re.search(r'btn btn-primary" href="([^"]+)"', page.text)[1])
    raise AssertionError(f"never handed in: {page.address}")


def letters(site, kind: str) -> dict[str, str]:
    """Address → text of the letters of this kind that the server wrote, the newest last."""
    found = {}
    for file in sorted((site.data / "demo" / "mail").glob("*.log")):
        for raw in file.read_bytes().split(b"-" * 79):
            letter = message_from_bytes(raw.strip(), policy=policy.default)
            if letter["X-Maillage-Letter"] == kind:
                found[re.search(r"<(.+)>", str(letter["To"]))[1]] = letter.get_content()
    return found


def test_twenty_actors_are_asked_their_stakes(visit, site, playwright):
    lea = visit("pilot")
    page = lea.page
    page.on("dialog", lambda question: question.accept())

    # What to ask, whom: fifteen by one click, five by their address
    lea.go(f"{HERE}campagnes/nouvelle/")
    lea.check()
    page.get_by_role("link", name="Demander cela : les enjeux").click()
    page.get_by_label("Titre").fill(TITLE)
    page.get_by_label("Vos enjeux", exact=True).check()
    page.get_by_label("Répondre jusqu'au").fill((timezone.localdate() + timedelta(days=20)).isoformat())
    page.get_by_role("button", name="Enregistrer et choisir qui répond").click()
    lea.check()
    page.get_by_label("Collège").select_option("companies")
    expect(page.get_by_role("button", name="Ajouter 1 personne, une par organisation")).to_be_visible()
    page.get_by_role("link", name="tout afficher").click()
    page.get_by_role("button", name="Ajouter 15 personnes, une par organisation").click()
    expect(page.get_by_text("15 personnes choisies")).to_be_visible()
    campaign = page.url
    page.goto(f"{campaign}personnes/?q=Colis Express Plaine")
    page.get_by_label("Organisation (facultatif)").select_option(label="Colis Express Plaine")
    page.get_by_label("Nom (facultatif)").fill("Ann Bell")
    page.get_by_label("Adresse électronique").fill("ann.bell@exemple.fr")
    page.get_by_label("Langue des lettres").select_option("en")
    page.get_by_role("button", name="Ajouter ces personnes").click()
    for organisation, name in OTHERS.items():
        found = open_page(lea.context.request, f"{campaign}personnes/?q={quote(organisation)}")
        key = re.search(rf'<option value="(\d+)">{re.escape(escape(organisation))}', found.text)[1]
        found.send(organisation=key, name=name, email=f"{name.replace(' ', '.').lower()}@exemple.fr")
    page.goto(campaign)
    expect(page.get_by_text("20 personnes choisies")).to_be_visible()
    page.get_by_role("button", name="Ouvrir et envoyer les lettres").click()
    expect(page.get_by_text("0 personne sur 20 a répondu")).to_be_visible()

    # The letters, in the demonstration's mailbox
    lea.go(f"{HERE}campagnes/courriers/")
    written = page.locator("li.mail").filter(has_text=TITLE)
    expect(written).to_have_count(20)
    links = {
        re.search(r"[\w.]+@exemple\.fr", one.inner_text())[0]: one.get_by_role("link").first.get_attribute("href")
        for one in written.all()
    }
    assert len(links) == 20

    # Two answer on their telephone, one of them in English
    answered = ["rachid.allam@exemple.fr", "ann.bell@exemple.fr"]
    french, english = visit(viewport=PHONE), visit(viewport=PHONE, language="en")
    _answer_on_a_phone(french, links[answered[0]], site.base)
    _answer_in_english(english, links[answered[1]], site.base)

    # Eight more answer; one hands the question on; one says it by telephone
    left = sorted(set(links) - set(answered))
    for email in left[:8]:
        person = playwright.request.new_context()
        welcome = open_page(person, site.base + links[email])
        thanks = say_stakes(welcome.send(to=site.base + welcome.action(r"/enjeux/1/$")), site.base)
        assert "Merci" in thanks.text
        answered.append(email)
        person.dispose()
    by_telephone, busy = left[8], left[9]
    person = playwright.request.new_context()
    asked_on = open_page(person, f"{site.base}{links[busy]}transmettre/")
    assert "Merci" in asked_on.send(name="Noé Garric", email="noe.garric@exemple.fr", language="fr").text
    person.dispose()
    page.goto(campaign)
    typed = page.locator("tr").filter(has_text=by_telephone).get_by_role("link", name="Saisir ses réponses")
    said = open_page(lea.context.request, site.base + typed.get_attribute("href"))
    said = say_stakes(said.send(target=1), site.base)
    assert by_telephone in letters(site, "thanks")  # whoever said it receives what was typed
    page.goto(campaign)
    expect(page.get_by_text("11 personnes sur 20 ont répondu")).to_be_visible()
    expect(page.locator("tr").filter(has_text="noe.garric@exemple.fr")).to_contain_text("transmis par")

    # Three days later, the nine others are reminded, and nobody else
    with closing(sqlite3.connect(site.data / "demo" / "maillage.sqlite3", timeout=20)) as base, base:
        days_ago = (timezone.localdate() - timedelta(days=3)).isoformat()
        base.execute("UPDATE campaigns_invitation SET invited_on = ? WHERE campaign_id = ?", (days_ago, _key(campaign)))
    before = letters(site, "reminder")
    page.reload()
    page.get_by_role("button", name="Relancer ceux qui n'ont pas répondu").click()
    expect(page.get_by_text("9 personnes sont relancées")).to_be_visible()
    awaited = {*left[10:], "noe.garric@exemple.fr"}
    reminded = {email: text for email, text in letters(site, "reminder").items() if before.get(email) != text}
    assert set(reminded) == awaited
    assert all(TITLE in text for text in reminded.values())
    lea.check()

    # The board by college, then the end
    board = page.get_by_role("table", name="Réponses par collège")
    counts = [row.get_by_role("cell").all_inner_texts() for row in board.locator("tbody tr").all()]
    assert len(counts) == 7
    whole = [int(cell.split()[0]) for cell in counts[-1]]
    assert whole[0] == 20
    assert whole[-1] == 11
    assert sum(int(row[0]) for row in counts[:-1]) == 20
    page.get_by_role("button", name="Clore la campagne").click()
    expect(page.get_by_text("11 personnes sur 20 ont répondu ; la campagne est close")).to_be_visible()
    late = visit(viewport=PHONE)
    late.go(links[left[11]])
    expect(late.page.get_by_text("Les réponses sont closes")).to_be_visible()
    late.check()

    # What was said is read with its names by the pilot, without any by a partner
    lea.go(f"{HERE}enjeux/noms/")
    page.get_by_role("link", name="Halles de la Plaine").first.click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    karim = visit("partner")
    for read in ("enjeux/", "enjeux/jeu/"):
        lea.go(HERE + read)
        lea.check()
        karim.go(HERE + read)
        words = unescape(karim.page.inner_text("main"))
        assert WORDS not in words
        assert not [name for name in ("Halles de la Plaine", "Rachid", "Colis Express") if name in words]
        karim.check()
    assert karim.page.goto(f"{site.base}{HERE}enjeux/noms/").status == 403
    assert karim.page.goto(campaign).status == 404


def _key(campaign: str) -> int:
    return int(campaign.rstrip("/").rsplit("/", 1)[1])


def _answer_on_a_phone(rachid, link: str, base: str) -> None:
    page = rachid.go(link)
    expect(page.get_by_text("Vos réponses, avec votre nom")).to_be_visible()
    rachid.check()
    page.get_by_role("button", name="Commencer").click()
    page.get_by_role("checkbox").first.check()
    rachid.check()
    page.get_by_role("button", name="Enregistrer et suivant").click()
    page.goto(base + link)  # the telephone rang: one comes back where one was
    expect(page.get_by_text("1 réponse sur")).to_be_visible()
    page.get_by_role("button", name="Reprendre").click()
    page.get_by_role("radio").last.check()
    page.get_by_label("Avec vos mots").fill(WORDS)
    page.get_by_role("button", name="Enregistrer et").click()
    page.get_by_role("button", name="Je n'en vois pas d'autre").click()
    rachid.check()
    page.get_by_role("button", name="Remettre mes réponses").click()
    expect(page.get_by_text("Merci : tout est remis")).to_be_visible()
    rachid.check()


def _answer_in_english(ann, link: str, base: str) -> None:
    page = ann.go(link)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    ann.check()
    page.locator("form button.btn-primary").click()
    page.get_by_role("checkbox").nth(1).check()
    page.locator("button[value=next]").click()
    page.get_by_role("radio").first.check()
    page.locator("button[value=next]").click()
    page.locator("button[value=none]").click()
    ann.check()
    page.locator("button.btn-primary").click()
    expect(page.get_by_text("Thank you").first).to_be_visible()
    french = re.search(r"\b(réponses|enjeux|lien personnel)\b", page.inner_text("main").replace(TITLE, ""))
    assert french is None, page.inner_text("main")
