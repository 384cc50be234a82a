"""The tensions of a space: its own between two stakes of its catalogue, ours set aside, in every reading at once."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import reverse

from maillage.journal.models import Entry
from maillage.restitution.chapters.stakes import compose
from maillage.restitution.chapters.standpoint import Standpoint
from maillage.stakes import actions
from maillage.stakes.analyses import read_names, read_stakes
from maillage.stakes.catalogue import PAIRS
from maillage.stakes.models import PairEntry
from maillage.stakes.queries import said_in
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal

WORDS = "des saisons courtes ou un parcours"


def url(name: str, *args) -> str:
    return reverse(f"stakes:{name}", args=["pays-d-aulne", *args])


def keys(space) -> set[str]:
    return {one.pair.key for one in read_stakes(space).pairs}


@pytest.fixture
def seasons(cast) -> SimpleNamespace:
    """A stake of the space's own, and the tension it makes with S1."""
    stake = actions.add_own_stake(space=cast.space, family="economic", label="Les saisons", by=cast.lea)
    pair = actions.add_pair(space=cast.space, one_code="S1", other_code=stake.code, label=f" {WORDS}  ", by=cast.lea)
    return SimpleNamespace(stake=stake, pair=pair, key=f"own-{pair.pk}")


def test_a_tension_of_its_own_is_looked_for_in_every_reading(cast, actor, seasons):
    assert (seasons.pair.one_code, seasons.pair.other_code, seasons.pair.label) == ("E20", "S1", WORDS)
    for college, code in (("companies", "E20"), ("insertion", "S1")):
        for _each in range(3):
            actions.say_stake(organisation=actor(college), code=code, weight=3, by=cast.lea)
    reading = read_stakes(cast.space)
    (carried,) = reading.carried_pairs
    assert (carried.pair.key, carried.pair.is_own, carried.one_end.actors) == (seasons.key, True, 3)
    assert (carried.pair.one_end.label, carried.one_end.stakes[0].code) == ("Les saisons", "E20")
    assert "1 propre à cet espace" in reading.pairs_origin
    assert [one.pair.key for one in read_names(cast.space).tensions] == [seasons.key]
    assert seasons.key not in keys(cast.elsewhere)
    chapters = {one.key: one for one in compose(Standpoint.of(space=cast.space, user=cast.lea, on=date(2026, 11, 23)))}
    assert WORDS in str(list(chapters["tension"].draw()))
    actions.set_pair_aside(space=cast.space, key=seasons.key, by=cast.nadia)
    assert not read_stakes(cast.space).carried_pairs
    assert read_names(cast.space).tensions == ()


def test_ours_are_set_aside_and_taken_up_again(cast):
    everything = keys(cast.space)
    assert everything == {pair.key for pair in PAIRS}
    for _twice in range(2):
        actions.set_pair_aside(space=cast.space, key="ready_or_far", by=cast.lea)
    assert keys(cast.space) == everything - {"ready_or_far"}
    assert keys(cast.elsewhere) == everything
    for _twice in range(2):
        actions.take_pair_up(space=cast.space, key="ready_or_far", by=cast.lea)
    assert keys(cast.space) == everything
    told = list(Entry.objects.filter(code__startswith="stakes.pair").values_list("code", flat=True))
    assert sorted(told) == ["stakes.pair_set_aside", "stakes.pair_taken_up"]


def test_a_space_may_look_for_no_tension(cast, as_role):
    for pair in PAIRS:
        actions.set_pair_aside(space=cast.space, key=pair.key, by=cast.lea)
    actions.say_stake(organisation=cast.organisations["fret"], code="E1", by=cast.lea)
    assert read_stakes(cast.space).pairs == ()
    assert "Aucune tension n&#x27;est suivie ici" in as_role("pilot").get(url("home")).text
    assert "les lectures ne parlent plus de tensions" in as_role("pilot").get(url("catalogue")).text


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"one_code": "Z9"}, "pas au catalogue"),
        ({"one_code": "S1"}, "entre deux enjeux"),
        ({"one_code": "S1", "other_code": "E20"}, "déjà la tension"),
        ({"one_code": "E20"}, "déjà la tension"),
        ({"label": "  "}, "en quelques mots"),
        ({"fact": "Un fait"}, "avec sa source"),
        ({"label": "x" * 121}, "120"),
    ],
)
def test_a_tension_is_refused_with_its_reason(cast, seasons, words, why):
    with pytest.raises(Refusal, match=why):
        actions.add_pair(space=cast.space, **{"one_code": "E1", "other_code": "S1", "label": "x"} | words, by=cast.lea)
    assert PairEntry.objects.count() == 1


def test_a_stake_does_not_leave_under_a_tension(cast, seasons):
    with pytest.raises(Refusal, match="mettez-la de côté d'abord"):
        actions.as_ours(space=cast.space, code="E20", by=cast.lea)
    actions.set_pair_aside(space=cast.space, key=seasons.key, by=cast.lea)
    actions.add_pair(space=cast.space, one_code="E20", other_code="S1", label="redite", by=cast.lea)
    with pytest.raises(Refusal, match="redite"):
        actions.take_pair_up(space=cast.space, key=seasons.key, by=cast.lea)
    actions.set_pair_aside(space=cast.space, key=f"own-{PairEntry.objects.last().pk}", by=cast.lea)
    actions.as_ours(space=cast.space, code="E20", by=cast.lea)
    assert not PairEntry.objects.exists()
    for key in (seasons.key, "own-", "own-x", "anything", "7"):
        with pytest.raises(Refusal, match="n'est pas, ou plus"):
            actions.take_pair_up(space=cast.space, key=key, by=cast.lea)


def test_only_the_team_chooses_tensions_and_nobody_overwrites_anybody(cast, seasons):
    for person in (cast.karim, cast.ines, cast.paul):
        with pytest.raises(NotAllowed):
            actions.set_pair_aside(space=cast.space, key="ready_or_far", by=person)
        with pytest.raises(NotAllowed):
            actions.add_pair(space=cast.space, one_code="E1", other_code="S1", label="x", by=person)
    actions.edit_pair(entry=seasons.pair, label="y", expected_version=1, by=cast.nadia)
    with pytest.raises(EditedMeanwhile):
        actions.edit_pair(entry=PairEntry.objects.get(), label="z", expected_version=1, by=cast.lea)
    actions.set_pair_aside(space=cast.space, key="ready_or_far", by=cast.lea)
    with pytest.raises(Refusal, match="gardent leurs mots"):
        actions.edit_pair(entry=PairEntry.objects.get(key="ready_or_far"), label="x", by=cast.lea)


def test_the_pages_of_tensions(cast, as_role):
    lea = as_role("pilot")
    sent = {
        "one_code": "F2",
        "other_code": "E1",
        "label": "vite ou bien",
        "fact": "Un sur trois.",
        "source": "CIO, 2026",
    }
    assert "vite ou bien" in lea.post(url("add_pair"), sent, follow=True).text
    entry = PairEntry.objects.get()
    page = lea.post(url("add_pair"), sent)
    assert "déjà la tension" in page.text
    assert "vite ou bien" in lea.get(url("edit_pair", entry.pk)).text
    lea.post(url("edit_pair", entry.pk), {"label": "vite ou juste", "read_version": 1})
    assert "Vite ou juste" in lea.get(url("catalogue")).text
    assert "1 tension mise de côté" in lea.post(url("set_pair_aside", f"own-{entry.pk}"), follow=True).text
    assert "tension mise de côté" not in lea.post(url("take_pair_up", f"own-{entry.pk}"), follow=True).text
    assert "n&#x27;est pas, ou plus" in lea.post(url("take_pair_up", "own-999"), follow=True).text
    assert lea.get(url("edit_pair", 999)).status_code == 404
    assert as_role("partner").get(url("add_pair")).status_code == 403


def test_tensions_cost_one_question_whatever_their_number(cast, seasons, django_assert_num_queries):
    for code in ("S2", "S3", "S4"):
        actions.add_pair(space=cast.space, one_code="E20", other_code=code, label=f"20 ou {code}", by=cast.lea)
    with django_assert_num_queries(5):
        assert len(said_in(cast.space).pairs) == len(PAIRS) + 4
