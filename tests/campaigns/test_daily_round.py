"""The round of the day: once, whoever finds it due; letters that two processes would send leave once."""

from __future__ import annotations

import smtplib
from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from maillage.campaigns import actions, tasks
from maillage.campaigns.actions import letters, reminders
from maillage.campaigns.models import Campaign, Invitation, Round
from maillage.config import environment
from maillage.config.commands import serving

from .story import IDS


@pytest.fixture
def awaited(ask):
    """Two people who were asked ten days ago, by a campaign whose first reminder is today."""
    campaign = ask("named", cfa=2)
    today = timezone.localdate()
    Invitation.objects.update(invited_on=today - timedelta(days=10))
    Campaign.objects.update(deadline=today + timedelta(days=7))
    mail.outbox.clear()
    return campaign


def at(hour: int, *, days: int = 0, minute: int = 0) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return datetime.combine(day, time(hour, minute), timezone.get_current_timezone())


def it_is(hour: int, monkeypatch) -> None:
    now = at(hour)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def test_the_round_waits_for_its_hour_and_is_done_once_a_day(awaited, settings):
    assert tasks.go_round(at(7, minute=59)) is None
    assert sum(tasks.go_round(at(8)).reminders.values()) == 2
    assert len(mail.outbox) == 2
    assert tasks.go_round(at(8, minute=1)) is None
    assert not tasks.is_due(at(23))
    assert tasks.is_due(at(8, days=1))
    settings.DAILY_HOUR = None
    assert not tasks.is_due(at(8, days=1))


@pytest.mark.parametrize(("said", "hour"), [("", 8), ("0", 0), ("23", 23), ("none", None)])
def test_the_hour_is_chosen_by_whoever_runs_the_server(monkeypatch, said, hour):
    monkeypatch.setenv("MAILLAGE_DAILY_HOUR", said)
    assert environment.hour("MAILLAGE_DAILY_HOUR", 8) == hour


@pytest.mark.parametrize("said", ["24", "8h", "-1", "demain"])
def test_an_hour_that_is_none_is_refused_in_one_sentence(monkeypatch, said):
    monkeypatch.setenv("MAILLAGE_DAILY_HOUR", said)
    with pytest.raises(environment.BadSetting) as refused:
        environment.hour("MAILLAGE_DAILY_HOUR", 8)
    assert "écrivez une heure de 0 à 23" in str(refused.value)


def test_a_day_when_the_machine_was_off_is_made_up_for(awaited):
    assert sum(tasks.go_round(at(22, days=3)).reminders.values()) == 2  # the reminder of three days before


def test_two_processes_do_one_round(awaited, monkeypatch):
    monkeypatch.setattr(tasks, "is_due", lambda now: True)  # both looked at the clock before either began
    done = [tasks.go_round(at(9)), tasks.go_round(at(9))]
    assert [bool(one) for one in done] == [True, False]
    assert len(mail.outbox) == 2


def test_a_round_stopped_in_the_middle_is_taken_up_again(awaited):
    Round.objects.create(day=timezone.localdate(), taken_at=at(8), taken_by="a machine that lost its power")
    assert not tasks.is_due(at(8, minute=10))
    assert sum(tasks.go_round(at(8, minute=16)).reminders.values()) == 2
    assert Round.objects.get().ended_at
    assert not tasks.is_due(at(9))


def test_a_silent_mail_server_leaves_the_round_to_be_done_again(awaited, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.message.EmailMessage.send", _silent)
        assert tasks.go_round(at(8)) is None
    assert not tasks.is_due(at(8, minute=5))
    assert sum(tasks.go_round(at(8, minute=20)).reminders.values()) == 2


def test_names_are_forgotten_even_when_no_letter_leaves(awaited, monkeypatch):
    Campaign.objects.update(deadline=timezone.localdate() - timedelta(days=90))
    monkeypatch.setattr(actions, "remind_due", lambda **_: _silent())
    tasks.go_round(at(8))
    assert set(Invitation.objects.values_list("email", flat=True)) == {""}


def test_the_server_looks_at_the_clock_and_starts_the_round_apart(awaited, monkeypatch):
    started: list[str] = []
    monkeypatch.setattr("maillage.actors.tasks.start_worker", lambda: started.append("worker"))
    monkeypatch.setattr("django.db.connections.close_all", lambda: None)
    it_is(7, monkeypatch)
    serving.start_round_of_the_day()
    assert started == []
    it_is(10, monkeypatch)
    serving.start_round_of_the_day()
    assert started == ["worker"]


def test_the_command_of_the_worker_does_the_round(awaited, here, monkeypatch):
    it_is(10, monkeypatch)
    assert here("work").strip() == "Passage du jour : 2 relances parties."
    assert here("work").strip() == "Rien n'attend."


# --- A long list of letters


def test_a_long_list_of_letters_goes_on_apart_from_the_page(ask, cast, as_role, monkeypatch, here):
    monkeypatch.setattr(letters, "AT_ONCE", 2)
    monkeypatch.setattr(tasks, "AT_ONCE", 2)
    started: list[str] = []
    monkeypatch.setattr(tasks, "start_worker", lambda: started.append("worker"))
    campaign = ask.prepare(cfa=5)
    with ask.after_commit(execute=True):
        as_role("pilot").post(reverse("campaigns:open", args=[cast.space.slug, campaign.pk]))
    assert (len(mail.outbox), started) == (2, ["worker"])
    page = as_role("pilot").get(campaign.get_absolute_url()).text
    assert "3 lettres ne sont pas encore parties" in page
    it_is(7, monkeypatch)
    assert here("work").strip() == "3 lettres parties."
    assert len({letter.to[0] for letter in mail.outbox}) == 5
    assert not tasks.wake(campaign)


def test_many_reminders_by_hand_go_on_apart_from_the_page(ask, cast, as_role, monkeypatch, here):
    for module in (letters, reminders, tasks):
        monkeypatch.setattr(module, "AT_ONCE", 2)
    started: list[str] = []
    monkeypatch.setattr(tasks, "start_worker", lambda: started.append("worker"))
    campaign = ask("named", cfa=5)
    Invitation.objects.update(invited_on=timezone.localdate() - timedelta(days=3))
    mail.outbox.clear()
    with ask.after_commit(execute=True):
        page = as_role("pilot").post(reverse("campaigns:remind", args=[cast.space.slug, campaign.pk]), follow=True)
    assert "5 personnes sont relancées" in page.text
    assert (len(mail.outbox), started) == (2, ["worker"])
    answered = Invitation.objects.filter(reminded_on=None).order_by("pk").first()
    ask.answer(answered, *[4] * len(IDS))
    mail.outbox.clear()
    it_is(7, monkeypatch)
    assert here("work").strip() == "2 lettres parties."
    assert answered.email not in str([letter.to for letter in mail.outbox]), "whoever answered meanwhile hears nothing"
    assert tasks.send_waiting() == 0


def test_letters_that_wait_for_a_silent_server_go_on_waiting(ask, cast, monkeypatch):
    campaign = ask.prepare(cfa=2)
    with ask.after_commit(execute=False):
        actions.open_campaign(campaign=campaign, by=cast.lea)
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.message.EmailMessage.send", _silent)
        assert tasks.send_waiting() == 0
    assert tasks.send_waiting() == 2


# --- Letters that two processes would send


def test_a_letter_that_another_process_is_sending_is_left_to_it(ask, cast):
    campaign = ask.prepare(cfa=2)
    with ask.after_commit(execute=False):
        actions.open_campaign(campaign=campaign, by=cast.lea)
    first, second = campaign.invitations.order_by("pk")
    Invitation.objects.filter(pk=first.pk).update(sending_at=timezone.now())
    ids = [first.pk, second.pk]
    assert actions.deliver_invitations(ids) == 1
    assert actions.deliver_invitations(ids) == 0
    Invitation.objects.filter(pk=first.pk).update(sending_at=timezone.now() - letters.HELD_FOR - timedelta(seconds=1))
    assert actions.deliver_invitations(ids) == 1  # whoever held it was stopped
    assert [letter.to[0] for letter in mail.outbox] == ["cfa 1 <cfa1@exemple.fr>", "cfa 0 <cfa0@exemple.fr>"]
    assert set(Invitation.objects.values_list("sending_at", flat=True)) == {None}


def test_two_clicks_on_remind_send_one_letter_a_person(awaited, cast, ask):
    campaign = Campaign.objects.select_related("space").get(pk=awaited.pk)
    with ask.after_commit(execute=True):  # both read before either letter left
        actions.remind_now(campaign=campaign, by=cast.lea)
        actions.remind_now(campaign=campaign, by=cast.lea)
    assert len(mail.outbox) == 2
    assert set(Invitation.objects.values_list("reminders", flat=True)) == {1}


def test_whoever_answered_while_the_letters_were_leaving_is_not_reminded(awaited, cast, ask):
    campaign = Campaign.objects.select_related("space").get(pk=awaited.pk)
    with ask.after_commit(execute=True):
        actions.remind_now(campaign=campaign, by=cast.lea)
        Invitation.objects.filter(email="cfa0@exemple.fr").update(finished_on=timezone.localdate())
    assert [letter.to[0] for letter in mail.outbox] == ["cfa 1 <cfa1@exemple.fr>"]


def test_a_refused_address_is_left_for_later_and_the_others_go_on(awaited, monkeypatch):
    send = mail.EmailMessage.send

    def refused(self, *args, **kwargs):
        if "cfa0" in self.to[0]:
            raise smtplib.SMTPSenderRefused(550, b"not allowed", "aulne@exemple.fr")
        return send(self, *args, **kwargs)

    monkeypatch.setattr(mail.EmailMessage, "send", refused)
    assert sum(actions.remind_due(on=timezone.localdate()).values()) == 1
    assert Invitation.objects.get(email="cfa0@exemple.fr").reminded_on is None


def _silent(*_args, **_more):
    raise smtplib.SMTPConnectError(421, "later")
