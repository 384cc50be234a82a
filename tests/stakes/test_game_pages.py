"""The pages of the game as each role opens them: names stay with the pilot, the matrix of influences too."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maillage.spaces import actions as spaces
from maillage.spaces.enums import Reading
from maillage.stakes import actions
from maillage.stakes.models import Influence, Objective, Position, Round


def url(name: str, *args) -> str:
    return reverse(f"stakes:{name}", args=["pays-d-aulne", *args])


@pytest.fixture
def published(cast):
    spaces.set_published(space=cast.space, reading=Reading.STAKES, published=True, by=cast.lea)


def test_the_pilot_poses_objectives_opens_a_round_and_closes_it(cast, as_role, players):
    lea = as_role("pilot")
    words = {"label": "Un guichet", "family": "social", "detail": "", "stake_code": "I4"}
    assert lea.post(url("add_objective"), words).status_code == 302
    opened = lea.post(url("open_round"), {"name": "Printemps", "opened_on": "2026-11-01", "who": "nobody"})
    round = Round.objects.get()
    assert opened.url == url("round", round.pk)
    fret = players["Fret Horizon"]
    lea.post(url("ask_actors", round.pk), {"actors": [fret.pk]})
    page = lea.get(url("positions", round.pk, fret.pk)).text
    assert "Un guichet" in page
    objective = Objective.objects.get()
    sent = {f"o{objective.pk}": "-3", "source": "said", "said_on": "2026-11-02", "read_version": "1"}
    assert lea.post(url("positions", round.pk, fret.pk), sent).status_code == 302
    assert Position.objects.get().value == -3
    assert "checked" in lea.get(url("positions", round.pk, fret.pk)).text
    lea.post(url("close_round", round.pk))
    assert "Rouvrir le tour" in lea.get(url("round", round.pk)).text


def test_a_partner_says_where_its_organisation_stands(cast, as_role, round, objectives, players, published):
    karim, cfa = as_role("partner"), players["CFA des Trois Rivières"]
    assert "Dire nos positions" in karim.get(url("game")).text
    sent = {f"o{objectives[0].pk}": "3", f"o{objectives[1].pk}": "", f"o{objectives[2].pk}": "-1", "read_version": "1"}
    assert karim.post(url("positions", round.pk, cfa.pk), sent).status_code == 302
    assert dict(Position.objects.values_list("objective", "value")) == {objectives[0].pk: 3, objectives[2].pk: -1}
    assert karim.get(url("positions", round.pk, players["Fret Horizon"].pk)).status_code == 404


def test_a_position_out_of_the_scale_comes_back_with_its_reason(cast, as_role, round, objectives, players):
    fret = players["Fret Horizon"]
    sent = {f"o{objectives[0].pk}": "7", "source": "said", "said_on": "2026-11-02", "read_version": "1"}
    page = as_role("pilot").post(url("positions", round.pk, fret.pk), sent)
    assert page.status_code == 200
    assert not Position.objects.exists()


@pytest.mark.parametrize("role", ["partner", "observer", "facilitator"])
def test_members_read_the_closed_round_without_any_name(cast, as_role, closed, published, players, role):
    page = as_role(role).get(url("game")).text
    assert "Ce qui rapproche et sépare les collèges" in page
    own = {"CFA des Trois Rivières"} if role == "partner" else set()
    assert not [name for name in set(players) - own if name in page]
    assert not [name for name in players if name in as_role(role).get(url("changes")).text]


def test_before_it_is_published_only_the_team_reads_the_game(cast, as_role, closed):
    assert "quand le pilote" not in as_role("facilitator").get(url("game")).text
    for role in ("partner", "observer"):
        page = as_role(role).get(url("game"))
        assert page.status_code == 200
        assert "Le pilote publiera ici" in page.text
        assert "Socle commun" not in page.text


@pytest.mark.parametrize("role", ["facilitator", "partner", "observer", "stranger"])
def test_nobody_but_the_pilot_opens_the_named_pages_or_the_matrix(cast, as_role, closed, players, published, role):
    person = as_role(role)
    assert person.get(url("influences", closed.pk)).status_code == 404
    assert person.post(url("influences", closed.pk), {}).status_code == 404
    assert person.post(url("copy_influences", closed.pk)).status_code == 404
    refused = 404 if role == "stranger" else 403
    for page in (
        url("game_named"),
        url("paste", closed.pk),
        url("export", closed.pk, "positions", "csv"),
        url("export", closed.pk, "influences", "csv"),
        url("export", closed.pk, "jeu", "xlsx"),
    ):
        assert person.get(page).status_code == refused


def test_the_matrix_of_influences_is_written_and_read_by_the_pilot(cast, as_role, round, players):
    lea, fret, cfa = as_role("pilot"), players["Fret Horizon"], players["CFA des Trois Rivières"]
    assert "Vous seul lisez cette matrice" in lea.get(url("influences", round.pk)).text
    sent = {f"i{fret.pk}-{cfa.pk}": "3", "read_version": str(round.version)}
    assert lea.post(url("influences", round.pk), sent).status_code == 302
    assert Influence.objects.get().value == 3
    wrong = lea.post(url("influences", round.pk), {f"i{fret.pk}-{cfa.pk}": "9", "read_version": "2"})
    assert "pas un nombre de 0 à 4" in wrong.text
    stale = lea.post(url("influences", round.pk), sent)
    assert "copiez votre texte" in stale.text


def test_many_actors_are_weighed_one_line_at_a_time(cast, as_role, round, players, monkeypatch):
    monkeypatch.setattr("maillage.stakes.views.positions.MOST_IN_ONE_MATRIX", 4)
    fret = players["Fret Horizon"]
    page = as_role("pilot").get(url("influences", round.pk), {"acteur": fret.pk}).text
    assert page.count('class="digit"') == len(players) - 1
    assert "Ce que « Fret Horizon » peut sur chacun" in page


def test_the_pilot_reads_the_game_with_names(cast, as_role, said, players):
    lea = as_role("pilot")
    page = lea.get(url("game_named"), {"tour": said.pk, "ordre": "1", "convention": "literal"}).text
    assert "positions d'ordre 1, convention littérale" in page
    assert "Ceux qui ont le plus à se dire" in page
    assert lea.get(url("game_named"), {"tour": "x", "ordre": "9", "convention": "z"}).status_code == 200


def test_a_table_is_pasted_seen_then_written(cast, as_role, round, objectives):
    lea = as_role("pilot")
    text = (
        "Acteur\tO1\tPourvoir en huit jours\tAutre\n"
        "fret horizon\t+3\t−4\tx\n"
        "Inconnue\t1\t1\t\n"
        "CFA des Trois Rivières\t9\t1\t\n"
    )
    seen = lea.post(url("paste", round.pk), {"text": text, "source": "reported"}).text
    assert "Lignes comprises : 1 ; refusées : 2" in seen
    assert "annuaire ne porte ce nom" in seen
    assert "une position : un nombre entier" in seen
    assert "laissées de côté" in seen
    assert not Position.objects.exists()
    refused = lea.post(url("paste", round.pk), {"text": text, "source": "reported", "apply": "1"})
    assert "Ligne 3" in refused.text
    sent = {"text": text, "source": "reported", "apply": "1", "skip_refused": "on"}
    assert lea.post(url("paste", round.pk), sent).status_code == 302
    assert sorted(Position.objects.values_list("value", flat=True)) == [-4, 3]


def test_what_is_exported_is_pasted_back_as_it_was(cast, as_role, said, objectives):
    lea = as_role("pilot")
    before = sorted(Position.objects.values_list("sheet__organisation__name", "objective", "value"))
    content = lea.get(url("export", said.pk, "positions", "xlsx")).content
    assert openpyxl.load_workbook(io.BytesIO(content)).active.max_row == 10
    Position.objects.all().delete()
    file = SimpleUploadedFile("positions.xlsx", content)
    assert lea.post(url("paste", said.pk), {"file": file, "source": "reported", "apply": "1"}).status_code == 302
    assert sorted(Position.objects.values_list("sheet__organisation__name", "objective", "value")) == before
    assert lea.get(url("export", said.pk, "jeu", "csv")).status_code == 404
    assert lea.get(url("export", said.pk, "secrets", "csv")).status_code == 404


@pytest.mark.parametrize("text", ["", "rien\nqui vaille", "acteur;Z1\nFret Horizon;2"])
def test_a_paste_that_is_no_table_says_why(cast, as_role, round, objectives, text):
    page = as_role("pilot").post(url("paste", round.pk), {"text": text, "source": "reported", "apply": "1"})
    assert page.status_code == 200
    assert "form-errors" in page.text
    assert not Position.objects.exists()


def test_a_round_of_another_space_does_not_exist_here(cast, as_role):
    other = actions.open_round(space=cast.elsewhere, name="Ailleurs", by=cast.paul)
    for name in ("round", "edit_round", "influences", "paste"):
        assert as_role("pilot").get(url(name, other.pk)).status_code == 404


def test_pages_ask_the_same_number_of_questions_whatever_the_number_of_actors(
    cast, as_role, said, published, django_assert_max_num_queries
):
    lea = as_role("pilot")
    for page, most in ((url("game_named"), 30), (url("round", said.pk), 30), (url("influences", said.pk), 28)):
        lea.get(page)
        with django_assert_max_num_queries(most):
            lea.get(page)
