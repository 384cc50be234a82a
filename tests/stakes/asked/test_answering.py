"""Stakes, resources and positions asked by a personal link: one sheet an organisation, said by the actor itself."""

from __future__ import annotations

from django.core import mail
from django.urls import reverse

from maillage.stakes import actions, analyses
from maillage.stakes.enums import Source
from maillage.stakes.models import Resource, SaidBefore, Stake

from .story import POSITIONS, RESOURCES, STAKES, words_of


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
