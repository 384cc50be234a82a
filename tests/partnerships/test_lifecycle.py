"""The twelve steps: coming to a step, what each leaves, what the space shows of it, what is missing."""

from __future__ import annotations

import html
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maillage.agreements import actions as agreements
from maillage.journal import actions as journal
from maillage.journal.models import Entry
from maillage.partnerships import actions, detection
from maillage.partnerships.enums import DeliverableState, Stage
from maillage.partnerships.lifecycle import read_lifecycle, read_lifecycles
from maillage.partnerships.models import Assessment, Deliverable, StageChange
from maillage.partnerships.stages import DELIVERABLES, STAGE_OF, STAGES
from maillage.territory import actions as territory
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal

TODAY = timezone.localdate


def words(page) -> str:
    return " ".join(html.unescape(page.text).split())


def at(name: str, cast, *args) -> str:
    return reverse(f"partnerships:{name}", args=[cast.space.slug, *args])


@pytest.fixture
def young(cast):
    """Begun at the first step, a hundred days ago."""
    began = TODAY() - timedelta(days=100)
    return actions.create_partnership(space=cast.space, name="Jeune pousse", stage_since=began, by=cast.lea)


def state_of(partnership, code: str, role: str = "pilot"):
    life = read_lifecycle(partnership, role=role)
    return next(one for step in life.steps for one in step.deliverables if one.card.code == code)


# --- The table of steps


def test_the_twelve_steps_are_whole():
    assert [card.stage for card in STAGES] == list(Stage)
    assert all(card.question and card.phases and card.deliverables and card.inspired_by for card in STAGES)
    assert len(DELIVERABLES) == sum(len(card.deliverables) for card in STAGES) == len(STAGE_OF)
    assert [card.stage for card in STAGES if card.one_is_enough] == [Stage.SUSTAIN]
    assert all(len(code) <= 40 for code in DELIVERABLES)


# --- Coming to a step


def test_one_enters_at_any_step_and_goes_either_way(cast, partnership):
    actions.move_to_stage(partnership=partnership, stage=9, why="bilan", by=cast.nadia)
    actions.move_to_stage(partnership=partnership, stage=7, by=cast.lea)
    kept = list(StageChange.objects.values_list("stage", "why", "author"))
    assert kept == [(8, "", "Léa Martin"), (9, "bilan", "Nadia Benali"), (7, "", "Léa Martin")]
    partnership.refresh_from_db()
    assert partnership.stage == 7


def test_steps_before_the_entry_are_not_asked_for(cast, partnership):
    life = read_lifecycle(partnership, role="pilot")
    assert [step.position for step in life.steps] == ["before_entry"] * 8 + ["now"] + ["ahead"] * 3
    assert life.left_behind == ()
    assert life.left_behind_sentence == ""


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"stage": 12}, "n'existe pas"),
        ({"stage": -1}, "n'existe pas"),
        ({"stage": 0}, "déjà à l'étape"),
        ({"stage": 1, "came_on": date(2999, 1, 1)}, "pas encore venu"),
        ({"stage": 1, "came_on": date(2001, 1, 1)}, "choisissez ce jour ou un jour d'après"),
        ({"stage": 1, "why": "x" * 300}, "pourquoi"),
    ],
)
def test_a_move_that_makes_no_sense_is_refused(cast, young, changes, sentence):
    with pytest.raises(Refusal, match=sentence):
        actions.move_to_stage(partnership=young, **changes, by=cast.lea)
    young.refresh_from_db()
    assert (young.stage, young.version, young.stage_changes.count()) == (0, 1, 1)


def test_two_people_move_it_at_once(as_role, cast, young):
    url, form = at("move", cast, young.pk), {"came_on": TODAY().isoformat(), "read_version": 1}
    assert as_role("pilot").post(url, form | {"stage": 1}).status_code == 302
    page = as_role("facilitator").post(url, form | {"stage": 2})
    assert "Rien n'a été écrasé" in words(page)
    young.refresh_from_db()
    assert young.stage == 1


def test_partners_read_the_steps_and_move_nothing(as_role, cast, partnership):
    page = as_role("partner").get(at("lifecycle", cast, partnership.pk))
    assert "Douze étapes" in page.text
    assert "Passer à une autre étape" not in page.text
    assert as_role("partner").get(at("move", cast, partnership.pk)).status_code == 403
    with pytest.raises(NotAllowed):
        actions.move_to_stage(partnership=partnership, stage=1, by=cast.karim)


# --- What a step leaves


def test_what_is_missing_is_said_then_no_longer(cast, young):
    life = read_lifecycle(young, role="pilot")
    assert life.sentence == (
        "Pour passer à « lire le territoire », il manque : note d'intention, pilote par intérim et "
        "liste des décideurs à informer."
    )
    say = {"partnership": young, "by": cast.lea}
    actions.say_deliverable(code="intent_note", state="done", done_on=TODAY(), whereabouts="dossier du GIP", **say)
    actions.say_deliverable(code="interim_pilot", state="not_needed", reason="pilote déjà nommé", **say)
    actions.say_deliverable(code="deciders", state="done", link="https://exemple.fr/liste", **say)
    life = read_lifecycle(young, role="pilot")
    assert life.sentence == "Tout ce que laisse l'étape « amorcer » est là : « lire le territoire » peut commencer."
    assert (life.now.there, life.now.needed) == (2, 2)


def test_steps_lived_keep_asking_for_what_they_have_not_left(cast, young):
    actions.move_to_stage(partnership=young, stage=1, by=cast.lea)
    life = read_lifecycle(young, role="pilot")
    assert life.left_behind_sentence == "3 livrables des étapes passées restent à faire ou à noter."
    actions.say_deliverable(partnership=young, code="intent_note", state="done", by=cast.lea)
    actions.say_deliverable(partnership=young, code="deciders", state="done", by=cast.lea)
    life = read_lifecycle(young, role="pilot")
    assert life.left_behind_sentence == "1 livrable d'une étape passée reste à faire ou à noter."


def test_at_the_last_step_one_way_out_is_enough(cast, young):
    actions.move_to_stage(partnership=young, stage=Stage.SUSTAIN, by=cast.lea)
    assert "une issue reste à choisir parmi avenant ou reconduction" in read_lifecycle(young, role="pilot").sentence
    actions.say_deliverable(partnership=young, code="clean_closure", state="done", by=cast.lea)
    life = read_lifecycle(young, role="pilot")
    assert life.sentence == "C'est la dernière étape, et son issue est écrite."
    assert life.next is None


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"code": "moon", "state": "done"}, "Aucune étape ne laisse"),
        ({"code": "deciders", "state": "perhaps"}, "fait, à faire, ou pas utile"),
        ({"code": "deciders", "state": "not_needed", "reason": "  "}, "pourquoi il n'est pas utile"),
        ({"code": "deciders", "state": "done", "done_on": date(2999, 1, 1)}, "pas encore venu"),
        ({"code": "deciders", "state": "done", "link": "pas une adresse"}, "adresse"),
        ({"code": "deciders", "state": "done", "link": "javascript:alert(1)"}, "adresse"),
    ],
)
def test_what_cannot_be_said_of_a_deliverable(cast, young, said, sentence):
    with pytest.raises(Refusal, match=sentence):
        actions.say_deliverable(partnership=young, **said, by=cast.lea)
    assert not Deliverable.objects.exists()


def test_going_back_to_do_forgets_the_day_and_the_reason(cast, young):
    say = {"partnership": young, "code": "deciders", "by": cast.lea}
    actions.say_deliverable(state="done", done_on=TODAY(), whereabouts="ici", **say)
    record = actions.say_deliverable(state="to_do", done_on=TODAY(), reason="non", **say)
    assert (record.done_on, record.whereabouts, record.reason) == (None, "", "")


def test_two_people_say_something_of_the_same_deliverable(as_role, cast, young):
    """Even when nobody had said anything yet when both opened the page."""
    url = at("deliverable", cast, young.pk, "deciders")
    assert as_role("pilot").post(url, {"state": "done", "whereabouts": "Léa", "read_version": ""}).status_code == 302
    page = as_role("facilitator").post(url, {"state": "done", "whereabouts": "Nadia", "read_version": ""})
    assert "Rien n'a été écrasé" in words(page)
    assert Deliverable.objects.get().whereabouts == "Léa"
    with pytest.raises(EditedMeanwhile):
        actions.say_deliverable(partnership=young, code="deciders", state="to_do", expected_version=7, by=cast.lea)


# --- Seen in the space


def test_what_the_space_shows_counts_and_is_confirmed_in_a_click(as_role, cast, young):
    assert not state_of(young, "perimeter").is_there
    territory.set_perimeter(space=cast.space, name="Pays d'Aulne", codes=["95277"], reason="", by=cast.lea)
    seen = state_of(young, "perimeter")
    assert seen.is_there
    assert seen.is_only_seen
    pilot = as_role("pilot")
    assert "vu dans l'espace" in words(pilot.get(at("lifecycle", cast, young.pk)))
    answer = pilot.post(at("confirm", cast, young.pk, "perimeter"))
    assert answer["Location"].endswith("#etape-2")
    assert state_of(young, "perimeter").state == DeliverableState.DONE


def test_confirming_never_erases_what_somebody_said(cast, young):
    actions.say_deliverable(partnership=young, code="perimeter", state="not_needed", reason="national", by=cast.lea)
    with pytest.raises(Refusal, match="déjà noté"):
        actions.confirm_deliverable(partnership=young, code="perimeter", by=cast.lea)


def test_set_aside_by_a_person_wins_over_what_is_seen(cast, young):
    actions.say_deliverable(partnership=young, code="directory", state="not_needed", reason="trop tôt", by=cast.lea)
    directory = state_of(young, "directory")
    assert directory.seen is not None  # the cast's organisations
    assert not directory.is_there
    assert not directory.is_missing


def test_the_readings_with_the_grid_are_seen_by_those_who_may_know(cast, partnership, sheets):
    sheets.fill("cfa", "3" * 22)
    sheets.fill(None, "3" * 22, kind="consensus")
    actions.edit_partnership(partnership=partnership, purpose="Cent contrats.", by=cast.lea)
    for code in ("grid_answers", "profile", "disagreements", "common_purpose"):
        assert state_of(partnership, code).is_there, code
    assert not state_of(partnership, "type").is_there
    assert not state_of(partnership, "grid_answers", role="observer").is_there
    assert state_of(partnership, "common_purpose", role="observer").is_there


def test_only_somebody_who_answers_again_makes_a_second_reading(cast, partnership, sheets):
    """Two sheets of which nobody can say that they are the same person's are not a reading done again."""
    sheets.fill("cfa", "3" * 22)
    Assessment.objects.filter(partnership=partnership).update(respondent="", rater=None)
    sheets.fill("cfa", "4" * 22)
    assert not state_of(partnership, "second_reading").is_there
    sheets.fill("cfa", "5" * 22)
    assert state_of(partnership, "second_reading").is_there


def test_the_report_serves_every_partnership(cast, partnership, young):
    assert not state_of(young, "report").is_there
    journal.record("report.made", by=cast.lea, about=cast.space, space=cast.space)
    for one in (partnership, young):
        assert state_of(one, "report").seen.words.startswith("le rapport du")


def test_a_granted_line_makes_a_budget_a_sought_one_does_not(cast, partnership):
    actions.add_funding(partnership=partnership, source="Fonds", year=2026, state="sought", by=cast.lea)
    assert not state_of(partnership, "budget").is_there
    actions.add_funding(partnership=partnership, source="Fonds", year=2026, state="granted", by=cast.lea)
    assert state_of(partnership, "budget").is_there


def test_a_signed_text_its_review_and_its_clause_on_data_are_seen(cast, partnership):
    clauses = [{"heading": "Données personnelles", "body": "Des effectifs, jamais des noms.", "nature": "other"}]
    text = agreements.create_agreement(
        space=cast.space,
        kind="agreement",
        title="Convention",
        partnership=partnership,
        clauses=clauses,
        review_on=TODAY() + timedelta(days=90),
        by=cast.lea,
    )
    codes = ("signed_text", "review_date", "data_clause")
    assert not any(state_of(partnership, code).is_there for code in codes)
    for status in ("proofreading", "signed"):
        agreements.change_status(agreement=text, status=status, on=TODAY(), by=cast.lea)
    assert all(state_of(partnership, code, role="observer").is_there for code in codes)


def test_an_amendment_or_a_renewal_carries_the_partnership_on(cast, partnership):
    clause = [{"heading": "Objet", "body": "Cent contrats.", "nature": "other"}]
    text = agreements.create_agreement(
        space=cast.space, kind="agreement", title="Convention", partnership=partnership, clauses=clause, by=cast.lea
    )
    for status in ("proofreading", "signed", "in_force"):
        text = agreements.change_status(agreement=text, status=status, on=TODAY(), by=cast.lea)
    assert not state_of(partnership, "amendment").is_there
    revised = [{**clause[0], "body": "Deux cents contrats."}]
    agreements.write_version(agreement=text, clauses=revised, change="Plus de contrats", by=cast.lea)
    agreements.sign_amendment(agreement=text, on=TODAY(), by=cast.lea)
    assert state_of(partnership, "amendment").seen.words == "un avenant de « Convention », signé"
    for status in ("to_renew", "in_force"):
        text.refresh_from_db()
        text = agreements.change_status(agreement=text, status=status, on=TODAY(), by=cast.lea)
    assert state_of(partnership, "amendment", role="observer").seen.words == "la reconduction de « Convention »"
    assert Entry.objects.filter(code="agreement.renewed").count() == 1


def test_a_mission_letter_serves_every_partnership(cast, partnership, young):
    agreements.name_pilot(
        space=cast.space,
        holder="Léa Martin",
        commissioner="Comité",
        mission="Relier",
        starts_on=TODAY(),
        signed_on=TODAY(),
        by=cast.lea,
    )
    assert state_of(partnership, "mission_letter").is_there
    assert state_of(young, "mission_letter").is_there


def test_a_detector_that_names_an_unknown_deliverable_is_a_mistake(cast, young, monkeypatch):
    monkeypatch.setattr(detection, "_DETECTORS", [lambda space, them: [detection.Seen("moon", "", "/")]])
    with pytest.raises(LookupError):
        read_lifecycle(young, role="pilot")


# --- For the whole territory


def test_many_lives_cost_no_more_queries_than_one(cast, partnership):
    def queries(partnerships) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(read_lifecycles(cast.space, partnerships, role="pilot")) == len(partnerships)
        return len(captured)

    others = [actions.create_partnership(space=cast.space, name=f"P{n}", by=cast.lea) for n in range(10)]
    queries([partnership])
    assert queries([partnership, *others]) == queries([partnership])
    assert read_lifecycles(cast.space, [], role="pilot") == {}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_pages_of_the_life_in_both_languages(as_role, cast, young, language):
    pilot = as_role("pilot")
    pilot.cookies["django_language"] = language
    for address in [
        at("lifecycle", cast, young.pk),
        at("move", cast, young.pk),
        at("deliverable", cast, young.pk, "intent_note"),
        at("partnership", cast, young.pk),
    ]:
        assert pilot.get(address).status_code == 200
    assert pilot.get(at("deliverable", cast, young.pk, "moon")).status_code == 404
    assert pilot.post(at("confirm", cast, young.pk, "moon")).status_code == 404
