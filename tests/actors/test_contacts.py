"""Contacts: who sees them, how long they stay, what remains once erased."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.actors import actions, queries, standing
from maillage.actors.models import Contact
from maillage.journal.models import Entry
from maillage.toolkit.refusals import NotAllowed, Refusal


@pytest.fixture
def anne(cast):
    return actions.add_contact(
        organisation=cast.organisations["cfa"],
        name="Anne Roussel",
        function="directrice",
        email="anne@exemple.fr",
        by=cast.lea,
    )


@pytest.fixture
def marc(cast):
    return actions.add_contact(
        organisation=cast.organisations["opco"], name="Marc Petit", function="conseiller", by=cast.nadia
    )


def sheet(client, cast, key):
    return client.get(reverse("actors:sheet", args=[cast.space.slug, cast.organisations[key].pk])).text


def test_the_team_sees_all_a_partner_its_own_an_observer_none(as_role, cast, anne, marc):
    for role in ("pilot", "facilitator"):
        assert "Anne Roussel" in sheet(as_role(role), cast, "cfa")
    partner = as_role("partner")
    assert "anne@exemple.fr" in sheet(partner, cast, "cfa")
    assert "Marc Petit" not in sheet(partner, cast, "opco")
    for key in ("cfa", "opco"):
        page = sheet(as_role("observer"), cast, key)
        assert "Anne Roussel" not in page
        assert "Marc Petit" not in page
        assert "Les contacts sont lus par l'équipe du pilote" in page


def test_addresses_of_contacts_answer_404_to_others(as_role, cast, anne, marc):
    address = reverse("actors:contact_edit", args=[cast.space.slug, marc.pk])
    assert as_role("partner").get(address).status_code == 404
    assert as_role("observer").get(address).status_code == 404
    assert as_role("stranger").get(address).status_code == 404
    assert as_role("partner").get(reverse("actors:contact_edit", args=[cast.space.slug, anne.pk])).status_code == 200
    assert as_role("partner").get(reverse("actors:contacts_to_review", args=[cast.space.slug])).status_code == 403


def test_a_partner_writes_contacts_of_its_own_organisation_only(cast, marc):
    actions.add_contact(organisation=cast.organisations["cfa"], name="Léo", function="développeur", by=cast.karim)
    with pytest.raises(NotAllowed):
        actions.add_contact(organisation=cast.organisations["opco"], name="X", function="y", by=cast.karim)
    with pytest.raises(NotAllowed):
        actions.edit_contact(contact=marc, name="Z", by=cast.karim)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [({"name": ""}, "Nom"), ({"email": "anne@"}, "Courriel"), ({"level": "divin"}, "Niveau")],
)
def test_a_bad_contact_is_refused(cast, fields, sentence):
    with pytest.raises(Refusal, match=sentence):
        actions.add_contact(
            organisation=cast.organisations["cfa"], by=cast.lea, **{"name": "A", "function": "b"} | fields
        )


def test_erasing_leaves_no_name_and_keeps_the_organisation_s_history(as_role, cast, anne):
    as_role("pilot").post(reverse("actors:contact_erase", args=[cast.space.slug, anne.pk]))
    assert not Contact.objects.filter(pk=anne.pk).exists()
    story = [entry.sentence for entry in Entry.objects.filter(about_id=cast.organisations["cfa"].pk)]
    assert story[0] == "Léa Martin a effacé un contact de « CFA des Trois Rivières »."
    assert not any("Anne" in str(entry.__dict__) for entry in Entry.objects.all())


def test_contacts_not_met_for_three_years_come_up_for_review(as_role, cast, anne, marc):
    on = timezone.localdate()
    Contact.objects.filter(pk=marc.pk).update(last_contact_on=on - timedelta(days=3 * 366))
    assert list(queries.contacts_to_review(cast.space, on=on)) == [marc]
    [need, *_rest] = list(standing.needs(cast.space, on))
    assert "1 contact n'a pas été rencontré depuis trois ans" in need.sentence
    page = as_role("pilot").get(need.url)
    assert "Marc Petit" in page.text
    assert "Anne Roussel" not in page.text
    as_role("pilot").post(reverse("actors:contact_meet", args=[cast.space.slug, marc.pk]), {"next": need.url})
    assert not queries.contacts_to_review(cast.space, on=on)


def test_a_contact_never_met_counts_from_the_day_it_was_written(cast, anne):
    Contact.objects.filter(pk=anne.pk).update(created_at=timezone.now() - timedelta(days=1200))
    assert list(queries.contacts_to_review(cast.space, on=timezone.localdate())) == [anne]


def test_the_form_keeps_what_was_typed(as_role, cast, anne):
    address = reverse("actors:contact_edit", args=[cast.space.slug, anne.pk])
    page = as_role("pilot").post(address, {"name": "Anne", "function": "", "read_version": 1})
    assert 'value="Anne"' in page.text
    saved = as_role("pilot").post(
        address, {"name": "Anne R.", "function": "directrice", "last_contact_on": "2026-10-01", "read_version": 1}
    )
    assert saved.status_code == 302
    anne.refresh_from_db()
    assert (anne.name, anne.last_contact_on) == ("Anne R.", date(2026, 10, 1))


def test_a_note_is_read_by_the_team_and_its_own_organisation(as_role, cast):
    actions.edit_organisation(organisation=cast.organisations["cfa"], note="Ouvre un site en 2027.", by=cast.lea)
    assert "Ouvre un site" in sheet(as_role("partner"), cast, "cfa")
    assert "Ouvre un site" not in sheet(as_role("observer"), cast, "cfa")
