"""The doors of the demonstration: for its cast, in the demonstration, never towards anybody's real work."""

from __future__ import annotations

import pytest
from django.urls import reverse

from maillage.accounts.models import User
from maillage.demo import story
from maillage.spaces import actions as spaces
from maillage.spaces.enums import Role


def enter(client, part: str):
    return client.get(reverse("demo:enter", args=[part]))


@pytest.mark.parametrize("part", story.CAST)
def test_each_of_the_cast_comes_in(part, planted, client):
    assert enter(client, part)["Location"] == planted.get_absolute_url()
    assert client.get(planted.get_absolute_url()).status_code == 200


def test_no_door_outside_the_demonstration(planted, client, settings):
    settings.DEMO = False
    for part in [*story.CAST, "admin", "paul.lefevre@exemple.fr"]:
        assert enter(client, part).status_code == 404


def test_no_door_for_anybody_else(planted, client):
    User.objects.create_user("paul.lefevre@exemple.fr", "Paul Lefèvre")
    assert enter(client, "paul.lefevre@exemple.fr").status_code == 404


def test_no_door_into_a_real_space_of_the_same_name(cast, client):
    lea = User.objects.create_user(story.CAST["pilot"].email, "Léa Martin")
    spaces.create_space(slug=story.SLUG, name="Grand Roissy", by=lea)
    assert enter(client, "pilot").status_code == 404


def test_the_door_closes_on_whoever_works_in_a_real_space_of_the_same_base(planted, client):
    paul = User.objects.create_user("paul.lefevre@exemple.fr", "Paul Lefèvre")
    real = spaces.create_space(slug="reel", name="Un vrai territoire", by=paul)
    spaces.invite(space=real, email=story.CAST["pilot"].email, name="Léa", role=Role.PARTNER, by=paul)
    answer = enter(client, "pilot")
    assert answer.status_code == 409
    assert "reste fermée" in answer.text
    assert client.get(real.get_absolute_url()).status_code == 302
    assert enter(client, "observer").status_code == 302


def test_a_space_opened_to_try_does_not_close_the_door(planted, client):
    lea = User.objects.get(email=story.CAST["pilot"].email)
    spaces.create_space(slug="essai", name="Pour voir", by=lea)
    assert enter(client, "pilot").status_code == 302


def test_the_demonstration_s_pilot_does_not_know_another_space(planted, client):
    paul = User.objects.create_user("paul.lefevre@exemple.fr", "Paul Lefèvre")
    real = spaces.create_space(slug="reel", name="Un vrai territoire", by=paul)
    enter(client, "pilot")
    assert client.get(real.get_absolute_url()).status_code == 404
    assert real.name not in client.get(reverse("spaces:mine")).text
