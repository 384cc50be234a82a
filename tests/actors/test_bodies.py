"""Sites of a body, bodies that belong to, fund or run one another, and the directory in the formats of others."""

import json

import pytest
from django.urls import reverse

from maillage.actors import actions, rules
from maillage.actors.files import inclusion
from maillage.actors.models import Organisation, Relation, Site
from maillage.toolkit.refusals import NotAllowed, Refusal

SIRET = "73282932000074"


# --- numbers


@pytest.mark.parametrize("typed", ["0750655E", "0750655 e", " 075-0655-E "])
def test_a_uai_is_read(typed):
    assert rules.clean_uai(typed) == "0750655E"


@pytest.mark.parametrize("typed", ["0750655F", "750655E", "0750655", "abcdefgh"])
def test_a_wrong_uai_is_refused(typed):
    with pytest.raises(Refusal, match="UAI"):
        rules.clean_uai(typed)


def test_a_siren_follows_the_siret(cast):
    cfa = actions.edit_organisation(organisation=cast.organisations["cfa"], siret=SIRET, by=cast.lea)
    assert cfa.siren == "732829320"
    with pytest.raises(Refusal, match="n'est pas celui du SIRET"):
        actions.edit_organisation(organisation=cfa, siren="552100554", by=cast.lea)
    with pytest.raises(Refusal, match="9 chiffres"):
        rules.clean_siren("12345")
    with pytest.raises(Refusal, match="clé du SIREN"):
        rules.clean_siren("732829321")


def test_the_form_checks_each_number(as_role, cast):
    address = reverse("actors:edit", args=[cast.space.slug, cast.organisations["cfa"].pk])
    wrong = {"siret": "12", "siren": "12", "uai": "12", "latitude": "48,9", "served_areas": "Zzz", "postcode": "12"}
    page = as_role("pilot").post(address, {"name": "CFA", "kind": "cfa", "read_version": 1, **wrong})
    errors = page.context["form"].errors
    assert {"siret", "siren", "uai", "longitude", "served_areas", "postcode"} <= errors.keys()
    right = {
        "siret": "732 829 320 00074",
        "latitude": "48,9866",
        "longitude": "2.4489",
        "served_areas": "Gonesse\nVal-d'Oise",
        "tags": "fret, Fret ,forum",
        "postcode": "95700",
    }
    as_role("pilot").post(address, {"name": "CFA", "kind": "cfa", "read_version": 1, **right})
    cfa = Organisation.objects.get(pk=cast.organisations["cfa"].pk)
    assert (cfa.latitude, cfa.longitude, cfa.postcode) == (48.9866, 2.4489, "95700")
    assert cfa.areas == [("commune", "95277"), ("departement", "95")]
    assert [tag.name for tag in cfa.tags.all()] == ["forum", "fret"]


def test_a_partner_edits_its_sheet_without_touching_the_tags(as_role, cast):
    cfa = actions.edit_organisation(organisation=cast.organisations["cfa"], tags=["forum"], by=cast.lea)
    address = reverse("actors:edit", args=[cast.space.slug, cfa.pk])
    partner = as_role("partner")
    assert 'name="tags"' not in partner.get(address).text
    partner.post(address, {"name": "CFA nouveau", "kind": "cfa", "read_version": cfa.version, "tags": "x"})
    cfa.refresh_from_db()
    assert (cfa.name, [tag.name for tag in cfa.tags.all()]) == ("CFA nouveau", ["forum"])
    with pytest.raises(NotAllowed):
        actions.edit_organisation(organisation=cfa, tags=["x"], by=cast.karim)


def test_kinds_bring_their_two_families(cast):
    made = actions.create_organisation(space=cast.space, name="Région", kind="region", by=cast.lea)
    assert (made.family, made.second_family) == ("institutional", "economic")
    turned = actions.edit_organisation(organisation=made, family="economic", by=cast.lea)
    assert turned.second_family == "", "a family is not said twice"


# --- sites


def test_a_site_is_added_shown_edited_and_removed(as_role, cast):
    cfa, partner = cast.organisations["cfa"], as_role("partner")
    partner.post(
        reverse("actors:site_new", args=[cast.space.slug, cfa.pk]),
        {"name": "Plateau technique", "commune": "93078", "uai": "0750655e"},
    )
    site = Site.objects.get()
    assert (site.commune, site.uai) == ("93078", "0750655E")
    assert "Plateau technique" in as_role("observer").get(cfa.get_absolute_url()).text
    edit = reverse("actors:site_edit", args=[cast.space.slug, site.pk])
    partner.post(edit, {"name": "Plateau nord", "commune": "93078", "read_version": 1})
    site.refresh_from_db()
    assert site.name == "Plateau nord"
    assert as_role("observer").post(edit, {"name": "X"}).status_code == 403
    assert as_role("stranger").get(edit).status_code == 404
    partner.post(reverse("actors:site_remove", args=[cast.space.slug, site.pk]))
    assert not Site.objects.exists()
    cfa.refresh_from_db()
    assert "villepinte" not in cfa.search_text


def test_what_a_site_refuses(cast):
    cfa = cast.organisations["cfa"]
    actions.add_site(organisation=cfa, name="Nord", siret=SIRET, by=cast.lea)
    for fields, sentence in [
        ({"name": "nord"}, "déjà un site"),
        ({"name": "Sud", "siret": SIRET}, "déjà ce SIRET"),
        ({"name": "Sud", "commune": "00000"}, "Aucune commune"),
        ({"name": ""}, "Nom du site"),
    ]:
        with pytest.raises(Refusal, match=sentence):
            actions.add_site(organisation=cfa, by=cast.lea, **fields)
    opco = actions.edit_organisation(organisation=cast.organisations["opco"], siret="55210055400013", by=cast.lea)
    with pytest.raises(Refusal, match=f"celui de « {opco.name} »"):
        actions.add_site(organisation=cfa, name="Est", siret="55210055400013", by=cast.lea)
    with pytest.raises(NotAllowed):
        actions.add_site(organisation=opco, name="Est", by=cast.karim)


# --- relations between bodies


def test_a_relation_is_read_on_both_sheets(as_role, cast):
    cfa, epci = cast.organisations["cfa"], cast.organisations["epci"]
    pilot = as_role("pilot")
    pilot.post(
        reverse("actors:relate", args=[cast.space.slug, cfa.pk]),
        {"saying": "funds:in", "other": epci.pk, "note": "convention annuelle"},
    )
    relation = Relation.objects.get()
    assert (relation.source, relation.target, relation.bond) == (epci, cfa, "funds")
    assert "est financée par" in as_role("observer").get(cfa.get_absolute_url()).text
    assert "convention annuelle" in as_role("observer").get(epci.get_absolute_url()).text
    assert as_role("partner").post(reverse("actors:unrelate", args=[cast.space.slug, relation.pk])).status_code == 403
    pilot.post(reverse("actors:unrelate", args=[cast.space.slug, relation.pk]))
    assert not Relation.objects.exists()


def test_what_a_relation_refuses(cast):
    cfa, epci, opco = (cast.organisations[key] for key in ("cfa", "epci", "opco"))
    actions.relate_bodies(source=cfa, target=epci, bond="belongs_to", by=cast.lea)
    actions.relate_bodies(source=epci, target=opco, bond="belongs_to", by=cast.lea)
    there = Organisation.objects.create(
        space=cast.elsewhere, name="Là", kind="cfa", college="training", family="social"
    )
    for source, target, bond, sentence in [
        (opco, cfa, "belongs_to", "l'inverse ne peut pas être vrai"),
        (cfa, epci, "belongs_to", "déjà notée"),
        (cfa, cfa, "funds", "une autre organisation"),
        (cfa, there, "funds", "même espace"),
        (cfa, opco, "marries", "Relation"),
    ]:
        with pytest.raises(Refusal, match=sentence):
            actions.relate_bodies(source=source, target=target, bond=bond, by=cast.lea)
    with pytest.raises(NotAllowed):
        actions.relate_bodies(source=cfa, target=opco, bond="funds", by=cast.karim)


# --- the formats of others


def test_geojson_holds_every_organisation_and_site(as_role, cast):
    cfa = actions.edit_organisation(
        organisation=cast.organisations["cfa"], longitude=2.5, latitude=48.9, tags=["fret"], by=cast.lea
    )
    actions.add_site(organisation=cfa, name="Nord", commune="93078", by=cast.lea)
    sent = as_role("observer").get(reverse("actors:geojson", args=[cast.space.slug]))
    features = json.loads(sent.content)["features"]
    assert len(features) == 9
    by_name = {feature["properties"]["name"]: feature for feature in features}
    own = by_name["CFA des Trois Rivières"]
    assert own["geometry"]["coordinates"] == [2.5, 48.9]
    assert (own["properties"]["exact_place"], own["properties"]["tags"]) == (True, ["fret"])
    assert by_name["CFA des Trois Rivières – Nord"]["properties"]["exact_place"] is False
    assert "anne@" not in sent.content.decode()


def test_structures_go_out_by_the_common_schema_and_come_back(as_role, cast):
    actions.edit_organisation(
        organisation=cast.organisations["mission"],
        siret=SIRET,
        website="exemple.fr",
        description="Accompagne les jeunes.",
        by=cast.lea,
    )
    sent = as_role("partner").get(reverse("actors:inclusion", args=[cast.space.slug]))
    structures = json.loads(sent.content)
    assert len(structures) == 8
    mission = next(one for one in structures if one.get("siret") == SIRET)
    assert mission["reseaux_porteurs"] == ["mission-locale"]
    assert mission["code_insee"] == "93078"
    table = inclusion.read_structures(sent.content, 100)
    row = dict(zip(table.columns, next(row.values for row in table.rows if SIRET in row.values), strict=True))
    assert row["Nom"] == "Mission locale de la Plaine"
    assert row["Nature"] == "mission_locale"


def test_a_structure_out_of_the_schema_is_left_out_and_said(cast):
    actions.edit_organisation(organisation=cast.organisations["cfa"], name="AB", by=cast.lea)
    accepted, refused = inclusion.to_structures(Organisation.objects.in_space(cast.space))
    assert len(accepted) == 7
    assert refused[0].startswith("AB : nom")
    good = {"source": "dora", "id": "dora--1", "nom": "Atelier", "date_maj": "2026-01-01"}
    table = inclusion.read_structures(json.dumps({"items": [good, {**good, "siret": "12"}]}).encode(), 10)
    assert len(table.rows) == 1
    assert "1 structure laissée de côté" in table.notes[0]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"[{", "JSON lisible"),
        (b"[]", "aucune structure"),
        (b'{"a": 1}', "ne suit le schéma"),
        (b"[1, 2]", "ne suit le schéma"),
        (b"[" * 3000, "JSON lisible"),
    ],
)
def test_what_is_no_list_of_structures_is_refused(content, sentence):
    with pytest.raises(Refusal, match=sentence):
        inclusion.read_structures(content, 100)


def test_what_may_be_taken_away_is_shown_by_role(as_role, cast):
    address = reverse("actors:take", args=[cast.space.slug])
    assert "8 organisations" in as_role("observer").get(address).text
    assert "vCard" not in as_role("facilitator").get(address).text
    actions.add_contact(organisation=cast.organisations["cfa"], name="Anne", function="directrice", by=cast.lea)
    assert "1 carte de visite" in as_role("pilot").get(address).text
