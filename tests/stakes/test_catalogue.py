"""The catalogue of a space: its words, its own stakes; reserved codes keep their meaning."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from maillage.actors.enums import Family
from maillage.stakes import actions, analyses
from maillage.stakes.catalogue import BY_CODE, FIRST_OWN, STAKES, CatalogueStake, adapted
from maillage.stakes.models import CatalogueEntry, Stake
from maillage.stakes.queries import catalogue_of
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal


def url(name: str, *args) -> str:
    return reverse(f"stakes:{name}", args=["pays-d-aulne", *args])


def test_a_space_says_a_reserved_stake_with_its_words(cast):
    stake = actions.say_stake(organisation=cast.organisations["fret"], code="E1", by=cast.lea)
    actions.adapt_stake(space=cast.space, code="E1", label="Trouver des caristes", is_offered=True, by=cast.nadia)
    stake.refresh_from_db()
    assert stake.title == "E1\u00a0·\u00a0Trouver des caristes"
    assert stake.family == BY_CODE["E1"].family
    assert analyses.read_stakes(cast.space).lines[0].stake.label == "Trouver des caristes"
    assert catalogue_of(cast.elsewhere).by_code["E1"].label == BY_CODE["E1"].label
    actions.as_ours(space=cast.space, code="E1", by=cast.lea)
    assert Stake.objects.get().title.endswith(str(BY_CODE["E1"].label))


def test_own_stakes_take_codes_that_are_not_reserved(cast):
    first = actions.add_own_stake(space=cast.space, family="economic", label="Les saisons", by=cast.lea)
    second = actions.add_own_stake(space=cast.space, family="economic", label="Les badges", by=cast.lea)
    assert (first.code, second.code) == ("E20", "E21")
    stake = actions.say_stake(organisation=cast.organisations["fret"], code="E20", by=cast.lea)
    assert (stake.family, stake.title) == ("economic", "E20\u00a0·\u00a0Les saisons")
    with pytest.raises(Refusal, match="cessez de le proposer"):
        actions.as_ours(space=cast.space, code="E20", by=cast.lea)
    actions.as_ours(space=cast.space, code="E21", by=cast.lea)
    assert "E21" not in catalogue_of(cast.space).by_code
    with pytest.raises(Refusal, match="pas au catalogue"):
        actions.say_stake(organisation=cast.organisations["fret"], code="E21", by=cast.lea)


def test_a_stake_no_longer_offered_stays_where_it_was_said(cast, as_role):
    fret = cast.organisations["fret"]
    stake = actions.say_stake(organisation=fret, code="E8", by=cast.lea)
    actions.adapt_stake(space=cast.space, code="E8", label="Image", is_offered=False, by=cast.lea)
    lea = as_role("pilot")
    assert 'value="E8"' not in lea.get(url("say_stake", cast.organisations["cfa"].pk)).text
    assert 'value="E8"' in lea.get(url("edit_stake", stake.pk)).text
    assert "E8" not in {one.code for one in analyses.read_stakes(cast.space).unsaid}
    assert "E8" in {line.stake.code for line in analyses.read_stakes(cast.space).lines}


def test_only_the_team_adapts_and_nobody_overwrites_anybody(cast):
    for person in (cast.karim, cast.ines, cast.paul):
        with pytest.raises(NotAllowed):
            actions.adapt_stake(space=cast.space, code="E1", label="x", is_offered=True, by=person)
    entry = actions.adapt_stake(space=cast.space, code="E1", label="x", is_offered=True, by=cast.lea)
    actions.adapt_stake(space=cast.space, code="E1", label="y", is_offered=True, expected_version=1, by=cast.lea)
    with pytest.raises(EditedMeanwhile):
        actions.adapt_stake(space=cast.space, code="E1", label="z", is_offered=True, expected_version=1, by=cast.lea)
    entry.refresh_from_db()
    assert entry.label == "y"
    with pytest.raises(Refusal):
        actions.adapt_stake(space=cast.space, code="Z9", label="x", is_offered=True, by=cast.lea)


def test_the_pages_of_the_catalogue(cast, as_role):
    lea = as_role("pilot")
    assert "Pourvoir des postes en tension" in lea.get(url("catalogue")).text
    assert lea.post(url("adapt", "E1"), {"label": "Des caristes", "is_offered": "on"}).status_code == 302
    assert "Des caristes" in lea.get(url("catalogue")).text
    assert lea.post(url("add_own"), {"family": "social", "label": "La nuit"}).status_code == 302
    assert CatalogueEntry.objects.filter(code="S20").exists()
    assert lea.get(url("adapt", "Z1")).status_code == 404
    assert lea.post(url("as_ours", "S20")).status_code == 302
    assert not CatalogueEntry.objects.filter(code="S20").exists()
    assert as_role("partner").get(url("catalogue")).status_code == 403


@given(
    st.dictionaries(st.sampled_from(sorted(BY_CODE)), st.text(min_size=1, max_size=20), max_size=10), st.integers(0, 5)
)
def test_whatever_a_space_does_reserved_codes_keep_their_family_and_their_place(words, own):
    entries = [CatalogueStake(code, label, BY_CODE[code].family) for code, label in words.items()]
    entries += [CatalogueStake(f"S{FIRST_OWN + i}", "x", Family.SOCIAL, is_own=True) for i in range(own)]
    told = adapted(entries)
    ours = [stake for stake in told.stakes if not stake.is_own]
    assert [(stake.code, stake.family) for stake in ours] == [(stake.code, stake.family) for stake in STAKES]
    assert len(told.stakes) == len(STAKES) + own
    assert all(stake.label == words.get(stake.code, BY_CODE[stake.code].label) for stake in ours)
