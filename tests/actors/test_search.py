"""Finding an actor: words everywhere, who acts in a commune, what a sheet lacks, lists kept, columns chosen."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.actors import actions, served
from maillage.actors.models import Organisation, SavedList
from maillage.actors.queries import search_words
from maillage.toolkit.refusals import NotAllowed, Refusal


@pytest.fixture
def home(cast):
    return reverse("actors:home", args=[cast.space.slug])


@pytest.fixture
def known(cast):
    """Three sheets with words of every sort."""
    edit = actions.edit_organisation
    cfa = edit(
        organisation=cast.organisations["cfa"],
        by=cast.lea,
        tags=["Fret et logistique", "forum"],
        description="Apprend la soudure à l'arc.",
        served_areas=served.read("Val-d'Oise\nSaint-Denis (93066)"),
        uai="0750655E",
        level="operational",
    )
    mission = edit(organisation=cast.organisations["mission"], by=cast.lea, note="Déménage en mai.", siren="732829320")
    actions.add_site(organisation=mission, name="Antenne du Cœur de ville", commune="93005", by=cast.lea)
    actions.add_contact(organisation=mission, name="Anne Roussel", function="directrice", by=cast.lea)
    actions.edit_organisation(
        organisation=cast.organisations["opco"], served_areas=served.read("France entière"), by=cast.lea
    )
    actions.edit_organisation(organisation=cast.organisations["lycee"], by=cast.lea)
    return cast.organisations | {"cfa": cfa, "mission": mission}


def names_on(page) -> set[str]:
    return {organisation.name for organisation in page.context["page"].object_list}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("soudure", "CFA des Trois Rivières"),
        ("l'ARC", "CFA des Trois Rivières"),
        ("logist", "CFA des Trois Rivières"),
        ("0750655e", "CFA des Trois Rivières"),
        ("coeur de ville", "Mission locale de la Plaine"),
        ("CŒUR", "Mission locale de la Plaine"),
        ("732 829 320", "Mission locale de la Plaine"),
        ("aulnay bois antenne", "Mission locale de la Plaine"),
        ("jeanne barret", "Lycée professionnel Jeanne-Barret"),
    ],
)
def test_words_are_looked_for_everywhere(as_role, home, known, typed, found):
    assert names_on(as_role("observer").get(home, {"q": typed})) == {found}


def test_signs_alone_find_nothing():
    assert search_words("%") == ["?"]
    assert search_words("  ") == []


@pytest.mark.parametrize("typed", ["roussel", "déménage"])
def test_names_and_notes_are_searched_by_the_team_only(as_role, home, known, typed):
    page = as_role("facilitator").get(home, {"q": typed})
    assert names_on(page) == {"Mission locale de la Plaine"}
    assert "trouvée dans ses contacts" in page.text
    for role in ("partner", "observer"):
        assert names_on(as_role(role).get(home, {"q": typed})) == set()


def test_a_name_leaves_the_search_when_the_person_is_erased(as_role, cast, home, known):
    actions.erase_contact(contact=known["mission"].contacts.get(), by=cast.lea)
    assert names_on(as_role("pilot").get(home, {"q": "roussel"})) == set()


def test_who_acts_in_a_commune_sits_there_has_a_site_there_or_serves_it(as_role, home, known):
    partner = as_role("partner")
    gonesse = names_on(partner.get(home, {"acts_in": "Gonesse"}))
    assert gonesse == {"Agence pour l'emploi des Ormes", "CFA des Trois Rivières", "OPCO des métiers du fret"}
    assert "Mission locale de la Plaine" in names_on(partner.get(home, {"acts_in": "93005"}))
    page = partner.get(home, {"acts_in": "Nulle-Part-sur-Rien"})
    assert "Aucune commune ne s" in page.text
    assert len(names_on(page)) == 8


def test_what_is_lacking_and_levels_and_tags(as_role, cast, home, known):
    pilot = as_role("pilot")
    assert "Mission locale de la Plaine" not in names_on(pilot.get(home, {"lacking": "contact"}))
    assert len(names_on(as_role("observer").get(home, {"lacking": "contact"}))) == 8, "an observer learns nothing"
    assert len(names_on(pilot.get(home, {"lacking": "siret"}))) == 7
    assert names_on(pilot.get(home, {"level": "operational"})) == {"CFA des Trois Rivières"}
    forum = known["cfa"].tags.get(name="forum").pk
    assert names_on(pilot.get(home, {"tag": forum})) == {"CFA des Trois Rivières"}


def test_what_follows_the_letters_is_the_list_alone(as_role, cast, known):
    address = reverse("actors:results", args=[cast.space.slug])
    page = as_role("pilot").get(address, {"q": "riv"})
    assert "<html" not in page.text
    assert "1 acteur sur 8" in page.text
    assert 'name="chosen"' in page.text
    assert 'name="chosen"' not in as_role("partner").get(address, {"q": "riv"}).text
    assert as_role("stranger").get(address).status_code == 404


def test_a_page_of_any_columns_reads_the_same_number_of_times(as_role, cast, home, known):
    every = "college,family,commune,confirmed,tags,level,served,sites,siret,contacts,exchanged,changed,website"

    def queries_of() -> int:
        with CaptureQueriesContext(connection) as captured:
            as_role("pilot").get(home, {"columns": every})
        return len(captured)

    few = queries_of()
    for number in range(30):
        made = actions.create_organisation(
            space=cast.space, name=f"Atelier {number}", kind="company", tags=["neuf"], by=cast.lea
        )
        actions.add_contact(organisation=made, name="X", function="y", by=cast.lea)
    assert queries_of() <= few


def test_columns_chosen_stay_for_that_person_only(as_role, cast, home, known):
    def read_by(role: str, **asked: str) -> list[str]:
        return [column.code for column in as_role(role).get(home, asked).context["columns"]]

    usual, pilot = ["college", "family", "commune", "confirmed"], as_role("pilot")
    address = reverse("actors:columns", args=[cast.space.slug])
    pilot.post(address, {"columns": ["tags", "contacts", "nonsense"]})
    assert read_by("pilot") == usual
    pilot.post(address, {"columns": ["contacts", "tags"]})
    assert read_by("pilot") == ["tags", "contacts"]
    assert read_by("facilitator") == usual
    assert read_by("partner", columns="contacts,exchanged") == usual, "who sees no contact reads no such column"
    pilot.post(address, {"columns": []})
    assert read_by("pilot") == usual


def test_a_list_is_kept_found_again_shared_and_forgotten(as_role, cast, home, known):
    save = reverse("actors:save_list", args=[cast.space.slug])
    as_role("pilot").post(f"{save}?acts_in=95277&college=training", {"name": "Gonesse", "shared": "on"})
    kept = SavedList.objects.get()
    assert kept.query == {"acts_in": "95277", "college": "training"}
    page = as_role("observer").get(home)
    assert "acts_in=95277" in page.text
    assert names_on(as_role("observer").get(home, kept.query)) == {"CFA des Trois Rivières"}
    as_role("observer").post(f"{save}?q=fret", {"name": "Mon fret"})
    assert "Mon fret" not in as_role("pilot").get(home).text
    with pytest.raises(NotAllowed):
        actions.save_list(space=cast.space, name="x", query={}, shared=True, by=cast.ines)
    with pytest.raises(NotAllowed):
        actions.forget_list(kept=kept, by=cast.ines)
    actions.forget_list(kept=kept, by=cast.nadia)
    assert SavedList.objects.count() == 1
    assert as_role("pilot").post(save, {"name": ""}).status_code == 409


def test_the_columns_chosen_leave_in_the_file(as_role, cast, known):
    address = reverse("actors:export", args=[cast.space.slug, "csv"])
    sent = as_role("pilot").get(address, {"q": "mission", "columns": ["tags", "contacts", "siren"]})
    header, row = csv.reader(io.StringIO(sent.content.decode("utf-8-sig")), delimiter=";")
    assert header == ["Organisation", "Nature", "Étiquettes", "SIREN", "Contacts"]
    assert row == ["Mission locale de la Plaine", "mission locale", "", "732\u00a0829\u00a0320", "1"]
    sent = as_role("observer").get(address, {"columns": ["tags", "contacts"]}).content.decode("utf-8-sig")
    assert "Contacts" not in sent.splitlines()[0]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("95", "|departement:95|"),
        ("Val-d'Oise (95); Gonesse", "|departement:95|commune:95277|"),
        ("Île-de-France (région 11)\nfrance entière", "|region:11|pays:FR|"),
        ("CA Roissy Pays de France", "|epci:200055655|"),
        ("95\n95", "|departement:95|"),
    ],
)
def test_a_territory_served_is_read_as_people_write_it(typed, read):
    assert served.read(typed) == read
    assert served.read("\n".join(served.written(read))) == read


def test_an_unclear_territory_is_asked_again():
    with pytest.raises(Refusal, match=r"précisez la zone desservie, par exemple Saint-Denis \("):
        served.read("Saint-Denis")
    assert served.read("Saint-Denis", near=["93066"]) == "|commune:93066|"
    with pytest.raises(Refusal, match="Aucune commune, EPCI"):
        served.read("Zzzz")


def test_the_name_sorts_without_accents(cast):
    actions.create_organisation(space=cast.space, name="Écoles du fret", kind="cfa", by=cast.lea)
    actions.create_organisation(space=cast.space, name="Fondation", kind="funder", by=cast.lea)
    names = Organisation.objects.in_space(cast.space).exclude(search_text="").order_by("sort_name")
    assert [one.name for one in names] == ["Écoles du fret", "Fondation"]
