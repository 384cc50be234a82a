"""Whatever is not one's own does not exist: every address of a personal link and of a campaign, whoever tries it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from maillage.campaigns import actions, links, rules, subjects
from maillage.campaigns.models import Campaign, Invitation

ANY = {"token": "", "slug": "", "criterion": "A1"}


def routes(start: str) -> Iterator[tuple[str, list[str]]]:
    """Names and parameters of every address that begins so, those of rooms to come included."""
    yield from _routes(get_resolver().url_patterns, start, "", "")


def _routes(patterns, start: str, before: str, names: str) -> Iterator[tuple[str, list[str]]]:
    for one in patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLResolver):
            if address.startswith(start) or start.startswith(address):
                yield from _routes(
                    one.url_patterns, start, address, f"{names}{one.namespace}:" if one.namespace else names
                )
        elif isinstance(one, URLPattern) and address.startswith(start):
            yield f"{names}{one.name}", re.findall(r"<(?:\w+:)?(\w+)>", address)


def filled(name: str, parameters: list[str], **given: object) -> str:
    return reverse(name, kwargs={each: given.get(each, ANY.get(each, 1)) for each in parameters})


BY_LINK = sorted(routes("reponse/<str:token>/"))
IN_SPACE = sorted(one for one in routes("espaces/<slug:slug>/campagnes/") if "campaign_id" in one[1])


@pytest.fixture
def asked(cast, partnership, deadline, django_capture_on_commit_callbacks) -> dict[str, Invitation]:
    """For each subject, one open campaign and one person asked."""
    people = {}
    for code, subject in subjects.known().items():
        campaign = actions.create_campaign(
            space=cast.space,
            subject=code,
            title=code,
            targets=[target.key for target in subject.targets(cast.space)],
            deadline=deadline,
            by=cast.lea,
        )
        person = actions.Person(subject.concerned(campaign).first(), f"{code}@exemple.fr", code)
        [people[code]] = actions.ask_people(campaign=campaign, people=[person], by=cast.lea)
        with django_capture_on_commit_callbacks(execute=False):
            actions.open_campaign(campaign=campaign, by=cast.lea)
    return people


def tried(client, address: str) -> tuple[int, int]:
    cache.clear()  # the limit of wrong tries is another test's
    return client.get(address).status_code, client.post(address, {"choice": "1"}).status_code


def is_closed(client, address: str) -> bool:
    """Nothing is found there; a page that only takes posts says so to whoever reads it."""
    return set(tried(client, address)) in ({404}, {404, 405})


def test_every_subject_brings_addresses_of_its_own(asked):
    namespaces = {name.split(":")[0] for name, _parameters in BY_LINK}
    assert len(namespaces) == 1 + len(subjects.known())
    assert len(IN_SPACE) >= 10


def test_wrong_links_get_one_and_the_same_answer_at_every_address(asked, cast, client):
    token = links.token_of(next(iter(asked.values())).key)
    wrong = {
        "unknown": links.token_of(links.draw_key()),
        "forged": token[: links.KEY_LENGTH] + "A" * (len(token) - links.KEY_LENGTH),
        "cut": token[:-1],
        "nonsense": "x",
    }
    pages = {}
    for name, parameters in BY_LINK:
        for why, each in wrong.items():
            address = filled(name, parameters, token=each)
            assert tried(client, address) == (404, 404), f"{name}, {why}"
        pages[name] = _said(client.get(address), address)


def test_a_link_that_is_over_opens_nothing_and_says_whom_to_write_to(asked, client):
    token = links.token_of(next(iter(asked.values())).key)
    own = {"by_link", _namespace(next(iter(asked.values())))}
    Invitation.objects.update(revoked_on=timezone.localdate())
    pages = {_over(client, name, parameters, token) for name, parameters in BY_LINK if name.split(":")[0] in own}
    Invitation.objects.update(revoked_on=None)
    Campaign.objects.update(deadline=timezone.localdate() - timedelta(days=rules.DAYS_OF_LINK_AFTER + 1))
    pages |= {_over(client, name, parameters, token) for name, parameters in BY_LINK if name.split(":")[0] in own}
    assert len(pages) == 1, "one page, whatever it was and why it is over"
    assert "lea@exemple.fr" in pages.pop()


def _over(client, name: str, parameters: list[str], token: str) -> str:
    address = filled(name, parameters, token=token)
    assert tried(client, address) == (404, 404), name
    return _said(client.get(address), address)


def _said(answer, address: str) -> str:
    """The page without what changes from one to the next: its own address, the form's secret."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.text).replace(address, "")


def test_a_link_opens_nothing_of_another_subject(asked, client):
    own = {code: _namespace(invitation) for code, invitation in asked.items()}
    for code, invitation in asked.items():
        for name, parameters in BY_LINK:
            if name.split(":")[0] in {"by_link", own[code]}:
                continue
            address = filled(name, parameters, token=links.token_of(invitation.key))
            assert is_closed(client, address), f"{name} by a link of {code}"


def _namespace(invitation: Invitation) -> str:
    from django.urls import resolve

    return resolve(subjects.subject_of(invitation.campaign).parts(invitation)[0].start_url).namespace


def test_a_link_opens_nothing_that_was_not_asked(asked, cast, client):
    for code, invitation in asked.items():
        for name, parameters in BY_LINK:
            others = [each for each in parameters if each not in ANY and each != "token"]
            if name.split(":")[0] != _namespace(invitation) or not others:
                continue
            given = dict.fromkeys(others, 987654)
            address = filled(name, parameters, token=links.token_of(invitation.key), **given)
            assert is_closed(client, address), f"{name} of {code}"


def test_another_space_s_campaign_and_people_do_not_exist(asked, cast, client):
    invitation = next(iter(asked.values()))
    client.force_login(cast.paul, backend="allauth.account.auth_backends.AuthenticationBackend")
    ids = {"campaign_id": invitation.campaign_id, "invitation_id": invitation.pk}
    for slug in (cast.elsewhere.slug, cast.space.slug):  # through his own space, then through theirs
        for name, parameters in IN_SPACE:
            assert is_closed(client, filled(name, parameters, slug=slug, **ids)), f"{name} in {slug}"
    assert not Invitation.objects.exclude(revoked_on=None).exists()


def test_somebody_asked_by_another_campaign_does_not_exist_in_this_one(asked, cast, as_role):
    first, *_rest, last = asked.values()
    assert first.campaign_id != last.campaign_id, "two subjects at least"
    ids = {"campaign_id": first.campaign_id, "invitation_id": last.pk}
    lea = as_role("pilot")
    for name, parameters in IN_SPACE:
        if "invitation_id" in parameters:
            assert is_closed(lea, filled(name, parameters, slug=cast.space.slug, **ids)), name


def test_partners_and_observers_find_no_campaign(asked, cast, as_role):
    invitation = next(iter(asked.values()))
    ids = {"campaign_id": invitation.campaign_id, "invitation_id": invitation.pk, "slug": cast.space.slug}
    for role in ("partner", "observer"):
        client = as_role(role)
        for name, parameters in IN_SPACE:
            assert is_closed(client, filled(name, parameters, **ids)), f"{name} for {role}"
