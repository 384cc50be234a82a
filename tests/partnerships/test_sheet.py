"""The sheet of a partnership: section by section, with its members, its money and its history."""

from __future__ import annotations

import html
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from maillage.journal.models import Entry
from maillage.partnerships import actions, places, tabs
from maillage.partnerships.funding import read_funding
from maillage.partnerships.models import Funding, Member, Milestone, Partnership
from maillage.territory import actions as territory
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal

GONESSE, ROISSY, GOUSSAINVILLE = "95277", "95527", "95280"
AGGLOMERATION = "200055655"


def words(page) -> str:
    return " ".join(html.unescape(page.text).split())


def at(name: str, cast, *args) -> str:
    return reverse(f"partnerships:{name}", args=[cast.space.slug, *args])


@pytest.fixture
def perimeter(cast):
    codes = [GONESSE, ROISSY, GOUSSAINVILLE]
    return territory.set_perimeter(space=cast.space, name="Pays d'Aulne", codes=codes, reason="", by=cast.lea)


# --- The tabs


def test_every_tab_has_its_own_name_and_place():
    with pytest.raises(LookupError):
        tabs.register(tabs.Tab("sheet", "Fiche", "partnerships:partnership", place=10))


def test_the_sheet_comes_first_and_its_forms_stay_under_it(as_role, cast, partnership):
    pilot = as_role("pilot")
    for name, current in [("partnership", "Fiche"), ("fundings", "Fiche"), ("lifecycle", "Étapes"), ("move", "Étapes")]:
        page = pilot.get(at(name, cast, partnership.pk)).text
        assert f'aria-current="page">{current}</a>' in page
    page = pilot.get(at("partnership", cast, partnership.pk)).text.split('class="tabs"')[1]
    assert page.index(">Fiche</a>") < page.index(">Lecture</a>") < page.index(">Étapes</a>")


# --- Sections


def test_places_are_those_of_the_perimeter_told_by_their_names(as_role, cast, partnership, perimeter):
    pilot, url = as_role("pilot"), at("section", cast, partnership.pk, "territoire")
    assert "Roissy Pays de France" in words(pilot.get(url))
    page = pilot.post(url, {"communes": "Gonesse, Nulleville", "read_version": 1})
    assert "Aucune commune ne s'appelle « Nulleville »" in words(page)
    page = pilot.post(url, {"communes": "Gonesse, Sarcelles", "read_version": 1})
    assert "n'est pas dans le périmètre" in words(page)
    assert pilot.post(url, {"communes": "goussainville, Gonesse, Gonesse", "read_version": 1}).status_code == 302
    partnership.refresh_from_db()
    assert partnership.places == [GOUSSAINVILLE, GONESSE]
    page = words(pilot.get(at("partnership", cast, partnership.pk)))
    assert "Goussainville, Gonesse" in page
    assert "2 communes en tout" in page
    assert "Insee, population municipale 2023" in page


def test_a_grouping_and_one_of_its_communes_count_each_commune_once(cast, partnership, perimeter):
    area = places.area(cast.space, [AGGLOMERATION, GONESSE])
    assert (area.communes, area.unknown) == (3, ())
    assert [place.is_grouping for place in area.places] == [True, False]
    assert area.population > 60_000


def test_places_that_left_the_perimeter_are_told_and_do_not_stop_other_sections(cast, partnership, perimeter):
    actions.edit_partnership(partnership=partnership, places=[GONESSE, ROISSY], by=cast.lea)
    territory.set_perimeter(space=cast.space, name="Pays d'Aulne", codes=[ROISSY], reason="", by=cast.lea)
    assert places.area(cast.space, partnership.places).unknown == (GONESSE,)
    actions.edit_partnership(partnership=partnership, purpose="Cent contrats.", by=cast.lea)
    with pytest.raises(Refusal, match="n'est pas dans le périmètre"):
        actions.edit_partnership(partnership=partnership, places=[GONESSE], by=cast.lea)


def test_without_a_perimeter_the_words_stay(as_role, cast, partnership):
    pilot, url = as_role("pilot"), at("section", cast, partnership.pk, "territoire")
    assert "Intercommunalités entières" not in pilot.get(url).text
    pilot.post(url, {"territory": "Trois cantons", "read_version": 1})
    assert "Trois cantons" in pilot.get(at("partnership", cast, partnership.pk)).text


def test_frames_and_publics_are_ticked_and_said(as_role, cast, partnership):
    pilot = as_role("pilot")
    frame = {"legal_kind": "charter", "legal_form": "huit pages", "groundings": ["crefop", "city_contract"]}
    pilot.post(at("section", cast, partnership.pk, "cadre"), frame | {"read_version": 1})
    publics = {"audiences": ["neet"], "audiences_note": "et leurs familles", "read_version": 2}
    pilot.post(at("section", cast, partnership.pk, "publics"), publics)
    page = words(pilot.get(at("partnership", cast, partnership.pk)))
    for told in [
        "Charte",
        "huit pages",
        "CREFOP, contrat de ville",
        "ni en emploi ni en formation ; et leurs familles",
    ]:
        assert told in page


@pytest.mark.parametrize("field", ["groundings", "audiences"])
def test_a_code_outside_the_list_is_refused(cast, partnership, field):
    with pytest.raises(Refusal, match="pas dans la liste"):
        actions.edit_partnership(partnership=partnership, **{field: ["moon"]}, by=cast.lea)


def test_two_people_on_the_same_section(as_role, cast, partnership):
    url = at("section", cast, partnership.pk, "publics")
    assert as_role("pilot").post(url, {"audiences_note": "Par Léa", "read_version": 1}).status_code == 302
    page = as_role("facilitator").post(url, {"audiences_note": "Par Nadia", "read_version": 1})
    assert "Rien n'a été écrasé" in words(page)
    assert Partnership.objects.get().audiences_note == "Par Léa"


def test_an_unknown_section_is_not_found(as_role, cast, partnership):
    assert as_role("pilot").get(at("section", cast, partnership.pk, "lune")).status_code == 404


# --- Members


def test_an_exit_noted_by_mistake_is_undone(as_role, cast, partnership):
    pilot, member = as_role("pilot"), partnership.members.get(organisation=cast.organisations["opco"])
    actions.end_member(member=member, left_on=date(2026, 9, 1), by=cast.lea)
    assert "Sont sortis" in pilot.get(at("partnership", cast, partnership.pk)).text
    form = {"role": "funder", "joined_on": "2024-01-10", "left_on": "", "read_version": member.version}
    assert pilot.post(at("edit_member", cast, partnership.pk, member.pk), form).status_code == 302
    member.refresh_from_db()
    assert (member.left_on, member.joined_on) == (None, date(2024, 1, 10))
    assert Entry.objects.filter(code="partnership.member_back").exists()


def test_a_role_is_corrected_once_and_never_doubled(cast, partnership):
    cfa = cast.organisations["cfa"]
    operator = partnership.members.get(organisation=cfa)
    founder = actions.add_member(partnership=partnership, organisation=cfa, role="founder", by=cast.lea)
    with pytest.raises(Refusal, match="déjà dans ce partenariat"):
        actions.edit_member(member=founder, role="operator", by=cast.lea)
    with pytest.raises(Refusal, match="La sortie est avant l'entrée"):
        actions.edit_member(
            member=operator, role="operator", joined_on=date(2026, 2, 1), left_on=date(2026, 1, 1), by=cast.lea
        )
    with pytest.raises(Refusal, match="pas un rôle connu"):
        actions.edit_member(member=operator, role="moon", by=cast.lea)
    actions.edit_member(member=operator, role="pilot", by=cast.lea)
    assert set(Member.objects.filter(organisation=cfa).values_list("role", flat=True)) == {"pilot", "founder"}
    with pytest.raises(EditedMeanwhile):
        actions.edit_member(member=operator, role="operator", expected_version=1, by=cast.lea)


def test_several_roles_of_an_organisation_are_one_line_of_the_sheet(as_role, cast, partnership):
    actions.add_member(
        partnership=partnership, organisation=cast.organisations["cfa"], role="founder", joined_on=None, by=cast.lea
    )
    page = words(as_role("pilot").get(at("partnership", cast, partnership.pk)))
    assert "4 organisations" in page
    assert "opérateur · fondateur" in page


# --- Money


def test_totals_are_over_known_amounts_and_say_how_many_are_not(cast, partnership):
    for year, state, amount in [
        (2026, "granted", 10_000),
        (2026, "granted", None),
        (2026, "paid", None),
        (2025, "paid", 500),
    ]:
        actions.add_funding(
            partnership=partnership,
            source="Fonds",
            year=year,
            state=state,
            amount=None if amount is None else Decimal(amount),
            by=cast.lea,
        )
    reading = read_funding(partnership)
    assert [year.year for year in reading.years] == [2026, 2025]
    now = reading.years[0]
    assert (now.granted.amount, now.granted.unknown) == (10_000, 1)
    assert (now.paid.amount, now.paid.words) == (None, "montant inconnu")
    assert (now.sought.amount, now.sought.words) == (None, "–")
    assert "au moins 10" in now.granted.words
    assert reading.sentence == "1 source de 2025 à 2026 ; 2 montants inconnus sur 4."


def test_a_line_without_a_source_a_negative_amount_or_a_wild_year_is_refused(cast, partnership):
    line = {"partnership": partnership, "by": cast.lea}
    with pytest.raises(Refusal, match="d'où vient l'argent"):
        actions.add_funding(year=2026, **line)
    with pytest.raises(Refusal, match="montant en euros"):
        actions.add_funding(source="Fonds", year=2026, amount=Decimal(-1), **line)
    with pytest.raises(Refusal, match="année"):
        actions.add_funding(source="Fonds", year=20_266, **line)
    with pytest.raises(Refusal, match="demandé, accordé ou versé"):
        actions.add_funding(source="Fonds", year=2026, state="moon", **line)
    assert not Funding.objects.exists()


def test_the_funder_is_in_the_same_directory(cast, partnership):
    there = cast.elsewhere.organisations.create(name="Là-bas", kind="cfa", college="training", family="training")
    with pytest.raises(Refusal, match="annuaire de cet espace"):
        actions.add_funding(partnership=partnership, organisation=there, year=2026, by=cast.lea)


def test_money_by_the_pages(as_role, cast, partnership):
    pilot, url = as_role("pilot"), at("fundings", cast, partnership.pk)
    form = {"organisation": cast.organisations["opco"].pk, "year": "2026", "state": "granted", "amount": "1 250,50"}
    assert pilot.post(url, form).status_code == 302
    line = Funding.objects.get()
    assert line.amount == Decimal("1250.50")
    assert "OPCO des métiers du fret" in pilot.get(url).text
    edit = at("edit_funding", cast, partnership.pk, line.pk)
    assert 'value="1250,50"' in pilot.get(edit).text.replace("\u202f", "")
    corrected = {"source": "Fonds propres", "year": "2027", "state": "sought", "amount": "", "read_version": 1}
    assert pilot.post(edit, corrected).status_code == 302
    line.refresh_from_db()
    assert (line.amount, line.source_name, line.year) == (None, "Fonds propres", 2027)
    pilot.post(at("withdraw_funding", cast, partnership.pk, line.pk))
    assert "Fonds propres" not in pilot.get(at("partnership", cast, partnership.pk)).text
    pilot.post(at("withdraw_funding", cast, partnership.pk, line.pk), {"restore": "1"})
    assert "Fonds propres" in pilot.get(at("partnership", cast, partnership.pk)).text


# --- History


def test_an_event_is_dated_as_far_as_it_is_known(cast, partnership):
    tell = {"partnership": partnership, "by": cast.lea}
    actions.tell_milestone(words="Signature", year=2024, month=3, day=1, **tell)
    actions.tell_milestone(words="Première idée", year=2019, **tell)
    actions.tell_milestone(words="Rencontre", year=2024, month=3, **tell)
    told = [(milestone.when, milestone.words) for milestone in partnership.milestones.current()]
    assert told == [("2019", "Première idée"), ("mars 2024", "Rencontre"), ("1er mars 2024", "Signature")]


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ({"year": 2026, "day": 3}, "Un jour sans mois"),
        ({"year": 2026, "month": 2, "day": 30}, "Ce jour n'existe pas"),
        ({"year": 2026, "month": 13}, "mois"),
        ({"year": 3026}, "année"),
    ],
)
def test_a_date_that_does_not_exist_is_refused(cast, partnership, when, sentence):
    with pytest.raises(Refusal, match=sentence):
        actions.tell_milestone(partnership=partnership, words="X", **when, by=cast.lea)
    assert not Milestone.objects.exists()


def test_history_by_the_pages(as_role, cast, partnership):
    pilot, url = as_role("pilot"), at("milestones", cast, partnership.pk)
    pilot.post(url, {"year": "2020", "words": "Un déjeuner"})
    told = Milestone.objects.get()
    edit = at("edit_milestone", cast, partnership.pk, told.pk)
    pilot.post(edit, {"year": "2020", "month": "5", "words": "Un long déjeuner", "read_version": 1})
    page = words(as_role("partner").get(at("partnership", cast, partnership.pk)))
    assert "Mai 2020" in page
    assert "Un long déjeuner" in page
    pilot.post(at("withdraw_milestone", cast, partnership.pk, told.pk))
    assert "Un long déjeuner" not in as_role("partner").get(at("partnership", cast, partnership.pk)).text
    assert "Remettre" in pilot.get(url).text


# --- Doors


@pytest.mark.parametrize("name", ["fundings", "milestones", "move"])
@pytest.mark.parametrize(("role", "status"), [("partner", 403), ("observer", 404), ("stranger", 404)])
def test_only_the_team_writes_the_sheet(as_role, cast, partnership, name, role, status):
    assert as_role(role).get(at(name, cast, partnership.pk)).status_code == status


def test_actions_refuse_those_who_may_not(cast, partnership):
    for person in (cast.karim, cast.ines, cast.paul):
        with pytest.raises(NotAllowed):
            actions.add_funding(partnership=partnership, source="Fonds", year=2026, by=person)
        with pytest.raises(NotAllowed):
            actions.tell_milestone(partnership=partnership, words="X", year=2026, by=person)
        with pytest.raises(NotAllowed):
            actions.edit_member(member=partnership.members.first(), role="pilot", by=person)


def test_a_partner_reads_the_sheet_without_its_forms(as_role, cast, partnership):
    actions.add_funding(partnership=partnership, source="Fonds", year=2026, by=cast.lea)
    page = as_role("partner").get(at("partnership", cast, partnership.pk)).text
    assert "inconnu" in page
    assert "Ajouter, corriger" not in page
    assert "edit-section" not in page


def test_a_long_sheet_costs_no_more_queries(as_role, cast, partnership, django_assert_max_num_queries):
    pilot, url = as_role("pilot"), at("partnership", cast, partnership.pk)
    for number in range(12):
        actions.add_funding(partnership=partnership, source=f"Fonds {number}", year=2020 + number % 3, by=cast.lea)
        actions.tell_milestone(partnership=partnership, words=f"Fait {number}", year=2000 + number, by=cast.lea)
    pilot.get(url)
    with django_assert_max_num_queries(70):
        pilot.get(url)
