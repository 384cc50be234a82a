"""One change on many sheets: all or none, in the journal, undone later."""

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.actors import actions
from maillage.actors.models import BulkChange, Organisation, Tag
from maillage.journal.models import Entry
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal


@pytest.fixture
def chosen(cast):
    return {cast.organisations[key].pk: 1 for key in ("cfa", "lycee", "mission")}


def change(cast, chosen, deed, value="", by=None):
    return actions.change_many(space=cast.space, chosen=chosen, deed=deed, value=value, by=by or cast.lea)


def test_a_field_changes_on_all_of_them_and_comes_back(cast, chosen):
    done = change(cast, chosen, "family", "economic")
    families = Organisation.objects.filter(pk__in=chosen).values_list("family", flat=True)
    assert set(families) == {"economic"}
    assert set(Organisation.objects.filter(pk__in=chosen).values_list("version", flat=True)) == {2}
    assert Entry.objects.first().sentence == (
        "Léa Martin a modifié plusieurs fiches (3) : changer de famille d'enjeux."
    )
    assert actions.undo_change(change=done, by=cast.nadia) == 3
    cfa = Organisation.objects.get(pk=cast.organisations["cfa"].pk)
    assert (cfa.family, cfa.version) == ("training", 3)
    with pytest.raises(Refusal, match="déjà annulé"):
        actions.undo_change(change=done, by=cast.lea)


def test_a_sheet_edited_meanwhile_stops_everything(cast, chosen):
    actions.edit_organisation(organisation=cast.organisations["lycee"], acronym="LP", by=cast.nadia)
    with pytest.raises(Refusal, match=r"Lycée professionnel Jeanne-Barret.* a changé"):
        change(cast, chosen, "level", "political")
    assert not Organisation.objects.exclude(level="").exists()
    assert not BulkChange.objects.exists()


def test_a_form_opened_before_cannot_overwrite_it(cast, chosen):
    change(cast, chosen, "level", "political")
    with pytest.raises(EditedMeanwhile):
        actions.edit_organisation(organisation=cast.organisations["cfa"], name="CFA", expected_version=1, by=cast.nadia)


def test_tags_are_added_found_and_removed(cast, chosen):
    change(cast, chosen, "add_tag", "Forum de mars")
    cfa = Organisation.objects.get(pk=cast.organisations["cfa"].pk)
    assert [tag.name for tag in cfa.tags.all()] == ["Forum de mars"]
    assert "forum de mars" in cfa.search_text
    second = change(cast, {cfa.pk: 2}, "remove_tag", "forum de MARS")
    assert not cfa.tags.exists()
    actions.undo_change(change=second, by=cast.lea)
    assert cfa.tags.get().name == "Forum de mars"
    for made in BulkChange.objects.filter(undone_at=None):
        actions.undo_change(change=made, by=cast.lea)
    assert not Tag.objects.exists(), "a tag that nobody carries leaves"


def test_undoing_keeps_what_somebody_wrote_since(cast, chosen):
    done = change(cast, chosen, "college", "employment")
    cfa = Organisation.objects.get(pk=cast.organisations["cfa"].pk)
    actions.edit_organisation(organisation=cfa, college="companies", by=cast.nadia)
    assert actions.undo_change(change=done, by=cast.lea) == 1, "the mission locale was already there"
    assert Organisation.objects.get(pk=cfa.pk).college == "companies"


def test_areas_confirmation_and_archives(cast, chosen):
    change(cast, chosen, "served", "Val-d'Oise")
    assert set(Organisation.objects.filter(pk__in=chosen).values_list("served_areas", flat=True)) == {
        "|departement:95|"
    }
    twice = dict.fromkeys(chosen, 2)
    change(cast, twice, "confirm")
    cfa = Organisation.objects.get(pk=cast.organisations["cfa"].pk)
    assert (cfa.confirmed_on, cfa.confirmed_by) == (timezone.localdate(), "Léa Martin")
    done = change(cast, dict.fromkeys(chosen, 3), "archive")
    assert Organisation.objects.in_space(cast.space).current().count() == 5
    actions.undo_change(change=done, by=cast.lea)
    assert Organisation.objects.in_space(cast.space).current().count() == 8


def test_an_archive_undone_does_not_make_two_of_one_siret(cast):
    cfa = actions.edit_organisation(organisation=cast.organisations["cfa"], siret="73282932000074", by=cast.lea)
    done = change(cast, {cfa.pk: 2}, "archive")
    actions.create_organisation(space=cast.space, name="Autre", kind="cfa", siret="73282932000074", by=cast.lea)
    with pytest.raises(Refusal, match="« Autre » a pris entre-temps"):
        actions.undo_change(change=done, by=cast.lea)


@pytest.mark.parametrize(
    ("deed", "value", "sentence"),
    [
        ("college", "moon", "Choisissez une valeur"),
        ("add_tag", " ", "Écrivez l'étiquette"),
        ("served", "", "Écrivez la zone"),
        ("explode", "", "Choisissez ce que"),
        ("remove_tag", "inconnue", "déjà ainsi"),
    ],
)
def test_what_cannot_be_done_is_said(cast, chosen, deed, value, sentence):
    with pytest.raises(Refusal, match=sentence):
        change(cast, chosen, deed, value)
    assert not Tag.objects.exists()


def test_only_the_team_and_only_here(cast, chosen):
    for person in (cast.karim, cast.ines, cast.paul):
        with pytest.raises(NotAllowed):
            change(cast, chosen, "confirm", by=person)
    there = Organisation.objects.create(
        space=cast.elsewhere, name="Là", kind="cfa", college="training", family="social"
    )
    with pytest.raises(Refusal, match="rien n'a été écrit"):
        change(cast, {there.pk: 1}, "confirm")
    with pytest.raises(Refusal, match="Cochez"):
        change(cast, {}, "confirm")


def test_many_sheets_take_few_statements(cast, django_assert_max_num_queries):
    Organisation.objects.bulk_create(
        Organisation(space=cast.space, name=f"A{n}", kind="cfa", college="training", family="social")
        for n in range(300)
    )
    chosen = dict(Organisation.objects.filter(space=cast.space).values_list("pk", "version"))
    with django_assert_max_num_queries(20):
        change(cast, chosen, "level", "political")
    with django_assert_max_num_queries(40):
        change(cast, {key: version + 1 for key, version in chosen.items()}, "add_tag", "tous")


def test_the_pages_of_a_change(as_role, cast, chosen):
    pilot, address = as_role("pilot"), reverse("actors:change_many", args=[cast.space.slug])
    ticked = [f"{key}:{version}" for key, version in chosen.items()]
    page = pilot.post(address, {"chosen": ticked})
    assert "3 fiches choisies" in page.text
    every = pilot.post(f"{address}?college=training", {"all": "1"})
    assert "2 fiches choisies" in every.text
    refused = pilot.post(address, {"chosen": ",".join(ticked), "deed": "college", "college": ""})
    assert "Choisissez une valeur dans la liste" in refused.text
    done = pilot.post(address, {"chosen": ",".join(ticked), "deed": "college", "college": "companies"}, follow=True)
    assert "3 fiches modifiées" in done.text
    undo = reverse("actors:undo_change", args=[cast.space.slug, BulkChange.objects.get().pk])
    assert "ont retrouvé" in pilot.post(undo, follow=True).text
    assert pilot.post(address, {"chosen": "x:y,,12:"}).status_code == 302, "nothing ticked: back to the list"
    assert as_role("partner").post(address, {"chosen": ticked, "deed": "confirm"}).status_code == 403
