"""Meetings, decisions, actions: prepared by the pilot's team, read by all, moved by those who answer for them."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from maillage.animation import actions, rules, standing
from maillage.animation.analyses import read_animation
from maillage.animation.calendars import as_icalendar
from maillage.animation.enums import ActionStatus
from maillage.animation.models import Action, Attendance, Body, Decision, Meeting
from maillage.journal.models import Entry
from maillage.partnerships.models import Partnership
from maillage.spaces.enums import State
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal

TODAY = timezone.localdate()
PAST, AHEAD = TODAY - timedelta(days=20), TODAY + timedelta(days=20)


@pytest.fixture
def body(cast) -> Body:
    return actions.create_body(space=cast.space, name="Comité de pilotage", kind="steering", by=cast.lea)


@pytest.fixture
def held(cast, body) -> Meeting:
    return actions.create_meeting(
        space=cast.space,
        body=body,
        title="Séance d'octobre",
        held_on=PAST,
        place="Roissy",
        agenda="Enjeux\nCalendrier",
        minutes="On s'est dit les choses.",
        by=cast.nadia,
    )


@pytest.fixture
def promise(cast):
    def write(title="Relire la charte", owner="cfa", due_on=AHEAD, **more) -> Action:
        return actions.create_action(
            space=cast.space, title=title, owner=cast.organisations[owner], due_on=due_on, by=cast.lea, **more
        )

    return write


@pytest.fixture
def home(cast):
    return reverse("animation:home", args=[cast.space.slug])


# --- Actions of the room


def test_a_body_is_created_once(cast, body):
    with pytest.raises(Refusal, match="existe déjà"):
        actions.create_body(space=cast.space, name=" comité de Pilotage ", kind="steering", by=cast.lea)


def test_a_meeting_ends_after_it_begins(cast):
    with pytest.raises(ValidationError, match="corrigez les heures"):
        actions.create_meeting(
            space=cast.space, title="X", held_on=AHEAD, starts_at=time(10), ends_at=time(9), by=cast.lea
        )


def test_two_people_do_not_overwrite_the_same_minutes(cast, held):
    told = {"title": held.title, "held_on": held.held_on}
    actions.edit_meeting(meeting=held, **told, minutes="A", expected_version=1, by=cast.lea)
    with pytest.raises(EditedMeanwhile):
        actions.edit_meeting(meeting=Meeting.objects.get(), **told, minutes="B", expected_version=1, by=cast.nadia)
    assert Meeting.objects.get().minutes == "A"


def test_attendance_is_by_organisation_and_can_be_corrected(cast, held):
    cfa, fret = cast.organisations["cfa"].pk, cast.organisations["fret"].pk
    actions.record_attendance(meeting=held, presences={cfa: "present", fret: "present"}, by=cast.lea)
    actions.record_attendance(meeting=held, presences={fret: "excused"}, by=cast.lea)
    assert dict(Attendance.objects.values_list("organisation", "presence")) == {cfa: "present", fret: "excused"}
    actions.record_attendance(meeting=held, presences={cfa: ""}, by=cast.lea)
    assert Attendance.objects.count() == 1


def test_attendance_refuses_strangers_and_unknown_words(cast, held):
    with pytest.raises(Refusal, match="n'est pas dans l'annuaire"):
        actions.record_attendance(meeting=held, presences={987654: "present"}, by=cast.lea)
    with pytest.raises(ValidationError):
        actions.record_attendance(meeting=held, presences={cast.organisations["cfa"].pk: "late"}, by=cast.lea)
    assert not Attendance.objects.exists()


def test_a_decision_gives_birth_to_an_action(cast, held, promise):
    decision = actions.record_decision(
        space=cast.space, meeting=held, wording="Relire la charte.", taken_on=PAST, by=cast.lea
    )
    action = promise(decision=decision)
    assert list(decision.actions.all()) == [action]
    assert set(Entry.objects.values_list("code", flat=True)) >= {"decision.recorded", "action.created"}


def test_an_action_has_somebody_who_answers_for_it(cast):
    with pytest.raises(Refusal, match="qui en répond"):
        actions.create_action(space=cast.space, title="X", owner=None, due_on=AHEAD, by=cast.lea)


def test_nothing_points_outside_the_space(cast, promise, body):
    elsewhere = Partnership.objects.create(space=cast.elsewhere, name="Ailleurs")
    with pytest.raises(Refusal, match="n'appartient pas"):
        promise(partnership=elsewhere)
    Body.objects.update(space=cast.elsewhere)
    body.refresh_from_db()
    with pytest.raises(Refusal, match="n'appartient pas"):
        actions.create_meeting(space=cast.space, title="X", held_on=AHEAD, body=body, by=cast.lea)


@pytest.mark.parametrize("who", ["karim", "ines", "paul"])
def test_only_the_pilots_team_prepares(cast, held, promise, who):
    by = getattr(cast, who)
    action = promise(owner="fret")
    for attempt in (
        lambda: actions.create_meeting(space=cast.space, title="X", held_on=AHEAD, by=by),
        lambda: actions.record_decision(space=cast.space, wording="X", taken_on=AHEAD, by=by),
        lambda: actions.edit_action(action=action, title="X", owner=action.owner, due_on=AHEAD, by=by),
        lambda: actions.move_action(action=action, status="done", on=TODAY, by=by),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_partner_moves_the_actions_it_answers_for(cast, promise):
    action = promise(owner="cfa")
    actions.move_action(action=action, status="done", on=TODAY, by=cast.karim)
    assert (action.status, action.done_on) == ("done", TODAY)
    actions.move_action(action=action, status="under_way", on=TODAY, by=cast.karim)
    assert action.done_on is None


def test_saying_it_twice_changes_nothing(cast, promise):
    action = promise()
    actions.move_action(action=action, status="done", on=PAST, by=cast.lea)
    actions.move_action(action=action, status="done", on=TODAY, by=cast.lea)
    assert (action.done_on, Entry.objects.filter(code="action.moved").count()) == (PAST, 1)


def test_an_unknown_state_is_refused(cast, promise):
    with pytest.raises(Refusal, match="n'existe pas"):
        actions.move_action(action=promise(), status="maybe", on=TODAY, by=cast.lea)


def test_every_state_leads_somewhere_in_one_click():
    assert set(rules.ONE_CLICK) == set(ActionStatus)
    assert all(nexts and status not in nexts for status, nexts in rules.ONE_CLICK.items())


# --- The reading


def test_the_reading_counts_promises_and_names_the_next_meeting(cast, held, promise):
    promise(due_on=PAST)
    kept = promise(due_on=PAST)
    actions.move_action(action=kept, status="done", on=PAST, by=cast.lea)
    dropped = promise(due_on=PAST)
    actions.move_action(action=dropped, status="dropped", on=PAST, by=cast.lea)
    promise(due_on=TODAY)  # due today is not late
    later = actions.create_meeting(space=cast.space, title="Plus tard", held_on=AHEAD, by=cast.lea)
    sooner = actions.create_meeting(space=cast.space, title="Bientôt", held_on=TODAY, by=cast.lea)
    reading = read_animation(cast.space, TODAY)
    assert (len(reading.late), len(reading.open), len(reading.done)) == (1, 2, 1)
    assert (reading.kept, reading.fallen_due) == (1, 2)
    assert (reading.to_come, reading.held) == ((sooner, later), (held,))
    assert reading.sentence.startswith("1 action en retard, prochaine réunion le ")


def test_the_journal_tells_a_day_in_the_language_of_whoever_reads(cast):
    actions.create_meeting(space=cast.space, title="Comité", held_on=date(2027, 5, 1), by=cast.lea)
    planned = Entry.objects.get(code="meeting.created")
    assert planned.sentence.endswith("le 1er mai 2027.")
    with translation.override("en"):
        assert planned.sentence.endswith("on 1 May 2027.")


def test_an_empty_space_says_so(cast):
    assert read_animation(cast.space, TODAY).sentence == "Rien n'est encore prévu : ni réunion, ni action."


# --- Pages


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("role", ["pilot", "facilitator", "partner", "observer"])
def test_everybody_reads_actions_and_decisions(as_role, cast, held, promise, home, role, language):
    decision = actions.record_decision(
        space=cast.space, meeting=held, wording="Relire la charte ensemble.", taken_on=PAST, by=cast.lea
    )
    promise(title="Écrire aux partenaires", due_on=PAST, decision=decision)
    client = as_role(role)
    client.cookies["django_language"] = language
    page = client.get(home)
    assert "Écrire aux partenaires" in page.text
    assert ("20 jours de retard" if language == "fr" else "20 days late") in page.text
    assert "Relire la charte ensemble." in client.get(reverse("animation:decisions", args=[cast.space.slug])).text


def test_an_observer_reads_the_meeting_without_its_notes(as_role, cast, held):
    actions.record_attendance(meeting=held, presences={cast.organisations["fret"].pk: "present"}, by=cast.lea)
    for role, reads in (("pilot", True), ("partner", True), ("observer", False)):
        page = as_role(role).get(held.get_absolute_url())
        assert "Calendrier" in page.text
        assert ("On s&#x27;est dit les choses." in page.text) == reads
        assert ("Fret Horizon" in page.text) == reads
    assert as_role("stranger").get(held.get_absolute_url()).status_code == 404


def test_one_click_moves_an_action_and_comes_back(as_role, cast, promise, home):
    mine, other = promise(owner="cfa"), promise(owner="fret")
    client = as_role("partner")
    page = client.get(home).text
    assert reverse("animation:move", args=[cast.space.slug, mine.pk]) in page
    assert reverse("animation:move", args=[cast.space.slug, other.pk]) not in page
    answer = client.post(
        reverse("animation:move", args=[cast.space.slug, mine.pk]), {"status": "done", "next": f"{home}?etat=all"}
    )
    assert answer["Location"] == f"{home}?etat=all"
    assert Action.objects.get(pk=mine.pk).status == "done"
    away = client.post(
        reverse("animation:move", args=[cast.space.slug, mine.pk]), {"status": "done", "next": "https://x.example/"}
    )
    assert away["Location"] == home
    for role, action, code in (("partner", other, 403), ("observer", mine, 403), ("stranger", mine, 404)):
        refused = as_role(role).post(
            reverse("animation:move", args=[cast.space.slug, action.pk]), {"status": "under_way"}
        )
        assert refused.status_code == code


def test_filters_choose_by_state_owner_and_partnership(as_role, cast, promise, home):
    partnership = Partnership.objects.create(space=cast.space, name="Passerelle")
    promise(title="En retard", due_on=PAST, partnership=partnership)
    promise(title="À temps", owner="fret")
    done = promise(title="Terminée")
    actions.move_action(action=done, status="done", on=TODAY, by=cast.lea)
    client = as_role("pilot")

    def titles(**chosen):
        page = client.get(home, chosen).text
        return {title for title in ("En retard", "À temps", "Terminée") if f'<th scope="row">{title}' in page}

    assert titles() == {"En retard", "À temps"}
    assert titles(etat="late") == {"En retard"}
    assert titles(etat="done") == {"Terminée"}
    assert titles(etat="all", owner=cast.organisations["fret"].pk) == {"À temps"}
    assert titles(partnership=partnership.pk) == {"En retard"}
    assert titles(etat="nonsense", owner="x") == {"En retard", "À temps"}


def test_the_name_of_an_unpublished_partnership_stays_hidden(as_role, cast, promise, home):
    hidden = Partnership.objects.create(space=cast.space, name="Passerelle discrète")
    promise(partnership=hidden)
    assert "Passerelle discrète" in as_role("pilot").get(home).text
    assert "Passerelle discrète" not in as_role("observer").get(home).text


def test_a_meeting_is_planned_held_and_written_down(as_role, cast, body):
    client, slug = as_role("facilitator"), cast.space.slug
    told = {"title": "Comité", "body": body.pk, "held_on": PAST.isoformat(), "starts_at": "09:30", "ends_at": "11:00"}
    assert client.get(reverse("animation:new_meeting", args=[slug])).status_code == 200
    wrong = client.post(reverse("animation:new_meeting", args=[slug]), told | {"ends_at": "09:00"})
    assert "corrigez les heures" in wrong.text
    assert client.post(reverse("animation:new_meeting", args=[slug]), told).status_code == 302
    meeting = Meeting.objects.get()
    edit = reverse("animation:edit_meeting", args=[slug, meeting.pk])
    assert client.get(edit).status_code == 200
    client.post(edit, told | {"minutes": "Tout est dit.", "read_version": 1})
    assert "écrasé" in client.post(edit, told | {"minutes": "Non.", "read_version": 1}).text
    client.post(meeting.get_absolute_url(), {"wording": "Recommencer dans un mois."})
    assert Decision.objects.get().taken_on == PAST
    attendance = reverse("animation:attendance", args=[slug, meeting.pk])
    assert client.get(attendance).status_code == 200
    client.post(attendance, {str(cast.organisations["cfa"].pk): "present"})
    page = client.get(meeting.get_absolute_url()).text
    for words in ("Tout est dit.", "Recommencer dans un mois.", "1 présente", "09:30 – 11:00"):
        assert words in page


def test_an_action_is_written_from_a_decision_and_changed(as_role, cast, held):
    decision = actions.record_decision(space=cast.space, meeting=held, wording="D", taken_on=PAST, by=cast.lea)
    client, new = as_role("pilot"), reverse("animation:new_action", args=[cast.space.slug])
    assert f'<option value="{decision.pk}" selected' in client.get(new, {"decision": decision.pk}).text
    told = {"title": "Écrire", "owner": cast.organisations["cfa"].pk, "due_on": AHEAD.isoformat()}
    answer = client.post(new, told | {"decision": decision.pk})
    assert answer["Location"] == held.get_absolute_url()
    assert client.post(new, told | {"owner": ""}).status_code == 200
    action = Action.objects.get()
    edit = reverse("animation:edit_action", args=[cast.space.slug, action.pk])
    assert client.get(edit).status_code == 200
    assert client.post(edit, told | {"title": "Réécrire", "read_version": 1}).status_code == 302
    assert Action.objects.get().title == "Réécrire"


@pytest.mark.parametrize("name", ["new_body", "new_meeting", "new_action", "edit_action", "edit_meeting", "attendance"])
def test_readers_do_not_reach_the_forms(as_role, cast, held, promise, name):
    keys = {"edit_action": [promise().pk], "edit_meeting": [held.pk], "attendance": [held.pk]}
    url = reverse(f"animation:{name}", args=[cast.space.slug, *keys.get(name, [])])
    for role in ("partner", "observer"):
        assert as_role(role).get(url).status_code == 403
    assert as_role("stranger").get(url).status_code == 404


def test_a_decision_is_not_noted_by_a_reader(as_role, held):
    assert as_role("partner").post(held.get_absolute_url(), {"wording": "X"}).status_code in {200, 403}
    assert not Decision.objects.exists()


def test_more_actions_ask_no_more_questions(as_role, cast, held, promise, home, django_assert_max_num_queries):
    client = as_role("pilot")
    promise(
        decision=actions.record_decision(space=cast.space, meeting=held, wording="Décision", taken_on=PAST, by=cast.lea)
    )
    client.get(home)
    with django_assert_max_num_queries(60) as few:
        client.get(home)
    for number in range(25):
        decision = actions.record_decision(
            space=cast.space, meeting=held, wording=f"Décision {number}", taken_on=PAST, by=cast.lea
        )
        promise(title=f"Action {number}", owner="fret", decision=decision)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(home)


# --- The calendar file


def test_a_meeting_goes_into_a_calendar(as_role, cast):
    meeting = actions.create_meeting(
        space=cast.space,
        title="Comité ; suite, fin",
        held_on=date(2026, 12, 10),
        starts_at=time(9, 30),
        place="Maison des métiers de l'escale, bâtiment des Étoiles, Roissy-en-France",
        agenda="Un\nDeux",
        by=cast.lea,
    )
    answer = as_role("observer").get(reverse("animation:calendar", args=[cast.space.slug, meeting.pk]))
    assert answer["Content-Type"].startswith("text/calendar")
    lines = answer.content.decode().split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    text = answer.content.decode().replace("\r\n ", "")
    assert "DTSTART:20261210T083000Z" in text  # winter time in Paris
    assert "DTEND:20261210T103000Z" in text
    assert "SUMMARY:Comité \\; suite\\, fin" in text
    assert "DESCRIPTION:Un\\nDeux" in text


def test_without_an_hour_a_meeting_lasts_the_day(cast, held):
    text = as_icalendar(held, url="https://exemple.fr/", stamped_at=timezone.now())
    assert f"DTSTART;VALUE=DATE:{PAST:%Y%m%d}" in text


# --- Standing and needs


def test_the_step_says_where_it_stands(cast, promise):
    assert standing.standing(cast.space).state == State.TO_START
    promise()
    assert (standing.standing(cast.space).state, standing.standing(cast.space).count) == (
        State.UP_TO_DATE,
        "1 action ouverte",
    )
    promise(due_on=PAST)
    assert standing.standing(cast.space).count == "1 action en retard"


def test_the_pilot_is_told_of_what_waits(cast, held, promise):
    def told():
        return [need.sentence for need in standing.needs(cast.space, TODAY)]

    assert told() == ["Aucune réunion n'est prévue."]
    Meeting.objects.update(minutes="")
    soon = actions.create_meeting(space=cast.space, title="Bientôt", held_on=TODAY + timedelta(days=3), by=cast.lea)
    promise(title="Seule", due_on=PAST)
    assert told()[0] == "L'action « Seule » est en retard."
    assert any("n'a pas encore de compte rendu" in sentence for sentence in told())
    assert any(soon.title in sentence and "ordre du jour" in sentence for sentence in told())
    promise(due_on=PAST)
    assert told()[0] == "2 actions sont en retard."
