"""What young people and companies get: numbers with a period and a source, small ones kept from the others."""

from datetime import date

import pytest
from django.urls import reverse

from maillage.animation import actions
from maillage.animation.analyses import read_counts
from maillage.animation.catalogue import COUNT_BY_CODE, COUNTS
from maillage.animation.models import Count, CountSheet
from maillage.partnerships import actions as partnerships
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)


@pytest.fixture
def write(cast, partnership):
    def one(
        *, starts_on=FIRST, ends_on=LAST, source="tableau du CFA", sheet=None, expected_version=None, by=None, **values
    ):
        return actions.write_counts(
            partnership=partnership,
            starts_on=starts_on,
            ends_on=ends_on,
            source=source,
            values=values,
            sheet=sheet,
            expected_version=expected_version,
            by=by or cast.lea,
        )

    return one


def cells(partnership, *, protected) -> dict[str, str]:
    reading = read_counts(partnership, protected=protected)
    return {row.counted.code: row.cells[0].words for row in reading.rows}


def test_the_catalogue_holds_together():
    assert len(COUNT_BY_CODE) == len(COUNTS)
    assert all(not counted.part_of or counted.part_of in COUNT_BY_CODE for counted in COUNTS)
    assert all(len(code) <= Count._meta.get_field("indicator").max_length for code in COUNT_BY_CODE)


def test_unknown_is_not_zero(partnership, write):
    write(contracts=40, broken_45=0, young_met=None)
    reading = read_counts(partnership, protected=False)
    assert {row.counted.code: row.cells[0].value for row in reading.rows} == {"contracts": 40, "broken_45": 0}
    assert reading.sentence == "Du 1er janvier 2026 au 30 juin 2026 : 40 contrats signés."


@pytest.mark.parametrize("small", [1, 4])
def test_a_small_number_stays_with_the_pilots_team(partnership, write, small):
    write(young_met=small, companies_visited=5, re_signed=0)
    assert cells(partnership, protected=False) == {"young_met": str(small), "companies_visited": "5", "re_signed": "0"}
    assert cells(partnership, protected=True) == {"young_met": "protégé", "companies_visited": "5", "re_signed": "0"}


def test_a_small_number_is_not_found_by_subtraction(partnership, write):
    write(contracts=40, kept_45=38, contracts_qpv=30)
    assert cells(partnership, protected=True) == {"contracts": "40", "kept_45": "protégé", "contracts_qpv": "30"}


def test_a_new_period_comes_first_and_may_lack_a_number(partnership, write):
    write(contracts=40, young_met=90)
    write(starts_on=date(2025, 1, 1), ends_on=date(2025, 6, 30), contracts=30)
    reading = read_counts(partnership, protected=False)
    assert [sheet.ends_on.year for sheet in reading.sheets] == [2026, 2025]
    assert {row.counted.code: [cell.words for cell in row.cells] for row in reading.rows} == {
        "young_met": ["90", "–"],
        "contracts": ["40", "30"],
    }


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"source": " ", "contracts": 3}, "source"),
        ({}, "au moins un nombre"),
        ({"contracts": 3, "kept_45": 4}, "dépasse"),
        ({"contracts": -1}, "n'est pas possible"),
        ({"licornes": 2}, "n'est pas possible"),
        ({"ends_on": date(2025, 1, 1), "contracts": 3}, "finit avant"),
    ],
)
def test_what_cannot_be_is_refused(write, told, sentence):
    with pytest.raises(Refusal, match=sentence):
        write(**told)
    assert not CountSheet.objects.exists()


def test_a_period_is_written_once_per_source_then_corrected(partnership, write):
    sheet = write(contracts=40, young_met=80)
    with pytest.raises(Refusal, match="corrigez-les"):
        write(contracts=41)
    write(sheet=sheet, expected_version=1, contracts=41)
    assert dict(Count.objects.values_list("indicator", "value")) == {"contracts": 41}
    with pytest.raises(EditedMeanwhile):
        write(sheet=CountSheet.objects.get(), expected_version=1, contracts=42)


@pytest.mark.parametrize("who", ["karim", "ines", "paul"])
def test_only_the_pilots_team_writes(cast, write, who):
    with pytest.raises(NotAllowed):
        write(contracts=3, by=getattr(cast, who))


def test_the_page_the_form_and_who_sees_them(as_role, cast, partnership):
    pilot = as_role("pilot")
    new = reverse("animation:new_counts", args=[cast.space.slug, partnership.pk])
    sent = {"starts_on": "2026-01-01", "ends_on": "2026-06-30", "source": "bilan", "contracts": "40", "kept_45": "41"}
    assert "dépasse" in pilot.post(new, sent).text
    page = pilot.post(new, {**sent, "kept_45": "3"})["Location"]
    edit = reverse("animation:edit_counts", args=[cast.space.slug, partnership.pk, CountSheet.objects.get().pk])
    assert 'value="40"' in pilot.get(edit).text
    assert "Corriger" in pilot.get(page).text
    partnerships.set_partnership_published(partnership=partnership, published=True, by=cast.lea)
    for role in ("partner", "observer"):
        text = as_role(role).get(page).text
        assert "protégé" in text
        assert "Corriger" not in text
        assert as_role(role).get(edit).status_code == 403
    assert as_role("stranger").get(page).status_code == 404


# --- Bodies


def test_a_body_is_that_of_a_partnership_or_of_the_territory(as_role, cast, partnership):
    pilot = as_role("pilot")
    body = actions.create_body(space=cast.space, name="COTECH", kind="technical", by=cast.lea)
    edit = reverse("animation:edit_body", args=[cast.space.slug, body.pk])
    sent = {"name": "COTECH", "kind": "technical", "partnership": partnership.pk, "read_version": "1"}
    assert pilot.post(edit, sent).status_code == 302
    assert "modifié par quelqu" in pilot.post(edit, sent).text
    home = reverse("animation:home", args=[cast.space.slug])
    actions.create_meeting(space=cast.space, title="X", held_on=LAST, by=cast.lea)
    assert "Passerelle fret" in pilot.get(home).text
    assert "Passerelle fret" not in as_role("observer").get(home).text  # not published
    stranger = partnerships.create_partnership(space=cast.elsewhere, name="Ailleurs", by=cast.paul)
    with pytest.raises(Refusal, match="n'appartient pas"):
        actions.create_body(space=cast.space, name="Y", kind="group", partnership=stranger, by=cast.lea)
