"""What to ask, then whom: a subject is chosen, the directory filtered, one person found for each organisation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maillage.actors.models import Contact, Organisation, SavedList, Tag
from maillage.campaigns import actions, subjects
from maillage.campaigns.enums import Anonymity
from maillage.campaigns.models import Campaign
from maillage.campaigns.subjects import Subject, Target
from maillage.toolkit.refusals import Refusal


class Everybody(Subject):
    """A subject that asks every organisation the same, always with a name."""

    code = "everybody"
    label = "ce que chacun voudrait"
    offer = "Chacun dit ce qu'il voudrait."
    question = "Que voudriez-vous ?"
    promises = (Anonymity.NAMED,)
    asks_everybody = True
    title_example = "Vos souhaits, automne 2026"
    target_name = "Question"
    target_hint = "Une personne compte une fois."
    nothing_to_ask = "Rien à demander."
    nobody_to_ask = "L'annuaire est vide."
    read_by_others = "des nombres"
    kept_as_long_as = "un an"

    def targets(self, space):
        return [Target(1, "vos souhaits")]

    def chosen(self, campaign):
        return self.targets(campaign.space)

    def choose(self, campaign, keys):
        """There is one."""

    def counts(self, campaign, invitations):
        return []

    def parts(self, invitation):
        return []


@pytest.fixture
def everybody(monkeypatch) -> Subject:
    subject = Everybody()
    monkeypatch.setitem(subjects._SUBJECTS, subject.code, subject)
    return subject


@pytest.fixture
def campaign(cast, everybody, deadline) -> Campaign:
    return actions.create_campaign(
        space=cast.space, subject="everybody", title="Souhaits", targets=[1], deadline=deadline, by=cast.lea
    )


def person(organisation: Organisation, name: str, **more) -> Contact:
    email = more.pop("email", f"{name.lower()}@exemple.fr")
    return Contact.objects.create(
        space_id=organisation.space_id, organisation=organisation, name=name, function="", email=email, **more
    )


def url(name: str, campaign: Campaign) -> str:
    return reverse(f"campaigns:{name}", args=[campaign.space.slug, campaign.pk])


# --- What to ask


def test_several_subjects_are_a_choice_with_a_sentence_each(as_role, cast, everybody):
    lea, new = as_role("pilot"), reverse("campaigns:new", args=[cast.space.slug])
    page = lea.get(new).text.replace("&#x27;", "'")
    assert "Que voulez-vous demander" in page
    for one in subjects.known().values():
        assert str(one.offer) in page
    assert "?sujet=everybody" in page
    assert "Pour ce que chacun voudrait" in lea.get(f"{new}?sujet=everybody").text
    assert "Que voulez-vous demander" in lea.get(f"{new}?sujet=inconnu").text


def test_a_single_subject_is_not_a_choice(as_role, cast, everybody, monkeypatch):
    monkeypatch.setattr(subjects, "_SUBJECTS", {"everybody": everybody})
    page = as_role("pilot").get(reverse("campaigns:new", args=[cast.space.slug])).text
    assert "Pour ce que chacun voudrait" in page


def test_every_subject_speaks_of_itself_wherever_the_campaign_is_read():
    said = ["label", "offer", "question", "title_example", "target_name", "target_hint", "nothing_to_ask"]
    for one in subjects.known().values():
        for name in [*said, "nobody_to_ask", "read_by_others", "kept_as_long_as"]:
            assert str(getattr(one, name)).strip(), f"{one.code}.{name}"


# --- Promises


@pytest.mark.parametrize("promise", [Anonymity.PSEUDONYMOUS, Anonymity.AGGREGATED])
def test_a_promise_that_the_subject_cannot_keep_is_refused(as_role, cast, everybody, deadline, promise):
    asked = {"space": cast.space, "subject": "everybody", "title": "A", "targets": [1], "deadline": deadline}
    with pytest.raises(Refusal, match="ne pourrait pas être tenue"):
        actions.create_campaign(**asked, anonymity=promise, by=cast.lea)
    campaign = actions.create_campaign(**asked, by=cast.lea)
    with pytest.raises(Refusal, match="ne pourrait pas être tenue"):
        actions.edit_campaign(
            campaign=campaign,
            title="A",
            message="",
            deadline=deadline,
            reminder_days=[],
            anonymity=promise,
            by=cast.lea,
        )
    form = as_role("pilot").get(f"{reverse('campaigns:new', args=[cast.space.slug])}?sujet=everybody").text
    assert 'name="anonymity"' not in form
    assert "elles ne peuvent pas être sans nom" in form


# --- Whom


def test_the_directory_is_filtered_by_words_college_tag_commune_and_kept_list(campaign, cast, as_role):
    cfa, mission, fret = (cast.organisations[key] for key in ("cfa", "mission", "fret"))
    person(cfa, "Zoé")
    tag = Tag.objects.create(space=cast.space, name="fret", folded="fret")
    fret.tags.add(tag)
    Organisation.objects.filter(pk=fret.pk).update(commune="95277", college="companies")
    SavedList.objects.create(space=cast.space, owner=cast.lea, name="Le fret", query={"college": "companies"})
    lea = as_role("pilot")

    def shown(**asked) -> set[str]:
        page = lea.get(url("ask", campaign), asked)
        return {one.organisation.name for one in page.context["askable"]}

    assert shown() >= {cfa.name, mission.name, fret.name}
    assert fret.name in shown(college="companies")
    assert cfa.name not in shown(college="companies")
    assert shown(tag=tag.pk) == {fret.name}
    there = shown(acts_in="Gonesse")
    assert fret.name in there
    assert cfa.name not in there
    assert shown(q="aucune ainsi") == set()
    assert "?college=companies" in lea.get(url("ask", campaign)).text
    first = lea.get(url("ask", campaign)).context["askable"][0]
    assert first.organisation == cfa  # the one with somebody to tick comes first


def test_one_person_for_each_organisation_whoever_may_commit_it(campaign, cast, as_role):
    cfa, mission, fret = (cast.organisations[key] for key in ("cfa", "mission", "fret"))
    person(cfa, "Alice", may_commit=False)
    person(cfa, "Bruno", may_commit=True)
    person(cfa, "Chloé")
    person(mission, "Denis", left_on=timezone.localdate())
    person(mission, "Emma", email="")
    person(mission, "Farid")
    person(fret, "Gina", may_commit=True)
    actions.ask_people(campaign=campaign, people=[actions.Person(fret, "autre@exemple.fr")], by=cast.lea)
    lea = as_role("pilot")
    assert "Ajouter 2 personnes, une par organisation" in lea.get(url("ask", campaign)).text
    lea.post(url("ask_one_each", campaign))
    asked = set(campaign.invitations.values_list("name", flat=True))
    assert asked == {"", "Bruno", "Farid"}  # nobody more where somebody is asked already
    assert lea.post(url("ask_one_each", campaign)).status_code == 409
    assert mail.outbox == []


def test_one_each_keeps_to_what_is_shown(campaign, cast, as_role):
    person(cast.organisations["cfa"], "Alice")
    person(cast.organisations["mission"], "Farid")
    as_role("pilot").post(f"{url('ask_one_each', campaign)}?college=employment")
    assert [one.name for one in campaign.invitations.all()] == ["Farid"]


def test_somebody_who_stands_for_two_organisations_is_asked_once(campaign, cast, as_role):
    person(cast.organisations["cfa"], "Alice", email="alice@exemple.fr")
    person(cast.organisations["mission"], "Alice", email="Alice@exemple.fr")
    as_role("pilot").post(url("ask_one_each", campaign))
    assert campaign.invitations.count() == 1


def test_whoever_left_and_another_space_s_contacts_cannot_be_ticked(campaign, cast, as_role):
    gone = person(cast.organisations["cfa"], "Alice", left_on=timezone.localdate() - timedelta(days=1))
    theirs = person(Organisation.objects.filter(space=cast.elsewhere).first() or _elsewhere(cast), "Bob")
    lea = as_role("pilot")
    for contact in (gone, theirs):
        assert lea.post(url("ask", campaign), {"contacts": [contact.pk]}).status_code == 200
        assert lea.post(url("ask", campaign), {"organisation": theirs.organisation_id, "email": "x@exemple.fr"})
    assert not campaign.invitations.exists()


def _elsewhere(cast) -> Organisation:
    return Organisation.objects.create(space=cast.elsewhere, name="Là-bas", kind="company", college="companies")


def test_too_many_people_at_once_is_one_sentence(campaign, cast, as_role):
    people = [actions.Person(cast.organisations["cfa"], f"p{number}@exemple.fr") for number in range(301)]
    with pytest.raises(Refusal, match="300 personnes au plus"):
        actions.ask_people(campaign=campaign, people=people, by=cast.lea)


def test_the_letters_of_chosen_contacts_may_be_in_english(campaign, cast, as_role):
    chosen = person(cast.organisations["cfa"], "Ann")
    as_role("pilot").post(url("ask", campaign), {"contacts": [chosen.pk], "language": "en"})
    assert campaign.invitations.get().language == "en"


def test_a_large_directory_costs_a_page_not_itself(campaign, cast, as_role):
    lea = as_role("pilot")
    with CaptureQueriesContext(connection) as few:
        lea.get(url("ask", campaign))
    many = [
        Organisation(
            space=cast.space, name=f"Atelier {n}", kind="company", college="companies", search_text=f"atelier {n}"
        )
        for n in range(300)
    ]
    Organisation.objects.bulk_create(many)
    with CaptureQueriesContext(connection) as more:
        page = lea.get(url("ask", campaign))
    assert len(more) == len(few)
    assert len(page.context["askable"]) == 30
    assert page.context["page"].paginator.count >= 300
    assert page.text.count("<option value=") < 150
