"""A room and its phones: they join without account, the screen grows, the pilot keeps it or throws it away."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

WORKSHOPS = "/espaces/grand-roissy/ateliers/"
PROJECTOR = {"width": 1280, "height": 720}


def prepare(lea, title: str, *, pace: str = "") -> str:
    """Prepare, open, project; returns the code read on the screen."""
    page = lea.go(f"{WORKSHOPS}nouveau/")
    page.get_by_label("Titre").fill(title)
    if pace:
        page.get_by_label(pace).check()
    page.get_by_role("button", name="Enregistrer l'atelier").click()
    page.get_by_role("button", name="Ouvrir et projeter").click()
    return page.locator(".workshop-code").inner_text().split()[-1].replace("-", "")


def join(phone, code: str, college: str):
    page = phone.go(f"/atelier/{code}/")
    page.get_by_role("radio", name=college).check()
    page.get_by_role("button", name="Participer").click()
    return page


def tap(page, level: str) -> None:
    page.locator(f"button[value='{level}']").click()


def test_several_phones_at_once_and_one_screen(visit):
    lea = visit("pilot", viewport=PROJECTOR)
    lea.page.on("dialog", lambda question: question.accept())
    code = prepare(lea, "Nos enjeux, essai en salle")
    screen = lea.page
    screen.keyboard.press("ArrowRight")
    expect(screen.get_by_role("heading", name="Pourvoir des postes en tension")).to_be_visible()

    phones = [visit(viewport=PHONE, scripted=number != 1) for number in range(4)]
    colleges = ["Formation", "Formation", "Formation", "Entreprises"]
    pages = [join(phone, code, college) for phone, college in zip(phones, colleges, strict=True)]
    phones[0].check()
    expect(screen.get_by_text("4 téléphones")).to_be_visible()

    tap(pages[0], "4")
    tap(pages[1], "5")
    expect(screen.get_by_text("2 réponses : le résultat se montre à partir de trois.")).to_be_visible()
    expect(pages[0].get_by_text("2 sur 10")).to_be_visible()
    formation = screen.locator(".workshop-picture text", has_text="Formation")
    expect(formation).to_have_count(0)
    screen.evaluate("window.stayed = true")
    tap(pages[2], "5")
    expect(formation).to_be_visible()
    assert screen.evaluate("window.stayed"), "the screen was loaded again"
    tap(pages[3], "1")
    expect(screen.get_by_text("4 réponses à ce point")).to_be_visible()
    expect(screen.locator(".workshop-picture text", has_text="Entreprises")).to_have_count(0)
    expect(formation).to_have_count(0)  # beside it, the only answer of another college would be found by subtraction
    lea.check()

    screen.get_by_role("button", name="Masquer les résultats").click()
    expect(screen.get_by_text("masqués le temps que chacun réponde")).to_be_visible()
    expect(screen.locator(".workshop-picture")).to_have_count(0)
    screen.get_by_role("button", name="Fermer l'atelier").click()
    expect(screen.get_by_text("Les réponses sont closes.")).to_be_visible()
    expect(pages[0].get_by_role("heading", name="L'atelier est clos, merci")).to_be_visible()
    tap(pages[1], "3")  # without script, the form tells it
    expect(pages[1].get_by_role("heading", name="L'atelier est clos, merci")).to_be_visible()
    assert visit().page.goto(f"{lea.site.base}/atelier/{code}/").status == 404

    screen.get_by_role("link", name="Quitter l'écran").click()
    screen.get_by_role("button", name="Garder la séance").click()
    expect(screen.get_by_text("La séance est gardée")).to_be_visible()
    expect(screen.locator(".page-reading")).to_contain_text("4 téléphones")


def test_led_together_then_thrown_away(visit):
    lea = visit("pilot", viewport=PROJECTOR)
    lea.page.on("dialog", lambda question: question.accept())
    code = prepare(lea, "Point par point", pace="tous ensemble, un point à la fois")
    phone = visit(viewport=PHONE)
    page = join(phone, code, "Emploi")
    tap(page, "4")
    expect(page.get_by_text("Réponse gardée")).to_be_visible()
    lea.page.get_by_role("button", name="Suivant").click()
    expect(page.get_by_role("heading", name="Recruter local")).to_be_visible()
    lea.page.get_by_role("link", name="Quitter l'écran").click()
    lea.page.get_by_role("button", name="Jeter l'atelier").click()
    expect(lea.page.get_by_text("L'atelier est jeté")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="L'atelier est clos, merci")).to_be_visible()
