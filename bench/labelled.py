"""A directory whose doubles are known: bodies of a territory, then copies as people write them.

Bodies are made to be hard to tell apart: the same name in many communes, near names in one commune, establishments of
one body, neighbours in one street. ``clean`` copies differ by what a careful colleague changes; ``dirty`` ones lose
their SIRET, their place, letters and words.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from stdnum import luhn

from maillage_analysis.identity import Body, initials

KINDS = (
    "Mission locale",
    "Lycée professionnel",
    "Centre de formation d'apprentis",
    "Boulangerie",
    "Garage",
    "Transports",
    "Menuiserie",
    "Association",
    "Maison de l'emploi",
    "Régie de quartier",
    "École de la deuxième chance",
    "Groupement d'employeurs",
    "Hôtel",
    "Pharmacie",
    "Entreprise de propreté",
    "Logistique",
    "Restaurant",
    "Clinique",
    "Espace emploi",
    "Agence d'intérim",
    "Foyer de jeunes travailleurs",
    "Crèche",
    "Coiffure",
    "Maçonnerie générale",
    "Chambre de métiers",
    "Cabinet comptable",
)
FIRST = ("Jean", "Marie", "Paul", "Louise", "Simone", "Victor", "Pierre", "Rosa", "Léon", "Georges", "Camille", "Irène")
SYLLABLES = [consonant + vowel for consonant in "bdflmnrstv" for vowel in "aeio"]
STREETS = (
    "de la République",
    "des Écoles",
    "Victor-Hugo",
    "du Général-Leclerc",
    "de la Gare",
    "Jean-Jaurès",
    "des Lilas",
    "du Moulin",
)
WAYS = (("rue", "r."), ("avenue", "av."), ("boulevard", "bd"), ("place", "pl."), ("allée", "all."))
FORMS = ("SARL", "SAS", "SA", "Association", "S.A.R.L.", "Sté", "Ets")


@dataclass(frozen=True, slots=True)
class Labelled:
    """Records in a shuffled order; ``owner`` says which body each one speaks of."""

    bodies: list[Body]
    owner: list[int]

    def doubles(self) -> set[tuple[int, int]]:
        """Every pair of ranks that speak of one body."""
        ranks: dict[int, list[int]] = {}
        for rank, one in enumerate(self.owner):
            ranks.setdefault(one, []).append(rank)
        return {(a, b) for group in ranks.values() for at, a in enumerate(group) for b in group[at + 1 :]}


def directory(
    count: int, *, dirty: bool, seed: int = 2026, communes: Sequence[tuple[str, str]] | None = None
) -> Labelled:
    """About ``count`` records, a quarter of them copies, in these communes (code, postal code) or in invented ones."""
    rng = random.Random(seed)
    bodies = _bodies(int(count * 0.75), rng, communes or _invented(int(count * 0.75), rng))
    records = list(enumerate(bodies))
    while len(records) < count:
        owner = rng.randrange(len(bodies))
        records.append((owner, (_dirty if dirty else _clean)(bodies[owner], rng)))
    rng.shuffle(records)
    return Labelled([body for _owner, body in records], [owner for owner, _body in records])


def _invented(count: int, rng: random.Random) -> list[tuple[str, str]]:
    codes = [f"{rng.randrange(1, 96):02d}{number:03d}" for number in range(max(12, min(900, count // 25)))]
    return [(code, f"{code[:2]}{int(code[2:]) // 10 * 10:03d}") for code in codes]


def _bodies(count: int, rng: random.Random, communes: Sequence[tuple[str, str]]) -> list[Body]:
    surnames = [
        "".join(rng.choices(SYLLABLES, k=rng.choice((2, 3, 3, 4)))).capitalize() for _ in range(count // 12 + 50)
    ]
    found: list[Body] = []
    met: set[tuple[str, tuple[str, str]]] = set()
    while len(found) < count:
        kind, commune = rng.choice(KINDS), rng.choice(communes)
        surname = rng.choice(surnames)
        name = rng.choice(
            (
                f"{kind} {surname}",
                f"{kind} {rng.choice(FIRST)} {surname}",
                f"{kind} de {surname}",
                f"{kind} {surname} Nord",
            )
        )
        if (name, commune) in met:
            continue
        met.add((name, commune))
        found.append(_body(name, commune, rng))
        if rng.random() < 0.03:  # a second establishment of the body, near
            near = rng.choice(communes)
            if (name, near) not in met:
                met.add((name, near))
                found.append(replace(_body(name, near, rng), siret=_siret(rng, found[-1].siret[:9])))
    return found[:count]


def _body(name: str, where: tuple[str, str], rng: random.Random) -> Body:
    way = rng.choice(WAYS)[0]
    return Body(
        name,
        commune=where[0],
        postcode=where[1],
        address=f"{rng.randrange(1, 180)} {way} {rng.choice(STREETS)}",
        siret=_siret(rng),
        phone=f"01 {rng.randrange(10, 99)} {rng.randrange(10, 99)} {rng.randrange(10, 99)} {rng.randrange(10, 99)}",
    )


def _siret(rng: random.Random, siren: str = "") -> str:
    if not siren:
        start = f"{rng.randrange(10**7, 10**8)}"
        siren = start + luhn.calc_check_digit(start)
    start = f"{siren}{rng.randrange(1, 9999):04d}"
    return start + luhn.calc_check_digit(start)


def _clean(body: Body, rng: random.Random) -> Body:
    """As a careful colleague copies it: accents, capitals, a legal form, an abbreviation; half without its SIRET."""
    name = body.name
    if rng.random() < 0.3:
        name = name.upper().translate(str.maketrans("ÉÈÊÀÎÔÇ", "EEEAIOC"))
    if rng.random() < 0.3:
        name = f"{rng.choice(FORMS)} {name}" if rng.random() < 0.5 else f"{name} {rng.choice(FORMS)}"
    if rng.random() < 0.2:
        name = _slip(name, rng)
    return replace(
        body,
        name=name,
        siret=body.siret if rng.random() < 0.5 else "",
        address=_address(body.address, rng) if rng.random() < 0.8 else "",
        phone=body.phone.replace(" ", rng.choice(("", "."))) if rng.random() < 0.6 else "",
        acronym=initials(body.name).upper() if rng.random() < 0.2 else "",
    )


def _dirty(body: Body, rng: random.Random) -> Body:
    """As a file of ten years holds it: mostly without SIRET, two slips, words lost, a place or an address missing."""
    copy = _clean(body, rng)
    name = _slip(copy.name, rng) if rng.random() < 0.5 else copy.name
    words = name.split()
    if len(words) > 2 and rng.random() < 0.15:
        words.pop(rng.randrange(len(words)))
    if len(words) > 2 and rng.random() < 0.15:
        words = [words[-1], *words[:-1]]
    without_place = rng.random() < 0.25
    return replace(
        copy,
        name=" ".join(words),
        siret=copy.siret if rng.random() < 0.3 else "",
        commune="" if without_place else copy.commune,
        postcode="" if without_place and rng.random() < 0.5 else copy.postcode,
        address=copy.address if rng.random() < 0.6 else "",
        phone=copy.phone if rng.random() < 0.4 else "",
    )


def _slip(name: str, rng: random.Random) -> str:
    """One slip of the keyboard, inside a word."""
    at = rng.randrange(2, max(3, len(name) - 1))
    kind = rng.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[: at - 1] + name[at : at + 1] + name[at - 1] + name[at + 1 :]
    return name[:at] + rng.choice("aeinorst") + name[at + (kind == 2) :]


def _address(address: str, rng: random.Random) -> str:
    for long, short in WAYS:
        if rng.random() < 0.5:
            address = address.replace(f" {long} ", f" {short} ")
    return address.upper() if rng.random() < 0.2 else address
