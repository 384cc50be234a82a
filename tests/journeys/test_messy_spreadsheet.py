"""The predecessor's spreadsheet, as messy as it came: read, corrected, imported, taken back, imported again."""

from __future__ import annotations

import csv
import io

from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

SPACE = "/espaces/grand-roissy/acteurs/"
TOWNS = ["Gonesse", "Roissy-en-France", "Tremblay-en-France", "Villepinte", "Sarcelles", "Goussainville"]
TRADES = [
    ("Transports", "PME"),
    ("Menuiserie", "PME"),
    ("Association Passerelle", "Association"),
    ("Hôtel", "entreprise"),
    ("Régie de quartier", "SIAE"),
]
NAMES = ["Aubépine", "Bruyère", "Cèdre", "Érable", "Frêne", "Genêt", "Hêtre"]
PLACES = [
    "Moulin",
    "Fontaine",
    "Aérodrome",
    "Canal",
    "Forge",
    "Plateau",
    "Verger",
    "Colline",
    "Clocher",
    "Lavoir",
    "Pont",
]
WHERE = [f"{before} {place}" for before in ("du Vieux", "du Grand") for place in PLACES]
GOOD, NOT_ITS_KEY, TOO_SHORT, SHORTENED = "73282932000074", "73282932000075", "7328293200007", "7,32829E+13"


def messy_spreadsheet() -> bytes:
    """120 lines saved by a French Excel: Windows-1252, semicolons, a title, towns that were merged cells."""
    rows = []
    for number in range(110):
        trade, kind = TRADES[number % 5]
        town = TOWNS[number // 5 % 6] if number % 5 == 0 else ""  # a merged cell keeps its text on the first line only
        name = f"{trade} {NAMES[number % 7]} {WHERE[number // 5]}"
        rows.append([name, kind, "", f"{number + 1} rue des Écoles", town, "06 11 22 33 44"])
    rows[1][2], rows[2][2], rows[3][2], rows[4][2] = GOOD, NOT_ITS_KEY, TOO_SHORT, SHORTENED
    first = rows[0]
    rows[1][3] = ""
    rows += [
        [first[0].upper(), "", "", "1, r. des Ecoles", first[4], ""],
        [f"SARL {rows[1][0]}", "", GOOD, "2 rue des Écoles", first[4], ""],
        [rows[5][0].replace("é", "e"), "PME", "", rows[5][3], rows[5][4], ""],
        ["Hôtel Bruyere du Parc", "entreprise", "", "", "Gonesse", ""],
        ["Hôtel Bruyère du Par", "", "", "", "Gonesse", ""],
        ["", "PME", "", "9 rue Perdue", "Gonesse", ""],
        ["CFA des Métiers de l'air", "CFA", "", "", "Roissy-en-France", ""],
        ["Maison de l'œuvre, « La Forge »", "Association", "", "", "Saint-Denis", ""],
        ["Chantier École Plaine", "SIAE", "", "12 rue Basse", "Villeneuve", ""],
        ["Mission locale des Ormes", "Mission locale", "", "", "Gonesse", ""],
    ]
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";")
    writer.writerow(["Annuaire des partenaires – à jour au 12 mars", "", "", "", "", ""])
    writer.writerow(["Structure", "Type", "N° SIRET", "Adresse", "Ville", "Portable"])
    writer.writerows(rows)
    return file.getvalue().encode("cp1252")


def test_a_messy_spreadsheet_is_corrected_imported_undone_and_imported_again(visit):
    lea = visit("pilot")
    page = lea.go(f"{SPACE}imports/nouveau/")
    page.get_by_label("Votre tableur").set_input_files(
        {"name": "partenaires.csv", "mimeType": "text/csv", "buffer": messy_spreadsheet()}
    )
    page.get_by_role("button", name="Lire le fichier").click()
    expect(page.get_by_text("encodage Windows-1252, séparateur point-virgule")).to_be_visible()
    expect(page.get_by_text("6 lignes sont refusées")).to_be_visible()

    # Towns were merged cells: each empty one takes back the town above.
    page.get_by_text("voir ou changer").click()
    page.get_by_label("case vide : comme au-dessus (Ville)").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Relire avec ces colonnes").click()
    page.get_by_role("link", name="Voir les lignes refusées").click()
    expect(page.get_by_role("button", name="Enregistrer les corrections")).to_be_visible()
    lea.check()

    # Wrong cells are corrected where they are, all at once.
    corrected = {"SIRET": ["", "", ""], "Nom": ["Garage de la rue Perdue"], "Commune": ["93066", "95277"]}
    for label, texts in corrected.items():
        boxes = page.get_by_role("textbox", name=label, exact=True).and_(page.locator("[aria-invalid]"))
        for rank, text in enumerate(texts):
            boxes.nth(rank).fill(text)
    page.get_by_role("button", name="Enregistrer les corrections").click()
    expect(page.get_by_text("6 lignes revues")).to_be_visible()
    expect(page.get_by_text("Aucune ligne dans ce cas.")).to_be_visible()

    # What looks alike is decided by a person.
    page.get_by_role("link", name="réunie").click()
    expect(page.get_by_text("Même organisation qu'à la ligne 4")).to_be_visible()
    lea.check()

    before = count(lea.go(SPACE))
    page.go_back()
    page.get_by_role("button", name="Importer").click()
    expect(page.get_by_text("L'import est fait")).to_be_visible()
    imported = count(lea.go(SPACE))
    assert imported > before + 100

    page = lea.go(f"{SPACE}imports/")
    page.get_by_role("link", name="Annuler cet import").first.click()
    expect(page.get_by_role("button", name="Annuler cet import")).to_be_visible()
    lea.check()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Annuler cet import").click()
    expect(page.get_by_text("L'import est annulé")).to_be_visible()
    assert count(lea.go(SPACE)) == before

    page = lea.go(f"{SPACE}imports/")
    page.get_by_role("link", name="partenaires.csv").first.click()
    page.get_by_role("button", name="Refaire cet import").click()
    expect(page.get_by_text("L'import est fait")).to_be_visible()
    assert count(lea.go(SPACE)) == imported

    # The other tests find the demonstration as it was.
    lea.go(f"{SPACE}imports/")
    page.get_by_role("link", name="Annuler cet import").first.click()
    page.get_by_role("button", name="Annuler cet import").click()
    expect(page.get_by_text("L'import est annulé")).to_be_visible()


def count(page) -> int:
    """How many organisations the directory says it has."""
    heading = page.locator(".page-reading").inner_text()
    return int("".join(char for char in heading.split("acteur")[0] if char.isdecimal()))


def test_the_preview_is_read_on_a_phone(visit):
    lea = visit("pilot", viewport=PHONE)
    page = lea.go(f"{SPACE}imports/nouveau/")
    page.get_by_label("Votre tableur").set_input_files(
        {"name": "partenaires.csv", "mimeType": "text/csv", "buffer": messy_spreadsheet()}
    )
    page.get_by_role("button", name="Lire le fichier").click()
    page.get_by_role("link", name="Voir les lignes refusées").click()
    expect(page.get_by_role("button", name="Enregistrer les corrections")).to_be_visible()
    lea.check()
