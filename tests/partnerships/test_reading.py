"""Reading rules of the grid as a page gives them: edges, framing, type, what each reader may see."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from maillage.partnerships import actions, analyses, grid, queries, wording
from maillage.partnerships.models import Assessment, GridVersion, Instruments
from maillage.partnerships.portfolio import read_portfolio
from maillage.spaces import actions as spaces
from maillage.toolkit.words import number

from .story import IDS

T7 = {"A1": 4, "A2": 5, "B2": 4, "B3": 4, "B4": 5, "C1": 5, "C2": 4, "C3": 4, "C4": 4, "C8": 4}


def read(partnership, **kwargs):
    partnership.refresh_from_db()
    return analyses.read_partnership(partnership, **kwargs)


# --- Criteria


def test_nobody_has_answered(partnership):
    reading = read(partnership)
    assert reading.is_empty
    assert [line.median for line in reading.lines] == [None] * 22
    assert [line.band.code for line in reading.lines] == ["none"] * 22
    assert reading.suggestion.status == "too_few_answers"
    assert reading.framing.frame is None
    assert wording.reading_sentence(reading) == "Personne n'a encore lu ce partenariat avec la grille."


def test_unfinished_answers_are_not_read(partnership, sheets):
    sheets.fill("cfa", {"A1": 5}, submit=False)
    assert read(partnership).is_empty


def test_an_even_number_of_answers_gives_a_half(partnership, sheets):
    sheets.several("A1", cfa=3, opco=4)
    line = read(partnership).by_id["A1"]
    assert (line.median, line.answers, line.iqr, line.band.label) == (3.5, 2, 0.5, "à discuter")
    assert wording.level(line.median) == "3,5"
    assert line.anchor == "cadre connu, sans traduction dans les missions de chacun"


@pytest.mark.parametrize(
    ("levels", "band"), [((4, 4), "strong"), ((3, 4), "discuss"), ((3, 3), "discuss"), ((2, 3), "address")]
)
def test_bands_start_at_four_and_three(partnership, sheets, levels, band):
    sheets.several("A1", cfa=levels[0], opco=levels[1])
    assert read(partnership).by_id["A1"].band.code == band


def test_a_dimension_at_3_95_is_a_strong_point(partnership, sheets):
    """Mean of medians 79/20 rounds half up to 4.0; one criterion less and it would not."""
    sheets.fill("cfa", "4444444" + "." * 15)
    sheets.fill("opco", "4444444" + "." * 15)
    sheets.fill("fret", "4444443" + "." * 15)  # medians stay at 4
    assert read(partnership).dimensions[0].mean == 4.0
    sheets.fill("mission", "4444433" + "." * 15)  # A7 = 3.5, hence 27.5 / 7 = 3.93
    dimension = read(partnership).dimensions[0]
    assert (dimension.mean, dimension.band.code, dimension.answered, dimension.total) == (3.9, "discuss", 7, 7)


def test_non_answers_are_reported_and_never_counted(partnership, sheets):
    sheets.fill("cfa", "?" * 22)
    sheets.fill("opco", "-" * 22)
    reading = read(partnership)
    line = reading.by_id["B3"]
    assert (line.median, line.answers, line.unknown, line.not_applicable) == (None, 0, 1, 1)
    assert [dimension.mean for dimension in reading.dimensions] == [None, None, None]
    assert "rien ne se lit encore" in wording.reading_sentence(reading)


def test_a_dimension_says_how_many_criteria_were_answered_and_there_is_no_total(partnership, sheets):
    sheets.fill("cfa", {"A1": 4, "A2": 3, "B1": 2})
    reading = read(partnership)
    assert [(d.mean, d.answered, d.total) for d in reading.dimensions] == [(3.5, 2, 7), (2.0, 1, 7), (None, 0, 8)]
    assert not hasattr(reading, "total")
    assert "Il n'y a pas de total" in wording.profile_sentence(reading)


def test_a_high_score_without_written_evidence_needs_some(partnership, sheets):
    sheets.fill("cfa", {"A1": 4, "A2": 3}, evidence="declared")
    reading = read(partnership)
    assert reading.by_id["A1"].needs_evidence
    assert not reading.by_id["A2"].needs_evidence
    sheets.fill("opco", {"A1": 4}, evidence="documented")
    assert not read(partnership).by_id["A1"].needs_evidence


# --- Disagreement


def test_a_wide_spread_is_a_disagreement_listed_before_low_scores(partnership, sheets):
    sheets.fill("cfa", {"A1": 1, "B1": 1})
    sheets.fill("opco", {"A1": 1, "B1": 1})
    sheets.fill("mission", {"A1": 3, "B1": 1})
    sheets.fill("fret", {"A1": 5, "B1": 1})
    reading = read(partnership)
    assert [line.id for line in reading.disagreements] == ["A1"]
    assert [line.id for line in reading.to_treat] == ["B1"]
    assert reading.order[:2] == ("A1", "B1")
    assert wording.disagreement_sentence(reading.disagreements[0]) == "la moitié centrale des réponses va de 1 à 3,5"
    assert "un désaccord à mettre d'abord sur la table, «\u00a0Cadre politique" in wording.reading_sentence(reading)


def test_a_spread_just_under_two_is_not_a_disagreement(partnership, sheets):
    sheets.several("A1", cfa=2, opco=3, mission=4, fret=4)  # quartiles 2.75 and 4
    assert not read(partnership).disagreements


def test_two_colleges_far_apart_disagree_even_without_spread(partnership, sheets, newcomers):
    training, chambers = newcomers("training", 7), newcomers("chambers", 3)
    for who in training:
        sheets.fill(who, {"C1": 4})
    for who, level in zip(chambers, (2, 3, 2), strict=True):
        sheets.fill(who, {"C1": level})
    line = read(partnership).by_id["C1"]
    assert line.iqr < 2
    assert line.by_colleges
    assert [(college.answers, college.median) for college in line.colleges] == [(3, 2.0), (7, 4.0)]
    assert wording.disagreement_sentence(line) == "« consulaires, branches et OPCO » répond 2, « formation » 4"


def test_no_college_figure_under_three_answers(partnership, sheets, newcomers):
    one, two, three = newcomers("training", 3)
    sheets.several("C1", **{one: 5, two: 5})
    assert read(partnership).by_id["C1"].colleges == ()
    sheets.several("C1", **{three: 5})
    assert read(partnership).by_id["C1"].colleges[0].answers == 3


def test_non_answers_do_not_make_a_college_of_three(partnership, sheets, newcomers):
    one, two, three = newcomers("training", 3)
    sheets.several("C1", **{one: 5, two: 5, three: "?"})
    assert read(partnership).by_id["C1"].colleges == ()


# --- Who is counted


def test_the_last_reading_of_a_rater_counts_once(cast, partnership, sheets):
    sheets.fill("cfa", {"A1": 1}, by=cast.karim)
    sheets.fill("cfa", {"A1": 5}, by=cast.karim)
    line = read(partnership).by_id["A1"]
    assert (line.answers, line.median) == (1, 5.0)
    assert Assessment.objects.count() == 2


def test_two_people_of_one_organisation_count_twice(cast, partnership, sheets):
    sheets.fill("cfa", {"A1": 1}, by=cast.karim)
    sheets.fill("cfa", {"A1": 5}, by=cast.lea)
    reading = read(partnership)
    assert (reading.by_id["A1"].answers, reading.raters, reading.organisations) == (2, 2, 1)


def test_answers_outlive_their_rater(cast, partnership, sheets):
    sheets.fill("cfa", {"A1": 2})
    sheets.fill("opco", {"A1": 4})
    Assessment.objects.update(rater=None, organisation=None)
    assert read(partnership).by_id["A1"].answers == 2


def test_two_versions_of_the_grid_are_never_read_together(cast, partnership, sheets):
    sheets.fill("cfa", {"A1": 1, "B1": 2})
    sheets.fill(None, {"A1": 1}, kind="consensus")
    before = read(partnership)
    own = [entry for entry in grid.shipped()["criteria"] if entry["id"] != "B1"]
    own_grid(cast.space, own)
    assert read(partnership).by_id["A1"].median == before.by_id["A1"].median == 1.0
    sheets.fill("opco", {"A1": 5})
    after = read(partnership)
    assert (after.by_id["A1"].median, after.by_id["A1"].answers) == (5.0, 1)
    assert "B1" not in after.by_id
    assert after.consensus_on is None
    assert after.grid_version.number == 2


def test_a_changed_dimension_follows_the_number_of_its_criteria(cast, partnership, sheets):
    own = [entry for entry in grid.shipped()["criteria"] if entry["id"] != "A7"]
    own_grid(cast.space, own)
    assessment = actions.start_assessment(partnership=partnership, organisation=cast.organisations["cfa"], by=cast.lea)
    for criterion, level in zip(["A1", "A2", "A3", "A4", "A5", "A6"], (3, 4, 4, 4, 4, 4), strict=True):
        actions.answer(assessment=assessment, criterion=criterion, level=level, by=cast.lea)
    actions.submit_assessment(assessment=assessment, by=cast.lea)
    dimension = read(partnership).dimensions[0]
    assert (dimension.mean, dimension.band.code) == (3.8, "strong")  # 23 ≥ 3.75 × 6


def own_grid(space, criteria) -> None:
    version = GridVersion.objects.create(space=space, number=2, criteria=criteria, sealed_at=timezone.now())
    Instruments.objects.create(space=space, grid=version)


# --- The common reading stands beside


def test_the_group_alone_feeds_frame_and_type_and_says_so(partnership, sheets):
    sheets.fill(None, T7, kind="consensus")
    reading = read(partnership)
    assert reading.basis == "consensus"
    assert reading.by_id["A1"].median is None
    assert reading.by_id["A1"].consensus == 4
    assert reading.framing.frame.code == "co_built_frame"
    assert "ni médiane ni écart" in wording.reading_sentence(reading)


def test_individual_answers_win_over_the_group_for_frame_and_type(partnership, sheets):
    sheets.fill("cfa", {"A1": 1, "C1": 1, "C2": 1, "C3": 1})
    sheets.fill(None, {"A1": 5, "C1": 5, "C2": 5, "C3": 5}, kind="consensus")
    reading = read(partnership)
    assert reading.framing.frame.code == "imposed_or_absent_frame"
    assert reading.consensus_framing.frame.code == "co_built_frame"


# --- Frame and type


@pytest.mark.parametrize(
    ("levels", "code", "move"),
    [
        ((3, 3, 3, 3), "co_built_frame", "Garder le rendez-vous"),
        ((3, 3, 3, 2), "rigid_frame", "clause de révision"),
        ((2, 3, 3, 3), "informal_understanding", "le peu qui protège"),
        ((2, 3, 3, 2), "imposed_or_absent_frame", "la finalité et le pilote"),
    ],
)
def test_frames_are_cut_at_three(partnership, sheets, levels, code, move):
    sheets.fill("cfa", dict(zip(("A1", "C1", "C2", "C3"), levels, strict=True)))
    frame = read(partnership).framing.frame
    assert frame.code == code
    assert move in str(frame.move)


def test_a_missing_criterion_is_named_rather_than_guessed(partnership, sheets):
    sheets.fill("cfa", {"A1": 3, "C1": 3, "C2": 3, "C3": "?"})
    framing = read(partnership).framing
    assert framing.frame is None
    assert wording.framing_sentence(framing) == (
        "Il manque une réponse à «\u00a0Souplesse du cadrage\u00a0» pour situer le cadre."
    )


def test_a_profile_equal_to_a_prototype_is_that_type(cast, partnership, sheets):
    sheets.fill("cfa", T7)
    actions.edit_partnership(partnership=partnership, bond=4, by=cast.lea)
    suggestion = read(partnership).suggestion
    assert (suggestion.status, suggestion.nearest.code, suggestion.distance) == ("clear", "T7", 0.0)
    assert not any(reason.is_contrary for reason in suggestion.contributions)
    assert suggestion.contradicts("T5")
    assert not suggestion.contradicts("T7")


def test_contributions_sum_to_the_distance_and_the_bond_counts(cast, partnership, sheets):
    sheets.fill("cfa", {**T7, "A2": 3})
    actions.edit_partnership(partnership=partnership, bond=2, by=cast.lea)
    suggestion = read(partnership).suggestion
    assert sum(reason.contribution for reason in suggestion.contributions) == pytest.approx(suggestion.distance)
    assert (suggestion.answered, suggestion.columns) == (11, 11)
    assert len(suggestion.close) == 3
    assert suggestion.gaps / suggestion.answered == pytest.approx(suggestion.distance)
    bond = suggestion.explained[-1]
    assert (bond.name, bond.gap, bond.is_contrary) == ("intensité du lien", 2.5, True)


def test_every_contribution_is_printed_and_six_are_marked(as_role, cast, partnership, sheets):
    sheets.fill("cfa", {**T7, "A1": 1, "A2": 3, "B2": 2, "C1": 3})
    actions.edit_partnership(partnership=partnership, bond=2, by=cast.lea)
    suggestion = read(partnership).suggestion
    assert [reason.contribution for reason in suggestion.explained] == sorted(
        reason.contribution for reason in suggestion.contributions
    )
    page = as_role("pilot").get(reverse("partnerships:reading", args=[cast.space.slug, partnership.pk])).text
    table = page[page.index("du plus proche de") :]
    table = table[: table.index("</table>")]
    body, foot = table.split("<tfoot>")
    assert body.count("<tr>") == 1 + 11
    assert (body.count("</span> proche</span>"), body.count("</span> contraire</span>")) == (3, 3)
    assert number(suggestion.distance, 2) in foot
    assert number(suggestion.gaps, 2) in foot


def test_six_markers_are_too_few_and_seven_enough(cast, partnership, sheets):
    actions.edit_partnership(partnership=partnership, bond=None, by=cast.lea)
    sheets.fill("cfa", {criterion: T7[criterion] for criterion in list(T7)[:6]})
    suggestion = read(partnership).suggestion
    assert suggestion.status == "too_few_answers"
    assert "6 repères connus sur 11, il en faut 7" in wording.type_sentence(suggestion)
    actions.edit_partnership(partnership=partnership, bond=4, by=cast.lea)
    assert read(partnership).suggestion.status == "clear"


def test_an_atypical_profile_suggests_nothing(cast, partnership, sheets):
    actions.edit_partnership(partnership=partnership, bond=1, by=cast.lea)
    sheets.fill("cfa", {"A1": 1, "A2": 5, "B2": 5, "B3": 1, "B4": 5, "C1": 1, "C2": 5, "C3": 1, "C4": 5, "C8": 1})
    reading = read(partnership)
    assert reading.suggestion.status == "atypical"
    assert reading.types_shown == ()
    assert wording.type_sentence(reading.suggestion).startswith("Profil atypique : aucun type n'est proche")
    assert reading.suggestion.contradicts(reading.suggestion.nearest.code)


def test_a_mixed_profile_names_both(cast, partnership, sheets):
    """Half-way between referral (T2) and commission (T3)."""
    actions.edit_partnership(partnership=partnership, bond=2, by=cast.lea)
    sheets.fill("cfa", {"A1": 3, "A2": 2, "B2": 3, "B3": 4, "B4": 1, "C1": 2, "C2": 3, "C3": 2, "C4": 2, "C8": 2})
    reading = read(partnership)
    assert reading.suggestion.status == "mixed"
    assert {entry.code for entry in reading.types_shown} == {"T2", "T3"}
    assert wording.type_sentence(reading.suggestion).startswith("Profil mixte")


def test_the_rule_is_printed_with_its_thresholds(partnership):
    words = wording.rule_sentence(read(partnership).suggestion)
    assert all(number in words for number in ("1,25", "0,25", "7", "11"))
    assert "hypothèses" in words


# --- What those outside the pilot's team read


def test_a_criterion_is_masked_under_three_answers(partnership, sheets):
    sheets.fill("cfa", {"A1": 5, "A2": 2})
    sheets.fill("opco", {"A1": 5, "A2": 2})
    reading = read(partnership, fewest_answers=3)
    assert not reading.shows_something
    assert reading.by_id["A1"].masked
    assert "chaque critère se montre à partir de trois réponses" in wording.reading_sentence(reading)
    sheets.fill("fret", {"A1": 5})
    reading = read(partnership, fewest_answers=3)
    assert reading.by_id["A1"].median == 5.0
    assert (reading.by_id["A2"].median, reading.by_id["A2"].answers) == (None, 0)


def test_the_portfolio_reads_as_far_as_the_role_allows(cast, partnership, sheets):
    hidden = actions.create_partnership(space=cast.space, name="Caché", by=cast.lea)
    shown = actions.create_partnership(space=cast.space, name="Montré", by=cast.lea)
    actions.set_partnership_published(partnership=shown, published=True, by=cast.lea)

    def seen(user):
        return {row.partnership.name: row.reading is not None for row in read_portfolio(cast.space, user).rows}

    assert seen(cast.lea) == {"Caché": True, "Montré": True, "Passerelle fret": True}
    assert seen(cast.karim) == {"Montré": False, "Passerelle fret": True}
    assert seen(cast.ines) == {"Montré": False}
    assert seen(cast.paul) == {}
    spaces.set_published(space=cast.space, reading="grid", published=True, by=cast.lea)
    assert seen(cast.karim) == {"Montré": True, "Passerelle fret": True}
    assert seen(cast.ines) == {"Montré": True}
    actions.archive_partnership(partnership=hidden, by=cast.lea)
    assert "Caché" not in seen(cast.lea)


def test_sentences_of_the_portfolio(cast, partnership, sheets):
    today = partnership_day(partnership)
    portfolio = read_portfolio(cast.space, cast.lea)
    assert wording.portfolio_sentence(portfolio, on=today) == "1 partenariat ; aucun n'est encore lu avec la grille."
    sheets.fill("cfa", "3" * 22)
    actions.edit_partnership(partnership=partnership, ends_on=today + timedelta(days=90), by=cast.lea)
    portfolio = read_portfolio(cast.space, cast.lea)
    assert wording.portfolio_sentence(portfolio, on=today) == "1 partenariat, 1 lu : 1 se termine avant six mois."
    with translation.override("en"):
        assert wording.portfolio_sentence(portfolio, on=today) == "1 partnership, 1 read: 1 ends within six months."


def partnership_day(partnership):
    from django.utils import timezone

    partnership.refresh_from_db()
    return timezone.localdate()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2026-08-31", 6, "2027-02-28"), ("2027-08-31", 6, "2028-02-29"), ("2026-11-23", 6, "2027-05-23")],
)
def test_six_months_later(day, months, expected):
    from datetime import date

    assert wording.in_months(date.fromisoformat(day), months) == date.fromisoformat(expected)


def test_the_shipped_grid_is_read_before_any_use(cast):
    assert queries.current_grid(cast.space) is None
    assert [criterion.id for criterion in queries.criteria_of(None)] == IDS
