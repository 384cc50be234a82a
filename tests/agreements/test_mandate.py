"""One pilot at a time, named in writing, read by every member."""

from datetime import date, timedelta

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import timezone

from maillage.agreements import actions, queries, rules, standing
from maillage.agreements.models import Mandate
from maillage.toolkit.refusals import NotAllowed, Refusal

START, END = date(2026, 1, 1), date(2027, 12, 31)
LETTER = {
    "holder": "Léa Martin",
    "function": "Développeuse de l'apprentissage territorial",
    "commissioner": "Comité des financeurs",
    "mission": "Relier l'emploi et la formation.",
    "starts_on": START,
    "ends_on": END,
}


@pytest.fixture
def mandate(cast) -> Mandate:
    return actions.name_pilot(space=cast.space, **LETTER, organisation=cast.organisations["epci"], by=cast.lea)


def test_the_pilot_is_named(cast, mandate):
    assert queries.mandate_in_force(cast.space, on=date(2026, 6, 1)) == mandate
    assert queries.mandate_in_force(cast.space, on=START) == queries.mandate_in_force(cast.space, on=END) == mandate
    assert queries.mandate_in_force(cast.space, on=END + timedelta(days=1)) is None


@pytest.mark.parametrize("who", ["nadia", "karim", "ines", "paul"])
def test_only_the_pilot_writes_the_mandate(cast, who):
    with pytest.raises(NotAllowed, match="Seul le pilote"):
        actions.name_pilot(space=cast.space, **LETTER, by=getattr(cast, who))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2027, 1, 1), date(2028, 1, 1)),
        (date(2025, 1, 1), START),
        (END, None),
        (date(2025, 1, 1), None),
        (date(2026, 2, 1), date(2026, 3, 1)),
    ],
)
def test_two_mandates_do_not_overlap(cast, mandate, start, end):
    with pytest.raises(Refusal, match="Léa Martin a déjà un mandat du 1er janvier 2026 au 31 décembre 2027"):
        actions.name_pilot(space=cast.space, **LETTER | {"starts_on": start, "ends_on": end}, by=cast.lea)


def test_a_mandate_without_end_is_told_so(cast):
    actions.name_pilot(space=cast.space, **LETTER | {"ends_on": None}, by=cast.lea)
    with pytest.raises(Refusal, match="sans date de fin : mettez-y fin d'abord"):
        actions.name_pilot(space=cast.space, **LETTER | {"starts_on": date(2030, 1, 1), "ends_on": None}, by=cast.lea)


@pytest.mark.parametrize(("start", "end"), [(date(2025, 1, 1), date(2025, 12, 31)), (date(2028, 1, 1), None)])
def test_mandates_may_follow_one_another(cast, mandate, start, end):
    actions.name_pilot(space=cast.space, **LETTER | {"starts_on": start, "ends_on": end}, by=cast.lea)
    assert Mandate.objects.count() == 2


def test_periods_share_a_day_or_not():
    first, last = date(2026, 1, 1), date(2026, 1, 31)
    assert rules.overlap(first, last, last, None)
    assert not rules.overlap(first, last, last + timedelta(days=1), None)
    assert rules.overlap(first, None, date(2030, 1, 1), None)


def test_moving_a_mandate_over_another_is_refused(cast, mandate):
    following = actions.name_pilot(
        space=cast.space, **LETTER | {"starts_on": date(2028, 1, 1), "ends_on": None}, by=cast.lea
    )
    with pytest.raises(Refusal, match="a déjà un mandat"):
        actions.edit_mandate(mandate=following, **LETTER | {"starts_on": END, "ends_on": None}, by=cast.lea)


def test_a_mandate_ends_once_and_stays_readable(cast, mandate, as_role):
    with pytest.raises(Refusal, match="ne peut pas finir avant"):
        actions.end_mandate(mandate=mandate, on=date(2025, 1, 1), by=cast.lea)
    actions.end_mandate(mandate=mandate, on=date(2026, 9, 30), by=cast.lea)
    with pytest.raises(Refusal, match="déjà fini depuis le 30 septembre 2026"):
        actions.end_mandate(mandate=mandate, on=date(2026, 10, 1), by=cast.lea)
    page = as_role("observer").get(reverse("agreements:past_mandate", args=[cast.space.slug, mandate.pk]))
    assert "a pris fin le 30 septembre 2026" in page.text


def test_an_organisation_of_another_space_is_refused(cast):
    cast.organisations["epci"].space = cast.elsewhere
    cast.organisations["epci"].save()
    with pytest.raises(Refusal, match="n'appartient pas"):
        actions.name_pilot(space=cast.space, **LETTER, organisation=cast.organisations["epci"], by=cast.lea)


# --- Pages


@pytest.mark.parametrize("role", ["pilot", "facilitator", "partner", "observer"])
def test_every_member_reads_the_letter(as_role, cast, mandate, role):
    page = as_role(role).get(reverse("agreements:mandate", args=[cast.space.slug]))
    assert "Relier l&#x27;emploi et la formation." in page.text
    assert ("Modifier la lettre" in page.text) == (role == "pilot")


def test_the_pilot_writes_and_changes_the_letter_from_the_pages(as_role, cast):
    client = as_role("pilot")
    told = LETTER | {"starts_on": "2026-01-01", "ends_on": "2027-12-31", "full_time_equivalent": "0,5"}
    assert client.get(reverse("agreements:name_pilot", args=[cast.space.slug])).status_code == 200
    assert client.post(reverse("agreements:name_pilot", args=[cast.space.slug]), told).status_code == 302
    mandate = Mandate.objects.get()
    assert float(mandate.full_time_equivalent) == 0.5
    refused = client.post(reverse("agreements:name_pilot", args=[cast.space.slug]), told)
    assert "a déjà un mandat" in refused.text
    edit = reverse("agreements:edit_mandate", args=[cast.space.slug, mandate.pk])
    assert 'type="text" name="full_time_equivalent" value="0,50"' in client.get(edit).text  # a browser keeps it
    assert client.post(edit, told | {"holder": "Nadia Benali", "read_version": 1}).status_code == 302
    stale = client.post(edit, told | {"holder": "Autre", "read_version": 1})
    assert "Rien n&#x27;a été écrasé" in stale.text
    assert Mandate.objects.get().holder == "Nadia Benali"
    end = reverse("agreements:end_mandate", args=[cast.space.slug, mandate.pk])
    assert client.post(end, {"on": "2026-11-30"}).status_code == 302
    assert as_role("facilitator").post(end, {"on": "2026-11-30"}).status_code == 403


@pytest.mark.parametrize(("wrong", "sentence"), [("-1", "supérieure"), ("0", "supérieure")])
def test_a_time_that_is_none_is_refused(as_role, cast, wrong, sentence):
    page = as_role("pilot").post(
        reverse("agreements:name_pilot", args=[cast.space.slug]), LETTER | {"full_time_equivalent": wrong}
    )
    assert page.status_code == 200
    assert sentence in page.text


def test_the_front_page_shows_the_pilot_and_the_text(as_role, cast):
    today = timezone.localdate()
    actions.name_pilot(
        space=cast.space, **LETTER | {"starts_on": today, "ends_on": date(today.year + 1, 5, 1)}, by=cast.lea
    )
    clause = {"heading": "But", "body": "Une place pour chaque jeune.", "nature": "result"}
    text = actions.create_agreement(
        space=cast.space, kind="charter", title="Charte commune", clauses=[clause], by=cast.lea
    )
    assert "Charte commune" not in as_role("observer").get(cast.space.get_absolute_url()).text
    for status in ("proofreading", "signed", "in_force"):
        actions.change_status(agreement=text, status=status, on=today, by=cast.lea)
    page = as_role("observer").get(cast.space.get_absolute_url()).text
    assert f"pilote : Léa Martin · mandat jusqu&#x27;au 1er mai {today.year + 1}" in page
    assert "Charte commune" in page
    assert "en vigueur" in page


def test_without_a_pilot_the_line_says_so(cast):
    line = Template("{% load agreements_tags %}{% mandate_line space %}").render(Context({"space": cast.space}))
    assert line == "aucun mandat en vigueur"


# --- Needs


def test_the_end_of_a_mandate_is_announced(cast, mandate):
    def told(on):
        return [need.sentence for need in standing.needs(cast.space, on)]

    assert told(date(2026, 6, 1)) == ["La lettre de mission de Léa Martin n'est pas encore signée."]
    assert "Le mandat de Léa Martin finit le 31 décembre 2027 : préparez la suite." in told(date(2027, 8, 1))
    assert told(date(2028, 1, 1)) == ["Aucun mandat de pilotage n'est en vigueur : il faut une lettre de mission."]
