"""Which records speak of one body, and why; measured on directories whose doubles are known."""

from __future__ import annotations

import pytest

from bench.labelled import directory
from maillage_analysis.identity import (
    POSSIBLE,
    SURE,
    Body,
    Pair,
    Reason,
    find_pairs,
    put_together,
    weigh_pair,
    words_of,
)
from maillage_analysis.identity.names import address_of, host_of, initials, phone_of

GONESSE, SARCELLES = "95277", "95585"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("S.A.R.L. Boulangerie du Lac", ("boulangerie", "lac")),
        ("Sté Coiffure Hélène", ("coiffure", "helene")),
        ("LP Sainte-Marie", ("lycee", "professionnel", "sainte", "marie")),
        ("Ste Marie", ("sainte", "marie")),
        ("M.L. de Gonesse", ("mission", "locale", "gonesse")),
        ("Pôle emploi Gonesse", ("france", "travail", "gonesse")),
        ("Mairie de Gonesse", ("ville", "gonesse")),
        ("Cœur d’Île", ("coeur", "ile")),
        ("SARL", ("sarl",)),
        ("", ()),
    ],
)
def test_what_a_name_says(name, words):
    assert words_of(name) == words


def test_what_an_address_a_telephone_and_a_site_say():
    assert address_of("12 bis, av. du Gal-Leclerc") == address_of("12BIS AVENUE DU GÉNÉRAL LECLERC")
    assert phone_of("+33 1 39 85 12 34") == phone_of("01.39.85.12.34")
    assert host_of("https://www.ml-gonesse.fr/contact") == host_of("accueil@ml-gonesse.fr") == "ml-gonesse.fr"
    assert host_of("quelquun@orange.fr") == ""
    assert initials("Mission locale de la Plaine") == "mlp"


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        (Body("Un", siret="73282932000074"), Body("Tout autre", siret="73282932000074"), Reason.SAME_SIRET),
        (Body("CFA Utec", uai="0772229Z"), Body("UTEC", uai="0772229Z"), Reason.SAME_UAI),
        (
            Body("Régie de quartier Nord", commune=GONESSE),
            Body("RÉGIE DE QUARTIER NORD (SAS)", commune=GONESSE),
            Reason.SAME_NAME,
        ),
        (
            Body("École de la deuxième chance du Val-d'Oise", commune=SARCELLES, address="3 rue Haute"),
            Body("E2C Val d'Oise", commune=SARCELLES, address="3, r. Haute"),
            Reason.SAME_NAME,
        ),
        (
            Body("Groupement interprofessionnel Roissy Entreprises", commune=GONESSE, address="1 rue Basse"),
            Body("GIRE", commune=GONESSE, address="1 rue Basse"),
            Reason.ACRONYM,
        ),
        (
            Body("Transports Martineau", commune=GONESSE, phone="0139851234"),
            Body("Transport Martinaeu", commune=GONESSE, phone="01 39 85 12 34"),
            Reason.CLOSE_NAME,
        ),
    ],
)
def test_sure_doubles_say_why(one, two, reason):
    pair = weigh_pair(one, two)
    assert pair.is_sure
    assert reason in pair.reasons


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (Body("Mission locale de Gonesse", commune=GONESSE), Body("Mission locale de Sarcelles", commune=SARCELLES)),
        (Body("Lycée Jean-Moulin", commune=GONESSE), Body("Lycée Jean-Monnet", commune=GONESSE)),
        (Body("Garage Nord", commune=GONESSE), Body("Garage Sud", commune=GONESSE)),
        (Body("Espace emploi 1", commune=GONESSE), Body("Espace emploi 2", commune=GONESSE)),
        (Body("La Poste", siret="35600000000048"), Body("La Poste", siret="35600000059843")),
        (Body(""), Body("")),
    ],
)
def test_neighbours_are_never_sure_doubles(one, two):
    assert not weigh_pair(one, two).is_sure


def test_known_records_are_not_compared_with_one_another():
    twins = [Body("CFA des Ormes", commune=GONESSE)] * 3
    assert {(pair.first, pair.second) for pair in find_pairs(twins, known=2)} == {(0, 2), (1, 2)}
    assert find_pairs([]) == []


def test_a_group_never_carries_two_numbers():
    bodies = [Body("A", siret="1"), Body("A"), Body("A", siret="2")]
    pairs = [Pair(0, 1, 9.0, ()), Pair(1, 2, 8.5, ())]
    assert put_together(bodies, pairs) == [[0, 1]]


@pytest.mark.parametrize(("dirty", "precision", "recall"), [(False, 0.99, 0.98), (True, 0.99, 0.78)])
def test_doubles_of_a_known_directory_are_found(dirty, precision, recall):
    known = directory(4000, dirty=dirty)
    heard: list[float] = []
    pairs = find_pairs(known.bodies, progress=heard.append)
    made = {
        (a, b) for group in put_together(known.bodies, pairs) for at, a in enumerate(group) for b in group[at + 1 :]
    }
    truth = known.doubles()
    assert len(made & truth) >= precision * len(made)
    assert len(made & truth) >= recall * len(truth)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0
    assert all(pair.points >= POSSIBLE for pair in pairs)
    assert SURE > POSSIBLE
