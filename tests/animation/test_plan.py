"""The plan: accept, debate or act, for each disagreement and each low score; and what a new reading changes."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.animation import actions, standing
from maillage.animation.analyses import read_plan
from maillage.animation.models import Action, PlanLine
from maillage.journal.models import Entry
from maillage.partnerships import actions as partnerships
from maillage.partnerships.models import Assessment, GridVersion
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal

TODAY = timezone.localdate()
AHEAD = TODAY + timedelta(days=30)


@pytest.fixture
def decide(cast, read):
    def one(criterion="B4", choice="accept", *, by=None, **more) -> PlanLine:
        if choice == "accept":
            more.setdefault("reason", "Le groupe vit avec.")
        return actions.decide(partnership=read, criterion=criterion, choice=choice, by=by or cast.lea, **more)

    return one


@pytest.fixture
def act(cast, decide):
    def one(title="Écrire une règle commune", **more) -> PlanLine:
        return decide("B4", "act", title=title, owner=cast.organisations["cfa"], due_on=AHEAD, **more)

    return one


def earlier(partnership, days=400) -> None:
    """As if the sheets handed in so far were so many days older."""
    moment = timezone.now() - timedelta(days=days)
    Assessment.objects.filter(partnership=partnership).update(submitted_at=moment)


# --- Deciding


def test_the_reading_says_what_waits_disagreements_first(read):
    plan = read_plan(read)
    assert [(row.words.id, row.origin) for row in plan.undecided] == [("A1", "disagreement"), ("B4", "low")]
    assert plan.sentence == "2 points de la lecture attendent une décision."


def test_a_line_stays_with_the_reading_it_comes_from(read, decide):
    line = decide()
    assert (line.grid, line.criterion, line.origin, line.read_on, line.median) == (
        GridVersion.objects.get(),
        "B4",
        "low",
        TODAY,
        2,
    )
    plan = read_plan(read)
    assert [row.words.id for row in plan.undecided] == ["A1"]
    assert plan.sentence == "1 point de la lecture attend une décision, 1 est accepté."


def test_acting_writes_one_action_kept_in_step(cast, read, act):
    line = act()
    assert (line.action.partnership, line.action.owner, line.action.due_on) == (
        read,
        cast.organisations["cfa"],
        AHEAD,
    )
    again = act(title="Écrire la règle à trois", expected_version=line.version)
    assert Action.objects.get().title == "Écrire la règle à trois"
    assert again.action == line.action


def test_an_action_edited_on_its_own_page_is_read_in_the_plan(cast, read, act):
    action = act().action
    actions.edit_action(
        action=Action.objects.get(), title="Autrement", owner=action.owner, due_on=AHEAD, partnership=read, by=cast.lea
    )
    assert read_plan(read).row("B4").line.action.title == "Autrement"


def test_deciding_otherwise_drops_the_open_action_and_acting_again_takes_it_up(act, decide):
    act()
    decide()
    assert Action.objects.get().status == "dropped"
    act()
    assert Action.objects.get().status == "to_do"


def test_a_done_action_stays_done(cast, act, decide):
    actions.move_action(action=act().action, status="done", on=TODAY, by=cast.lea)
    decide()
    assert Action.objects.get().status == "done"


def test_debating_names_a_meeting_or_a_date(cast, decide):
    meeting = actions.create_meeting(space=cast.space, title="COPIL", held_on=AHEAD, by=cast.lea)
    assert decide("A1", "debate", meeting=meeting).meeting == meeting
    assert decide("A1", "debate", debate_on=AHEAD).meeting is None


@pytest.mark.parametrize(
    ("choice", "more", "sentence"),
    [
        ("accept", {"reason": "  "}, "pourquoi"),
        ("debate", {}, "à quelle date"),
        ("act", {"title": "Sans répondant"}, "complétez les trois"),
        ("oublier", {}, "Choisissez"),
    ],
)
def test_each_way_asks_what_it_needs(decide, choice, more, sentence):
    with pytest.raises(Refusal, match=sentence):
        decide("B4", choice, **more)
    assert not PlanLine.objects.exists()


def test_what_the_reading_does_not_ask_is_refused(decide):
    for criterion in ("C1", "Z9"):
        with pytest.raises(Refusal, match="n'attend rien"):
            decide(criterion)


def test_two_who_decide_at_once(decide):
    decide(expected_version=0)
    with pytest.raises(EditedMeanwhile):
        decide(expected_version=0)
    decide(expected_version=1)
    with pytest.raises(EditedMeanwhile):
        decide(expected_version=1)


def test_nothing_of_another_space(cast, decide):
    stranger = cast.elsewhere.organisations.create(name="X", kind="cfa", college="training", family="training")
    with pytest.raises(Refusal, match="n'appartient pas"):
        decide("B4", "act", title="X", owner=stranger, due_on=AHEAD)


@pytest.mark.parametrize("who", ["karim", "ines", "paul"])
def test_only_the_pilots_team_decides(cast, decide, who):
    with pytest.raises(NotAllowed):
        decide(by=getattr(cast, who))


# --- After the common session, and after a new reading


def test_the_common_session_adds_what_it_found_low_or_did_not_agree_on(cast, read):
    session = partnerships.open_session(partnership=read, by=cast.lea)
    for criterion, outcome in (("C1", "2"), ("B4", "no_agreement"), ("C2", "2")):
        partnerships.conclude(session=session, criterion=criterion, outcome=outcome, by=cast.lea)
    assert {row.words.id for row in read_plan(read).rows} == {"A1", "B4"}  # not before it is handed in
    partnerships.close_session(session=session, by=cast.lea)
    origins = {row.words.id: row.origin for row in read_plan(read).rows}
    assert origins == {"A1": "disagreement", "B4": "disagreement", "C1": "low", "C2": "low"}
    (need,) = [one for one in standing.needs(cast.space, TODAY) if "décision" in one.sentence]
    assert need.sentence == "« Passerelle fret » : 4 points de la lecture attendent une décision."
    assert need.url == reverse("animation:plan", args=[cast.space.slug, read.pk])


def test_a_new_reading_shows_what_is_better_what_stays_and_what_is_new(cast, read, decide, fill):
    earlier(read)
    decide("A1")
    decide("B4")
    PlanLine.objects.update(decided_on=TODAY - timedelta(days=390))
    for who, level in (("cfa", 2), ("mission", 2), ("opco", 2), ("fret", 2)):
        fill(who, A1=4, B4=level, C1=2)
    plan = read_plan(read)
    assert {row.words.id: row.since for row in (*plan.rows, *plan.done)} == {"A1": "better", "B4": "still", "C1": "new"}
    (better,) = plan.better
    assert (better.then, better.now.median) == (3.5, 4)


def test_another_version_of_the_grid_is_not_compared(cast, read, decide, fill):
    line = decide("B4")
    other = GridVersion.objects.create(space=cast.space, number=2, criteria=line.grid.criteria)
    PlanLine.objects.update(grid=other)
    plan = read_plan(read)
    assert [row.words.id for row in plan.earlier] == ["B4"]
    assert {row.words.id for row in plan.undecided} == {"A1", "B4"}


# --- Pages


@pytest.fixture
def plan_page(cast, read) -> str:
    return reverse("animation:plan", args=[cast.space.slug, read.pk])


def test_the_pilot_decides_one_line_at_a_time(as_role, cast, read, plan_page):
    client = as_role("pilot")
    assert client.get(plan_page).text.count("Aucune suite décidée") == 2
    line = reverse("animation:plan_line", args=[cast.space.slug, read.pk, "B4"])
    refused = client.post(line, {"choice": "accept", "reason": "", "read_version": "0"})
    assert "pourquoi le groupe accepte" in refused.text
    kept = client.post(
        line,
        {
            "choice": "act",
            "title": "Écrire une règle",
            "owner": cast.organisations["mission"].pk,
            "due_on": AHEAD.isoformat(),
            "read_version": "0",
        },
    )
    assert kept["Location"] == plan_page
    assert "Écrire une règle" in client.get(plan_page).text
    assert 'value="Écrire une règle"' in client.get(line).text
    assert client.get(reverse("animation:plan_line", args=[cast.space.slug, read.pk, "C1"])).status_code == 404
    assert Entry.objects.filter(code="plan.decided").exists()


def test_members_read_it_and_nobody_else(as_role, cast, read, plan_page, decide):
    decide("B4", reason="Une raison à nous.")
    partnerships.set_partnership_published(partnership=read, published=True, by=cast.lea)
    assert "Une raison à nous." in as_role("partner").get(plan_page).text
    calm = as_role("observer").get(plan_page)
    assert calm.status_code == 200
    assert "Une raison à nous." not in calm.text
    assert as_role("stranger").get(plan_page).status_code == 404
    assert not PlanLine.objects.visible_to(cast.ines).exists()
    assert PlanLine.objects.visible_to(cast.karim).exists()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_sheet_says_what_the_partnership_keeps_going(as_role, cast, read, act, language):
    act()
    body = actions.create_body(space=cast.space, name="COTECH fret", kind="technical", partnership=read, by=cast.lea)
    actions.create_meeting(space=cast.space, body=body, title="Suite", held_on=AHEAD, by=cast.lea)
    client = as_role("pilot")
    client.cookies["django_language"] = language
    sheet = client.get(read.get_absolute_url()).text
    assert "COTECH fret" in sheet
    assert ("1 ouverte" if language == "fr" else "1 open") in sheet
    assert ("1 suite décidée" if language == "fr" else "1 follow-up") in sheet
