"""The pages of the working group, as each role reads them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maillage.actors.models import Contact, Organisation
from maillage.groups import actions
from maillage.groups.models import Seat, WorkingGroup
from maillage.spaces import actions as spaces
from maillage.stakes import actions as stakes


def address(cast, name, *args):
    return reverse(f"groups:{name}", args=[cast.space.slug, *args])


@pytest.fixture
def group(cast):
    group = actions.create_group(space=cast.space, name="Groupe des quinze", purpose="Écrire la charte", by=cast.lea)
    for key, name in [("cfa", "Karim le directeur"), ("mission", "Samia la directrice")]:
        contact = Contact.objects.create(
            space=cast.space, organisation=cast.organisations[key], name=name, function="Direction", level="managerial"
        )
        actions.seat(
            group=group,
            organisation=cast.organisations[key],
            level="managerial",
            contact=contact,
            reason="Parce que",
            by=cast.lea,
        )
    return group


def publish(cast):
    spaces.set_published(space=cast.space, reading="group", published=True, by=cast.lea)


@pytest.mark.parametrize("role", ["pilot", "facilitator", "partner", "observer"])
def test_an_empty_step_opens(as_role, cast, role):
    assert as_role(role).get(address(cast, "home")).status_code == 200


def test_the_only_group_is_shown_at_once(as_role, cast, group):
    page = as_role("pilot").get(address(cast, "home")).text
    assert "Qui siège" in page
    assert "Karim le directeur" in page
    assert "Il manque le collège « emploi »" not in page
    assert "Il manque le collège « entreprises »" in page


def test_several_groups_are_listed(as_role, cast, group):
    actions.create_group(space=cast.space, name="Groupe du sud", by=cast.lea)
    page = as_role("pilot").get(address(cast, "home")).text
    assert "2 groupes dans cet espace" in page
    assert "Groupe du sud" in page


def test_before_publication_a_partner_reads_its_own_seat_only(as_role, cast, group):
    for page in (address(cast, "home"), address(cast, "group", group.pk)):
        partner = as_role("partner").get(page).text
        assert "compose encore le groupe" in partner
        assert "CFA des Trois Rivières" in partner
        assert "Mission locale" not in partner
        assert "CFA des Trois Rivières" not in as_role("observer").get(page).text


def test_once_published_members_read_the_group_without_persons(as_role, cast, group):
    publish(cast)
    partner = as_role("partner").get(address(cast, "home")).text
    assert "Mission locale de la Plaine" in partner
    assert "Samia" not in partner
    assert "Karim le directeur" in partner  # his own organisation's contact
    observer = as_role("observer").get(address(cast, "group", group.pk)).text
    assert "Mission locale de la Plaine" in observer
    assert "le directeur" not in observer
    assert "Donner un siège" not in observer


@pytest.mark.parametrize(("role", "status"), [("partner", 403), ("observer", 403), ("stranger", 404)])
def test_composing_is_the_teams(as_role, cast, group, role, status):
    publish(cast)
    client, seat = as_role(role), group.seats.first()
    for page in (
        address(cast, "new"),
        address(cast, "edit", group.pk),
        address(cast, "candidates", group.pk),
        address(cast, "seat", group.pk, cast.organisations["fret"].pk),
    ):
        assert client.get(page).status_code == status
    assert client.post(address(cast, "unseat", seat.pk)).status_code == status
    assert Seat.objects.filter(pk=seat.pk).exists()


def test_another_spaces_group_is_not_there(as_role, cast, group):
    paul = as_role("stranger")
    for name in ("group", "edit", "candidates"):
        assert paul.get(reverse(f"groups:{name}", args=[cast.elsewhere.slug, group.pk])).status_code == 404
    elsewhere = Organisation.objects.create(
        space=cast.elsewhere, name="Loin", kind="other", college="companies", family="economic"
    )
    assert as_role("pilot").get(address(cast, "seat", group.pk, elsewhere.pk)).status_code == 404


def test_a_group_is_opened_and_edited(as_role, cast):
    client = as_role("pilot")
    wrong = client.post(address(cast, "new"), {"name": "G", "smallest": 18, "largest": 12})
    assert "le plus petit nombre vient d'abord" in wrong.text.replace("&#x27;", "'")
    client.post(address(cast, "new"), {"name": "G", "purpose": "P", "smallest": 12, "largest": 18})
    group = WorkingGroup.objects.get()
    edited = client.post(
        address(cast, "edit", group.pk),
        {"name": "H", "purpose": "P", "smallest": 10, "largest": 15, "read_version": group.version},
    )
    assert edited["Location"] == group.get_absolute_url()
    stale = client.post(
        address(cast, "edit", group.pk),
        {"name": "I", "purpose": "P", "smallest": 10, "largest": 15, "read_version": group.version},
    )
    assert "Rien n'a été écrasé" in stale.text.replace("&#x27;", "'")
    group.refresh_from_db()
    assert group.name == "H"


def test_a_seat_is_given_from_the_list(as_role, cast, group):
    client, fret = as_role("facilitator"), cast.organisations["fret"]
    page = client.get(address(cast, "candidates", group.pk), {"college": "companies"}).text
    assert "Fret Horizon" in page
    assert "collège « entreprises »" in page
    assert "Lycée professionnel" not in page
    form = client.get(address(cast, "seat", group.pk, fret.pk), {"level": "operational"})
    assert "Ce siège comblerait un manque" in form.text
    client.post(address(cast, "seat", group.pk, fret.pk), {"level": "operational", "reason": "Un employeur"})
    assert Seat.objects.filter(group=group, organisation=fret, level="operational").exists()
    again = client.post(address(cast, "seat", group.pk, fret.pk), {"level": "operational"})
    assert "a déjà un siège" in again.text


def test_a_strangers_contact_cannot_be_slipped_in(as_role, cast, group):
    samia = Contact.objects.get(organisation=cast.organisations["mission"])
    fret = cast.organisations["fret"]
    page = as_role("pilot").post(
        address(cast, "seat", group.pk, fret.pk), {"level": "operational", "contact": samia.pk}
    )
    assert page.status_code == 200
    assert not Seat.objects.filter(organisation=fret).exists()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"voice": "youth"}, "Collectif des apprentis du Nord"),
        ({"voice": "employer"}, "Fret Horizon"),
        ({"level": "political"}, "Communauté des Aulnes"),
        ({"stake": "E1"}, "Fret Horizon"),
    ],
)
def test_the_list_finds_who_would_fill(as_role, cast, group, asked, found):
    Organisation.objects.filter(pk=cast.organisations["jeunes"].pk).update(youth_voice=True)
    Organisation.objects.filter(pk=cast.organisations["fret"].pk).update(is_employer=True)
    Contact.objects.create(
        space=cast.space, organisation=cast.organisations["epci"], name="H", function="Élue", level="political"
    )
    stakes.say_stake(organisation=cast.organisations["fret"], code="E1", by=cast.lea)
    page = as_role("pilot").get(address(cast, "candidates", group.pk), asked).text
    assert found in page
    assert "1 organisation sans siège" in page


def test_a_filter_that_does_not_exist_shows_everyone(as_role, cast, group):
    page = as_role("pilot").get(address(cast, "candidates", group.pk), {"college": "pirates", "part": "zz"})
    assert "6 organisations sans siège" in page.text


def test_a_seat_is_taken_back(as_role, cast, group):
    seat = group.seats.get(organisation=cast.organisations["cfa"])
    answer = as_role("pilot").post(address(cast, "unseat", seat.pk))
    assert answer["Location"] == group.get_absolute_url()
    assert not Seat.objects.filter(pk=seat.pk).exists()
    assert as_role("pilot").get(address(cast, "unseat", seat.pk)).status_code == 405


@pytest.mark.parametrize("name", ["group", "candidates"])
def test_more_seats_and_actors_add_no_query(as_role, cast, group, name):
    client = as_role("pilot")

    def ask() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(cast, name, group.pk)).status_code == 200
        return len(asked)

    stakes.say_stake(organisation=cast.organisations["epci"], code="I5", by=cast.lea)
    few = ask()
    for number in range(12):
        organisation = Organisation.objects.create(
            space=cast.space, name=f"Acteur {number}", kind="other", college="chambers", family="economic"
        )
        stakes.say_stake(organisation=organisation, code="E1", by=cast.lea)
        if number % 2:
            actions.seat(group=group, organisation=organisation, level="operational", by=cast.lea)
    assert ask() == few
