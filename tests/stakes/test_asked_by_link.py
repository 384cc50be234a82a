"""Stakes, resources and positions asked by a personal link: one sheet an organisation, said by the actor itself."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from maillage.actors.traces import traces_of
from maillage.campaigns import actions as campaigns
from maillage.campaigns import links
from maillage.campaigns.models import Campaign, Invitation
from maillage.journal.models import Entry
from maillage.stakes import actions, analyses
from maillage.stakes.enums import Matter, Source
from maillage.stakes.models import AskedAnswer, AskedSheet, Resource, SaidBefore, Stake
from maillage.toolkit.refusals import Refusal
from tests.conftest import StrictClient

ASKED = [("cfa", "Hélène Quéré"), ("cfa", "Paul Ruiz"), ("mission", "Rose Ba"), ("fret", "Yann Le Gall")]
STAKES, RESOURCES, POSITIONS = Matter.STAKES, Matter.RESOURCES, Matter.POSITIONS


def words_of(page) -> str:
    return unescape(page.text).replace("\xa0", " ")


class Visitor:
    """Somebody without an account, who follows a personal link."""

    def __init__(self, invitation: Invitation) -> None:
        self.client = StrictClient(SERVER_NAME="localhost")
        self.token = links.token_of(invitation.key)

    def url(self, page: str, matter: int, *more: str) -> str:
        return reverse(f"stakes_by_link:{page}", args=[self.token, int(matter), *more])

    def welcome(self):
        return self.client.get(reverse("by_link:welcome", args=[self.token]))

    def start(self, matter: int):
        return self.client.post(self.url("start", matter))

    def open(self, matter: int, key: str):
        return self.client.get(self.url("question", matter, key))

    def say(self, matter: int, key: str, **said):
        """Open a question and send it back answered, as a browser does."""
        form = self.open(matter, key).context["form"]
        read = {name: form[name].value() for name in ("read_version", "read_mark")}
        return self.client.post(self.url("question", matter, key), {**read, **said})

    def summary(self, matter: int):
        return self.client.get(self.url("summary", matter))

    def hand_in(self, matter: int):
        return self.client.post(self.url("hand_in", matter))

    def say_stakes(self, *, weights: dict[str, int], hand_in: bool = True, **words: str):
        self.start(STAKES)
        self.say(STAKES, "choose", codes=list(weights))
        for code, weight in weights.items():
            self.say(STAKES, code, weight=weight, words=words.get(code, ""))
        self.say(STAKES, "n1", go="none")
        return self.hand_in(STAKES) if hand_in else None


@pytest.fixture(scope="module")
def _ground(django_db_setup, django_db_blocker):
    """The cast, two objectives and an open round, written once; each test takes back what it changed."""
    from django.db import transaction

    from tests.cast import gather

    held = transaction.atomic()
    with django_db_blocker.unblock():
        held.__enter__()
        cast = gather()
        for label, family in [("Ouvrir un guichet commun", "institutional"), ("Pourvoir en huit jours", "economic")]:
            actions.add_objective(space=cast.space, label=label, family=family, by=cast.lea)
        actions.open_round(space=cast.space, name="Printemps", by=cast.lea)
    yield cast
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        held.__exit__(None, None, None)


@pytest.fixture
def cast(_ground, db):
    return deepcopy(_ground)


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    from django.core.cache import cache

    monkeypatch.setattr("maillage.spaces.steps.way", lambda *args, **kwargs: [])
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def after_commit(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.fixture
def campaign(cast, after_commit) -> Campaign:
    """Open: two people of the CFA, one of the mission locale, one of the company, asked about everything."""
    campaign = campaigns.create_campaign(
        space=cast.space,
        subject="stakes",
        title="Vos enjeux",
        targets=[STAKES, RESOURCES, POSITIONS],
        deadline=timezone.localdate() + timedelta(days=14),
        by=cast.lea,
    )
    people = [
        campaigns.Person(organisation=cast.organisations[key], name=name, email=f"personne{rank}@exemple.fr")
        for rank, (key, name) in enumerate(ASKED)
    ]
    campaigns.ask_people(campaign=campaign, people=people, by=cast.lea)
    campaigns.open_campaign(campaign=campaign, by=cast.lea)
    campaign.invitations.update(invited_on=timezone.localdate())
    return campaign


@pytest.fixture
def helene(campaign) -> Visitor:
    return Visitor(campaign.invitations.get(name="Hélène Quéré"))


@pytest.fixture
def paul(campaign) -> Visitor:
    return Visitor(campaign.invitations.get(name="Paul Ruiz"))


def test_stakes_are_said_one_question_at_a_time_and_count_once_handed_in(helene, cast, after_commit):
    welcome = helene.welcome().text
    for words in ["15 minutes", "Vos enjeux", "Vos ressources", "Votre position", "avec votre nom"]:
        assert words in welcome
    assert helene.start(STAKES).url == helene.url("question", STAKES, "choose")
    page = helene.open(STAKES, "choose").text
    assert page.count('name="codes"') == 26
    assert helene.say(STAKES, "choose", codes=["S4", "E1"]).url == helene.url("question", STAKES, "E1")
    refused = helene.say(STAKES, "E1", words="sans poids")
    assert "choisissez l'une des cinq phrases" in words_of(refused)
    assert helene.say(STAKES, "E1", weight="5", words="Personne ne postule.").url.endswith("/S4/")
    assert helene.start(STAKES).url == helene.url("question", STAKES, "S4")  # where one left
    assert "Il reste 1 réponse" in helene.summary(STAKES).text
    assert helene.hand_in(STAKES).status_code == 409
    helene.say(STAKES, "S4", weight="3", words="")
    assert helene.say(STAKES, "n1", words="Garder le bac pro", family="training", weight="4").url.endswith("/n2/")
    assert helene.say(STAKES, "n2", go="none").url == helene.url("summary", STAKES)
    assert not Stake.objects.exists()
    assert analyses.read_stakes(cast.space).answered == 0
    with after_commit(execute=True):
        helene.hand_in(STAKES)
    said = {one.code: one for one in Stake.objects.all()}
    assert {code: (one.weight, one.words) for code, one in said.items()} == {
        "E1": (5, "Personne ne postule."),
        "S4": (3, ""),
        "": (4, "Garder le bac pro"),
    }
    assert {(one.source, one.invitation.name, one.noted_by) for one in said.values()} == {
        (Source.SAID, "Hélène Quéré", None)
    }
    assert analyses.read_stakes(cast.space).answered == 1
    letter = mail.outbox[-1].body
    assert "Pourvoir des postes en tension : 5" in letter.replace("\xa0", " ")
    assert "Garder le bac pro" in letter


def test_what_is_corrected_after_handing_in_counts_once_handed_in_again(helene):
    helene.say_stakes(weights={"E1": 5, "S4": 2})
    page = helene.summary(STAKES).text
    assert "Remises le" in page
    back = helene.client.get(helene.url("question", STAKES, "S4") + "?relire").context["form"]
    read = {name: back[name].value() for name in ("read_version", "read_mark")}
    address = helene.url("question", STAKES, "S4") + "?relire"
    assert helene.client.post(address, {**read, "weight": 4, "words": ""}).url == helene.url("summary", STAKES)
    assert "1 correction n'est pas encore remise" in words_of(helene.summary(STAKES))
    assert Stake.objects.get(code="S4").weight == 2
    helene.say(STAKES, "choose", codes=["S4"])
    helene.hand_in(STAKES)
    assert [(one.code, one.weight) for one in Stake.objects.all()] == [("S4", 4)]
    kept = {one.told for one in SaidBefore.objects.all()}
    assert len(kept) == 2
    assert any("S4" in words and "2 · utile" in words for words in kept)
    assert helene.hand_in(STAKES).status_code == 302  # nothing more to hand in: nothing happens
    assert SaidBefore.objects.count() == 2


def test_a_colleague_sees_what_was_said_completes_it_and_overwrites_nothing_unseen(helene, paul, cast):
    helene.say_stakes(weights={"E1": 5, "S4": 2}, E1="Personne ne postule.")
    assert paul.start(STAKES).url == paul.url("summary", STAKES)
    page = words_of(paul.summary(STAKES))
    assert "Hélène Quéré" in page
    assert "Personne ne postule." in page
    assert "C'est juste : remettre" in page
    paul.say(STAKES, "S4", weight=5, words="Trop de ruptures")
    helene.say(STAKES, "S4", weight=1, words="")  # meanwhile, she corrects the same one, and hands in first
    helene.hand_in(STAKES)
    refused = paul.hand_in(STAKES)
    assert refused.status_code == 409
    assert "a changé" in refused.text
    assert Stake.objects.get(code="S4").weight == 1
    assert "la fiche dit maintenant : 1 · secondaire" in paul.summary(STAKES).text
    paul.say(STAKES, "S4", weight=5, words="Trop de ruptures")  # having seen it
    assert paul.hand_in(STAKES).status_code == 302
    said = {one.code: one for one in Stake.objects.select_related("invitation")}
    assert (said["S4"].weight, said["S4"].invitation.name) == (5, "Paul Ruiz")
    assert (said["E1"].weight, said["E1"].invitation.name) == (5, "Hélène Quéré")  # untouched
    before = SaidBefore.objects.first()
    assert (before.invitation.name, before.replaced_by.name) == ("Hélène Quéré", "Paul Ruiz")


def test_what_the_pilot_had_reported_becomes_said_by_the_actor(helene, cast):
    cfa = cast.organisations["cfa"]
    actions.say_stake(organisation=cfa, code="E1", weight=3, source=Source.REPORTED, by=cast.lea)
    helene.start(STAKES)
    helene.say(STAKES, "E1", weight=3, words="")
    assert helene.hand_in(STAKES).status_code == 302
    stake = Stake.objects.get()
    assert (stake.source, stake.invitation.name, stake.noted_by) == (Source.SAID, "Hélène Quéré", None)


def test_resources_kind_by_kind(helene, cast):
    assert helene.start(RESOURCES).url == helene.url("question", RESOURCES, "people")
    assert helene.say(RESOURCES, "people", choice="neither").url == helene.url("question", RESOURCES, "money")
    assert helene.say(RESOURCES, "places", choice="both").url.endswith("/places-brings/")
    told = {"description": "12 places en CAP cuisine", "quantity": "12", "unit": "places", "starts_on": "2027-01-01"}
    backwards = helene.say(RESOURCES, "places-brings", **told, ends_on="2026-12-01")
    assert "finit avant de commencer" in backwards.text
    assert helene.say(RESOURCES, "places-brings", **told, is_shown="on").url.endswith("/places-seeks/")
    assert helene.hand_in(RESOURCES).status_code == 409  # what is sought is not said yet
    helene.say(RESOURCES, "places-seeks", description="Des lieux de stage")
    assert not Resource.objects.exists()
    helene.hand_in(RESOURCES)
    brought, sought = Resource.objects.order_by("direction")
    assert (brought.direction, brought.description, brought.quantity, brought.is_shown) == (
        "brings",
        "12 places en CAP cuisine",
        12,
        True,
    )
    assert (sought.direction, sought.is_shown, sought.invitation.name) == ("seeks", False, "Hélène Quéré")
    helene.say(RESOURCES, f"r{brought.pk}", **told | {"quantity": "8"})
    helene.say(RESOURCES, f"r{sought.pk}", go="drop")
    helene.hand_in(RESOURCES)
    assert [(one.quantity, one.is_shown) for one in Resource.objects.all()] == [(8, False)]
    helene.say(RESOURCES, "places", choice="neither")
    helene.hand_in(RESOURCES)
    assert not Resource.objects.exists()
    assert SaidBefore.objects.filter(matter=RESOURCES).count() == 3


def test_positions_on_the_objectives_of_the_open_round(helene, cast):
    first, second = cast.space.objectives.all()
    assert helene.start(POSITIONS).url == helene.url("question", POSITIONS, f"o{first.pk}")
    page = helene.open(POSITIONS, f"o{first.pk}").text
    assert page.count('name="stand"') == 10
    helene.say(POSITIONS, f"o{first.pk}", stand="-3")
    helene.say(POSITIONS, f"o{second.pk}", stand="unsaid")
    sheets = cast.space.rounds.get().sheets
    assert not sheets.exists()
    helene.hand_in(POSITIONS)
    sheet = sheets.get()
    assert [(one.objective_id, one.value) for one in sheet.positions.all()] == [(first.pk, -3)]
    assert (sheet.source, sheet.invitation.name, sheet.noted_by) == (Source.SAID, "Hélène Quéré", None)
    helene.say(POSITIONS, f"o{first.pk}", stand="2")
    helene.hand_in(POSITIONS)
    assert sheet.positions.get().value == 2
    assert "−3" in SaidBefore.objects.get().told


def test_nothing_is_said_in_a_round_closed_meanwhile(helene, paul, cast):
    first = cast.space.objectives.first()
    helene.start(POSITIONS)
    helene.say(POSITIONS, f"o{first.pk}", stand="1")
    actions.close_round(round=cast.space.rounds.get(), by=cast.lea)
    assert helene.open(POSITIONS, f"o{first.pk}").url == helene.url("summary", POSITIONS)
    assert helene.hand_in(POSITIONS).status_code == 409
    assert "Votre position" not in paul.welcome().text  # no longer asked of whoever had not begun
    assert paul.start(POSITIONS).status_code == 409
    assert helene.summary(POSITIONS).status_code == 200


def test_a_whole_campaign_answered_is_finished_and_seen_on_the_board(helene, paul, cast, campaign, as_role):
    helene.say_stakes(weights={"E1": 5})
    page = as_role("pilot").get(campaign.get_absolute_url()).text
    assert "a commencé" in page.lower()
    helene.start(RESOURCES)
    helene.say(RESOURCES, "people", choice="neither")
    helene.hand_in(RESOURCES)
    first = cast.space.objectives.first()
    helene.start(POSITIONS)
    helene.say(POSITIONS, f"o{first.pk}", stand="4")
    assert campaign.invitations.get(name="Hélène Quéré").finished_on is None
    helene.hand_in(POSITIONS)
    assert campaign.invitations.get(name="Hélène Quéré").finished_on
    paul.start(STAKES)
    answer = as_role("pilot").get(campaign.get_absolute_url())
    assert [(line.asked, line.begun, line.handed_in) for line in answer.context["board"].targets] == [
        (4, 2, 1),
        (4, 1, 1),
        (4, 1, 1),
    ]
    assert answer.context["board"].to_remind == 0  # nobody hears from it twice on the day of the letter


def test_a_link_opens_nothing_but_its_own_organisations_sheet(helene, cast, campaign):
    mission = Visitor(campaign.invitations.get(name="Rose Ba"))
    mission.say_stakes(weights={"S1": 5}, S1="nos propres mots")
    free = actions.say_stake(
        organisation=cast.organisations["mission"], words="À elle", family="social", weight=2, by=cast.lea
    )
    resource = actions.say_resource(
        organisation=cast.organisations["mission"],
        direction="brings",
        nature="money",
        description="À elle",
        by=cast.lea,
    )
    elsewhere = cast.elsewhere.objectives.create(number=1, label="Ailleurs", family="social")
    for matter in (STAKES, RESOURCES, POSITIONS):
        assert helene.summary(matter).status_code == 404  # not begun
        helene.start(matter)
    for matter, key in [
        (STAKES, f"s{free.pk}"),
        (STAKES, "E99"),
        (STAKES, "S1"),  # of the catalogue, not chosen by this organisation
        (RESOURCES, f"r{resource.pk}"),
        (RESOURCES, "places-brings"),
        (POSITIONS, f"o{elsewhere.pk}"),
        (POSITIONS, "o" + "9" * 30),
        (7, "choose"),
    ]:
        address = reverse("stakes_by_link:question", args=[helene.token, int(matter), key])
        assert helene.client.get(address).status_code == 404, key
        assert helene.client.post(address, {"weight": 5, "choice": "both", "stand": "1"}).status_code == 404, key
    for matter in (STAKES, RESOURCES, POSITIONS):
        assert "nos propres mots" not in helene.summary(matter).text
        assert "À elle" not in helene.summary(matter).text
    assert helene.start(7).status_code == 404
    assert not AskedAnswer.objects.filter(sheet__invitation__name="Hélène Quéré").exists()


def test_closed_revoked_expired(helene, paul, cast, campaign):
    helene.say_stakes(weights={"E1": 5})
    paul.start(STAKES)
    campaigns.revoke_link(invitation=campaign.invitations.get(name="Paul Ruiz"), by=cast.lea)
    assert paul.summary(STAKES).status_code == 404
    form = helene.open(STAKES, "E1").context["form"]
    read = {name: form[name].value() for name in ("read_version", "read_mark")}
    campaigns.close_campaign(campaign=Campaign.objects.get(pk=campaign.pk), by=cast.lea)
    answer = helene.client.post(helene.url("question", STAKES, "E1"), {**read, "weight": 1})
    assert "Les réponses sont closes" in answer.text
    assert helene.hand_in(STAKES).status_code == 409
    assert "sans se corriger" in helene.summary(STAKES).text
    assert Stake.objects.get().weight == 5
    Campaign.objects.filter(pk=campaign.pk).update(deadline=timezone.localdate() - timedelta(days=61))
    assert helene.summary(STAKES).status_code == 404


def test_the_pilot_types_for_somebody_and_the_sheet_says_so(helene, cast, campaign, as_role, after_commit):
    lea, invitation = as_role("pilot"), campaign.invitations.get(name="Hélène Quéré")
    page = reverse("campaigns:answer_for", args=[cast.space.slug, campaign.pk, invitation.pk])
    first = lea.post(page, {"target": int(STAKES)}).url
    assert "choose" in first
    lea.post(first, {"codes": ["E1"]})
    sheet = AskedSheet.objects.get()
    typed = reverse("stakes:typed", args=[cast.space.slug, sheet.pk, "E1"])
    assert "vous saisissez ce que dit Hélène Quéré" in lea.get(typed).text
    lea.post(typed, {"weight": 4})
    assert as_role("facilitator").get(typed).status_code == 404  # somebody else's draft
    with after_commit(execute=True):
        done = lea.post(reverse("stakes:typed_hand_in", args=[cast.space.slug, sheet.pk]))
    assert done.url == campaign.get_absolute_url()
    stake = Stake.objects.get()
    assert (stake.source, stake.noted_by, stake.invitation) == (Source.ON_BEHALF, cast.lea, invitation)
    assert "Pourvoir des postes en tension : 4" in mail.outbox[-1].body.replace("\xa0", " ")
    assert "Saisies pour vous par Léa Martin" in helene.summary(STAKES).text
    helene.start(STAKES)  # she takes her sheet back
    helene.say(STAKES, "E1", weight=2)
    helene.hand_in(STAKES)
    stake.refresh_from_db()
    assert (stake.weight, stake.source, stake.noted_by) == (2, Source.SAID, None)
    assert lea.get(typed).status_code == 404


def test_a_facilitator_types_only_where_nothing_is_out_of_sight(helene, cast, campaign, as_role):
    nadia, invitation = as_role("facilitator"), campaign.invitations.get(name="Paul Ruiz")
    page = reverse("campaigns:answer_for", args=[cast.space.slug, campaign.pk, invitation.pk])
    first = nadia.post(page, {"target": int(STAKES)}).url
    assert nadia.get(first).status_code == 200
    helene.say_stakes(weights={"E1": 5}, E1="nos propres mots")
    refused = nadia.get(first)
    assert refused.status_code == 403
    assert "nos propres mots" not in refused.text
    assert nadia.post(first, {"codes": ["E2"]}).status_code == 403
    assert nadia.post(page, {"target": int(STAKES)}).status_code == 403


def test_two_windows_replays_and_long_texts(helene, after_commit):
    helene.start(STAKES)
    helene.say(STAKES, "choose", codes=["E1"])
    form = helene.open(STAKES, "E1").context["form"]
    read = {name: form[name].value() for name in ("read_version", "read_mark")}
    address = helene.url("question", STAKES, "E1")
    for _again in range(2):
        assert helene.client.post(address, {**read, "weight": 4}).status_code == 302
    other_window = helene.client.post(address, {**read, "weight": 1})
    assert "dans une autre fenêtre : « 4 · très important »" in other_window.text
    assert AskedAnswer.objects.get(key="E1").value["weight"] == 4
    long = helene.say(STAKES, "E1", weight=4, words="x" * 1001)
    assert "trop long" in long.text
    assert helene.say(STAKES, "E1", weight=4, words="x\x00y").status_code == 200
    for codes in (["E99"], ["E1", "'; DROP"]):
        assert helene.say(STAKES, "choose", codes=codes).status_code == 200
    with after_commit(execute=True):
        helene.hand_in(STAKES)
        helene.hand_in(STAKES)
    assert Stake.objects.count() == 1
    assert len(mail.outbox) == 1


def test_the_sheet_says_who_said_what_and_what_was_said_before(helene, paul, cast, as_role):
    helene.say_stakes(weights={"E1": 5}, E1="Personne ne postule.")
    paul.start(STAKES)
    paul.say(STAKES, "E1", weight=2, words="Ça va mieux.")
    paul.hand_in(STAKES)
    address = reverse("stakes:organisation", args=[cast.space.slug, cast.organisations["cfa"].pk])
    for role in ("pilot", "partner"):  # the partner speaks for this organisation
        page = words_of(as_role(role).get(address))
        assert "dit par l'acteur, Paul Ruiz" in page
        assert "Personne ne postule." in page  # kept aside
        assert "Hélène Quéré" in page
    page = words_of(as_role("facilitator").get(address))
    assert "Ça va mieux." not in page
    assert "Personne ne postule." not in page
    assert as_role("observer").get(address).status_code == 404


def test_a_person_sees_in_the_access_to_their_data_what_they_handed_in(campaign, cast, paul):
    contact = cast.organisations["cfa"].contacts.create(
        space=cast.space, name="Paul Ruiz", email="personne1@exemple.fr"
    )
    campaign.invitations.filter(name="Paul Ruiz").update(contact=contact)
    paul.say_stakes(weights={"E1": 4}, E1="nos propres mots")
    paul.start(RESOURCES)
    told = " ".join(trace.sentence for trace in traces_of(contact))
    assert "nos propres mots" in told
    assert "sans les remettre" in told
    contact.delete()  # erased: the sheet is the organisation's
    stake = Stake.objects.select_related("invitation").get()
    assert (stake.weight, stake.invitation.name) == (4, "")


def test_drafts_never_handed_in_go_with_the_links(helene, paul, campaign):
    helene.say_stakes(weights={"E1": 4})
    paul.say_stakes(weights={"E2": 4}, hand_in=False)
    after = timezone.localdate() + timedelta(days=14 + 61)
    assert campaigns.forget_names(on=after) == 1
    assert [sheet.invitation.name for sheet in AskedSheet.objects.all()] == ["Hélène Quéré"]
    assert Stake.objects.get().code == "E1"


def test_only_promises_that_can_be_kept_and_matters_that_exist(cast):
    told = {"space": cast.space, "subject": "stakes", "title": "X", "deadline": timezone.localdate(), "by": cast.lea}
    with pytest.raises(Refusal, match="ne pourrait pas être tenue"):
        campaigns.create_campaign(**told, targets=[STAKES], anonymity="aggregated")
    actions.close_round(round=cast.space.rounds.get(), by=cast.lea)
    with pytest.raises(Refusal, match="si un tour est ouvert"):
        campaigns.create_campaign(**told, targets=[STAKES, POSITIONS])
    assert campaigns.create_campaign(**told, targets=[STAKES]).anonymity == "named"


def test_two_windows_hand_in_once(helene, campaign):
    helene.say_stakes(weights={"E1": 5}, hand_in=False)
    first, second = (AskedSheet.objects.select_related("invitation__campaign__space").get() for _window in range(2))
    actions.hand_in_asked(sheet=first, by=first.invitation)
    actions.hand_in_asked(sheet=second, by=second.invitation)  # read before the first was handed in
    assert Entry.objects.filter(code="campaign.answers_came").count() == 1


def test_a_fault_in_the_middle_of_handing_in_leaves_nothing_half_said(helene, monkeypatch):
    helene.say_stakes(weights={"E1": 5, "S4": 2}, hand_in=False)

    def fails(**_kwargs):
        raise RuntimeError("the server stops here")

    monkeypatch.setattr("maillage.campaigns.actions.note_answers_came", fails)
    with pytest.raises(RuntimeError, match="stops here"):
        helene.hand_in(STAKES)
    assert not Stake.objects.exists()
    assert AskedAnswer.objects.filter(is_pending=True).count() == 4
    assert AskedSheet.objects.get().handed_in_on is None
    monkeypatch.undo()
    helene.hand_in(STAKES)
    assert Stake.objects.count() == 2


def test_the_number_of_queries_does_not_grow_with_the_answers(helene, paul, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    helene.say_stakes(weights={"E1": 5})
    paul.start(STAKES)

    def count(call) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert call().status_code in {200, 302}
        return len(seen)

    few = [count(lambda: paul.summary(STAKES)), count(lambda: paul.open(STAKES, "choose"))]
    helene.say_stakes(weights=dict.fromkeys(("E1", "E2", "E3", "E4", "S1", "S2", "F1", "I1", "I2"), 3))
    many = [count(lambda: paul.summary(STAKES)), count(lambda: paul.open(STAKES, "choose"))]
    assert many == few
    assert max(many) < 25
