"""A human composes, the tool checks: who may, what is refused, what is missing."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from maillage.actors import actions as actors
from maillage.actors.models import Contact, Organisation
from maillage.groups import actions
from maillage.groups.analyses import read_candidates, read_group
from maillage.groups.models import Seat, WorkingGroup
from maillage.groups.queries import vacated_seats
from maillage.groups.standing import needs, standing
from maillage.journal.models import Entry
from maillage.spaces.enums import Reading
from maillage.spaces.models import Publication
from maillage.stakes import actions as stakes
from maillage.territory.models import Perimeter
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal

COMMUNES = ["77291", "93005", "93078", "95277", "95527"]


@pytest.fixture
def group(cast):
    return actions.create_group(space=cast.space, name="Groupe des quinze", by=cast.lea)


@pytest.fixture
def perimeter(cast):
    return Perimeter.objects.create(space=cast.space, name="Pays d'Aulne", codes=COMMUNES)


def codes(reading):
    return [missing.code for missing in reading.missing]


@pytest.mark.parametrize("who", ["karim", "ines", "paul"])
def test_only_the_pilots_team_composes(cast, group, who):
    person = getattr(cast, who)
    with pytest.raises(NotAllowed):
        actions.create_group(space=cast.space, name="Autre", by=person)
    with pytest.raises(NotAllowed):
        actions.edit_group(group=group, name="Autre", by=person)
    with pytest.raises(NotAllowed):
        actions.seat(group=group, organisation=cast.organisations["cfa"], level="managerial", by=person)
    given = actions.seat(group=group, organisation=cast.organisations["cfa"], level="managerial", by=cast.nadia)
    with pytest.raises(NotAllowed):
        actions.unseat(seat=given, by=person)
    assert Seat.objects.count() == 1


def test_a_seat_is_given_and_taken_back_with_a_trace(cast, group):
    given = actions.seat(
        group=group, organisation=cast.organisations["cfa"], level="managerial", reason="  Les places ", by=cast.lea
    )
    assert (given.space, given.reason) == (cast.space, "Les places")
    actions.unseat(seat=given, by=cast.nadia)
    assert not Seat.objects.exists()
    sentences = [entry.sentence for entry in Entry.objects.filter(code__startswith="groups.").order_by("pk")]
    assert sentences == [
        "Léa Martin a créé le groupe « Groupe des quinze ».",
        "Léa Martin a donné à « CFA des Trois Rivières » un siège dans « Groupe des quinze » (niveau managérial).",
        "Nadia Benali a retiré à « CFA des Trois Rivières » son siège dans « Groupe des quinze » (niveau managérial).",
    ]


def test_an_organisation_of_another_space_is_refused(cast, group):
    elsewhere = Organisation.objects.create(
        space=cast.elsewhere, name="Loin", kind="other", college="companies", family="economic"
    )
    with pytest.raises(Refusal, match="appartient à un autre espace"):
        actions.seat(group=group, organisation=elsewhere, level="managerial", by=cast.lea)


def test_a_contact_sits_for_its_own_organisation(cast, group):
    samia = Contact.objects.create(
        space=cast.space, organisation=cast.organisations["mission"], name="Samia", function="Directrice"
    )
    with pytest.raises(Refusal, match="ne parle pas pour"):
        actions.seat(
            group=group, organisation=cast.organisations["cfa"], level="managerial", contact=samia, by=cast.lea
        )


@pytest.mark.parametrize("level", ["", "boss"])
def test_an_unknown_level_is_refused(cast, group, level):
    with pytest.raises(Refusal, match="Choisissez le niveau"):
        actions.seat(group=group, organisation=cast.organisations["cfa"], level=level, by=cast.lea)


def test_one_seat_per_level(cast, group):
    for level in ("managerial", "operational"):
        actions.seat(group=group, organisation=cast.organisations["cfa"], level=level, by=cast.lea)
    with pytest.raises(Refusal, match="a déjà un siège au niveau managérial"):
        actions.seat(group=group, organisation=cast.organisations["cfa"], level="managerial", by=cast.lea)


def test_an_archived_organisation_takes_no_seat(cast, group):
    from django.utils import timezone

    cfa = cast.organisations["cfa"]
    cfa.archived_at = timezone.now()
    cfa.save()
    with pytest.raises(Refusal, match="est archivée"):
        actions.seat(group=group, organisation=cfa, level="managerial", by=cast.lea)


@pytest.mark.parametrize(("smallest", "largest"), [(1, 18), (18, 12), (12, 100)])
def test_sizes_that_contradict_each_other_are_refused(cast, smallest, largest):
    with pytest.raises(Refusal, match="le plus petit nombre vient d'abord"):
        actions.create_group(space=cast.space, name="G", smallest=smallest, largest=largest, by=cast.lea)
    assert not WorkingGroup.objects.exists()


def test_two_people_do_not_overwrite_each_other(cast, group):
    actions.edit_group(group=group, name="A", smallest=10, largest=15, expected_version=1, by=cast.lea)
    with pytest.raises(EditedMeanwhile, match="Rien n'a été écrasé"):
        actions.edit_group(group=group, name="B", expected_version=1, by=cast.nadia)
    assert WorkingGroup.objects.get().name == "A"


def test_an_empty_group_says_what_is_missing(cast, group, perimeter):
    reading = read_group(group)
    assert reading.sentence == "Aucun siège encore, pour un groupe de 12 à 18 personnes."
    assert codes(reading).count("college_missing") == 6
    assert codes(reading).count("level_missing") == 3
    assert codes(reading).count("part_uncovered") == 3
    sentences = [missing.sentence for missing in reading.missing]
    assert "Il manque le collège « emploi »." in sentences
    assert "Il manque un employeur." in sentences
    assert "Il manque quelqu'un qui porte la voix des jeunes." in sentences
    assert "Il manque quelqu'un de cette partie du territoire : Seine-et-Marne (77)." in sentences
    assert "Il manque 12 sièges pour atteindre 12." in sentences


def test_without_perimeter_the_territory_rule_is_not_checked(group):
    check = next(check for check in read_group(group).checks if check.holds is None)
    assert check.detail == "pas de périmètre dessiné : règle non vérifiée"


def test_a_complete_group_breaks_no_rule(cast, perimeter):
    small = actions.create_group(space=cast.space, name="Petit", smallest=8, largest=9, by=cast.lea)
    Organisation.objects.filter(pk=cast.organisations["jeunes"].pk).update(youth_voice=True)
    Organisation.objects.filter(pk=cast.organisations["fret"].pk).update(is_employer=True)
    levels = ["political", "managerial", "operational"]
    for number, organisation in enumerate(cast.organisations.values()):
        actions.seat(group=small, organisation=organisation, level=levels[number % 3], by=cast.lea)
    reading = read_group(small)
    assert codes(reading) == []
    assert reading.sentence == "8 sièges sur 8 à 9 : les règles de composition sont respectées."
    assert reading.colleges[0].college == "institutions"
    assert sum(part.seats for part in reading.parts) == 8
    assert (standing(cast.space).state, standing(cast.space).count) == ("up_to_date", "8 sièges sur 8–9")


def test_a_college_above_one_third_is_told(cast, group):
    for key in ("cfa", "lycee", "mission"):
        actions.seat(group=group, organisation=cast.organisations[key], level="managerial", by=cast.lea)
    sentences = [missing.sentence for missing in read_group(group).missing]
    assert "Le collège « formation » tient 2 sièges sur 3 : c'est plus d'un tiers." in sentences


def test_a_group_too_large_is_told_not_refused(cast):
    tight = actions.create_group(space=cast.space, name="Serré", smallest=2, largest=2, by=cast.lea)
    for key in ("cfa", "mission", "fret"):
        actions.seat(group=tight, organisation=cast.organisations[key], level="managerial", by=cast.lea)
    assert "group_too_large" in codes(read_group(tight))


def test_each_candidate_says_what_it_would_fill(cast, group, perimeter):
    Organisation.objects.filter(pk=cast.organisations["jeunes"].pk).update(youth_voice=True)
    Contact.objects.create(
        space=cast.space, organisation=cast.organisations["epci"], name="Hélène", function="Élue", level="political"
    )
    stakes.say_stake(organisation=cast.organisations["epci"], code="I5", by=cast.lea)
    for key in ("cfa", "lycee", "mission"):
        actions.seat(group=group, organisation=cast.organisations[key], level="managerial", by=cast.lea)
    organisations = [cast.organisations[key] for key in ("travail", "jeunes", "epci")]
    for organisation in organisations:
        organisation.refresh_from_db()
    found = {
        candidate.organisation.name: candidate for candidate in read_candidates(group, organisations, seen_by=cast.lea)
    }
    youth = found["Collectif des apprentis du Nord"]
    assert youth.fills == ("collège « insertion sociale »", "voix des jeunes", "Seine-et-Marne")
    elected = found["Communauté des Aulnes"]
    assert "niveau politique" in elected.fills
    assert [stake.code for stake in elected.new_stakes] == ["I5"]
    assert found["Agence pour l'emploi des Ormes"].upsets == ("son collège dépasserait un tiers",)


def test_stakes_without_a_seat_are_named_from_three_actors_on(cast, group):
    for key in ("mission", "travail", "jeunes"):
        stakes.say_stake(organisation=cast.organisations[key], code="S5", by=cast.lea)
    stakes.say_stake(organisation=cast.organisations["fret"], code="E4", by=cast.lea)
    stakes.say_stake(organisation=cast.organisations["cfa"], code="E6", by=cast.lea)
    actions.seat(group=group, organisation=cast.organisations["cfa"], level="managerial", by=cast.lea)
    reading = read_group(group)
    assert (reading.stakes_said, reading.stakes_carried) == (3, 1)
    assert [each.stake.code for each in reading.uncarried] == ["E4", "S5"]
    assert [each.stake.code for each in reading.uncarried_to_tell] == ["S5"]


def test_the_balance_of_families_is_beside_the_directorys(cast, group):
    actions.seat(group=group, organisation=cast.organisations["cfa"], level="managerial", by=cast.lea)
    lines = {line.family: line for line in read_group(group).families}
    assert (lines["training"].directory, lines["training"].seated) == (2, 1)
    assert lines["training"].seated_share == 100
    assert read_group(group).families_sentence == (
        "« formation » pèse plus dans le groupe (100 %) que dans l'annuaire (25 %)."
    )


def test_what_is_missing_needs_the_pilot(cast, group):
    today = date(2026, 11, 23)
    assert standing(cast.space).state == "to_start"
    assert list(needs(cast.space, today)) == []
    actions.seat(group=group, organisation=cast.organisations["cfa"], level="managerial", by=cast.lea)
    assert (standing(cast.space).state, standing(cast.space).count) == ("under_way", "1 siège sur 12–18")
    first, second = needs(cast.space, today)
    assert first.sentence == "Groupe des quinze : il manque le collège « institutions et financeurs »."
    assert first.url.endswith(f"/groupe/{group.pk}/candidats/?college=institutions")
    assert "emploi" in second.sentence


@pytest.fixture
def directors(cast, group):
    """The director of the CFA sits; she leaves, then does the one who took over from her."""
    add = {"organisation": cast.organisations["cfa"], "function": "directrice", "by": cast.lea}
    first, second, third = (actors.add_contact(name=name, **add) for name in ("Anne Un", "Bea Deux", "Clara Trois"))
    given = actions.seat(group=group, organisation=first.organisation, level="political", contact=first, by=cast.lea)
    return SimpleNamespace(seat=given, first=first, second=second, third=third)


def test_a_seat_is_proposed_to_whoever_holds_the_function_today(cast, directors):
    seat, first, second, third = directors.seat, directors.first, directors.second, directors.third
    assert vacated_seats(cast.space) == []
    with pytest.raises(Refusal, match="toujours en poste"):
        actions.renew_seat(seat=seat, by=cast.lea)
    actors.succeed_contact(contact=first, on=date(2026, 10, 1), successor=second, by=cast.lea)
    actors.succeed_contact(contact=second, on=date(2026, 11, 1), successor=third, by=cast.lea)
    seat = Seat.objects.select_related("contact__successor").get()
    assert seat.contact == first  # nothing changes unseen
    (left,) = vacated_seats(cast.space)
    assert left.successor == third
    assert "une autre lui succède" in next(iter(needs(cast.space, date(2026, 11, 23)))).sentence
    with pytest.raises(NotAllowed):
        actions.renew_seat(seat=seat, by=cast.karim)
    assert actions.renew_seat(seat=seat, by=cast.nadia) == third
    assert vacated_seats(cast.space) == []
    sentence = Entry.objects.get(code="groups.seat_passed").sentence
    assert "Clara" not in sentence
    assert "à la personne qui succède" in sentence


def test_without_a_successor_the_seat_stays_without_a_name(cast, directors):
    actors.succeed_contact(contact=directors.first, on=date(2026, 10, 1), by=cast.lea)
    seat = Seat.objects.select_related("contact__successor").get()
    assert vacated_seats(cast.space)[0].successor is None
    assert actions.renew_seat(seat=seat, by=cast.lea) is None
    seat.refresh_from_db()
    assert (seat.contact, seat.organisation) == (None, cast.organisations["cfa"])


def test_two_people_who_replaced_each_other_end_nowhere(cast, directors):
    for one, other in ((directors.first, directors.second), (directors.second, directors.first)):
        Contact.objects.filter(pk=one.pk).update(left_on=date(2026, 10, 1), successor=other)
    assert vacated_seats(cast.space)[0].successor is None


def test_the_page_proposes_the_seat_to_the_team_alone(cast, directors, as_role):
    actors.succeed_contact(contact=directors.first, on=date(2026, 10, 1), successor=directors.second, by=cast.lea)
    page = reverse("groups:group", args=["pays-d-aulne", directors.seat.group_id])
    Publication.objects.create(space=cast.space, reading=Reading.GROUP)
    assert "Bea Deux" not in as_role("partner").get(page).text
    leaving = reverse("actors:contact_depart", args=["pays-d-aulne", directors.first.pk])
    assert "Un siège de groupe de travail est à son nom" in as_role("pilot").get(leaving).text
    lea = as_role("pilot")
    assert "Donner ce siège à Bea Deux" in lea.get(page).text
    told = lea.post(reverse("groups:renew", args=["pays-d-aulne", directors.seat.pk]), follow=True).text
    assert "Bea Deux tient maintenant ce siège" in told
    assert (
        "toujours en poste"
        in lea.post(reverse("groups:renew", args=["pays-d-aulne", directors.seat.pk]), follow=True).text
    )
