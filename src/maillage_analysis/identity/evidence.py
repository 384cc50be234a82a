"""Points for and against two records being one body, with the reasons that a person can check.

Points follow Fellegi and Sunter (1969): each agreement or disagreement adds its weight, about the logarithm in base 2
of how much likelier it is among doubles than among strangers. They are fixed, not learnt: the same two records always
weigh the same, and each reason can be read. Nobody's SIRET is put with another one's, whatever the names say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from .names import Body, address_of, host_of, initials, phone_of, plain, words_of

SURE, POSSIBLE = 8.0, 4.5
SLIP = 0.95  # what a word with a slip of the keyboard keeps of its weight
OPPOSITES = frozenset(("nord", "sud", "est", "ouest", "haut", "bas", "haute", "basse", "i", "ii", "iii", "iv"))
NAME_POINTS = ((0.0, -9.0), (0.3, -5.0), (0.5, -1.0), (0.65, 2.0), (0.8, 4.5), (0.95, 6.5), (1.0, 7.0))
SAME_NAME_POINTS = NAME_POINTS[-1][1]


class Reason(StrEnum):
    """What speaks for (or, last, against) two records being one."""

    SAME_SIRET = "same_siret"
    SAME_UAI = "same_uai"
    SAME_NAME = "same_name"
    CLOSE_NAME = "close_name"
    NAME_WITHIN = "name_within"
    ACRONYM = "acronym"
    SAME_COMMUNE = "same_commune"
    SAME_ADDRESS = "same_address"
    SAME_PHONE = "same_phone"
    SAME_SITE = "same_site"
    SAME_SIREN = "same_siren"
    OTHER_SIRET = "other_siret"
    OTHER_COMMUNE = "other_commune"
    OTHER_ADDRESS = "other_address"


AGAINST = frozenset([Reason.OTHER_SIRET, Reason.OTHER_COMMUNE, Reason.OTHER_ADDRESS])


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records by their rank (``first`` < ``second``), the points, the reasons for then against."""

    first: int
    second: int
    points: float
    reasons: tuple[Reason, ...]

    @property
    def is_sure(self) -> bool:
        return self.points >= SURE


@dataclass(frozen=True, slots=True)
class Prepared:
    """A body with its words ready to compare."""

    body: Body
    words: tuple[str, ...]
    acronyms: frozenset[str]
    alone: str  # the whole name in one word, when it may be an acronym
    number: str
    street: str
    phone: str
    hosts: frozenset[str]


def prepare(body: Body) -> Prepared:
    own = plain(body.acronym).replace(" ", "") if body.acronym else ""
    whole = plain(body.name).replace(" ", "")
    first_letters = initials(body.name)
    number, street = address_of(body.address) if body.address else ("", "")
    return Prepared(
        body,
        words_of(body.name),
        frozenset(word for word in (own, first_letters) if len(word) > 1),
        whole if 2 < len(whole) <= 8 else "",
        number,
        street,
        phone_of(body.phone) if body.phone else "",
        frozenset(host for host in (host_of(body.website), host_of(body.email)) if host),
    )


def weigh(
    a: Prepared, b: Prepared, rarity: Mapping[str, float], usual: float, least: float = float("-inf")
) -> tuple[float, tuple[Reason, ...]]:
    """Points and reasons. ``rarity`` gives each word its weight; ``usual`` is that of a word never met.

    Names are not compared when even the same name would not bring the pair to ``least`` points.
    """
    one, two = a.body, b.body
    if one.siret and one.siret == two.siret:
        return 14.0, (Reason.SAME_SIRET,)
    reasons: list[Reason] = []
    against: list[Reason] = []
    points = _of_numbers(one, two, reasons, against) + _of_places(a, b, reasons, against)
    if a.phone and a.phone == b.phone:
        points += 3.5
        reasons.append(Reason.SAME_PHONE)
    if a.hosts and a.hosts & b.hosts:
        points += 3.0
        reasons.append(Reason.SAME_SITE)
    if points + SAME_NAME_POINTS < least:
        return points, (*reasons, *against)
    named, why = _of_names(a, b, rarity, usual)
    return points + named, (*why, *reasons, *against)


def _of_names(a: Prepared, b: Prepared, rarity: Mapping[str, float], usual: float) -> tuple[float, list[Reason]]:
    share, within, apart = likeness(a.words, b.words, rarity, usual)
    points = _between(NAME_POINTS, share)
    if apart:
        points -= 6.0
    if share >= 0.995:
        return points, [Reason.SAME_NAME]
    if (a.alone and a.alone in b.acronyms) or (b.alone and b.alone in a.acronyms):
        return max(points, 5.0), [Reason.ACRONYM]
    if share >= 0.65:
        return points, [Reason.CLOSE_NAME]
    if within >= 0.98 and not apart:
        return max(points, 1.5), [Reason.NAME_WITHIN]
    return points, []


def likeness(
    one: tuple[str, ...], two: tuple[str, ...], rarity: Mapping[str, float], usual: float
) -> tuple[float, float, bool]:
    """Share of the weight of all words that both have, share of the shorter name's, and whether opposites part them."""
    common = set(one) & set(two)
    left = [word for word in one if word not in common]
    right = [word for word in two if word not in common]
    met = sum(rarity.get(word, usual) for word in common)
    lost, alone = 0.0, []
    for word in left:
        found = _spelled_alike(word, right)
        if found:
            right.remove(found)
            weight = min(rarity.get(word, usual), rarity.get(found, usual))
            met += weight * SLIP
            lost += weight * (1.0 - SLIP)
        else:
            alone.append(word)
    lone_one = sum(rarity.get(word, usual) for word in alone)
    lone_two = sum(rarity.get(word, usual) for word in right)
    if lone_one and lone_two and _run_together(alone, right):
        return 0.93, 1.0, False
    everything = met + lost + lone_one + lone_two
    return met / everything if everything else 0.0, met / (met + min(lone_one, lone_two) or 1.0), _parted(alone, right)


def _run_together(one: list[str], two: list[str]) -> bool:
    """The same letters but for a slip or two, wherever the spaces fell."""
    whole, other = "".join(one), "".join(two)
    slips = min(2, max(len(whole), len(other)) // 5)
    return bool(slips) and OSA.distance(whole, other, score_cutoff=slips) <= slips and not _parted(one, two)


def _parted(left: list[str], right: list[str]) -> bool:
    """« Nord » on one side and « Sud » on the other, or two different numbers."""
    marks = [{word for word in side if word in OPPOSITES or word.isdecimal()} for side in (left, right)]
    return bool(marks[0] and marks[1])


def _spelled_alike(word: str, others: list[str]) -> str:
    """The word among ``others`` that a slip of the keyboard explains; '' when none does."""
    if word.isdecimal():
        return ""
    for other in others:
        longest = max(len(word), len(other))
        slips = 0 if longest < 4 else 1 if longest < 9 else 2
        if abs(len(word) - len(other)) <= slips and OSA.distance(word, other, score_cutoff=slips) <= slips:
            return other
        if len(word) >= 4 <= len(other) and (other.startswith(word) or word.startswith(other)):
            return other  # « form. » for « formation »
    return ""


def _of_numbers(one: Body, two: Body, reasons: list[Reason], against: list[Reason]) -> float:
    points = 0.0
    if one.siret and two.siret:
        against.append(Reason.OTHER_SIRET)
        same_body = one.siret[:9] == two.siret[:9]
        if same_body:
            reasons.append(Reason.SAME_SIREN)
        points -= 7.0 if same_body else 12.0
    if one.uai and two.uai:
        points += 9.0 if one.uai == two.uai else -8.0
        if one.uai == two.uai:
            reasons.append(Reason.SAME_UAI)
    return points


def _of_places(a: Prepared, b: Prepared, reasons: list[Reason], against: list[Reason]) -> float:
    one, two = a.body, b.body
    points = 0.0
    if one.commune and two.commune:
        if one.commune == two.commune:
            points += 2.5
            reasons.append(Reason.SAME_COMMUNE)
        else:
            points -= 5.0
            against.append(Reason.OTHER_COMMUNE)
    elif one.postcode and two.postcode:
        points += 2.0 if one.postcode == two.postcode else -3.0
    if a.street and b.street:
        alike = ratio(a.street, b.street)
        if alike >= 85 and a.number == b.number:
            points += 3.5 if a.number else 2.5
            reasons.append(Reason.SAME_ADDRESS)
        elif alike >= 85 and not (a.number and b.number):
            points += 1.5
        elif alike < 60:
            points -= 2.5
            against.append(Reason.OTHER_ADDRESS)
        elif a.number != b.number:
            points -= 1.5
    return points


def _between(points: tuple[tuple[float, float], ...], share: float) -> float:
    """Straight lines from one point to the next."""
    for (low, below), (high, above) in pairwise(points):
        if share <= high:
            return below + (above - below) * (share - low) / (high - low)
    return points[-1][1]
