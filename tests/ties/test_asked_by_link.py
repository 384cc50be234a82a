"""« Avec qui travaillez-vous ? » by a personal link: answer by answer; what both say, what one alone says."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from maillage.actors.actions.organisations import refresh_words
from maillage.actors.models import Organisation
from maillage.campaigns import actions as campaigns
from maillage.campaigns.models import Campaign, Invitation
from maillage.journal.models import Entry
from maillage.spaces import actions as spaces
from maillage.spaces.enums import Reading
from maillage.ties import actions, queries, rules
from maillage.ties.analyses import compare_last_waves, read_last_wave, read_network
from maillage.ties.models import Declared, Mention, Statement
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal
from tests.ties.asking import Asking, Visitor, invited


@pytest.fixture(scope="module")
def _ground(_gathered_once, django_db_blocker):
    from tests.garden import for_a_file

    yield from for_a_file(django_db_blocker, _a_cast_whose_names_are_found)


def _a_cast_whose_names_are_found():
    from tests.garden import GARDEN

    cast = deepcopy(GARDEN.cast)
    for organisation in cast.organisations.values():
        refresh_words(organisation)
    return cast


@pytest.fixture
def cast(_ground, db):
    return deepcopy(_ground)


@pytest.fixture
def ask(cast, django_capture_on_commit_callbacks):
    return Asking(cast, timezone.localdate() + timedelta(days=14), django_capture_on_commit_callbacks)


@pytest.fixture
def campaign(ask):
    return ask(cfa=2, mission=1, fret=1)


@pytest.fixture
def someone(campaign):
    visitor = Visitor(invited(campaign, "cfa"))
    visitor.post("start")
    return visitor


@pytest.fixture(autouse=True)
def _fresh_limits():
    from django.core.cache import cache

    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _no_steps(monkeypatch):
    monkeypatch.setattr("maillage.spaces.steps.way", lambda *args, **kwargs: [])


@pytest.fixture
def home(cast):
    return reverse("ties:home", args=[cast.space.slug])


def only_mention(someone) -> Mention:
    return Mention.objects.get()


# --- On a phone


def test_the_welcome_page_says_what_is_asked_and_that_names_are_offered(campaign):
    page = Visitor(invited(campaign, "cfa")).welcome()
    for words in [
        "Avec qui travaillez-vous ?",
        "10 minutes",
        "orientation de jeunes",
        "rien que leurs noms",
        "avec votre nom",
    ]:
        assert words in page
    assert "0 questions" not in page


def test_one_searches_names_adds_describes_reads_again_and_hands_in(someone, cast):
    page = someone.get("choose").text
    assert "Fret Horizon" in page  # same commune: offered
    assert "même commune" in page
    assert "Mission locale" not in page
    found = someone.get("choose", q="misson").text
    assert "Aucun autre nom" in found
    mission = cast.organisations["mission"]
    assert f'value="{mission.pk}"' in someone.get("choose", q="plaine loc").text  # without JavaScript
    piece = someone.get("found", q="PLAINÉ").text
    assert "<html" not in piece
    assert "Mission locale de la Plaine" in piece
    someone.post("choose", organisations=[mission.pk])
    mention = only_mention(someone)
    form = someone.get("describe", mention.pk)
    assert form.text.count("<select") == 7
    done = someone.post("describe", mention.pk, referral="2", training="3", read_version=mention.version)
    assert done.url == someone.url("summary")
    read = someone.get("summary").text
    assert "orientation de jeunes (on se coordonne), formation (on partage des moyens)" in read
    assert not read_network(cast.space).links  # not before it is handed in
    someone.post("hand_in")
    assert len(read_network(cast.space).links) == 1
    assert "remis" in someone.welcome()


def test_only_names_are_searched_and_shown(someone, cast):
    mission = cast.organisations["mission"]
    Organisation.objects.filter(pk=mission.pk).update(
        address="3 rue du Secret", email="accueil@secret.fr", description="Un mot secret", note="note secrète"
    )
    mission.refresh_from_db()
    refresh_words(mission)
    assert "Mission locale" not in someone.get("choose", q="secret").text
    assert "secret" not in someone.get("choose", q="mission").text.replace("q=", "")
    assert "Mission locale" in someone.get("choose", q="MLP").text  # its initials
    for few in ["", "m", " "]:
        assert not queries.find_names(cast.space, few)


def test_the_archived_the_other_spaces_and_oneself_are_not_offered(someone, cast):
    Organisation.objects.filter(pk=cast.organisations["fret"].pk).update(archived_at=timezone.now())
    cast.organisations["travail"].space = cast.elsewhere
    cast.organisations["travail"].save()
    for word in ["fret horizon", "agence", "rivieres"]:
        assert 'name="organisations"' not in someone.get("found", q=word).text
    for key in ["fret", "travail"]:
        page = someone.post("choose", organisations=[cast.organisations[key].pk])
        assert "plus, dans l" in page.text
    assert "C&#x27;est votre organisation" in someone.post("choose", organisations=[cast.organisations["cfa"].pk]).text
    assert not Mention.objects.exists()


@pytest.mark.parametrize(
    "sent", [{"organisations": ["x"]}, {"organisations": ["9" * 30]}, {"name": "a" * 200_000}, {}, {"name": "!!!"}]
)
def test_what_makes_no_sense_is_refused_in_a_sentence(someone, sent):
    page = someone.post("choose", **sent)
    assert page.status_code == 200
    assert 'role="alert"' in page.text
    assert not Mention.objects.exists()


def test_a_degree_or_a_kind_out_of_the_question_is_refused(ask, cast):
    campaign = ask(kinds=[2], cfa=1)
    statement = ask.say(campaign, "cfa", mission={"referral": 2}, submit=False)
    mention = statement.mentions.get()
    by = invited(campaign, "cfa")
    for strands in [{"training": 2}, {"referral": 5}, {"referral": True}, {"pirates": 1}, {}]:
        with pytest.raises(Refusal):
            actions.describe(mention=mention, strands=strands, by=by)
    assert Declared.objects.get().intensity == 2
    visitor = Visitor(by)
    assert visitor.get("describe", mention.pk).text.count("<select") == 1
    assert (
        "Choisissez" in visitor.post("describe", mention.pk, referral="9").text or Declared.objects.get().intensity == 2
    )


def test_nobody_names_more_than_they_can_describe(someone, campaign, cast, monkeypatch):
    monkeypatch.setattr(rules, "MOST_NAMED", 2)
    keys = [cast.organisations[key].pk for key in ("mission", "fret", "epci")]
    assert "gardez celles" in someone.post("choose", organisations=keys).text
    assert not Mention.objects.exists()


def test_twice_is_once(someone, cast):
    mission = cast.organisations["mission"].pk
    for _again in range(2):
        someone.post("start")
        someone.post("choose", organisations=[mission])
        someone.post("choose", name="Garage Moreau")
        someone.post("choose", name="  garage   MOREAU ")
    assert Statement.objects.count() == 1
    assert Mention.objects.count() == 2
    gone = Mention.objects.get(name="Garage Moreau").pk
    for _again in range(2):
        assert someone.post("forget", gone).status_code == 302
    assert someone.get("describe", gone).url == someone.url("choose")
    someone.post("describe", only_mention(someone).pk, referral="1")
    for _again in range(2):
        assert someone.post("hand_in").status_code == 302
    assert Entry.objects.filter(code="campaign.answers_came").count() == 1


def test_two_windows_never_overwrite_each_other_unseen(someone, cast):
    someone.post("choose", organisations=[cast.organisations["mission"].pk])
    mention = only_mention(someone)
    read = mention.version
    assert someone.post("describe", mention.pk, referral="2", read_version=read).status_code == 302
    second = someone.post("describe", mention.pk, referral="4", read_version=read)
    assert "modifié par quelqu'un d'autre" in second.text.replace("&#x27;", "'")
    assert Declared.objects.get().intensity == 2
    fresh = second.context["form"]["read_version"].value()
    assert someone.post("describe", mention.pk, referral="4", read_version=fresh).status_code == 302
    assert Declared.objects.get().intensity == 4


def test_working_with_nobody_is_an_answer(someone, cast):
    assert someone.post("hand_in").status_code == 409
    assert someone.post("hand_in", **{"with": "nobody"}).status_code == 302
    assert read_last_wave(cast.space).answered == 1
    assert "aucune autre organisation" in someone.get("summary").text


def test_what_is_named_without_a_word_does_not_count(ask, campaign, cast):
    ask.say(campaign, "cfa", mission={"referral": 2}, epci={})
    assert [link.other(cast.organisations["cfa"].pk).name for link in read_network(cast.space).links] == [
        "Mission locale de la Plaine"
    ]


def test_one_is_thanked_corrects_until_the_closing_then_only_reads(ask, campaign, cast):
    statement = ask.say(campaign, "cfa", mission={"referral": 2})
    assert "- Mission locale de la Plaine : orientation de jeunes (on se coordonne)" in mail.outbox[-1].body.replace(
        "\xa0", " "
    )
    visitor = Visitor(invited(campaign, "cfa"))
    assert visitor.post("choose", name="Garage").status_code == 409  # handed in: opened again first
    visitor.post("take_back")
    assert not read_network(cast.space).links
    assert Invitation.objects.get(email="cfa0@exemple.fr").finished_on is None
    visitor.post("hand_in")
    campaigns.close_campaign(campaign=Campaign.objects.get(), by=cast.lea)
    assert visitor.post("take_back").status_code == 409
    assert visitor.post("describe", statement.mentions.get().pk, referral="4").status_code == 200  # said in a sentence
    assert visitor.get("choose").url == visitor.url("summary")
    assert "se relisent ici" in visitor.get("summary").text
    assert Declared.objects.get().intensity == 2


def test_whoever_was_correcting_at_the_closing_is_not_lost_and_what_was_never_handed_in_is_erased(ask, campaign, cast):
    ask.say(campaign, "cfa", mission={"referral": 2})
    ask.say(campaign, "fret", epci={"project": 1}, submit=False)
    Visitor(invited(campaign, "cfa")).post("take_back")
    campaigns.close_campaign(campaign=Campaign.objects.get(), by=cast.lea)
    assert read_last_wave(cast.space).answered == 1
    assert Invitation.objects.get(email="cfa0@exemple.fr").finished_on
    assert "Mission" not in Visitor(invited(campaign, "cfa")).get("found", q="mission").text
    campaigns.forget_names(on=timezone.localdate() + timedelta(days=120))
    assert [statement.organisation.name for statement in Statement.objects.all()] == ["CFA des Trois Rivières"]


def test_what_a_person_said_is_told_to_them_and_stays_the_organisation_s_when_they_are_erased(ask, campaign, cast):
    from maillage.actors.models import Contact
    from maillage.actors.traces import traces_of

    karim = Contact.objects.create(space=cast.space, organisation=cast.organisations["cfa"], name="Karim Haddad")
    Invitation.objects.filter(email="cfa0@exemple.fr").update(contact=karim)
    ask.say(campaign, "cfa", mission={"referral": 2})
    said = next(trace.sentence for trace in traces_of(karim) if trace.where == "Liens")
    assert said.endswith(
        "des liens de CFA des Trois Rivières : Mission locale de la Plaine : orientation de jeunes (on se coordonne)"
    )
    karim.delete()
    assert len(read_network(cast.space).links) == 1


# --- Whose statement


def test_colleagues_complete_one_statement_and_none_is_reminded_once_it_is_in(ask, campaign, cast):
    ask.say(campaign, "cfa", mission={"referral": 2}, submit=False)
    ask.say(campaign, "cfa", rank=1, fret={"recruitment": 3}, mission={"referral": 3})
    assert Statement.objects.count() == 1
    assert {mention.invitation.email for mention in Mention.objects.select_related("invitation")} == {"cfa1@exemple.fr"}
    waiting = {one.email for one in Invitation.objects.all().to_remind()}
    assert waiting == {"mission0@exemple.fr", "fret0@exemple.fr"}
    page = Visitor(invited(campaign, "cfa")).get("summary").text
    assert "Fret Horizon" in page
    late = ask.add(campaign, lycee=1)  # somebody asked later, elsewhere, is awaited
    assert late[0].finished_on is None


def test_a_link_opens_no_other_statement(ask, campaign, cast):
    ask.say(campaign, "mission", cfa={"referral": 2}, submit=False)
    mention = Mention.objects.get()
    stranger = Visitor(invited(campaign, "fret"))
    assert stranger.get("summary").status_code == 404  # has not begun
    stranger.post("start")
    assert stranger.get("describe", mention.pk).url == stranger.url("choose")
    stranger.post("describe", mention.pk, referral="4")
    stranger.post("forget", mention.pk)
    assert Declared.objects.get().intensity == 2
    with pytest.raises(NotAllowed):
        actions.describe(mention=mention, strands={"referral": 4}, by=invited(campaign, "fret"))


@pytest.mark.parametrize("page", ["choose", "found", "summary"])
def test_a_revoked_an_expired_or_a_forged_link_opens_nothing(someone, campaign, cast, page):
    good = someone.token
    someone.token = good[:-2] + ("aa" if good[-2:] != "aa" else "bb")
    assert someone.get(page).status_code == 404
    someone.token = good
    Campaign.objects.update(deadline=timezone.localdate() - timedelta(days=90))
    assert someone.get(page).status_code == 404
    Campaign.objects.update(deadline=timezone.localdate() + timedelta(days=9))
    campaigns.revoke_link(invitation=invited(campaign, "cfa"), by=cast.lea)
    assert someone.get(page).status_code == 404


def test_the_pilots_team_types_what_somebody_says_and_only_that(ask, campaign, cast, as_role):
    who = invited(campaign, "mission")
    address = campaigns.answer_for(invitation=who, target=0, by=cast.nadia)
    statement = Statement.objects.get()
    assert address == reverse("ties:declare", args=[cast.space.slug, statement.pk])
    nadia = as_role("facilitator")
    page = nadia.get(address).text
    assert "Vous saisissez ce que dit Mission locale de la Plaine" in page
    nadia.post(address, {"organisations": [cast.organisations["cfa"].pk]})
    mention = Mention.objects.get()
    where = [cast.space.slug, statement.pk]
    nadia.post(
        reverse("ties:declare_one", args=[*where, mention.pk]), {"referral": "2", "read_version": mention.version}
    )
    assert "saisi par Nadia Benali" in nadia.get(reverse("ties:declared", args=where)).text
    assert nadia.post(reverse("ties:declare_hand_in", args=where)).status_code == 302
    assert Invitation.objects.get(pk=who.pk).finished_on
    for role in ("partner", "observer"):
        assert as_role(role).get(address).status_code == 403
    assert as_role("stranger").get(address).status_code == 404
    with pytest.raises(NotAllowed, match="autre personne"):
        actions.take_back(statement=statement, by=cast.lea)
    ask.say(campaign, "cfa", mission={"referral": 3}, submit=False)
    with pytest.raises(NotAllowed, match="déjà par une autre personne"):
        campaigns.answer_for(invitation=invited(campaign, "cfa"), target=0, by=cast.nadia)
    assert (
        nadia.get(
            reverse(
                "ties:declare", args=[cast.space.slug, Statement.objects.get(organisation=cast.organisations["cfa"]).pk]
            )
        ).status_code
        == 404
    )


def test_whoever_follows_the_link_takes_over_what_was_typed(ask, campaign, cast, as_role):
    address = campaigns.answer_for(invitation=invited(campaign, "mission"), target=0, by=cast.nadia)
    as_role("facilitator").post(address, {"organisations": [cast.organisations["cfa"].pk]})
    person = Visitor(invited(campaign, "mission"))
    assert person.post("start").url == person.url("choose")
    assert "CFA des Trois Rivières" in person.get("choose").text
    assert as_role("facilitator").get(address).status_code == 404


# --- What both say, what one alone says


@pytest.fixture
def wave(ask, campaign):
    """The CFA and the mission name each other, not alike; the CFA names the OPCO (not asked) and the company, silent
    on it; the company names the collectivité."""
    ask.say(campaign, "cfa", mission={"referral": 2}, opco={"funding": 1}, fret={"training": 3})
    ask.say(campaign, "mission", cfa={"referral": 4})
    ask.say(campaign, "fret", epci={"information": 1})
    return campaign


def test_the_reading_tells_what_both_say_from_what_one_says(wave, cast, ask):
    ask.add(wave, lycee=1)
    reading = read_last_wave(cast.space)
    assert (reading.asked, reading.answered, reading.silent) == (4, 3, 1)
    assert (reading.links, reading.both, reading.one, reading.unheard) == (4, 1, 1, 2)
    assert (reading.possible, reading.confirmed) == (3, pytest.approx(1 / 3))
    assert reading.sentence == "3 organisations sur 4 ont répondu (75 %) ; 4 liens dits, dont 1 par les deux."


def test_a_disagreement_is_shown_never_averaged(wave, cast, home, as_role):
    link = next(link for link in read_network(cast.space, named=True).links if link.voice == "both")
    assert [(strand.intensity, strand.said_by) for strand in link.strands] == [
        (2, (cast.organisations["cfa"].pk,)),
        (4, (cast.organisations["mission"].pk,)),
    ]
    assert link.differs
    page = as_role("pilot").get(home).text
    assert "les deux ne disent pas la même chose" in page
    assert "3 organisations sur 3 ont répondu" in page
    assert page.count("stroke-dasharray") == 3


def test_ties_noted_by_the_team_stay_beside_what_is_said(wave, cast):
    actions.relate(
        space=cast.space,
        source=cast.organisations["cfa"],
        target=cast.organisations["mission"],
        nature="referral",
        intensity=1,
        observed_on=timezone.localdate(),
        by=cast.lea,
    )
    reading = read_network(cast.space)
    link = next(link for link in reading.links if len(link.strands) == 3)
    assert [strand.key is None for strand in link.strands] == [False, True, True]
    assert link.voice == "both"
    assert len(reading.links) == 4


def test_who_said_which_is_the_pilots_alone(wave, cast, home, as_role):
    spaces.set_published(space=cast.space, reading=Reading.NETWORK, published=True, by=cast.lea)
    names = ["(CFA des Trois Rivières)", "(Mission locale de la Plaine)"]
    pilot = as_role("pilot").get(home).text
    assert all(name in pilot for name in names)
    for role in ("facilitator", "partner", "observer"):
        page = as_role(role).get(home).text
        assert "Dit par les deux" in page
        assert not any(name in page for name in names)


def test_before_publication_a_partner_reads_only_what_its_own_organisation_says(wave, cast, home, as_role):
    page = as_role("partner").get(home).text  # Karim speaks for the CFA
    assert "Dit par votre organisation" in page
    assert "on se coordonne" in page
    assert "on décide ensemble" not in page  # what the mission says
    assert "ont répondu" not in page
    assert "Communauté des Aulnes" not in page
    sheet = as_role("partner").get(cast.organisations["cfa"].get_absolute_url()).text
    assert "on décide ensemble" not in sheet
    assert "Mission locale" not in as_role("observer").get(home).text


def test_filters_tell_by_whom_a_link_is_said(wave, home, as_role):
    page = as_role("pilot").get(home, {"voice": "unheard"}).text
    assert "2 liens sur 4" in page


def test_an_archived_organisation_leaves_what_is_read(wave, cast):
    Organisation.objects.filter(pk=cast.organisations["mission"].pk).update(archived_at=timezone.now())
    reading = read_last_wave(cast.space)
    assert (reading.answered, reading.both) == (2, 0)


def test_two_sheets_joined_make_no_tie_with_oneself(wave, cast):
    from maillage.actors.actions import merge_organisations

    merge_organisations(kept=cast.organisations["cfa"], absorbed=cast.organisations["mission"], by=cast.lea)
    assert all(link.source.key != link.target.key for link in read_network(cast.space).links)


def test_each_one_s_last_statement_counts_and_two_waves_compare(wave, cast, ask):
    later = ask(title="Un an après", cfa=1, mission=1)
    ask.say(later, "cfa", mission={"referral": 3}, jeunes={"project": 2})
    assert len(read_network(cast.space).links) == 3  # cfa–mission, cfa–jeunes, fret–epci of the first wave
    change = compare_last_waves(cast.space)
    cfa = "CFA des Trois Rivières"
    assert (change.organisations, change.kept) == (1, ((cfa, "Mission locale de la Plaine"),))
    assert change.appeared == ((cfa, "Collectif des apprentis du Nord"),)
    assert set(change.ended) == {(cfa, "Fret Horizon"), (cfa, "OPCO des métiers du fret")}
    again = Visitor(invited(later, "mission"))
    again.post("start")
    assert "cité la dernière fois" in again.get("choose").text


# --- Names that are not in the directory


def test_a_name_waits_for_the_pilot_and_nothing_is_created(someone, cast, as_role):
    before = Organisation.objects.count()
    someone.post("choose", name="Garage Moreau")
    mention = only_mention(someone)
    someone.post("describe", mention.pk, recruitment="2", read_version=mention.version)
    page = reverse("ties:proposals", args=[cast.space.slug])
    assert "Garage Moreau" not in as_role("pilot").get(page).text  # not handed in yet
    someone.post("hand_in")
    assert Organisation.objects.count() == before
    assert not read_network(cast.space).links
    lea = as_role("pilot")
    assert "Garage Moreau" in lea.get(page, {"nom": "garage moreau"}).text
    where = [cast.space.slug]
    lea.post(
        reverse("ties:match_proposal", args=where),
        {"folded": "garage moreau", "organisation": cast.organisations["fret"].pk},
    )
    assert len(read_network(cast.space).links) == 1
    lea.post(
        reverse("ties:unmatch_proposal", args=where),
        {"folded": "garage moreau", "organisation": cast.organisations["fret"].pk},
    )
    assert not read_network(cast.space).links
    lea.post(reverse("ties:set_aside_proposal", args=where), {"folded": "garage moreau"})
    assert "Laissés de côté" in lea.get(page).text
    lea.post(reverse("ties:take_up_proposal", args=where), {"folded": "garage moreau"})
    lea.post(
        reverse("ties:add_proposal", args=where),
        {"folded": "garage moreau", "name": "Garage Moreau", "kind": "company"},
    )
    assert Organisation.objects.count() == before + 1
    assert len(read_network(cast.space).links) == 1


def test_a_name_that_the_directory_knows_is_that_organisation(someone, cast):
    someone.post("choose", name="mission LOCALE de la plaine")
    assert only_mention(someone).organisation == cast.organisations["mission"]


def test_matching_never_names_an_organisation_twice(ask, campaign, cast):
    statement = ask.say(campaign, "cfa", mission={"referral": 2}, submit=False)
    by = invited(campaign, "cfa")
    actions.name_organisations(statement=statement, name="La mission", by=by)
    number = actions.match_proposal(
        space=cast.space, folded="la mission", organisation=cast.organisations["mission"], by=cast.lea
    )
    assert number == 0
    assert Mention.objects.filter(organisation=cast.organisations["mission"]).count() == 1
    with pytest.raises(Refusal, match="n'attend plus"):
        actions.set_aside_proposal(space=cast.space, folded="la mission", by=cast.lea)


@pytest.mark.parametrize("who", ["karim", "ines"])
def test_only_the_team_decides_on_names(someone, cast, who):
    someone.post("choose", name="Garage Moreau")
    with pytest.raises(NotAllowed):
        actions.set_aside_proposal(space=cast.space, folded="garage moreau", by=getattr(cast, who))


# --- Numbers and pages


def test_a_large_directory_is_searched_in_few_questions_and_shows_twenty_names(
    someone, cast, django_assert_max_num_queries
):
    organisation = cast.organisations["fret"]
    rows = [
        Organisation(
            space=cast.space,
            name=f"Atelier {number} du Fret",
            kind="company",
            college="companies",
            family="economic",
            commune=organisation.commune,
            search_text=f" atelier {number} du fret gonesse ",
        )
        for number in range(600)
    ]
    Organisation.objects.bulk_create(rows)
    with django_assert_max_num_queries(30):
        page = someone.get("choose", q="atelier").text
    assert page.count('class="btn btn-second declare-add"') == rules.MOST_FOUND
    assert "20 premiers" in page
    assert someone.get("choose").text.count('type="checkbox"') == rules.MOST_SUGGESTED


def test_more_partners_ask_no_more_questions(ask, campaign, cast, django_assert_max_num_queries):
    ask.say(campaign, "cfa", mission={"referral": 2}, submit=False)
    visitor = Visitor(invited(campaign, "cfa"))
    visitor.get("choose")
    with django_assert_max_num_queries(40) as few:
        for page in ("choose", "summary"):
            visitor.get(page)
    ask.say(
        campaign, "cfa", submit=False, **{key: {"project": 1} for key in ("fret", "epci", "opco", "jeunes", "lycee")}
    )
    with django_assert_max_num_queries(len(few.captured_queries)):
        for page in ("choose", "summary"):
            visitor.get(page)


def test_the_board_counts_the_organisation_s_answer_for_its_people(wave, cast, as_role):
    page = as_role("pilot").get(wave.get_absolute_url())
    assert page.context["board"].targets[0].handed_in == 4  # two of the CFA, one of each other
    assert reverse("ties:home", args=[cast.space.slug]) in page.text


def test_the_page_offers_to_ask_and_the_form_ticks_every_kind(as_role, cast, home):
    page = as_role("pilot").get(home).text
    assert "Demander aux acteurs" in page
    assert "Demander aux acteurs" not in as_role("partner").get(home).text
    form = as_role("pilot").get(reverse("campaigns:new", args=[cast.space.slug]), {"sujet": "ties"}).text
    assert form.count(" checked") == 7
    assert 'name="anonymity"' not in form


def test_an_expected_version_is_asked_of_the_one_that_was_read(ask, campaign):
    statement = ask.say(campaign, "cfa", mission={"referral": 2}, submit=False)
    mention = statement.mentions.get()
    with pytest.raises(EditedMeanwhile):
        actions.describe(mention=mention, strands={"referral": 1}, expected_version=1, by=invited(campaign, "cfa"))
