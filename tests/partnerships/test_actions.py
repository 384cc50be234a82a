"""Who may write what about partnerships, and what the records refuse."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import RestrictedError

from maillage.actors.models import Organisation
from maillage.journal.models import Entry
from maillage.partnerships import actions, analyses, grid
from maillage.partnerships.files.answers import TypedAnswer
from maillage.partnerships.models import Answer, Assessment, GridVersion, Member, Partnership
from maillage.toolkit.refusals import NotAllowed, Refusal

from .story import IDS

# --- The partnership and its members


def test_the_pilots_team_creates_edits_and_archives(cast):
    made = actions.create_partnership(space=cast.space, name=" Passerelle ", bond=2, by=cast.nadia)
    actions.edit_partnership(partnership=made, purpose="Cent contrats tenus.", by=cast.lea)
    actions.move_to_stage(partnership=made, stage=3, by=cast.lea)
    actions.archive_partnership(partnership=made, by=cast.lea)
    made.refresh_from_db()
    assert (made.name, made.bond, made.stage, made.is_archived) == ("Passerelle", 2, 3, True)
    actions.restore_partnership(partnership=made, by=cast.lea)
    assert not Partnership.objects.get(pk=made.pk).is_archived
    codes = list(Entry.objects.filter(about_id=made.pk, code__startswith="partnership.").values_list("code", flat=True))
    assert sorted(codes) == [
        "partnership.archived",
        "partnership.created",
        "partnership.edited",
        "partnership.moved",
        "partnership.restored",
    ]


@pytest.mark.parametrize("who", ["karim", "ines", "paul"])
def test_others_do_not(cast, partnership, who):
    user = getattr(cast, who)
    with pytest.raises(NotAllowed, match="Seuls le pilote et son équipe"):
        actions.create_partnership(space=cast.space, name="X", by=user)
    with pytest.raises(NotAllowed):
        actions.edit_partnership(partnership=partnership, name="X", by=user)
    with pytest.raises(NotAllowed):
        actions.archive_partnership(partnership=partnership, by=user)
    with pytest.raises(NotAllowed):
        actions.set_partnership_published(partnership=partnership, published=True, by=user)
    with pytest.raises(NotAllowed):
        actions.choose_type(partnership=partnership, type_code="T1", by=user)
    with pytest.raises(NotAllowed):
        actions.end_member(member=partnership.members.first(), by=user)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "nom"),
        ({"name": "X", "stage": 12}, "étape"),
        ({"name": "X", "bond": 5}, "intensité"),
        ({"name": "X" * 161}, "nom"),
        ({"name": "X", "started_on": date(2026, 5, 1), "ends_on": date(2026, 4, 1)}, "terme est avant le début"),
    ],
)
def test_what_does_not_hold_is_said_in_one_sentence(cast, fields, sentence):
    with pytest.raises(Refusal, match=sentence):
        actions.create_partnership(space=cast.space, by=cast.lea, **fields)
    assert not Partnership.objects.exists()


def test_two_people_do_not_overwrite_each_other(cast, partnership):
    read = partnership.version
    actions.edit_partnership(partnership=partnership, purpose="A", expected_version=read, by=cast.lea)
    with pytest.raises(Refusal, match="Rien n'a été écrasé"):
        actions.edit_partnership(partnership=partnership, purpose="B", expected_version=read, by=cast.nadia)
    assert Partnership.objects.get(pk=partnership.pk).purpose == "A"


def test_a_member_comes_once_per_role_leaves_and_comes_back(cast, partnership):
    cfa = cast.organisations["cfa"]
    with pytest.raises(Refusal, match="déjà dans ce partenariat"):
        actions.add_member(partnership=partnership, organisation=cfa, role="operator", by=cast.lea)
    actions.add_member(partnership=partnership, organisation=cfa, role="founder", by=cast.lea)
    as_operator = partnership.members.get(organisation=cfa, role="operator")
    actions.end_member(member=as_operator, by=cast.lea)
    with pytest.raises(Refusal, match="déjà notée"):
        actions.end_member(member=as_operator, by=cast.lea)
    actions.add_member(partnership=partnership, organisation=cfa, role="operator", by=cast.lea)
    assert partnership.members.filter(organisation=cfa).count() == 3
    assert Member.objects.current().filter(partnership=partnership, organisation=cfa).count() == 2


def test_an_organisation_of_another_space_is_refused(cast, partnership):
    foreign = Organisation.objects.create(
        space=cast.elsewhere, name="Loin", kind="cfa", college="training", family="training"
    )
    with pytest.raises(Refusal, match="annuaire de cet espace"):
        actions.add_member(partnership=partnership, organisation=foreign, role="operator", by=cast.lea)
    with pytest.raises(Refusal, match="annuaire de cet espace"):
        actions.start_assessment(partnership=partnership, organisation=foreign, by=cast.lea)


def test_the_exit_is_not_before_the_entry(cast, partnership):
    member = actions.add_member(
        partnership=partnership,
        organisation=cast.organisations["epci"],
        role="pilot",
        joined_on=date(2026, 3, 1),
        by=cast.lea,
    )
    with pytest.raises(Refusal, match="avant l'entrée"):
        actions.end_member(member=member, left_on=date(2026, 2, 1), by=cast.lea)


# --- Readings: who answers for whom


def test_a_partner_reads_for_its_organisation_only(cast, partnership):
    mine = actions.start_assessment(partnership=partnership, organisation=cast.organisations["cfa"], by=cast.karim)
    actions.answer(assessment=mine, criterion="A1", level=3, by=cast.karim)
    for organisation in (cast.organisations["mission"], None):
        with pytest.raises(NotAllowed, match="l'organisation que vous représentez"):
            actions.start_assessment(partnership=partnership, organisation=organisation, by=cast.karim)
    with pytest.raises(NotAllowed, match="lecture en commun"):
        actions.start_assessment(partnership=partnership, kind="consensus", by=cast.karim)


def test_a_partner_reads_only_partnerships_its_organisation_belongs_to(cast):
    other = actions.create_partnership(space=cast.space, name="Autre", by=cast.lea)
    with pytest.raises(Refusal, match="n'est pas membre"):
        actions.start_assessment(partnership=other, organisation=cast.organisations["cfa"], by=cast.karim)


def test_an_organisation_that_left_no_longer_reads(cast, partnership):
    actions.end_member(member=partnership.members.get(organisation=cast.organisations["cfa"]), by=cast.lea)
    with pytest.raises(Refusal, match="n'est pas membre"):
        actions.start_assessment(partnership=partnership, organisation=cast.organisations["cfa"], by=cast.karim)
    assert not Partnership.objects.visible_to(cast.karim).exists()


def test_observers_and_strangers_do_not_read(cast, partnership):
    for user in (cast.ines, cast.paul):
        with pytest.raises(NotAllowed):
            actions.start_assessment(partnership=partnership, organisation=cast.organisations["cfa"], by=user)


def test_nobody_writes_in_another_persons_answers(cast, partnership):
    karims = actions.start_assessment(partnership=partnership, organisation=cast.organisations["cfa"], by=cast.karim)
    with pytest.raises(NotAllowed, match="elle seule"):
        actions.answer(assessment=karims, criterion="A1", level=5, by=cast.lea)
    with pytest.raises(NotAllowed, match="elle seule"):
        actions.submit_assessment(assessment=karims, by=cast.lea)


def test_the_team_shares_the_common_reading(cast, partnership):
    common = actions.start_assessment(partnership=partnership, kind="consensus", by=cast.lea)
    assert actions.start_assessment(partnership=partnership, kind="consensus", by=cast.nadia) == common
    actions.answer(assessment=common, criterion="A1", level=3, by=cast.nadia)


def test_an_unfinished_reading_is_taken_up_again(cast, partnership):
    cfa = cast.organisations["cfa"]
    first = actions.start_assessment(partnership=partnership, organisation=cfa, by=cast.karim)
    assert actions.start_assessment(partnership=partnership, organisation=cfa, by=cast.karim) == first
    on_behalf = actions.start_assessment(partnership=partnership, organisation=cfa, by=cast.lea)
    assert on_behalf != first
    actions.answer(assessment=first, criterion="A1", level=3, by=cast.karim)
    actions.submit_assessment(assessment=first, by=cast.karim)
    assert actions.start_assessment(partnership=partnership, organisation=cfa, by=cast.karim) != first


def test_an_archived_partnership_is_not_read(cast, partnership):
    actions.archive_partnership(partnership=partnership, by=cast.lea)
    with pytest.raises(Refusal, match="archivé"):
        actions.start_assessment(partnership=partnership, by=cast.lea)


# --- Answers


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"criterion": "A9", "level": 3}, "n'est pas dans cette version"),
        ({"criterion": "A1"}, "une seule réponse"),
        ({"criterion": "A1", "level": 3, "non_answer": "unknown"}, "une seule réponse"),
        ({"criterion": "A1", "level": 0}, "de 1 à 5"),
        ({"criterion": "A1", "level": 6}, "de 1 à 5"),
        ({"criterion": "A1", "level": True}, "de 1 à 5"),
        ({"criterion": "A1", "non_answer": "maybe"}, "n'est pas connue"),
        ({"criterion": "A1", "level": 4, "evidence": "rumour"}, "preuve"),
        ({"criterion": "A1", "level": 4, "evidence_note": "x" * 241}, "laquelle"),
    ],
)
def test_a_bad_answer_is_refused_and_nothing_is_kept(cast, partnership, given, sentence):
    assessment = actions.start_assessment(partnership=partnership, by=cast.lea)
    with pytest.raises(Refusal, match=sentence):
        actions.answer(assessment=assessment, by=cast.lea, **given)
    assert not Answer.objects.exists()


def test_an_answer_is_saved_at_once_and_may_be_changed(cast, partnership):
    assessment = actions.start_assessment(partnership=partnership, by=cast.lea)
    actions.answer(assessment=assessment, criterion="A1", level=4, evidence="documented", by=cast.lea)
    actions.answer(assessment=assessment, criterion="A1", non_answer="unknown", by=cast.lea)
    saved = assessment.answers.get()
    assert (saved.level, saved.non_answer, saved.evidence) == (None, "unknown", "")


def test_a_whole_sheet_is_saved_by_the_same_rules_or_not_at_all(cast, partnership, django_assert_max_num_queries):
    assessment = actions.start_assessment(partnership=partnership, by=cast.lea)
    actions.answer(assessment=assessment, criterion="A1", level=1, evidence="documented", by=cast.lea)
    with django_assert_max_num_queries(12):
        actions.answer_all(assessment=assessment, answers={id: TypedAnswer(4) for id in IDS}, by=cast.lea)
    assert assessment.answers.filter(level=4, evidence="").count() == len(IDS)
    with pytest.raises(Refusal, match="de 1 à 5"):
        actions.answer_all(assessment=assessment, answers={"A1": TypedAnswer(2), "A2": TypedAnswer(6)}, by=cast.lea)
    assert assessment.answers.get(criterion="A1").level == 4
    with pytest.raises(NotAllowed, match="autre personne"):
        actions.answer_all(assessment=assessment, answers={"A1": TypedAnswer(2)}, by=cast.nadia)


def test_two_windows_do_not_overwrite_each_other(cast, partnership):
    assessment = actions.start_assessment(partnership=partnership, by=cast.lea)
    read = assessment.version
    actions.answer(assessment=assessment, criterion="A1", level=4, expected_version=read, by=cast.lea)
    with pytest.raises(Refusal, match="Rien n'a été écrasé"):
        actions.answer(assessment=assessment, criterion="A1", level=2, expected_version=read, by=cast.lea)
    assert assessment.answers.get().level == 4


def test_what_is_handed_in_is_reopened_before_it_is_changed(cast, sheets):
    handed = sheets.fill("cfa", {"A1": 3})
    with pytest.raises(Refusal, match="déjà remise"):
        actions.answer(assessment=handed, criterion="A1", level=5, by=cast.lea)
    with pytest.raises(Refusal, match="déjà remise"):
        actions.submit_assessment(assessment=handed, by=cast.lea)
    actions.reopen_assessment(assessment=handed, by=cast.lea)
    actions.answer(assessment=handed, criterion="A1", level=5, by=cast.lea)


def test_an_empty_sheet_is_not_handed_in(cast, partnership):
    assessment = actions.start_assessment(partnership=partnership, by=cast.lea)
    with pytest.raises(Refusal, match="au moins un critère"):
        actions.submit_assessment(assessment=assessment, by=cast.lea)


# --- Invariants


def test_a_score_is_never_stored_without_its_grid_version(cast, partnership):
    assessment = actions.start_assessment(partnership=partnership, by=cast.lea)
    assert assessment.grid.number == grid.VERSION
    assert assessment.grid.space is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(space=cast.space, partnership=partnership, rater=cast.lea)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(criterion="A1", level=3)


def test_the_shipped_version_is_written_down_once(cast, partnership):
    actions.start_assessment(partnership=partnership, by=cast.lea)
    actions.start_assessment(partnership=partnership, by=cast.nadia)
    version = GridVersion.objects.get()
    assert [entry["id"] for entry in version.criteria] == IDS


def test_a_version_that_has_served_is_never_edited_nor_deleted(cast, partnership):
    version = actions.start_assessment(partnership=partnership, by=cast.lea).grid
    version.criteria = []
    with pytest.raises(ValidationError, match="déjà servi"):
        version.save()
    with pytest.raises(ValidationError, match="déjà servi"):
        GridVersion.objects.filter(pk=version.pk).update(criteria=[])
    with pytest.raises(ValidationError, match="déjà servi"), transaction.atomic():
        GridVersion.objects.bulk_update([version], ["criteria"])
    with pytest.raises(RestrictedError), transaction.atomic():
        version.delete()
    assert len(GridVersion.objects.get().criteria) == 22


def test_the_common_reading_never_replaces_individual_answers(cast, partnership, sheets):
    alone = sheets.fill("cfa", {"A1": 2})
    sheets.fill(None, {"A1": 5}, kind="consensus")
    assert alone.answers.get().level == 2
    line = analyses.read_partnership(partnership).by_id["A1"]
    assert (line.median, line.answers, line.consensus) == (2.0, 1, 5)


def test_individual_answers_stay_as_they_were_once_the_group_has_read(cast, sheets):
    alone = sheets.fill("cfa", {"A1": 2})
    sheets.fill(None, {"A1": 5}, kind="consensus")
    with pytest.raises(Refusal, match="Le groupe a lu ensemble depuis"):
        actions.reopen_assessment(assessment=alone, by=cast.lea)


@pytest.mark.parametrize("answer", [{"level": 3, "non_answer": "unknown"}, {}, {"level": 6}, {"level": 0}])
def test_the_database_keeps_a_level_or_a_reason(cast, partnership, answer):
    assessment = actions.start_assessment(partnership=partnership, by=cast.lea)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(assessment=assessment, criterion="A1", **answer)


# --- The type


def test_a_choice_against_the_suggestion_needs_a_reason(cast, partnership, sheets):
    sheets.fill("cfa", {"A1": 4, "A2": 5, "B2": 4, "B3": 4, "B4": 5, "C1": 5, "C2": 4, "C3": 4, "C4": 4, "C8": 4})
    actions.edit_partnership(partnership=partnership, bond=4, by=cast.lea)
    actions.choose_type(partnership=partnership, type_code="T7", by=cast.lea)
    with pytest.raises(Refusal, match="pourquoi vous retenez « Partenariat de projet »"):
        actions.choose_type(partnership=partnership, type_code="T5", reason="  ", by=cast.lea)
    actions.choose_type(partnership=partnership, type_code="T5", reason="Le financement est à terme.", by=cast.lea)
    partnership.refresh_from_db()
    assert (partnership.chosen_type, partnership.chosen_type_reason) == ("T5", "Le financement est à terme.")
    actions.choose_type(partnership=partnership, type_code="", by=cast.lea)
    assert partnership.chosen_type == partnership.chosen_type_reason == ""


def test_an_unknown_type_is_refused(cast, partnership):
    with pytest.raises(Refusal, match="choisissez dans la liste"):
        actions.choose_type(partnership=partnership, type_code="T9", by=cast.lea)


def test_showing_a_partnership_is_noted_once(cast, partnership):
    for _twice in range(2):
        actions.set_partnership_published(partnership=partnership, published=True, by=cast.lea)
    assert Entry.objects.filter(code="partnership.published").count() == 1
    assert Partnership.objects.visible_to(cast.ines).get() == partnership
    actions.set_partnership_published(partnership=partnership, published=False, by=cast.lea)
    assert not Partnership.objects.visible_to(cast.ines).exists()
