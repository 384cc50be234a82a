"""Two sheets that speak of one organisation: told with their reasons, joined without loss, taken apart again."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse

from maillage.actors import actions, places
from maillage.actors.actions.identity import attached
from maillage.actors.analyses import read_doubles, weigh_two
from maillage.actors.models import Contact, Distinct, Merge, Organisation
from maillage.journal.models import Entry
from maillage.stakes.models import Influence, Resource, Round, Stake
from maillage.toolkit.refusals import NotAllowed, Refusal

SIRET = "73282932000074"


@pytest.fixture(autouse=True)
def _nothing_worked_out_before():
    """Two tests may have spaces of the same number with as many sheets."""
    cache.clear()


@pytest.fixture
def twins(cast):
    """The training centre twice, as two colleagues wrote it."""
    kept = cast.organisations["cfa"]
    twin = actions.create_organisation(
        space=cast.space,
        name="C.F.A. des Trois Rivieres (association)",
        kind="cfa",
        commune=kept.commune,
        siret=SIRET,
        address="2 rue Basse",
        note="Labellisé en 2025.",
        tags=["logistique"],
        by=cast.nadia,
    )
    return kept, twin


def people_of(organisation):
    return set(Contact.objects.filter(organisation=organisation).values_list("name", flat=True))


def test_doubles_are_told_with_their_reasons(cast, twins):
    reading = read_doubles(cast.space)
    [pair] = reading.pairs
    assert {pair.first, pair.second} == set(twins)
    assert pair.is_sure
    assert "même commune" in pair.why
    assert reading.total == Organisation.objects.in_space(cast.space).current().count()
    actions.edit_organisation(organisation=twins[1], name="Garage Martin", by=cast.lea)
    assert read_doubles(cast.space).pairs == []


def test_a_pair_set_apart_is_not_offered_again_unless_asked(cast, twins):
    apart = actions.set_apart(first=twins[1], second=twins[0], by=cast.lea)
    assert (apart.first, apart.second) == twins
    reading = read_doubles(cast.space)
    assert (reading.pairs, reading.set_apart) == ([], 1)
    actions.forget_apart(distinct=Distinct.objects.get(), by=cast.lea)
    assert len(read_doubles(cast.space).pairs) == 1


def test_merging_loses_nothing_and_is_taken_apart_again(cast, twins):
    kept, twin = twins
    own = people_of(kept)
    contact = actions.add_contact(organisation=twin, name="Rosa Paz", function="directrice", by=cast.nadia)
    note = kept.note
    merge = actions.merge_organisations(kept=kept, absorbed=twin, taken=["address"], by=cast.lea)
    kept.refresh_from_db()
    twin.refresh_from_db()
    assert twin.is_archived
    assert (kept.siret, kept.siren, kept.address) == (SIRET, SIRET[:9], "2 rue Basse")
    assert kept.note == (f"{note}\n\n" if note else "") + "Labellisé en 2025."
    assert kept.name == "CFA des Trois Rivières"
    assert people_of(kept) == own | {"Rosa Paz"}
    assert [tag.name for tag in kept.tags.all()] == ["logistique"]
    assert "rosa paz" in kept.private_text
    assert Entry.objects.filter(code="organisation.merged").get().sentence.startswith("Léa Martin a réuni « C.F.A.")

    told = actions.undo_merge(merge=merge, by=cast.nadia)
    kept.refresh_from_db()
    twin.refresh_from_db()
    contact.refresh_from_db()
    assert (told.fields, told.records) == ([], 0)
    assert (kept.siret, kept.note, twin.siret, twin.is_archived) == ("", note, SIRET, False)
    assert people_of(kept) == own
    assert contact.organisation == twin
    assert not kept.tags.exists()
    with pytest.raises(Refusal, match="déjà défaite"):
        actions.undo_merge(merge=merge, by=cast.lea)


def test_what_was_written_since_the_merge_stays_and_is_told(cast, twins):
    kept, twin = twins
    merge = actions.merge_organisations(kept=kept, absorbed=twin, taken=["address"], by=cast.lea)
    actions.edit_organisation(organisation=Organisation.objects.get(pk=kept.pk), address="9 rue Neuve", by=cast.nadia)
    assert actions.undo_merge(merge=merge, by=cast.lea).fields == ["adresse"]
    kept.refresh_from_db()
    assert (kept.address, kept.siret) == ("9 rue Neuve", "")


def test_what_both_have_stays_on_the_archived_sheet(cast, twins):
    kept, twin = twins
    other = cast.organisations["mission"]
    actions.relate_bodies(source=kept, target=other, bond="funds", by=cast.lea)
    again = actions.relate_bodies(source=twin, target=other, bond="funds", by=cast.lea)
    merge = actions.merge_organisations(kept=kept, absorbed=twin, by=cast.lea)
    again.refresh_from_db()
    assert again.source == twin
    assert {"model": "actors.relation", "field": "source", "ids": [again.pk]} in merge.left


def test_every_room_follows(cast, twins):
    kept, twin = twins
    resource = Resource.objects.create(
        space=cast.space, organisation=twin, direction="brings", nature="people", description="Deux formateurs"
    )
    actions.merge_organisations(kept=kept, absorbed=twin, by=cast.lea)
    resource.refresh_from_db()
    assert resource.organisation == kept


def test_the_pilots_papers_are_carried_over_and_not_counted_for_others(cast, twins):
    kept, twin = twins
    fret = cast.organisations["fret"]
    round = Round.objects.create(space=cast.space, name="Printemps")
    weighed = Influence.objects.create(space=cast.space, round=round, source=twin, target=fret, value=3)
    Stake.objects.create(space=cast.space, organisation=twin, code="E1", family="economic", weight=3)
    assert [attached(twin, seen_by=one) for one in (cast.lea, cast.nadia)] == [2, 0]
    actions.merge_organisations(kept=kept, absorbed=twin, by=cast.nadia)
    weighed.refresh_from_db()
    assert weighed.source == kept


@pytest.mark.parametrize("who", ["karim", "ines", "paul"])
def test_only_the_team_merges(cast, twins, who):
    with pytest.raises(NotAllowed):
        actions.merge_organisations(kept=twins[0], absorbed=twins[1], by=getattr(cast, who))
    assert not Merge.objects.exists()


def test_one_sheet_an_archived_one_or_another_space_are_refused(cast, twins):
    kept, twin = twins
    stranger = actions.create_organisation(space=cast.elsewhere, name="CFA", kind="cfa", by=cast.paul)
    for other, sentence in ((kept, "différentes"), (stranger, "même espace")):
        with pytest.raises(Refusal, match=sentence):
            actions.merge_organisations(kept=kept, absorbed=other, by=cast.lea)
    actions.archive_organisation(organisation=twin, by=cast.lea)
    with pytest.raises(Refusal, match="archives"):
        actions.merge_organisations(kept=kept, absorbed=twin, by=cast.lea)


def test_two_sheets_are_compared_alone(cast, twins):
    assert weigh_two(*twins).is_sure
    assert not weigh_two(cast.organisations["mission"], cast.organisations["fret"]).is_sure


# --- Pages


def test_the_pilot_compares_chooses_joins_and_takes_apart(as_role, cast, twins):
    kept, twin = twins
    pilot, slug = as_role("pilot"), cast.space.slug
    page = pilot.get(reverse("actors:doubles", args=[slug])).text
    assert "C.F.A. des Trois Rivieres" in page
    address = reverse("actors:compare", args=[slug, kept.pk, twin.pk])
    assert "Réunir" in pilot.get(address).text
    pilot.post(address, {"address": "absorbed", "name": "kept", "read_version": kept.version}, follow=True)
    kept.refresh_from_db()
    assert kept.address == "2 rue Basse"
    merge = Merge.objects.get()
    assert "C.F.A. des Trois Rivieres" in pilot.get(reverse("actors:doubles", args=[slug])).text
    pilot.post(reverse("actors:undo_merge", args=[slug, merge.pk]))
    twin.refresh_from_db()
    assert not twin.is_archived
    pilot.post(reverse("actors:set_apart", args=[slug, kept.pk, twin.pk]))
    assert "Aucune fiche ne ressemble" in pilot.get(reverse("actors:doubles", args=[slug])).text


def test_a_merge_read_on_an_old_page_is_refused(as_role, cast, twins):
    kept, twin = twins
    actions.edit_organisation(organisation=kept, served="Nord", by=cast.nadia)
    address = reverse("actors:compare", args=[cast.space.slug, kept.pk, twin.pk])
    page = as_role("pilot").post(address, {"read_version": 1}, follow=True)
    assert "a été modifié par quelqu" in page.text
    assert not Merge.objects.exists()


def test_doubles_are_for_the_team(as_role, cast, twins):
    for name, args in (("doubles", []), ("compare", [twins[0].pk, twins[1].pk])):
        address = reverse(f"actors:{name}", args=[cast.space.slug, *args])
        assert as_role("partner").get(address).status_code == 403
        assert as_role("stranger").get(address).status_code == 404


# --- The same name in another commune


@pytest.fixture
def antenna(cast):
    """The training centre of the cast, and a sheet of the same name in another commune."""
    kept = cast.organisations["cfa"]
    other = actions.create_organisation(
        space=cast.space,
        name=f"Le {kept.name}",
        kind="cfa",
        commune="77291",
        address="3 rue Haute",
        phone="01 60 00 00 00",
        siret=SIRET,
        note="Deux ateliers.",
        by=cast.nadia,
    )
    assert kept.commune not in {"", other.commune}
    return kept, other


def test_the_same_name_elsewhere_is_asked_about_and_never_joined_alone(as_role, cast, antenna):
    kept, other = antenna
    reading = read_doubles(cast.space)
    assert reading.pairs == []
    [asked] = reading.namesakes
    assert (asked.first, asked.second) == antenna
    assert weigh_two(*antenna).points < 4.5
    compared = as_role("pilot").get(reverse("actors:compare", args=[cast.space.slug, kept.pk, other.pk])).text
    assert "(accents et formes juridiques mis à part), mais communes différentes." in compared
    assert asked.why == "même nom, autre commune : un autre site ?"
    actions.edit_organisation(
        organisation=kept, website="https://www.cfa3r.example/accueil", address="1 quai du Port", by=cast.lea
    )
    actions.edit_organisation(organisation=other, siren=SIRET[:9], email="contact@cfa3r.example", by=cast.lea)
    assert read_doubles(cast.space).namesakes[0].why.endswith("et même site web")
    actions.set_apart(first=kept, second=other, by=cast.lea)
    assert read_doubles(cast.space).namesakes == []


def test_two_sirens_or_a_name_of_everyone_raise_no_question(cast, antenna):
    kept, _other = antenna
    Organisation.objects.filter(pk=kept.pk).update(siren="552100554", version=9)
    assert read_doubles(cast.space).namesakes == []
    common = {"space": cast.space, "kind": "guidance", "college": "training", "family": "training"}
    Organisation.objects.bulk_create(
        Organisation(name="CIO", commune=commune, **common)
        for commune in ("77291", "93005", "93078", "95277", "95527", "95019", "95088")
    )
    assert read_doubles(cast.space).namesakes == []
    Organisation.objects.filter(name="CIO", commune="95019").delete()
    assert len(read_doubles(cast.space).namesakes) == 15


def test_a_sheet_becomes_a_site_of_the_other_and_comes_back(cast, antenna):
    kept, other = antenna
    Organisation.objects.filter(pk=kept.pk).update(address="", siret="", phone="")
    kept.refresh_from_db()
    merge = actions.merge_organisations(kept=kept, absorbed=other, as_site=True, by=cast.lea)
    kept.refresh_from_db()
    site = kept.sites.get()
    assert (site.commune, site.address, site.siret, site.phone) == (
        "77291",
        "3 rue Haute",
        SIRET,
        other.phone,
    )
    assert site.name.endswith(places.name_of("77291"))
    assert (kept.address, kept.siret, kept.phone) == ("", "", "")
    assert "Deux ateliers." in kept.note
    actions.undo_merge(merge=merge, by=cast.lea)
    other.refresh_from_db()
    assert not kept.sites.exists()
    assert (other.is_archived, other.address, other.siret) == (False, "3 rue Haute", SIRET)


def test_a_site_taken_in_hand_since_stays(as_role, cast, antenna):
    kept, other = antenna
    merge = actions.merge_organisations(kept=kept, absorbed=other, as_site=True, by=cast.lea)
    actions.edit_site(site=kept.sites.get(), name="Antenne sud", siret="", by=cast.lea)
    kept.refresh_from_db()
    told = as_role("pilot").post(reverse("actors:undo_merge", args=[cast.space.slug, merge.pk]), follow=True).text
    assert "1 élément qui a changé depuis reste où il est." in told
    assert kept.sites.get().name == "Antenne sud"


def test_the_pages_offer_another_site(as_role, cast, antenna):
    pilot, slug = as_role("pilot"), cast.space.slug
    page = pilot.get(reverse("actors:doubles", args=[slug])).text
    assert "Même nom, autre commune : un autre site ?" in page
    address = reverse("actors:compare", args=[slug, antenna[0].pk, antenna[1].pk])
    assert "Un autre site du même organisme" in pilot.get(address).text
    pilot.post(address, {"as_site": "1", "read_version": antenna[0].version})
    assert antenna[0].sites.count() == 1
    nowhere = actions.create_organisation(space=cast.space, name="Sans lieu", kind="cfa", by=cast.lea)
    address = reverse("actors:compare", args=[slug, antenna[0].pk, nowhere.pk])
    assert "Un autre site du même organisme" not in pilot.get(address).text
    told = pilot.post(address, {"as_site": "1"}, follow=True).text
    assert "ne dit pas où elle est" in told
