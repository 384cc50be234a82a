"""Stage × actor: holes and duplicates, for one partnership and for the territory; filled, undone, taken away."""

import csv
import io

import pytest
from django.urls import reverse

from maillage.animation import actions
from maillage.animation.analyses import read_pathway, read_territory_pathway
from maillage.animation.catalogue import PARTS, STAGES
from maillage.animation.enums import Part, PathStage
from maillage.animation.models import Pathway, PathwayPart
from maillage.journal.models import Entry
from maillage.partnerships import actions as partnerships
from maillage.toolkit.models import EditedMeanwhile
from maillage.toolkit.refusals import NotAllowed, Refusal


@pytest.fixture
def fill_in(cast, partnership):
    """``fill_in(cfa="pc..", mission="p")``: parts from the first stage on; « . » nobody has said."""
    letters = {"p": "lead", "c": "contribute", "i": "informed", "a": "absent", ".": ""}

    def some(*, by=None, of=None, expected_version=None, **rows) -> Pathway:
        parts = {
            (cast.organisations[who].pk, stage): letters[mark]
            for who, marks in rows.items()
            for stage, mark in enumerate(marks, start=1)
        }
        return actions.fill_pathway(
            partnership=of or partnership, parts=parts, expected_version=expected_version, by=by or cast.lea
        )

    return some


def test_the_eight_stages_and_the_parts_are_all_told():
    assert [card.stage for card in STAGES] == list(PathStage)
    assert {card.part for card in PARTS} == {*Part.values, ""}
    assert len({card.sign for card in PARTS}) == len({card.key for card in PARTS}) == len(PARTS)
    assert all(card.young and card.company and card.usual and card.watch for card in STAGES)


def test_holes_and_duplicates_stand_out(partnership, fill_in):
    fill_in(cfa="ppcpa", mission="p.cai")
    reading = read_pathway(partnership)
    assert [stage.verdict for stage in reading.stages] == [
        "double",
        "fine",
        "no_lead",
        "fine",
        "empty",
        "unsaid",
        "unsaid",
        "unsaid",
    ]
    assert reading.sentence == (
        "2 étapes sans pilote (rapprocher, accrocher), 1 étape à plusieurs pilotes (repérer) et "
        "3 étapes dont rien n'est dit (suivre et prévenir, rebondir, sortir et durer)."
    )


def test_one_leader_everywhere_is_said(partnership, fill_in):
    fill_in(cfa="pppppppp")
    assert read_pathway(partnership).sentence == "Chacune des huit étapes a un pilote, et un seul."


def test_absent_is_not_the_same_as_nobody_has_said(cast, partnership, fill_in):
    fill_in(cfa="a.")
    actor = next(one for one in read_pathway(partnership).actors if one.organisation == cast.organisations["cfa"])
    assert [card.label for card in actor.parts[:2]] == ["absent", "non dit"]
    assert PathwayPart.objects.count() == 1


def test_only_what_changes_is_written_and_can_be_undone_twice(partnership, fill_in, cast):
    fill_in(cfa="pc")
    pathway = fill_in(cfa="pi", mission="c")
    assert len(pathway.last_change) == 2
    actions.undo_pathway(pathway=pathway, by=cast.lea)
    assert set(PathwayPart.objects.values_list("stage", "part")) == {(1, "lead"), (2, "contribute")}
    actions.undo_pathway(pathway=pathway, by=cast.lea)
    assert PathwayPart.objects.filter(part="informed").exists()
    version = Pathway.objects.get().version
    assert fill_in(cfa="pi").version == version
    assert Entry.objects.filter(code__startswith="pathway.").count() == 4


def test_two_who_fill_at_once(fill_in, cast):
    fill_in(cfa="p", expected_version=0)
    with pytest.raises(EditedMeanwhile):
        fill_in(cfa="c", expected_version=0)
    fill_in(cfa="c", expected_version=1)
    with pytest.raises(EditedMeanwhile):
        fill_in(cfa="i", expected_version=1)
    with pytest.raises(EditedMeanwhile):
        actions.undo_pathway(pathway=Pathway.objects.get(), expected_version=1, by=cast.lea)


def test_strangers_to_the_partnership_and_unknown_cells_are_refused(cast, partnership, fill_in):
    with pytest.raises(Refusal, match="n'est pas membre"):
        fill_in(epci="p")
    cfa = cast.organisations["cfa"].pk
    for cell, part in (((cfa, 9), "lead"), ((cfa, 1), "chief")):
        with pytest.raises(Refusal, match="n'existe pas"):
            actions.fill_pathway(partnership=partnership, parts={cell: part}, by=cast.lea)
    assert not Pathway.objects.exists()


def test_whoever_left_keeps_the_line_that_was_said(cast, partnership, fill_in):
    fill_in(cfa="p")
    partnerships.end_member(member=partnership.members.get(organisation=cast.organisations["cfa"]), by=cast.lea)
    assert read_pathway(partnership).stages[0].leads == ("CFA des Trois Rivières",)


@pytest.mark.parametrize("who", ["karim", "ines", "paul"])
def test_only_the_pilots_team_fills(cast, fill_in, who):
    pathway = fill_in(cfa="p")
    with pytest.raises(NotAllowed):
        fill_in(cfa="c", by=getattr(cast, who))
    with pytest.raises(NotAllowed):
        actions.undo_pathway(pathway=pathway, by=getattr(cast, who))


# --- The territory


@pytest.fixture
def second(cast):
    other = partnerships.create_partnership(space=cast.space, name="Orientation", by=cast.lea)
    for key in ("mission", "travail"):
        partnerships.add_member(partnership=other, organisation=cast.organisations[key], role="operator", by=cast.lea)
    return other


def test_the_territory_says_who_leads_where(cast, second, fill_in):
    fill_in(cfa="pc", mission="cc")
    fill_in(mission="pp", travail="c.c", of=second)
    reading = read_territory_pathway(cast.space, cast.lea)
    assert [stage.verdict for stage in reading.stages[:4]] == ["double", "fine", "no_lead", "unsaid"]
    assert reading.leaderless[:3] == ((), ("Passerelle fret",), ("Orientation",))
    mission = next(actor for actor in reading.actors if actor.organisation == cast.organisations["mission"])
    assert (mission.parts[0].part, mission.notes[0]) == ("lead", "Orientation")
    assert reading.sentence.startswith("2 partenariats lus ensemble : 1 étape sans pilote")


def test_a_partner_reads_the_partnerships_of_its_organisation(cast, second, fill_in):
    fill_in(cfa="p")
    fill_in(travail="p", of=second)
    assert [one.name for one in read_territory_pathway(cast.space, cast.karim).partnerships] == ["Passerelle fret"]
    assert read_territory_pathway(cast.space, cast.ines).is_empty


def test_the_territory_asks_as_much_for_many(cast, second, fill_in, django_assert_num_queries):
    fill_in(cfa="ppp", mission="ccc", opco="iii", fret="aaa")
    with django_assert_num_queries(1):
        read_territory_pathway(cast.space, cast.lea)
    fill_in(mission="ppp", travail="ccc", of=second)
    with django_assert_num_queries(1):
        read_territory_pathway(cast.space, cast.lea)


# --- Pages


def at(name, partnership, *more) -> str:
    return reverse(f"animation:{name}", args=[partnership.space.slug, partnership.pk, *more])


def test_a_plain_form_fills_and_a_click_undoes(as_role, cast, partnership):
    client, cfa = as_role("pilot"), cast.organisations["cfa"].pk
    page = client.get(at("fill_pathway", partnership)).text
    assert f'name="{cfa}-5"' in page
    assert "CFA des Trois Rivières, accrocher" in page
    answer = client.post(at("fill_pathway", partnership), {f"{cfa}-5": "lead", "read_version": "0"}, follow=True)
    assert "1 case changée" in answer.text
    assert "7 étapes dont rien n&#x27;est dit" in answer.text
    undone = client.post(at("undo_pathway", partnership), {"read_version": "1"}, follow=True)
    assert "Le dernier changement est annulé" in undone.text
    assert not PathwayPart.objects.exists()


def test_a_stale_form_keeps_the_choices_and_says_why(as_role, cast, partnership, fill_in):
    client, cfa = as_role("pilot"), cast.organisations["cfa"].pk
    fill_in(mission="p")
    page = client.post(at("fill_pathway", partnership), {f"{cfa}-5": "lead", "read_version": "0"})
    assert page.status_code == 200
    assert "modifié par quelqu" in page.text
    assert '<option value="lead" selected>' in page.text


@pytest.mark.parametrize(("role", "reads"), [("facilitator", True), ("partner", True), ("observer", False)])
def test_members_read_it_and_the_others_are_told(as_role, cast, partnership, fill_in, role, reads):
    fill_in(cfa="p")
    partnerships.set_partnership_published(partnership=partnership, published=True, by=cast.lea)
    client = as_role(role)
    page = client.get(at("pathway", partnership))
    assert page.status_code == 200
    assert ("Qui fait quoi, étape par étape" in page.text) == reads
    assert client.get(at("pathway_file", partnership, "csv")).status_code == (200 if reads else 404)
    territory = client.get(reverse("animation:territory_pathway", args=[cast.space.slug]))
    assert ("Passerelle fret" in territory.text) == reads


def test_it_leaves_as_a_table(as_role, cast, partnership, fill_in):
    fill_in(cfa="pa")
    client = as_role("pilot")
    rows = list(
        csv.reader(
            io.StringIO(client.get(at("pathway_file", partnership, "csv")).content.decode("utf-8-sig")), delimiter=";"
        )
    )
    assert rows[0][:3] == ["Organisation", "repérer", "orienter et préparer"]
    assert next(row for row in rows if row[0].startswith("CFA"))[:3] == ["CFA des Trois Rivières", "pilote", "absent"]
    whole = reverse("animation:territory_pathway_file", args=[cast.space.slug, "xlsx"])
    assert client.get(whole).content[:2] == b"PK"
    assert client.get(at("pathway_file", partnership, "pdf")).status_code == 404
