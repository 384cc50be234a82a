"""A text is written in versions that nobody edits, and lives by a table."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from maillage.agreements import actions, analyses, rules, standing
from maillage.agreements.catalogue import PLANS, plan
from maillage.agreements.enums import ClauseNature, Framing, Kind, Status
from maillage.agreements.models import Agreement, Clause, TextVersion
from maillage.journal.models import Entry
from maillage.partnerships.models import Member, Partnership
from maillage.spaces.enums import State
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal

DAY = date(2026, 11, 2)
AIM = {"heading": "Ce que nous visons", "body": "Cent contrats de plus par an.", "nature": "result"}
MEANS = {"heading": "Ce que chacun apporte", "body": "Un référent, une demi-journée par mois.", "nature": "means"}
REVISION = {"heading": "Réviser", "body": "La charte est relue chaque année.", "nature": "revision"}
TOGETHER = {"heading": "Décider", "body": "Le groupe fixe les objectifs.", "nature": "co_construction"}


@pytest.fixture
def charter(cast) -> Agreement:
    return actions.create_agreement(
        space=cast.space, kind=Kind.CHARTER, title="Charte du Pays d'Aulne", clauses=[AIM, MEANS], by=cast.lea
    )


@pytest.fixture
def lead_to(cast, charter):
    """``lead_to("in_force")`` walks the shortest way through the life cycle."""
    ways = {
        "proofreading": ["proofreading"],
        "signed": ["proofreading", "signed"],
        "in_force": ["proofreading", "signed", "in_force"],
        "terminated": ["proofreading", "signed", "in_force", "terminated"],
    }

    def walk(status: str) -> Agreement:
        for step in ways[status]:
            actions.change_status(agreement=charter, status=step, on=DAY, by=cast.lea)
        return charter

    return walk


# --- Versions


def test_a_text_opens_as_a_draft_with_its_first_version(cast, charter):
    assert charter.status == Status.DRAFT
    assert [version.number for version in charter.versions.all()] == [1]
    assert charter.versions.get().author == "Léa Martin"
    assert set(Entry.objects.values_list("code", flat=True)) >= {"agreement.created", "agreement.version_written"}


def test_a_change_makes_the_next_number_and_leaves_the_former_alone(cast, charter):
    before = list(charter.versions.get().clauses.values_list("heading", "body"))
    version = actions.write_version(
        agreement=charter, clauses=[AIM, MEANS, REVISION], change="clause de révision", by=cast.nadia
    )
    assert (version.number, version.author, version.clauses.count()) == (2, "Nadia Benali", 3)
    assert list(charter.versions.get(number=1).clauses.values_list("heading", "body")) == before


def test_a_written_version_is_never_edited(charter):
    version = charter.versions.get()
    version.change = "autre chose"
    with pytest.raises(ValidationError, match="ne se modifie plus"):
        version.save()
    with pytest.raises(ValidationError, match="ne se modifie plus"):
        version.clauses.first().save()


@pytest.mark.parametrize(
    ("clauses", "change", "sentence"),
    [
        ([AIM, MEANS], "rien", "le même que dans la version 1"),
        ([AIM | {"body": "Cent contrats de plus par an.  \r\n"}, MEANS], "espaces", "le même que dans la version 1"),
        ([], "tout retirer", "au moins une clause"),
        ([{"heading": " ", "body": "\n", "nature": "other"}], "vide", "au moins une clause"),
        ([{"heading": "Sans texte", "body": "", "nature": "other"}], "à moitié", "un titre et un texte"),
        ([AIM], "  ", "ce qui change"),
    ],
)
def test_what_is_not_a_new_version_is_refused(cast, charter, clauses, change, sentence):
    with pytest.raises(Refusal, match=sentence):
        actions.write_version(agreement=charter, clauses=clauses, change=change, by=cast.lea)
    assert TextVersion.objects.count() == 1


def test_an_unknown_nature_of_clause_is_refused(cast, charter):
    with pytest.raises(ValidationError):
        actions.write_version(agreement=charter, clauses=[AIM | {"nature": "magic"}], change="x", by=cast.lea)
    assert Clause.objects.count() == 2


def test_two_people_do_not_write_over_each_other(cast, charter):
    read_by_both = charter.version
    actions.write_version(
        agreement=charter, clauses=[AIM, REVISION], change="un", expected_version=read_by_both, by=cast.lea
    )
    with pytest.raises(EditedMeanwhile):
        actions.write_version(
            agreement=Agreement.objects.get(pk=charter.pk),
            clauses=[AIM, TOGETHER],
            change="deux",
            expected_version=read_by_both,
            by=cast.nadia,
        )
    assert charter.versions.count() == 2


def test_a_closed_text_is_not_rewritten(cast, lead_to):
    with pytest.raises(Refusal, match="ne se réécrit plus"):
        actions.write_version(agreement=lead_to("terminated"), clauses=[REVISION], change="x", by=cast.lea)


@pytest.mark.parametrize("who", ["karim", "ines", "paul"])
def test_only_the_pilots_team_writes(cast, charter, who):
    by = getattr(cast, who)
    with pytest.raises(NotAllowed):
        actions.write_version(agreement=charter, clauses=[REVISION], change="x", by=by)
    with pytest.raises(NotAllowed):
        actions.change_status(agreement=charter, status=Status.PROOFREADING, on=DAY, by=by)


def test_a_partnership_of_another_space_is_refused(cast):
    elsewhere = Partnership.objects.create(space=cast.elsewhere, name="Ailleurs")
    with pytest.raises(Refusal, match="n'appartient pas"):
        actions.create_agreement(space=cast.space, kind=Kind.CHARTER, title="X", partnership=elsewhere, by=cast.lea)


# --- Life cycle


def test_the_life_cycle_has_no_hole():
    assert set(rules.NEXT) == set(Status)
    reached, border = {Status.DRAFT}, [Status.DRAFT]
    while border:
        fresh = rules.NEXT[border.pop()] - reached
        reached |= fresh
        border += fresh
    assert reached == set(Status)
    assert {Status.EXPIRED, Status.TERMINATED} == rules.CLOSED
    assert all(status not in following for status, following in rules.NEXT.items())


@pytest.mark.parametrize("current", list(Status))
@pytest.mark.parametrize("wanted", list(Status))
def test_a_move_is_allowed_or_refused_with_a_sentence(current, wanted):
    if wanted in rules.NEXT[current]:
        rules.check_move(current, wanted)
    else:
        with pytest.raises(Refusal, match=r"\w"):
            rules.check_move(current, wanted)


def test_a_refused_move_says_what_is_possible(cast, charter):
    with pytest.raises(Refusal, match="l'état suivant possible est « en relecture »"):
        actions.change_status(agreement=charter, status=Status.IN_FORCE, on=DAY, by=cast.lea)
    assert Agreement.objects.get().version == charter.version - 1 or Agreement.objects.get().status == Status.DRAFT


def test_signing_notes_the_day_and_the_version(lead_to):
    charter = lead_to("in_force")
    assert (charter.signed_on, charter.signed_number, charter.effective_on) == (DAY, 1, DAY)


def test_a_text_without_words_is_not_signed(cast):
    empty = actions.create_agreement(space=cast.space, kind=Kind.CHARTER, title="Vide", by=cast.lea)
    with pytest.raises(Refusal, match="pas encore de mots"):
        actions.change_status(agreement=empty, status=Status.PROOFREADING, on=DAY, by=cast.lea)


def test_a_renewal_asks_for_a_new_end(cast, lead_to):
    charter = lead_to("in_force")
    actions.change_status(agreement=charter, status=Status.TO_RENEW, on=DAY, by=cast.lea)
    charter.ends_on = date(2026, 12, 31)
    charter.save()
    with pytest.raises(Refusal, match="nouvelle date de fin"):
        actions.change_status(agreement=charter, status=Status.IN_FORCE, on=date(2027, 1, 15), by=cast.lea)


def test_a_text_does_not_end_before_it_begins(cast, lead_to):
    with pytest.raises(Refusal, match="après ce jour"):
        actions.change_status(agreement=lead_to("in_force"), status="terminated", on=date(2026, 1, 1), by=cast.lea)


def test_a_version_written_after_the_signature_waits_for_its_own(cast, lead_to):
    charter = lead_to("in_force")
    with pytest.raises(Refusal, match="Aucune version n'attend"):
        actions.sign_amendment(agreement=charter, on=DAY, by=cast.lea)
    actions.write_version(agreement=charter, clauses=[AIM, REVISION], change="avenant", by=cast.lea)
    assert charter.signed_number == 1
    actions.sign_amendment(agreement=charter, on=date(2026, 12, 1), by=cast.lea)
    assert (charter.signed_number, charter.signed_on) == (2, date(2026, 12, 1))


# --- The reading of the frame


def test_every_situation_has_a_reading():
    from itertools import product

    assert set(rules.FRAMING) == set(product((True, False), repeat=3))


@pytest.mark.parametrize(
    ("clauses", "framing"),
    [
        ([AIM, MEANS], Framing.RIGID),
        ([AIM, REVISION, TOGETHER], Framing.FLEXIBLE),
        ([AIM, REVISION], Framing.REVISABLE),
        ([MEANS, TOGETHER], Framing.CO_BUILT),
        ([AIM | {"nature": "other"}], Framing.SILENT),
    ],
)
def test_rigid_or_flexible_is_read_on_the_text(cast, clauses, framing):
    text = actions.create_agreement(space=cast.space, kind=Kind.CHARTER, title="T", clauses=clauses, by=cast.lea)
    reading = analyses.read_text(list(text.versions.get().clauses.all()))
    assert reading.framing == framing
    assert sum(share.share for share in reading.shares) == pytest.approx(1)
    assert reading.clauses == sum(share.clauses for share in reading.shares) == len(clauses)


def test_every_kind_has_a_plan_that_can_be_flexible():
    assert set(PLANS) == set(Kind)
    for kind in Kind:
        assert ClauseNature.REVISION in {clause["nature"] for clause in plan(kind)}


# --- Differences


def compare(cast, charter, clauses) -> analyses.Comparison:
    version = actions.write_version(agreement=charter, clauses=clauses, change="x", by=cast.lea)
    return analyses.compare(charter.versions.get(number=version.number - 1), version)


def test_differences_are_read_by_clause_then_by_word(cast, charter):
    changed = MEANS | {"body": "Un référent et un suppléant, une demi-journée par mois."}
    comparison = compare(cast, charter, [AIM, changed, REVISION])
    assert [change.kind for change in comparison.changes] == ["same", "changed", "added"]
    pieces = [(piece.kind, piece.text) for piece in comparison.changes[1].body]
    assert pieces == [
        ("same", "Un référent"),
        ("added", " et un suppléant"),
        ("same", ", une demi-journée par mois."),
    ]
    assert comparison.sentence == "De la version 1 à la version 2 : 1 clause ajoutée et 1 clause modifiée."


def test_either_text_can_be_followed_from_end_to_end(cast, charter):
    changed = AIM | {
        "heading": "Nos buts",
        "body": "Cent vingt contrats de plus, dont trente pour l'industrie, par an.",
    }
    change = next(c for c in compare(cast, charter, [changed, MEANS]).changes if c.kind != "same")
    assert "".join(p.text for p in change.body if p.kind != "removed") == changed["body"]
    assert "".join(p.text for p in change.body if p.kind != "added") == AIM["body"]
    assert change.kind == "changed"


def test_a_removed_clause_stands_where_it_stood_and_a_new_order_is_told(cast, charter):
    comparison = compare(cast, charter, [MEANS])
    assert [change.kind for change in comparison.changes] == ["removed", "same"]
    again = compare(cast, charter, [REVISION, MEANS])
    assert [change.kind for change in again.changes] == ["added", "same"]
    turned = compare(cast, charter, [MEANS, REVISION])
    assert turned.reordered
    assert "l'ordre des clauses change" in turned.sentence


# --- Pages


@pytest.fixture
def page_of(as_role, cast, charter):
    def get(role: str, name="agreements:agreement", **params):
        return as_role(role).get(reverse(name, args=[cast.space.slug, charter.pk]), params)

    return get


def test_a_draft_is_read_by_the_team_only_then_by_all(as_role, cast, charter, page_of):
    assert page_of("pilot").status_code == page_of("facilitator").status_code == 200
    assert page_of("partner").status_code == page_of("observer").status_code == page_of("stranger").status_code == 404
    actions.change_status(agreement=charter, status=Status.PROOFREADING, on=DAY, by=cast.lea)
    assert page_of("partner").status_code == page_of("observer").status_code == 200
    assert "Écrire une nouvelle version" not in page_of("partner").text


def test_a_partner_reads_the_draft_of_its_own_partnership(cast, charter, page_of):
    partnership = Partnership.objects.create(space=cast.space, name="Passerelle")
    Member.objects.create(space=cast.space, partnership=partnership, organisation=cast.organisations["cfa"])
    charter.partnership = partnership
    charter.save()
    assert page_of("partner").status_code == 200
    assert page_of("observer").status_code == 404


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_text_shows_its_clauses_its_frame_and_its_versions(as_role, cast, charter, page_of, language):
    actions.write_version(agreement=charter, clauses=[AIM, MEANS, REVISION], change="révision", by=cast.lea)
    client = as_role("pilot")
    client.cookies["django_language"] = language
    page = client.get(charter.get_absolute_url())
    assert "La charte est relue chaque année." in page.text
    assert ("Cadre révisable" if language == "fr" else "Revisable frame") in page.text
    old = client.get(charter.get_absolute_url(), {"version": 1})
    assert "La charte est relue" not in old.text
    assert client.get(charter.get_absolute_url(), {"version": 9}).status_code == 404


def test_differences_are_visible_and_said_aloud(cast, charter, page_of):
    assert page_of("pilot", "agreements:compare").status_code == 404  # one version only
    changed = MEANS | {"body": "Un référent et un suppléant, une demi-journée par mois."}
    actions.write_version(agreement=charter, clauses=[AIM, changed], change="suppléant", by=cast.lea)
    page = page_of("pilot", "agreements:compare").text
    assert '<ins><span class="visually-hidden">[ajouté : </span> et un suppléant' in page
    assert page_of("pilot", "agreements:compare", de=1, a=7).status_code == 404


def sent(*clauses: dict, **more) -> dict:
    data = {"clauses-TOTAL_FORMS": len(clauses), "clauses-INITIAL_FORMS": 0, "change": "", "read_version": ""} | more
    for number, clause in enumerate(clauses):
        data |= {f"clauses-{number}-{key}": value for key, value in clause.items()}
    return data


def test_a_text_is_opened_from_its_plan_and_written_without_script(as_role, cast):
    client = as_role("pilot")
    made = client.post(reverse("agreements:new", args=[cast.space.slug]), {"kind": "charter", "title": "Charte"})
    text = Agreement.objects.get(title="Charte")
    assert made["Location"] == reverse("agreements:write", args=[cast.space.slug, text.pk])
    write = made["Location"]
    assert "Ce que nous voulons changer" in client.get(write).text
    longer = client.post(write, sent(AIM, add="1"))
    assert 'name="clauses-1-heading"' in longer.text
    assert "Cent contrats" in longer.text
    untouched = {"heading": "Le pilote", "body": "", "nature": "means"}
    second = {"heading": "Seconde", "body": "Deux.", "nature": "other", "place": 1}
    removed = {"heading": "Rayée", "body": "Non.", "nature": "other", "removed": "on"}
    assert client.post(write, sent(AIM | {"place": 2}, untouched, second, removed)).status_code == 302
    assert [clause.heading for clause in text.versions.get().clauses.all()] == ["Seconde", "Ce que nous visons"]


def test_nothing_is_lost_when_a_version_is_refused(as_role, cast, charter):
    write = reverse("agreements:write", args=[cast.space.slug, charter.pk])
    page = as_role("pilot").post(write, sent(REVISION, read_version=charter.version))
    assert page.status_code == 200
    assert "Dites en une ligne ce qui change" in page.text
    assert "La charte est relue chaque année." in page.text


def test_the_state_is_noted_from_the_page(as_role, cast, charter):
    client, move = as_role("pilot"), reverse("agreements:move", args=[cast.space.slug, charter.pk])
    assert client.post(move, {"status": "proofreading", "on": "2026-11-02"}).status_code == 302
    refused = client.post(move, {"status": "in_force", "on": "2026-11-02"})
    assert refused.status_code == 409
    assert "ne peut pas devenir" in refused.text
    assert client.post(move, {"status": "nonsense", "on": ""}).status_code == 409
    assert as_role("observer").post(move, {"status": "signed", "on": "2026-11-02"}).status_code == 403


@pytest.mark.parametrize("name", ["agreements:write", "agreements:edit"])
def test_readers_do_not_reach_the_forms(as_role, cast, lead_to, name):
    charter = lead_to("proofreading")
    for role in ("partner", "observer"):
        assert as_role(role).get(reverse(name, args=[cast.space.slug, charter.pk])).status_code == 403


def test_dates_out_of_order_are_refused_in_words(as_role, cast, charter):
    page = as_role("pilot").post(
        reverse("agreements:edit", args=[cast.space.slug, charter.pk]),
        {"kind": "charter", "title": "Charte", "effective_on": "2026-12-01", "ends_on": "2026-01-01"},
    )
    assert "corrigez l&#x27;une des deux dates" in page.text


def test_more_texts_ask_no_more_questions(as_role, cast, charter, django_assert_max_num_queries):
    home, client = reverse("agreements:home", args=[cast.space.slug]), as_role("pilot")
    client.get(home)
    with django_assert_max_num_queries(60) as few:
        client.get(home)
    for number in range(12):
        actions.create_agreement(
            space=cast.space, kind=Kind.ROAD_MAP, title=f"Texte {number}", clauses=[AIM], by=cast.lea
        )
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(home)


# --- Needs


def test_the_pilot_is_told_of_terms_and_reviews(cast, lead_to):
    charter = lead_to("in_force")
    assert standing.standing(cast.space).state == State.UNDER_WAY  # a text, but nobody pilots
    charter.ends_on, charter.review_on = date(2027, 3, 1), date(2026, 10, 1)
    charter.save()

    def told(on):
        return " ".join(need.sentence for need in standing.needs(cast.space, on) if "Charte" in need.sentence)

    assert "finit le 1er mars 2027" in told(DAY)
    assert "était prévue le 1er octobre 2026" in told(DAY)
    assert "a passé son terme" in told(date(2027, 3, 2))
