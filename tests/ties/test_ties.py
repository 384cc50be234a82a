"""Who works with whom: noted by the pilot's team, read by the others once published."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from maillage.journal.models import Entry
from maillage.spaces import actions as spaces
from maillage.spaces.enums import Reading, State
from maillage.spaces.models import Space
from maillage.ties import actions, rules, standing
from maillage.ties.analyses import read_network
from maillage.ties.models import Tie
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal

DAY = date(2026, 11, 2)


@pytest.fixture
def relate(cast):
    def note(one: str, other: str, nature="referral", intensity=2, by=None):
        return actions.relate(
            space=cast.space,
            source=cast.organisations[one],
            target=cast.organisations[other],
            nature=nature,
            intensity=intensity,
            observed_on=DAY,
            by=by or cast.lea,
        )

    return note


@pytest.fixture
def network(relate):
    """The mission links employers and training; the CFA and the lycée know each other."""
    relate("mission", "cfa", intensity=4)
    relate("mission", "fret", "recruitment", 3)
    relate("mission", "travail", "information", 1)
    relate("cfa", "lycee", "training", 2)
    return relate


@pytest.fixture
def home(cast):
    return reverse("ties:home", args=[cast.space.slug])


def test_the_order_of_the_two_actors_does_not_matter(cast, relate):
    tie = relate("mission", "cfa")
    assert (tie.source, tie.target) == (cast.organisations["cfa"], cast.organisations["mission"])
    assert Entry.objects.filter(code="tie.related", about_id=tie.pk).exists()


def test_an_actor_has_no_tie_with_itself(relate):
    with pytest.raises(Refusal, match="deux acteurs différents"):
        relate("cfa", "cfa")


def test_a_tie_is_written_once_per_nature_whatever_the_order(relate):
    relate("mission", "cfa")
    with pytest.raises(Refusal, match="déjà noté"):
        relate("cfa", "mission")
    relate("cfa", "mission", "funding")
    assert Tie.objects.count() == 2


def test_an_intensity_stays_on_its_ladder(relate):
    with pytest.raises(ValidationError):
        relate("cfa", "mission", intensity=5)


def test_an_actor_of_another_space_is_refused(cast, relate):
    stranger = cast.organisations["fret"]
    stranger.space = cast.elsewhere
    stranger.save()
    with pytest.raises(Refusal, match="n'appartient pas à cette démarche"):
        relate("cfa", "fret")


@pytest.mark.parametrize("who", ["karim", "ines", "paul"])
def test_only_the_pilots_team_notes_ties(cast, relate, who):
    with pytest.raises(NotAllowed):
        relate("cfa", "mission", by=getattr(cast, who))
    assert not Tie.objects.exists()


def test_two_people_do_not_overwrite_the_same_tie(cast, relate):
    tie = relate("cfa", "mission")
    told = {"nature": "referral", "observed_on": DAY}
    actions.edit_tie(tie=tie, intensity=3, **told, expected_version=1, by=cast.lea)
    with pytest.raises(EditedMeanwhile):
        actions.edit_tie(tie=Tie.objects.get(pk=tie.pk), intensity=1, **told, expected_version=1, by=cast.nadia)
    assert Tie.objects.get(pk=tie.pk).intensity == 3


def test_a_tie_cannot_take_the_nature_of_its_twin(cast, relate):
    relate("cfa", "mission", "training")
    tie = relate("cfa", "mission", "referral")
    with pytest.raises(Refusal, match="déjà noté"):
        actions.edit_tie(tie=tie, nature="training", intensity=2, observed_on=DAY, by=cast.lea)


def test_every_college_has_its_side_or_none():
    from maillage.actors.enums import College

    assert set(rules.SIDES) == set(College)


# --- The reading


def test_the_reading_counts_links_and_names_who_bridges(cast, network):
    network("mission", "cfa", "project", 2)  # a second nature is not a second link
    reading = read_network(cast.space)
    assert (len(reading.links), len(reading.actors), len(reading.isolates)) == (4, 5, 3)
    assert reading.density == pytest.approx(4 / 28)
    mission = reading.by_key[cast.organisations["mission"].pk]
    # tied to Fret Horizon and France Travail (employment) and to the CFA (training), which do not know each other
    assert (mission.ties, mission.employment, mission.training, mission.brought_together) == (3, 2, 1, 2)
    assert mission.betweenness == pytest.approx(5)
    assert reading.bridges[0].key == mission.key
    assert reading.sentence.startswith("4 liens entre 5 acteurs ; 3 acteurs sans lien connu ; ")
    assert "Mission locale de la Plaine" in reading.sentence


def test_the_strongest_nature_gives_the_link_its_intensity(cast, network):
    network("mission", "cfa", "project", 1)
    link = next(link for link in read_network(cast.space).links if len(link.strands) == 2)
    assert link.intensity == 4


def test_places_are_the_same_on_every_visit_and_apart(cast, network):
    first, second = read_network(cast.space), read_network(cast.space)
    places = [(actor.x, actor.y) for actor in first.actors]
    assert places == [(actor.x, actor.y) for actor in second.actors]
    assert len({(round(x, 2), round(y, 2)) for x, y in places}) == len(places)
    assert all(0 <= x <= first.width and 0 <= y <= first.height for x, y in places)


def test_an_archived_actor_leaves_the_network(cast, network):
    from django.utils import timezone

    fret = cast.organisations["fret"]
    fret.archived_at = timezone.now()
    fret.save()
    assert fret.pk not in read_network(cast.space).by_key


def test_without_ties_nothing_is_invented(cast):
    reading = read_network(cast.space)
    assert (reading.links, reading.density, len(reading.isolates)) == ((), None, 8)
    assert reading.sentence == "Aucun lien n'est encore noté entre les acteurs de l'annuaire."


# --- The pages


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_shows_the_picture_its_table_and_the_sentence(as_role, network, home, language):
    client = as_role("pilot")
    client.cookies["django_language"] = language
    page = client.get(home)
    assert page.status_code == 200
    for piece in ("<svg", 'id="liens-donnees"', 'id="__________cytoscape_stylesheet"', "Fret Horizon"):
        assert piece in page.text
    assert ("4 liens entre 5 acteurs" if language == "fr" else "4 ties between 5 actors") in page.text


def test_filters_keep_the_links_of_a_college_and_ignore_nonsense(as_role, network, home):
    client = as_role("pilot")
    assert "2 liens sur 4" in client.get(home, {"college": "training"}).text
    assert "1 liens sur 4" in client.get(home, {"intensity": "4"}).text
    assert "4 liens sur 4" in client.get(home, {"college": "pirates", "intensity": "x", "acteur": "99"}).text


def test_an_actor_can_be_chosen_without_script(as_role, network, home, cast):
    page = as_role("pilot").get(home, {"acteur": cast.organisations["mission"].pk})
    assert "3 liens sur 4" in page.text
    assert "Revoir tous les acteurs" in page.text


def test_before_publication_a_partner_sees_only_its_own_ties(as_role, network, home):
    page = as_role("partner").get(home)  # Karim speaks for the CFA
    assert "Votre organisation a 2 liens notés" in page.text
    assert "Lycée professionnel Jeanne-Barret" in page.text
    assert "Fret Horizon" not in page.text
    assert "sans lien connu" not in page.text


def test_before_publication_an_observer_sees_a_calm_page(as_role, network, home):
    page = as_role("observer").get(home)
    assert page.status_code == 200
    assert "pas encore publiée" in page.text
    assert "Mission locale" not in page.text
    assert as_role("observer").get(reverse("ties:picture", args=["pays-d-aulne"])).status_code == 404


def test_once_published_everybody_reads_and_nobody_else_edits(as_role, network, home, cast):
    spaces.set_published(space=cast.space, reading=Reading.NETWORK, published=True, by=cast.lea)
    for role in ("partner", "observer"):
        page = as_role(role).get(home)
        assert "Fret Horizon" in page.text
        assert reverse("ties:new", args=[cast.space.slug]) not in page.text


def test_the_drawing_is_a_file(as_role, network, cast):
    answer = as_role("pilot").get(reverse("ties:picture", args=[cast.space.slug]))
    assert answer["Content-Type"] == "image/svg+xml"
    assert "style=" not in answer.text
    assert answer.text.count("<path") == 4


def test_a_tie_is_noted_changed_and_removed_from_the_pages(as_role, cast, home):
    client = as_role("facilitator")
    told = {
        "source": cast.organisations["fret"].pk,  # the larger key first: the order does not matter
        "target": cast.organisations["mission"].pk,
        "nature": "recruitment",
        "intensity": 3,
        "note": "",
        "observed_on": "2026-11-02",
    }
    new = reverse("ties:new", args=[cast.space.slug])
    assert client.get(new).status_code == 200
    assert client.post(new, told).status_code == 302
    again = client.post(new, told)
    assert again.status_code == 200
    assert "déjà noté" in again.text
    tie = Tie.objects.get()
    edit = reverse("ties:edit", args=[cast.space.slug, tie.pk])
    assert client.get(edit).status_code == 200
    client.post(edit, told | {"intensity": 4, "read_version": 1})
    assert Tie.objects.get().intensity == 4
    late = client.post(edit, told | {"intensity": 1, "read_version": 1})
    assert "Rien n&#x27;a été écrasé" in late.text
    client.post(reverse("ties:remove", args=[cast.space.slug, tie.pk]))
    assert not Tie.objects.exists()


def test_the_form_offers_only_this_spaces_actors(as_role, cast):
    cast.organisations["fret"].space = cast.elsewhere
    cast.organisations["fret"].save()
    page = as_role("pilot").get(reverse("ties:new", args=[cast.space.slug]))
    assert "Fret Horizon" not in page.text


@pytest.mark.parametrize("name", ["ties:new", "ties:edit", "ties:remove"])
def test_partners_and_observers_do_not_write_ties(as_role, cast, relate, name):
    tie = relate("cfa", "mission")
    arguments = [cast.space.slug] if name == "ties:new" else [cast.space.slug, tie.pk]
    for role in ("partner", "observer"):
        assert as_role(role).post(reverse(name, args=arguments)).status_code == 403
    assert as_role("stranger").post(reverse(name, args=arguments)).status_code == 404
    assert Tie.objects.count() == 1


def test_a_tie_of_another_space_is_not_found(as_role, cast, relate):
    tie = relate("cfa", "mission")
    assert as_role("stranger").get(reverse("ties:edit", args=["ailleurs", tie.pk])).status_code == 404


def test_the_sheet_of_an_organisation_lists_its_ties(as_role, network, cast, rf):
    from django.template import Context, Template

    def drawn(user, role):
        request = rf.get("/")
        request.user, request.space, request.role = user, cast.space, role
        template = Template("{% load ties_tags %}{% organisation_ties organisation %}")
        return template.render(Context({"request": request, "organisation": cast.organisations["cfa"]}))

    assert "Mission locale de la Plaine" in drawn(cast.karim, "partner")  # its own organisation
    assert "Mission locale de la Plaine" not in drawn(cast.ines, "observer")
    assert "pas encore publiée" in drawn(cast.ines, "observer")


def test_more_ties_ask_no_more_questions(as_role, network, home, django_assert_max_num_queries):
    client = as_role("pilot")
    client.get(home)
    with django_assert_max_num_queries(60) as few:
        client.get(home)
    names = ["cfa", "lycee", "mission", "travail", "epci", "opco", "fret", "jeunes"]
    for one in names:
        for other in names:
            if one < other:
                network(one, other, "governance", 1)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(home)


# --- Where the step stands


def test_the_step_says_where_it_stands(cast, network):
    assert standing.standing(cast.space).state == State.UNDER_WAY
    assert standing.standing(cast.space).count == "4 liens"
    assert standing.standing(Space.objects.get(slug="ailleurs")).state == State.TO_START


def test_the_pilot_is_told_of_an_empty_or_old_network(cast, relate):
    assert next(iter(standing.needs(cast.space, DAY))).sentence.startswith("Aucun lien n'est noté")
    relate("cfa", "mission")
    assert list(standing.needs(cast.space, DAY)) == []
    assert "depuis un an" in next(iter(standing.needs(cast.space, date(2027, 12, 1)))).sentence
