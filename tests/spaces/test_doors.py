"""Who comes in, and who does not know that there is a door."""

import pytest
from django.urls import reverse

from maillage.spaces import actions
from maillage.toolkit.refusals import NotAllowed, Refusal


def test_a_member_opens_the_front_page(as_role, cast):
    page = as_role("observer").get(cast.space.get_absolute_url())
    assert page.status_code == 200
    assert "Une place pour chaque jeune." in page.text


def test_a_stranger_is_told_that_nothing_is_there(as_role, cast):
    assert as_role("stranger").get(cast.space.get_absolute_url()).status_code == 404


def test_a_visitor_is_invited_to_sign_in(as_role, cast):
    answer = as_role(None).get(cast.space.get_absolute_url())
    assert answer.status_code == 302
    assert reverse("account_login") in answer["Location"]


def test_only_the_pilot_invites(cast):
    with pytest.raises(NotAllowed, match="Seul le pilote"):
        actions.invite(space=cast.space, email="x@exemple.fr", name="X", role="partner", by=cast.nadia)


def test_a_space_keeps_a_pilot(cast):
    own = cast.space.memberships.get(user=cast.lea)
    with pytest.raises(Refusal, match="au moins un pilote"):
        actions.remove_member(membership=own, by=cast.lea)


def test_two_people_do_not_overwrite_each_other(cast):
    read_by_both = cast.space.version
    actions.edit_space(space=cast.space, name="Pays d'Aulne", purpose="A", expected_version=read_by_both, by=cast.lea)
    with pytest.raises(Refusal, match="Rien n'a été écrasé"):
        actions.edit_space(space=cast.space, name="Autre", purpose="B", expected_version=read_by_both, by=cast.lea)
