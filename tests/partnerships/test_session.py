"""The common session: opened from what each answered alone, projected without a name, noted, handed in."""

import re

import pytest
from django.urls import reverse

from maillage.partnerships import actions, analyses, grid
from maillage.partnerships.meeting import read_session
from maillage.partnerships.models import Answer, CommonSession, Discussion
from maillage.partnerships.spreads import apart, read_spreads
from maillage.partnerships.views.session import together
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal

ALONE = {  # A1: two against two; A2: two levels only; A3, A4: low
    "cfa": {"A1": 2, "A2": 2, "A3": 2, "A4": 2},
    "mission": {"A1": 5, "A2": 2, "A3": 2, "A4": 2},
    "opco": {"A1": 2, "A2": "?", "A3": 2, "A4": 2},
    "fret": {"A1": 5, "A2": "-", "A3": 2, "A4": 2},
}


@pytest.fixture
def said(sheets):
    for who, marks in ALONE.items():
        sheets.fill(who, marks)
    return sheets


@pytest.fixture
def session(cast, partnership, said) -> CommonSession:
    return actions.open_session(partnership=partnership, by=cast.lea)


def say(cast, session, criterion, outcome, **more):
    return actions.conclude(session=session, criterion=criterion, outcome=outcome, by=cast.lea, **more)


# --- What is said


def test_the_talk_begins_with_disagreements_then_low_scores(session):
    assert session.order[0] == "A1"
    assert set(session.order[1:4]) == {"A2", "A3", "A4"}
    assert sorted(session.order) == sorted(entry["id"] for entry in grid.shipped()["criteria"])
    assert session.assessment.is_common


def test_two_clicks_open_one_session(cast, partnership, session):
    assert actions.open_session(partnership=partnership, by=cast.nadia) == session
    assert Discussion.objects.filter(session=session).count() == 22


def test_without_answers_the_grid_is_read_in_its_order(cast, partnership):
    session = actions.open_session(partnership=partnership, by=cast.lea)
    assert session.order == [entry["id"] for entry in grid.shipped()["criteria"]]
    assert not any(spread.is_shown for spread in read_spreads(session).values())


def test_the_common_answer_stands_beside_the_others(cast, partnership, session):
    before = list(Answer.objects.filter(assessment__kind="individual").order_by("pk").values())
    say(cast, session, "A1", "4", notes="Deux lectures.")
    say(cast, session, "A3", "no_agreement")
    say(cast, session, "A4", "not_applicable")
    actions.close_session(session=session, by=cast.lea)
    assert list(Answer.objects.filter(assessment__kind="individual").order_by("pk").values()) == before
    reading = read_session(CommonSession.objects.select_related("assessment__grid", "partnership").get())
    by_id = {line.id: line for line in reading.lines}
    assert (by_id["A1"].level, by_id["A1"].median, by_id["A1"].notes) == (4, 3.5, "Deux lectures.")
    assert by_id["A3"].no_agreement
    assert by_id["A3"].level is None
    assert by_id["A4"].outcome == "sans objet"
    assert reading.sentence.startswith("3 critères sur 22 ont leur réponse commune : aucun ne s'écarte")
    assert analyses.read_partnership(partnership).by_id["A1"].consensus == 4


def test_a_session_without_any_agreement_is_handed_in_as_it_was(cast, partnership, session, as_role):
    """Not agreeing is what the group said: it can be handed in. A session where nothing was said cannot."""
    with pytest.raises(Refusal, match="Rien n'est encore dit"):
        actions.close_session(session=session, by=cast.lea)
    say(cast, session, "A1", "no_agreement", notes="Deux lectures du mandat.")
    actions.close_session(session=session, by=cast.lea)
    closed = CommonSession.objects.select_related("assessment__grid", "partnership").get()
    assert closed.is_closed
    assert read_session(closed).sentence.endswith("1 reste sans accord.")
    reading = analyses.read_partnership(partnership)
    assert reading.has_consensus
    assert all(line.consensus is None for line in reading.lines)
    assert reading.by_id["A1"].median == 3.5
    pilot = as_role("pilot")
    for page in ("reading", "partnership", "over_time"):
        assert pilot.get(reverse(f"partnerships:{page}", args=[cast.space.slug, partnership.pk])).status_code == 200
    assert pilot.get(reverse("partnerships:home", args=[cast.space.slug])).status_code == 200
    assert "Restés sans accord" in pilot.get(session.get_absolute_url()).text
    plan = pilot.get(reverse("animation:plan", args=[cast.space.slug, partnership.pk])).text
    assert "Cadre politique et juridique" in plan


def test_the_group_may_change_its_mind_until_the_end(cast, session):
    say(cast, session, "A1", "4")
    say(cast, session, "A1", "no_agreement")
    assert not Answer.objects.filter(assessment=session.assessment, criterion="A1").exists()
    say(cast, session, "A1", "2")
    assert not Discussion.objects.get(session=session, criterion="A1").no_agreement
    say(cast, session, "A1", "")
    assert not Answer.objects.filter(assessment=session.assessment).exists()


def test_saying_the_same_again_changes_nothing(cast, session):
    first = say(cast, session, "A1", "4", notes="Un mot.")
    again = say(cast, session, "A1", "4", notes="Un mot. ", expected_version=1)
    assert again.version == first.version == 2


def test_the_second_of_two_who_note_is_told(cast, session):
    say(cast, session, "A1", "4", notes="Léa", expected_version=1)
    with pytest.raises(EditedMeanwhile):
        say(cast, session, "A1", "2", notes="Nadia", expected_version=1)
    assert Discussion.objects.get(session=session, criterion="A1").notes == "Léa"
    assert Answer.objects.get(assessment=session.assessment).level == 4


@pytest.mark.parametrize(("criterion", "outcome"), [("Z9", "3"), ("A1", "6"), ("A1", "peut-être")])
def test_what_does_not_exist_is_refused(cast, session, criterion, outcome):
    with pytest.raises(Refusal, match="n'existe pas"):
        say(cast, session, criterion, outcome)


@pytest.mark.parametrize("who", ["karim", "ines", "paul"])
def test_only_the_pilots_team_holds_it(cast, partnership, session, who):
    by = getattr(cast, who)
    for attempt in (
        lambda: actions.open_session(partnership=partnership, by=by),
        lambda: actions.conclude(session=session, criterion="A1", outcome="3", by=by),
        lambda: actions.close_session(session=session, by=by),
        lambda: actions.reopen_session(session=session, by=by),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_closed_session_is_reopened_before_writing(cast, session):
    say(cast, session, "A1", "4")
    actions.close_session(session=session, by=cast.lea)
    with pytest.raises(Refusal, match="close"):
        say(cast, session, "A1", "3")
    actions.reopen_session(session=session, by=cast.lea)
    say(cast, session, "A1", "3")
    assert Answer.objects.get(assessment=session.assessment, criterion="A1").level == 3


# --- What is projected


@pytest.mark.parametrize(
    ("sizes", "alone", "gathered"),
    [
        ({"training": 1, "employment": 1}, [], []),
        ({"training": 2, "employment": 1}, [], ["employment", "training"]),
        ({"training": 3}, ["training"], []),
        ({"training": 3, "employment": 3}, ["employment", "training"], []),
        ({"training": 4, "employment": 3, "companies": 1}, ["training"], ["companies", "employment"]),
        ({"training": 5, "employment": 4, "": 1}, ["training"], ["", "employment"]),
        ({"training": 3, "employment": 1, "companies": 2}, ["training"], ["companies", "employment"]),
    ],
)
def test_nobody_is_found_by_subtraction(sizes, alone, gathered):
    """A college stands alone from three answers; those gathered are none, or three and more."""
    shown, together_ = apart(sizes)
    assert (sorted(shown), sorted(together_)) == (alone, gathered)


def test_the_spread_counts_levels_and_what_is_not_a_number(session):
    spreads = read_spreads(session)
    (line,) = spreads["A1"].lines
    assert (line.label, line.counts) == ("tous collèges", (0, 2, 0, 0, 2))
    assert spreads["A1"].sentence == "4 réponses, de 2 à 5."
    assert not spreads["A2"].is_shown  # two levels only
    assert (spreads["A2"].unknown, spreads["A2"].not_applicable) == (1, 1)
    assert "ne sont pas projetées" in spreads["A2"].sentence
    assert spreads["A3"].sentence == "4 réponses, toutes à 2."


def test_a_college_stands_alone_from_three_answers(cast, partnership, sheets, newcomers):
    for key in newcomers("training", 3):
        sheets.fill(key, {"A1": 4})
    for key in ("mission", "opco", "fret"):
        sheets.fill(key, {"A1": 2})
    session = actions.open_session(partnership=partnership, by=cast.lea)
    lines = {line.label: line.counts for line in read_spreads(session)["A1"].lines}
    assert lines == {"formation": (0, 0, 0, 3, 0), "autres collèges réunis": (0, 3, 0, 0, 0)}


# --- Pages


def at(name, session, *more) -> str:
    return reverse(f"partnerships:{name}", args=[session.space.slug, session.partnership_id, *more])


@pytest.fixture
def screen(session) -> str:
    return at("session_criterion", session, session.pk, "A1")


def test_the_screen_shows_the_spread_and_no_name(as_role, cast, session, screen):
    page = as_role("facilitator").get(screen).text
    body = page[page.index('id="contenu"') :]
    assert "4 réponses, de 2 à 5." in body
    assert "désaccord" in body
    assert body.count('name="outcome"') == 9
    for one in [*cast.organisations.values(), *(user for user in cast.by_role.values())]:
        assert one.name not in body


def test_a_form_moves_on_and_comes_back_without_script(as_role, session, screen):
    client = as_role("pilot")
    sent = {"outcome": "4", "notes": "Dit ainsi.\nEt autrement.", "read_version": "1"}
    answer = client.post(screen, {**sent, "go": "next"})
    assert answer["Location"] == session.get_criterion_url(session.order[1])
    page = client.get(screen).text
    assert "Dit ainsi.\nEt autrement." in page
    assert re.search(r'value="4" data-key="4" checked', page)
    assert client.post(screen, {**sent, "read_version": "2", "go": "pause"})["Location"] == session.get_absolute_url()
    last = session.get_criterion_url(session.order[-1])
    assert client.post(last, {"outcome": "", "go": "end"})["Location"] == session.get_absolute_url()


def test_a_pause_is_taken_up_where_it_was(as_role, session):
    client = as_role("pilot")
    client.post(session.get_criterion_url("B2"), {"outcome": "3", "read_version": "1", "go": "pause"})
    page = client.get(session.get_absolute_url()).text
    assert "1 critère sur 22 a sa réponse commune" in page
    assert session.get_criterion_url("B2") in page
    answer = client.post(at("session_prepare", session))
    assert answer["Location"] == session.get_criterion_url("B2")


def test_notes_are_kept_as_they_are_typed(as_role, session, screen):
    client = as_role("pilot")
    kept = client.post(
        screen, {"outcome": "", "notes": "Un", "read_version": "1"}, headers={"accept": "application/json"}
    )
    assert kept.json() == {"version": 2}
    stale = client.post(
        screen, {"outcome": "", "notes": "Deux", "read_version": "1"}, headers={"accept": "application/json"}
    )
    assert stale.status_code == 409


def test_two_who_note_at_once_lose_nothing(as_role, session, screen):
    as_role("pilot").post(screen, {"outcome": "4", "notes": "De Léa", "read_version": "1"})
    page = as_role("facilitator").post(screen, {"outcome": "2", "notes": "De Nadia", "read_version": "1"})
    assert page.status_code == 200
    assert "De Léa\n\nDe Nadia" in page.text
    assert "Rien n'est perdu" in page.text
    assert Discussion.objects.get(session=session, criterion="A1").notes == "De Léa"  # until somebody has read both


@pytest.mark.parametrize(("theirs", "ours", "both"), [("ab", "a", "ab"), ("a", "ab", "ab"), ("a", "b", "a\n\nb")])
def test_two_texts_become_one(theirs, ours, both):
    assert together(theirs, ours) == both


def test_a_session_is_prepared_held_handed_in_and_read(as_role, cast, session, screen):
    client = as_role("pilot")
    assert "Reprendre la séance" in client.get(at("session_prepare", session)).text
    say(cast, session, "A3", "4", notes="On a progressé depuis.")
    client.post(at("session_close", session, session.pk))
    page = client.get(session.get_absolute_url()).text
    assert "Là où le groupe ne dit pas comme chacun" in page
    assert "On a progressé depuis." in page
    assert client.get(screen)["Location"] == session.get_absolute_url()
    assert client.get(session.assessment.get_absolute_url())["Location"] == session.get_absolute_url()
    client.post(at("session_reopen", session, session.pk))
    assert client.get(screen).status_code == 200


@pytest.mark.parametrize(("role", "status"), [("partner", 403), ("observer", 404), ("stranger", 404)])
def test_others_do_not_open_its_pages(as_role, session, screen, role, status):
    client = as_role(role)
    for address in (screen, session.get_absolute_url(), at("session_prepare", session)):
        assert client.get(address).status_code == status


def test_the_screen_asks_little_of_the_database(as_role, session, screen, django_assert_max_num_queries):
    client = as_role("pilot")
    with django_assert_max_num_queries(34):
        client.get(screen)
