"""Add, edit, confirm, archive an organisation; every bad input is one sentence."""

from datetime import date

import pytest
from django.urls import reverse

from maillage.actors import actions
from maillage.actors.models import Organisation
from maillage.journal.models import Entry
from maillage.spaces.models import Membership
from maillage.toolkit.refusals import NotAllowed, Refusal

SIRET = "73282932000074"


def create(cast, by=None, **fields):
    given = {"name": "CFA de la Plaine", "kind": "cfa"} | fields
    return actions.create_organisation(space=cast.space, by=by or cast.lea, **given)


def test_a_kind_brings_its_college_its_family_and_its_flags(cast):
    youth = create(cast, name="Les jeunes du 95", kind="beneficiaries")
    assert (youth.college, youth.family, youth.youth_voice) == ("insertion", "social", True)
    assert create(cast, name="Fret et Cie", kind="company").is_employer
    assert create(cast, college="chambers").college == "chambers"


def test_what_is_given_is_tidied_and_can_be_found(cast):
    made = create(cast, name="  Cœur   d'Emploi ", siret="732 829 320 00074", website="www.exemple.fr", commune="95277")
    assert (made.name, made.siret, made.website) == ("Cœur d'Emploi", SIRET, "https://www.exemple.fr")
    assert "coeur d emploi" in made.search_text
    assert "gonesse" in made.search_text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"siret": "7328293200007"}, "Le SIRET a 14 chiffres : celui-ci en compte 13"),
        ({"siret": "732829320000741"}, "celui-ci en compte 15"),
        ({"siret": "73282932000079"}, "La clé du SIRET"),
        ({"siret": "SIRET inconnu"}, "n'est pas un SIRET"),
        ({"siret": "7,32829E+13"}, "Le tableur a abrégé ce SIRET"),
        ({"commune": "99999"}, "Aucune commune n'a le code Insee « 99999 »"),
        ({"kind": "licorne"}, "n'est pas dans la liste"),
        ({"website": "javascript:alert(1)"}, "n'est pas l'adresse d'un site"),
        ({"website": "ftp://exemple.fr"}, "n'est pas l'adresse d'un site"),
        ({"website": "http://[oups"}, "n'est pas l'adresse d'un site"),
        ({"name": "   "}, "Nom"),
        ({"name": "x" * 161}, "Nom"),
        ({"longitude": 2.5}, "actors_coordinates_go_together"),
    ],
)
def test_a_bad_value_is_refused_in_one_sentence(cast, fields, sentence):
    with pytest.raises(Refusal, match=sentence):
        create(cast, **fields)
    assert not Organisation.objects.filter(name="CFA de la Plaine").exists()


def test_la_poste_keeps_its_own_siret_rule(cast):
    assert create(cast, kind="company", siret="35600000049837").siret == "35600000049837"


def test_an_arrondissement_leads_to_its_commune(cast):
    assert create(cast, commune="75112").commune == "75056"


def test_a_siret_serves_once_until_its_sheet_is_archived(cast):
    first = create(cast, siret=SIRET)
    with pytest.raises(Refusal, match="déjà celui de « CFA de la Plaine »"):
        create(cast, name="Autre", siret=SIRET)
    actions.archive_organisation(organisation=first, by=cast.lea)
    create(cast, name="Autre", siret=SIRET)
    with pytest.raises(Refusal, match="déjà celui de « Autre »"):
        actions.restore_organisation(organisation=first, by=cast.lea)


def test_two_people_who_add_the_same_siret_at_once_make_one_sheet(cast, monkeypatch):
    create(cast, siret=SIRET)
    check, answers = actions.organisations.refuse_taken_siret, []

    def late(organisation):
        """The first look comes before the other person has saved."""
        answers.append(organisation)
        if len(answers) > 1:
            check(organisation)

    monkeypatch.setattr(actions.organisations, "refuse_taken_siret", late)
    monkeypatch.setattr(Organisation, "validate_constraints", lambda *_args, **_kwargs: None)
    with pytest.raises(Refusal, match="déjà celui de « CFA de la Plaine »"):
        create(cast, name="Autre", siret=SIRET)
    assert Organisation.objects.filter(siret=SIRET).count() == 1


def test_the_same_siret_may_live_in_two_spaces(cast):
    create(cast, siret=SIRET)
    actions.create_organisation(space=cast.elsewhere, name="Même maison", kind="cfa", siret=SIRET, by=cast.paul)


def test_a_partner_edits_its_own_sheet_only(cast):
    actions.edit_organisation(organisation=cast.organisations["cfa"], acronym="C3R", by=cast.karim)
    with pytest.raises(NotAllowed, match="celle-ci revient à l'équipe du pilote"):
        actions.edit_organisation(organisation=cast.organisations["opco"], acronym="X", by=cast.karim)
    with pytest.raises(NotAllowed):
        actions.archive_organisation(organisation=cast.organisations["cfa"], by=cast.karim)
    with pytest.raises(NotAllowed):
        create(cast, by=cast.karim)


def test_an_observer_and_a_stranger_write_nothing(cast):
    for person in (cast.ines, cast.paul):
        with pytest.raises(NotAllowed):
            actions.confirm_organisation(organisation=cast.organisations["cfa"], on=date(2026, 11, 23), by=person)


def test_two_people_do_not_overwrite_each_other(cast):
    sheet = cast.organisations["cfa"]
    read_by_both = sheet.version
    mine = Organisation.objects.get(pk=sheet.pk)
    actions.edit_organisation(organisation=sheet, expected_version=read_by_both, served="93", by=cast.lea)
    with pytest.raises(Refusal, match="Rien n'a été écrasé"):
        actions.edit_organisation(organisation=mine, expected_version=read_by_both, served="95", by=cast.nadia)


def test_a_new_kind_brings_its_college_unless_told_otherwise(cast):
    sheet = actions.edit_organisation(organisation=cast.organisations["opco"], kind="company", by=cast.lea)
    assert (sheet.college, sheet.is_employer) == ("companies", True)


def test_archiving_keeps_everything_and_comes_back(cast):
    sheet = cast.organisations["cfa"]
    actions.archive_organisation(organisation=sheet, by=cast.lea)
    assert sheet not in Organisation.objects.current()
    actions.restore_organisation(organisation=sheet, by=cast.lea)
    assert sheet in Organisation.objects.current()


def test_the_journal_tells_the_story(cast):
    made = create(cast)
    actions.confirm_organisation(organisation=made, on=date(2026, 11, 23), by=cast.nadia)
    sentences = [entry.sentence for entry in Entry.objects.filter(about_kind="actors.organisation", about_id=made.pk)]
    assert sentences == [
        "Nadia Benali a confirmé que la fiche de « CFA de la Plaine » est toujours exacte.",
        "Léa Martin a ajouté « CFA de la Plaine » à l'annuaire.",
    ]


def test_a_representative_belongs_to_the_same_space(cast):
    pauls = Membership.objects.get(space=cast.elsewhere, user=cast.paul)
    with pytest.raises(Refusal, match="pas dans le même espace"):
        actions.set_representative(membership=pauls, organisation=cast.organisations["cfa"], by=cast.lea)
    ines = Membership.objects.get(space=cast.space, user=cast.ines)
    with pytest.raises(Refusal, match="observe seulement"):
        actions.set_representative(membership=ines, organisation=cast.organisations["cfa"], by=cast.lea)
    with pytest.raises(NotAllowed):
        actions.set_representative(
            membership=Membership.objects.get(space=cast.space, user=cast.karim),
            organisation=cast.organisations["opco"],
            by=cast.nadia,
        )


def test_a_misspelt_field_is_a_mistake_of_the_caller(cast):
    with pytest.raises(TypeError, match="colour"):
        create(cast, colour="red")


# --- Pages


def test_the_form_says_the_fault_at_the_field_and_loses_nothing(as_role, cast):
    page = as_role("pilot").post(
        reverse("actors:new", args=[cast.space.slug]),
        {"name": "Fret Nord", "kind": "company", "siret": "7328293200007", "commune": "Villeneuve"},
    )
    assert "celui-ci en compte 13" in page.text
    assert "Plusieurs communes s" in page.text
    assert 'value="Fret Nord"' in page.text


def test_the_form_takes_a_commune_by_name_and_follows_the_kind(as_role, cast):
    answer = as_role("facilitator").post(
        reverse("actors:new", args=[cast.space.slug]), {"name": "Fret Nord", "kind": "company", "commune": "gonesse"}
    )
    made = Organisation.objects.get(name="Fret Nord")
    assert answer["Location"] == made.get_absolute_url()
    assert (made.commune, made.college, made.is_employer) == ("95277", "companies", True)


def test_the_form_offers_the_written_commune_back_and_keeps_it(as_role, cast):
    sheet = cast.organisations["travail"]
    address = reverse("actors:edit", args=[cast.space.slug, sheet.pk])
    pilot = as_role("pilot")
    assert "Gonesse (95277)" in pilot.get(address).text
    pilot.post(
        address,
        {"name": sheet.name, "kind": sheet.kind, "commune": "Gonesse (95277)", "read_version": sheet.version},
    )
    sheet.refresh_from_db()
    assert (sheet.commune, sheet.version) == ("95277", 2)


def test_the_form_refuses_to_overwrite_a_newer_sheet(as_role, cast):
    sheet = cast.organisations["travail"]
    address = reverse("actors:edit", args=[cast.space.slug, sheet.pk])
    actions.edit_organisation(organisation=Organisation.objects.get(pk=sheet.pk), served="95", by=cast.nadia)
    page = as_role("pilot").post(address, {"name": "Autre", "kind": sheet.kind, "read_version": 1})
    assert "Rien n&#x27;a été écrasé" in page.text


def test_one_click_says_that_a_sheet_is_still_true(as_role, cast):
    sheet = cast.organisations["cfa"]
    as_role("partner").post(reverse("actors:confirm", args=[cast.space.slug, sheet.pk]))
    sheet.refresh_from_db()
    assert sheet.confirmed_by == "Karim Haddad"
    refused = as_role("observer").post(reverse("actors:confirm", args=[cast.space.slug, sheet.pk]))
    assert refused.status_code == 403


def test_another_space_s_organisation_does_not_exist_here(as_role, cast):
    theirs = actions.create_organisation(space=cast.elsewhere, name="Ailleurs", kind="cfa", by=cast.paul)
    for name in ("sheet", "edit"):
        assert as_role("pilot").get(reverse(f"actors:{name}", args=[cast.space.slug, theirs.pk])).status_code == 404
    assert as_role("pilot").post(reverse("actors:archive", args=[cast.space.slug, theirs.pk])).status_code == 404
