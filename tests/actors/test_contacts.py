"""Contacts: who sees them, how long they stay, what remains once erased."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from maillage.actors import actions, personal, queries, redaction, standing
from maillage.actors.files import vcard
from maillage.actors.models import Contact, Exchange, Organisation
from maillage.groups import actions as groups
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


def test_what_is_written_after_midnight_is_written_that_day(as_role, cast, anne):
    """An hour is kept in universal time; its day is the day here."""
    after_midnight = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    Contact.objects.filter(pk=anne.pk).update(created_at=after_midnight)
    Organisation.objects.filter(pk=anne.organisation_id).update(changed_at=after_midnight)
    anne.refresh_from_db()
    person = personal.read_person(anne, date(2026, 7, 2))
    assert "2 juillet 2026" in [fact.value for fact in person.facts]
    assert person.kept_until == date(2029, 7, 2)
    exported = as_role("pilot").get(reverse("actors:export", args=[cast.space.slug, "csv"]) + "?columns=changed")
    assert "2026-07-02" in exported.content.decode("utf-8-sig")


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


# --- exchanges, departures, access, erasure


def test_an_exchange_is_noted_and_moves_the_last_contact(as_role, cast, anne):
    cfa = cast.organisations["cfa"]
    day = timezone.localdate() - timedelta(days=3)
    address = reverse("actors:exchange_new", args=[cast.space.slug, cfa.pk])
    form = {"channel": "call", "on": day.isoformat(), "contact": anne.pk, "words": "Douze places libres."}
    as_role("facilitator").post(address, form)
    anne.refresh_from_db()
    assert anne.last_contact_on == day
    actions.note_exchange(organisation=cfa, channel="mail", on=day - timedelta(days=9), contact=anne, by=cast.lea)
    anne.refresh_from_db()
    assert anne.last_contact_on == day, "an older exchange does not take the date back"
    for role in ("pilot", "partner"):
        assert "Douze places libres." in sheet(as_role(role), cast, "cfa")
    assert "Douze places libres." not in sheet(as_role("observer"), cast, "cfa")


def test_what_an_exchange_refuses(cast, anne, marc):
    today, cfa = timezone.localdate(), cast.organisations["cfa"]
    with pytest.raises(Refusal, match="une fois qu'il a eu lieu"):
        actions.note_exchange(organisation=cfa, channel="call", on=today + timedelta(days=1), by=cast.lea)
    with pytest.raises(Refusal, match="n'est pas un contact de cette organisation"):
        actions.note_exchange(organisation=cfa, channel="call", on=today, contact=marc, by=cast.lea)
    with pytest.raises(Refusal, match="Comment"):
        actions.note_exchange(organisation=cfa, channel="pigeon", on=today, by=cast.lea)
    with pytest.raises(NotAllowed):
        actions.note_exchange(organisation=cfa, channel="call", on=today, by=cast.karim)


def test_an_exchange_is_taken_back_by_the_team(as_role, cast, anne):
    made = actions.note_exchange(
        organisation=cast.organisations["cfa"], channel="visit", on=timezone.localdate(), words="Erreur.", by=cast.lea
    )
    address = reverse("actors:exchange_remove", args=[cast.space.slug, made.pk])
    assert as_role("partner").post(address).status_code == 403
    assert as_role("observer").post(address).status_code == 404
    as_role("pilot").post(address)
    assert not Exchange.objects.exists()


def test_somebody_leaves_and_somebody_new_takes_up_the_function(as_role, cast, anne):
    address = reverse("actors:contact_depart", args=[cast.space.slug, anne.pk])
    day = timezone.localdate() - timedelta(days=400)
    page = as_role("partner").post(
        address, {"on": day.isoformat(), "name": "Paule Aubry", "function": "directrice"}, follow=True
    )
    assert "Paule Aubry lui succède." in page.text
    anne.refresh_from_db()
    assert (anne.left_on, anne.successor.name) == (day, "Paule Aubry")
    assert "remplacée par Paule Aubry" in page.text
    assert list(queries.contacts_to_review(cast.space, on=timezone.localdate())) == [anne], "gone for a year"
    as_role("pilot").post(reverse("actors:contact_stay", args=[cast.space.slug, anne.pk]))
    anne.refresh_from_db()
    assert (anne.left_on, anne.successor) == (None, None)


def test_a_successor_is_a_colleague_in_office(cast, anne, marc):
    today = timezone.localdate()
    other = actions.add_contact(organisation=anne.organisation, name="Léo", function="adjoint", by=cast.lea)
    with pytest.raises(Refusal, match="même organisation"):
        actions.succeed_contact(contact=anne, on=today, successor=marc, by=cast.lea)
    with pytest.raises(Refusal, match="autre personne"):
        actions.succeed_contact(contact=anne, on=today, successor=anne, by=cast.lea)
    with pytest.raises(Refusal, match="à venir"):
        actions.succeed_contact(contact=anne, on=today + timedelta(days=1), by=cast.lea)
    actions.succeed_contact(contact=other, on=today, by=cast.lea)
    with pytest.raises(Refusal, match="a aussi quitté"):
        actions.succeed_contact(contact=anne, on=today, successor=other, by=cast.lea)
    with pytest.raises(NotAllowed):
        actions.succeed_contact(contact=anne, on=today, by=cast.ines)


def test_whether_somebody_may_commit_is_yes_no_or_not_known(as_role, cast, anne):
    address = reverse("actors:contact_edit", args=[cast.space.slug, anne.pk])
    form = {"name": "Anne Roussel", "function": "directrice", "mandate": "après avis du bureau"}
    for typed, kept in (("yes", True), ("no", False), ("", None)):
        anne.refresh_from_db()
        as_role("pilot").post(address, {**form, "may_commit": typed, "read_version": anne.version})
        anne.refresh_from_db()
        assert anne.may_commit is kept


def test_a_person_reads_all_that_is_kept(as_role, cast, anne):
    actions.note_exchange(
        organisation=anne.organisation,
        channel="call",
        on=timezone.localdate(),
        contact=anne,
        words="Rappeler en mai.",
        by=cast.lea,
    )
    group = groups.create_group(space=cast.space, name="Groupe du fret", by=cast.lea)
    groups.seat(group=group, organisation=anne.organisation, level="political", contact=anne, by=cast.lea)
    page = as_role("pilot").get(reverse("actors:contact", args=[cast.space.slug, anne.pk])).text
    assert "Rappeler en mai." in page
    assert "Siège au groupe « Groupe du fret »" in page
    access = reverse("actors:contact_access", args=[cast.space.slug, anne.pk, "json"])
    given = as_role("facilitator").post(access)
    tree = json.loads(given.content)
    assert tree["person"]["name"] == "Anne Roussel"
    assert tree["exchanges"][0]["words"] == "Rappeler en mai."
    assert tree["elsewhere"][0]["group"] == "Groupe du fret"
    assert tree["retention_months"] == 36
    table = as_role("pilot").post(access.replace("json", "csv")).content.decode("utf-8-sig")
    assert "Anne Roussel" in table
    assert "Rappeler en mai." in table
    trace = Entry.objects.filter(code="organisation.contact_given")
    printed = as_role("pilot").post(access.replace("json", "pdf")).content
    assert printed.startswith(b"%PDF-")
    assert trace.count() == 3
    assert "Anne" not in str(trace.first().__dict__)
    assert as_role("partner").post(access).status_code == 403
    assert as_role("observer").post(access).status_code == 404
    assert as_role("pilot").post(access.replace("json", "docx")).status_code == 404


def test_erasing_strikes_the_name_out_of_notes_and_exchanges(cast, anne):
    cfa = actions.edit_organisation(
        organisation=cast.organisations["cfa"], note="Voir Anne ROUSSEL ou anne@exemple.fr le lundi.", by=cast.lea
    )
    exchange = actions.note_exchange(
        organisation=cfa,
        channel="call",
        on=timezone.localdate(),
        contact=anne,
        words="Mme Roussel attend douze jeunes ; « anne roussel » aussi.",
        by=cast.lea,
    )
    anne.refresh_from_db()
    actions.erase_contact(contact=anne, by=cast.lea)
    exchange.refresh_from_db()
    cfa.refresh_from_db()
    assert exchange.contact is None
    assert exchange.words == "Mme [personne effacée] attend douze jeunes ; « [personne effacée] » aussi."
    assert cfa.note == "Voir [personne effacée] ou [personne effacée] le lundi."
    assert "anne" not in cfa.private_text


GONE = "[personne effacée]"


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("Hélène Œuvrard", "HELENE et Oeuvrard", f"{GONE} et {GONE}"),
        ("Hélène Œuvrard", "vu helene oeuvrard ce matin", f"vu {GONE} ce matin"),
        ("Hélène Œuvrard", "l'avis d'hélène, qu'Hélène redit", f"l'avis d'{GONE}, qu'{GONE} redit"),
        ("Hélène Œuvrard", "helenes, œuvrarder", "helenes, œuvrarder"),
        ("Léa Roussel", "appeler lea, puis roussel", f"appeler {GONE}, puis {GONE}"),
        ("Rose de La Tour", "Rose aime la rose et la Tour", f"{GONE} aime la rose et la {GONE}"),
        ("Rose de La Tour", "rose de la tour, mme tour, de la rose", f"{GONE}, mme {GONE}, de la rose"),
        ("Rose de La Tour", "M. de la Ville de La Rochelle", "M. de la Ville de La Rochelle"),
        (
            "Paul Petit",
            "un petit groupe, mr petit, PETIT et petit paul",
            f"un petit groupe, mr {GONE}, {GONE} et {GONE}",
        ),
        ("Paul Petit", "M.Petit ; petits", f"M.{GONE} ; petits"),
        ("Anne-Marie Petit", "Anne a vu Jean-Marie, anne-marie non", f"{GONE} a vu Jean-Marie, {GONE} non"),
        ("Jean d'Aunay", "jean d'aunay en jean", f"{GONE} en jean"),
        ("Li Wu", "Li a dit oui, li wu aussi, Mme Li", f"Li a dit oui, {GONE} aussi, Mme {GONE}"),
        ("Ali Ben Salah", "ali ben salah est ben là", f"{GONE} est ben là"),
        ("Van de Velde", "le van de velde", f"le van de {GONE}"),
    ],
)
def test_what_counts_as_a_name(name, text, left):
    assert redaction.Striker(name)(text) == left


@pytest.mark.parametrize(
    ("detail", "text", "left"),
    [
        ("anne@exemple.fr", "Anne@Exemple.FR, pas marianne@exemple.fr", f"{GONE}, pas marianne@exemple.fr"),
        ("01 23 45 67 89", "0123456789, +33 (0)1.23.45.67.89 ou 1 23 45 67 89", f"{GONE}, {GONE} ou {GONE}"),
        ("+33 1 23 45 67 89", "01-23-45-67-89 et 01 23 45 67 890", f"{GONE} et 01 23 45 67 890"),
        ("poste 12", "au poste 12, pas au poste 123", f"au {GONE}, pas au poste 123"),
        ("", "rien", "rien"),
    ],
)
def test_what_counts_as_a_detail(detail, text, left):
    assert redaction.Striker("Zoé Xyz", detail)(text) == left


@given(st.text("aé -'.,Pprtit\nœ", max_size=40))
def test_nothing_else_than_the_name_is_lost(text):
    pieces = redaction.Striker("Paul Petit", "a@p.fr").read(text)
    assert "".join(piece.text for piece in pieces) == text


def test_what_would_be_struck_is_shown_before(as_role, cast, anne):
    far = "rien " * 60
    actions.edit_organisation(organisation=cast.organisations["cfa"], note=f"Voir roussel. {far}", by=cast.lea)
    actions.edit_contact(contact=anne, name="Anne Grand", function="directrice", by=cast.lea)
    actions.note_exchange(
        organisation=cast.organisations["cfa"],
        channel="call",
        on=timezone.localdate(),
        words="anne veut un grand atelier",
        by=cast.lea,
    )
    address = reverse("actors:contact", args=[cast.space.slug, anne.pk])
    page = as_role("pilot").get(address, {"next": "/espaces/pays-d-aulne/acteurs/contacts/a-revoir/"}).text
    assert "<del>anne</del> veut un <mark>grand</mark> atelier" in page
    assert far not in page
    assert "laissé tel quel" in page
    assert 'name="next" value="/espaces/pays-d-aulne/acteurs/contacts/a-revoir/"' in page
    assert as_role("observer").get(address).status_code == 404


def test_the_list_of_people_is_for_the_team(as_role, cast, anne, marc):
    address = reverse("actors:people", args=[cast.space.slug])
    page = as_role("facilitator").get(address, {"q": "directr trois"})
    assert "Anne Roussel" in page.text
    assert "Marc Petit" not in page.text
    assert "Marc Petit" in as_role("pilot").get(address, {"state": "not_informed"}).text
    assert "Personne ne correspond" in as_role("pilot").get(address, {"state": "gone", "level": "x"}).text
    assert as_role("partner").get(address).status_code == 403


def test_the_cards_leave_with_the_pilot_only(as_role, cast, anne, marc):
    address = reverse("actors:vcards", args=[cast.space.slug])
    sent = as_role("pilot").post(f"{address}?q=trois")
    card = sent.content.decode()
    assert card.count("BEGIN:VCARD") == 1
    assert "FN:Anne Roussel\r\nN:Roussel;Anne;;;\r\nORG:CFA des Trois Rivières\r\nTITLE:directrice\r\n" in card
    assert "EMAIL;TYPE=INTERNET,WORK:anne@exemple.fr" in card
    assert Entry.objects.first().sentence == "Léa Martin a emporté des contacts de l'annuaire (1)."
    for role in ("facilitator", "partner", "observer"):
        assert as_role(role).post(address).status_code == 403
    assert as_role("pilot").get(address).status_code == 405


def test_a_card_escapes_and_folds(cast):
    long = actions.add_contact(
        organisation=cast.organisations["cfa"], name="Zoé; Île, \\", function="é" * 120, by=cast.lea
    )
    lines = vcard.to_vcards([long]).split("\r\n")
    assert "FN:Zoé\\; Île\\, \\\\" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "é" * 120 in "".join(line.removeprefix(" ") for line in lines)


# --- the register


def test_the_register_says_what_is_still_to_be_said(as_role, cast, anne):
    address = reverse("actors:register", args=[cast.space.slug])
    page = as_role("facilitator").get(address)
    assert "il reste 5 lignes à dire" in page.text
    assert as_role("partner").get(address).status_code == 403
    edit = reverse("actors:register_edit", args=[cast.space.slug])
    assert as_role("facilitator").get(edit).status_code == 403
    form = {
        "controller": "GIP de l'Aulne",
        "officer": "Mme la déléguée",
        "rights_email": "droits@exemple.fr",
        "basis": "public_interest",
        "retention_months": "24",
        "reviewed_on": "2026-11-01",
        "read_version": "",
    }
    assert "La fiche est complète" in as_role("pilot").post(edit, form, follow=True).text.replace(
        "la fiche", "La fiche"
    )
    sent = as_role("facilitator").get(reverse("actors:register_file", args=[cast.space.slug, "csv"]))
    assert "GIP de l'Aulne" in sent.content.decode("utf-8-sig")
    refused = as_role("pilot").post(edit, {**form, "retention_months": "0"})
    assert refused.status_code == 200


def test_the_retention_that_is_declared_is_the_one_applied(as_role, cast, anne):
    on = timezone.localdate()
    Contact.objects.filter(pk=anne.pk).update(last_contact_on=on - timedelta(days=400))
    assert not queries.contacts_to_review(cast.space, on=on)
    actions.keep_register(space=cast.space, retention_months=12, by=cast.lea)
    assert list(queries.contacts_to_review(cast.space, on=on)) == [anne]
    assert "12 mois" in as_role("pilot").get(reverse("actors:contacts_to_review", args=[cast.space.slug])).text
    with pytest.raises(NotAllowed):
        actions.keep_register(space=cast.space, retention_months=12, by=cast.nadia)
    with pytest.raises(Refusal, match="Durée de conservation"):
        actions.keep_register(space=cast.space, retention_months=600, by=cast.lea)
