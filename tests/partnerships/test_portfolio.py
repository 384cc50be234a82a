"""The portfolio: filters, dates, two side by side, many together, and its file."""

from __future__ import annotations

import csv
import html
import io
import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maillage.agreements import actions as agreements
from maillage.agreements.models import Agreement
from maillage.partnerships import actions, exports, timeline
from maillage.partnerships.lifecycle import read_lifecycle
from maillage.partnerships.models import Answer, Assessment, GridVersion
from maillage.partnerships.portfolio import read_portfolio
from maillage.spaces import actions as spaces
from maillage.toolkit.refusals import Refusal

from .story import IDS


def at(name: str, cast, *args, **query) -> str:
    return reverse(f"partnerships:{name}", args=[cast.space.slug, *args], query=query or None)


def words(page) -> str:
    return " ".join(html.unescape(page.text).replace("\u00a0", " ").split())


@pytest.fixture
def other(cast, partnership, sheets):
    """« Autre », read as the first one but lower; the first is read too."""
    for who in ("cfa", "opco", "fret"):
        sheets.fill(who, "4" * 22)
    made = actions.create_partnership(
        space=cast.space, name="Autre", stage=2, started_on=date(2024, 1, 1), ends_on=date(2025, 6, 30), by=cast.lea
    )
    for key in ("cfa", "opco", "fret"):
        actions.add_member(partnership=made, organisation=cast.organisations[key], role="operator", by=cast.lea)
    sheets.partnership = made
    for who, level in (("cfa", 1), ("opco", 3), ("fret", 5)):
        sheets.fill(who, {criterion: level if criterion == "B4" else 2 for criterion in IDS})
    return made


def test_filters_keep_what_they_say(as_role, cast, partnership, other):
    pilot = as_role("pilot")

    def names(**query):
        page = pilot.get(at("home", cast, **query)).text
        table = page[page.index("<tbody>") : page.index("</tbody>")]
        return {name for name in ("Autre", "Passerelle fret") if name in table}

    assert names() == {"Autre", "Passerelle fret"}
    assert names(state="disputed") == {"Autre"}
    assert names(stage="8") == {"Passerelle fret"}
    assert names(state="unread") == set()
    assert names(state="low") == {"Autre"}
    assert names(state="due") == set()
    text = agreements.create_agreement(
        space=cast.space, partnership=partnership, title="Charte", kind="charter", by=cast.lea
    )
    Agreement.objects.filter(pk=text.pk).update(status="in_force", review_on=timezone.localdate() + timedelta(days=30))
    assert names(state="due") == {"Passerelle fret"}
    assert "Aucun partenariat ne répond" in words(pilot.get(at("home", cast, state="unread")))
    assert names(stage="nonsense") == {"Autre", "Passerelle fret"}


def test_the_picture_of_dates_has_its_table_and_its_sentence(as_role, cast, other):
    today = date(2025, 1, 1)
    rows = read_portfolio(cast.space, cast.lea).rows
    assert [row.partnership.name for row in timeline.dated(rows)] == ["Autre"]
    assert timeline.timeline_sentence(rows, today=today).replace("\u00a0", " ") == (
        "1 partenariat est en cours aujourd'hui ; le prochain terme est le 30 juin 2025."
    )
    drawn = timeline.timeline_svg(rows, today=today)
    assert drawn.startswith("<svg")
    assert "aujourd'hui" in html.unescape(drawn)
    assert timeline.timeline_svg([], today=today) == ""
    page = words(as_role("pilot").get(at("home", cast)))
    assert "Début et terme de chaque partenariat" in page


def test_reviews_and_ends_of_texts_stand_on_the_line(as_role, cast, partnership):
    """The room of the texts tells them; whoever does not see a text does not see its dates."""
    given = {"space": cast.space, "partnership": partnership, "by": cast.lea}
    charter = agreements.create_agreement(**given, title="Charte fret", kind="charter")
    Agreement.objects.filter(pk=charter.pk).update(
        status="in_force", review_on=date(2027, 3, 1), ends_on=date(2028, 1, 31)
    )
    draft = agreements.create_agreement(**given, title="Brouillon", kind="charter")
    Agreement.objects.filter(pk=draft.pk).update(review_on=date(2027, 1, 1))
    (row,) = read_portfolio(cast.space, cast.lea).rows
    assert [(one.on.year, one.kind, one.words) for one in row.deadlines] == [
        (2027, "review", "revue de « Charte fret »"),
        (2028, "end", "fin de « Charte fret »"),
    ]
    assert timeline.dated([row]) == [row]
    said = timeline.timeline_sentence([row], today=date(2026, 11, 23))
    assert said.replace("\u00a0", " ").endswith(
        "la prochaine échéance est le 1er mars 2027 : revue de « Charte fret »."
    )
    drawn = timeline.timeline_svg([row], today=date(2026, 11, 23))
    assert (drawn.count("<circle"), drawn.count("<path")) == (1, 1)
    assert "revue de « Charte fret »" in words(as_role("pilot").get(at("home", cast)))


def test_the_step_is_the_one_of_the_life_cycle(as_role, cast, partnership):
    (row,) = read_portfolio(cast.space, cast.lea, with_life=True).rows
    assert row.life == read_lifecycle(partnership, role="pilot")
    page = words(as_role("pilot").get(at("home", cast)))
    assert f"{len(row.life.now.missing)} livrables attendus" in page
    assert read_portfolio(cast.space, cast.lea).rows[0].life is None


def test_a_long_list_goes_page_by_page(as_role, cast, partnership, other, monkeypatch):
    monkeypatch.setattr("maillage.partnerships.views.portfolio.PAGE", 1)
    first, second = (words(as_role("pilot").get(at("home", cast), {"page": page})) for page in (1, 2))
    assert "2 sur 2" in first
    assert "page 1 sur 2" in first
    assert "page 2 sur 2" in second
    assert ">Autre</a>" in first
    assert ">Autre</a>" not in second


def test_the_file_holds_what_the_page_shows(as_role, cast, partnership, other):
    answer = as_role("pilot").get(at("export", cast, "csv"))
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    by_name = {line["partenariat"]: line for line in lines}
    assert by_name["Autre"]["désaccords"] == "1"
    assert by_name["Passerelle fret"]["points forts"] == "22"
    assert as_role("pilot").get(at("export", cast, "xlsx")).content.startswith(b"PK")
    assert as_role("pilot").get(at("export", cast, "ods")).status_code == 404
    spaces_rows = exports.rows(read_portfolio(cast.space, cast.ines))
    assert spaces_rows == []
    assert len(exports.columns(read_portfolio(cast.space, cast.ines))) == len(lines[0])


def test_the_library_reads_the_file_of_the_page(as_role, cast, partnership, other, here, tmp_path):
    """The medians that the page shows, by the ids of the criteria: the command suggests the same types."""
    (tmp_path / "partenariats.csv").write_bytes(as_role("pilot").get(at("export", cast, "csv")).content)
    said = json.loads(here(f"analyse grid {tmp_path / 'partenariats.csv'}"))
    assert said["families_reason"] == "fewer_than_12_known"
    for row in read_portfolio(cast.space, cast.lea).rows:
        found = said["partnerships"][row.partnership.name]
        assert found["type"]["distance"] == row.reading.suggestion.distance
        assert found["framing"]["formality"] == row.reading.framing.formality
    (tmp_path / "seen.csv").write_bytes(as_role("observer").get(at("export", cast, "csv")).content)
    with pytest.raises(Refusal, match="aucune ligne"):
        here(f"analyse grid {tmp_path / 'seen.csv'}")


def test_two_stand_side_by_side_under_one_version_only(as_role, cast, partnership, other, sheets):
    pilot = as_role("pilot")
    page = words(pilot.get(at("compare", cast, one=partnership.pk, other=other.pk)))
    assert "22 critères lus des deux côtés : 22 plus haut ici, 0 là, 0 pareils" in page
    assert pilot.get(at("compare", cast)).status_code == 200
    version = GridVersion.objects.create(
        space=cast.space, number=2, criteria=GridVersion.objects.first().criteria, sealed_at=None
    )
    Assessment.objects.filter(partnership=other).update(grid=version)
    page = words(pilot.get(at("compare", cast, one=partnership.pk, other=other.pk)))
    assert "leurs chiffres ne se comparent pas" in page
    assert "critères lus des deux côtés" not in page


def test_one_compares_only_what_one_reads(as_role, cast, partnership, other):
    page = as_role("observer").get(at("compare", cast, one=partnership.pk, other=other.pk))
    assert "Il faut deux partenariats lus" in words(page)


def test_groups_wait_for_twelve_then_show(as_role, cast, partnership, sheets):
    pilot = as_role("pilot")
    sheets.fill("cfa", "4" * 22)
    assert "il en manque 11" in words(pilot.get(at("together", cast)))
    version = GridVersion.objects.get()
    for number in range(12):
        made = actions.create_partnership(space=cast.space, name=f"Projet {number:02}", by=cast.lea)
        sheet = Assessment.objects.create(
            space=cast.space, partnership=made, grid=version, rater=cast.lea, submitted_at=timezone.now()
        )
        low, high = (2, 4) if number % 2 else (4, 2)
        Answer.objects.bulk_create(
            Answer(assessment=sheet, criterion=id, level=(low if id[0] == "A" else high) + (place + number) % 2 // 2)
            for place, id in enumerate(IDS)
        )
    page = words(pilot.get(at("together", cast)))
    assert "13 partenariats lus forment" in page
    assert "indice de Rand ajusté" in page
    spaces.set_published(space=cast.space, reading="grid", published=True, by=cast.lea)
    assert "à partir de douze" in words(as_role("observer").get(at("together", cast)))
