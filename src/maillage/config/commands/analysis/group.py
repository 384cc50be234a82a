"""``maillage analyse group``: what a working group misses, groups composed under quotas, a fair draw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from maillage.toolkit.refusals import Refusal

from .answers import Answer, Records, method, working
from .tables import Row, Table, folded, read_table

if TYPE_CHECKING:
    from maillage_analysis.group import Candidate, CoverageRules, Member, Quota

WORDS = {
    "institutions et financeurs": "institutions",
    "emploi": "employment",
    "insertion sociale": "insertion",
    "formation": "training",
    "consulaires, branches et opco": "chambers",
    "entreprises": "companies",
    "politique": "political",
    "managerial": "managerial",
    "operationnel": "operational",
}
"""French words (folded) → the codes of the colleges and levels."""

QUOTA = re.compile(r"(.+)=(\d+)?(\.\.)?(\d+)?")
SEVERAL = re.compile(r"[;|]")


@method(
    "group",
    tables={
        "findings": "code subject found expected",
        "panels": "panel value person",
        "chances": "person probability drawn",
    },
)
@click.option("--size", type=click.IntRange(1, 500), help="Composer des groupes de cette taille parmi les lignes.")
@click.option("--quota", "quotas", multiple=True, metavar="FEATURE=MIN..MAX", help="Borne en plus (répétable).")
@click.option("--free", is_flag=True, help="Sans les règles d'équilibre : seulement les --quota.")
@click.option("--keep", multiple=True, metavar="PERSON", help="Personne qui siège d'office (répétable).")
@click.option("--alternatives", type=click.IntRange(1, 20), default=3, show_default=True, help="Groupes proposés.")
@click.option("--part", "parts", multiple=True, help="Partie du territoire à couvrir (répétable).")
@click.option("--lottery", is_flag=True, help="Chances égales autant que possible (LEXIMIN), au lieu de proposer.")
@click.option("--seed", type=click.IntRange(0), help="Avec --lottery : tirer un groupe avec cette graine publique.")
def command(
    input_: str,
    size: int | None,
    quotas: tuple[str, ...],
    free: bool,
    keep: tuple[str, ...],
    alternatives: int,
    parts: tuple[str, ...],
    lottery: bool,
    seed: int | None,
) -> Answer:
    """Groupe de travail : sans --size, ce qui manque au groupe donné ; avec, des groupes composés.

    \b
    INPUT, une ligne par personne :
      person (ou personne)   son nom
      college (ou collège)   institutions, employment, insertion, training, chambers, companies
      level (ou niveau)      political, managerial, operational
      youth_voice (ou voix des jeunes)   oui ou non
      employer (ou employeur)            oui ou non
      parts (ou territoires) parties du territoire qu'elle connaît, séparées par « ; » ou « | »
      items (ou enjeux)      enjeux et ressources qu'elle apporte, séparés de même

    Une borne s'écrit college:training=1..3, level:political=2.., voice:youth=1.., part:Est=..4.

    \b
    Tables : findings (sans --size), panels (avec --size), chances (avec --lottery).
    """
    from maillage_analysis.group import CoverageRules, check_coverage

    source = read_table(input_)
    members = read_members(source)
    rules = CoverageRules()
    if size is None:
        if lottery or quotas or keep:
            raise Refusal("--lottery, --quota et --keep composent un groupe : donnez aussi sa taille avec --size.")
        coverage = check_coverage(members.values(), parts=parts, rules=rules)
        findings = [finding.as_dict() for finding in coverage.findings]
        return Answer(
            "group", [source], {"parts": list(parts)}, {"coverage": coverage.as_dict()}, {"findings": findings}
        )
    if size > len(members):
        raise Refusal(f"--size {size} : {source.file} n'a que {len(members)} personnes. Demandez moins de sièges.")
    for name in keep:
        if name not in members:
            raise Refusal(f"--keep « {name} » : cette personne n'est pas dans {source.file}. Corrigez le nom.")
    asked = all_quotas(size, quotas, free, parts, rules)
    candidates = read_candidates(source, members)
    parameters = {"size": size, "quotas": [quota.as_dict() for quota in asked], "parts": list(parts)}
    if lottery:
        if keep:
            raise Refusal("Un tirage équitable n'a pas de siège d'office : retirez --keep, ou --lottery.")
        return drawn(source, candidates, size, asked, seed, parameters)
    return composed(source, candidates, size, asked, keep, alternatives, parameters)


def composed(
    source: Table,
    candidates: Sequence[Candidate],
    size: int,
    quotas: Sequence[Quota],
    keep: Sequence[str],
    alternatives: int,
    parameters: dict,
) -> Answer:
    from maillage_analysis.group import compose_group

    with working("Composition des groupes…"):
        found = compose_group(candidates, size=size, quotas=quotas, keep=keep, alternatives=alternatives)
    rows: Records = [
        {"panel": number, "value": panel.value, "person": person}
        for number, panel in enumerate(found.panels, start=1)
        for person in panel.members
    ]
    parameters |= {"keep": list(keep), "alternatives": alternatives}
    return Answer("group", [source], parameters, {"composition": found.as_dict()}, {"panels": rows})


def drawn(
    source: Table,
    candidates: Sequence[Candidate],
    size: int,
    quotas: Sequence[Quota],
    seed: int | None,
    parameters: dict,
) -> Answer:
    from maillage_analysis.group import draw_group, fair_lottery

    with working("Calcul des chances…"):
        lottery = fair_lottery(candidates, size=size, quotas=quotas)
    draw = draw_group(lottery, seed=seed) if seed is not None and lottery.tickets else None
    chosen = draw.members if draw else ()
    rows: Records = [
        {"person": person, "probability": chance, "drawn": person in chosen if draw else None}
        for person, chance in lottery.probabilities.items()
    ]
    result = {"lottery": lottery.as_dict(), "draw": draw.as_dict() if draw else None}
    return Answer("group", [source], {**parameters, "seed": seed}, result, {"chances": rows})


def read_members(table: Table) -> dict[str, Member]:
    from maillage_analysis.group import COLLEGES, LEVELS, Member

    columns = {name: table.find(name) for name in ("college", "level", "youth_voice", "employer", "parts")}
    return {
        name: Member(
            id=name,
            college=known_word(table, row, columns["college"], COLLEGES),
            level=known_word(table, row, columns["level"], LEVELS),
            youth_voice=table.truth(row, columns["youth_voice"]),
            employer=table.truth(row, columns["employer"]),
            parts=several(table.text(row, columns["parts"])),
        )
        for name, row in table.once(table.need("person")).items()
    }


def read_candidates(table: Table, members: dict[str, Member]) -> list[Candidate]:
    from maillage_analysis.group import Candidate, member_features

    items = table.find("items")
    rows = table.once(table.need("person"))
    return [
        Candidate(name, member_features(member), several(table.text(rows[name], items)))
        for name, member in members.items()
    ]


def known_word(table: Table, row: Row, column: str | None, known: tuple[str, ...]) -> str | None:
    written = table.text(row, column)
    word = WORDS.get(folded(written), folded(written))
    if word and word not in known:
        raise table.refuse(row, str(column), f"« {written} » n'est pas connu. Écrivez {', '.join(known)}, ou rien.")
    return word or None


def several(written: str) -> frozenset[str]:
    return frozenset(word.strip() for word in SEVERAL.split(written) if word.strip())


def all_quotas(
    size: int, written: Sequence[str], free: bool, parts: Sequence[str], rules: CoverageRules
) -> list[Quota]:
    """The balance rules as quotas, unless ``free``; a quota given by hand replaces the rule about the same feature."""
    from maillage_analysis.group import standard_quotas

    quotas = {} if free else {quota.feature: quota for quota in standard_quotas(size, parts=parts, rules=rules)}
    for each in written:
        quota = read_quota(each)
        quotas[quota.feature] = quota
    return list(quotas.values())


def read_quota(written: str) -> Quota:
    from maillage_analysis.group import Quota

    found = QUOTA.fullmatch(written)
    low, dots, high = (found[2], found[3], found[4]) if found else (None, None, None)
    if not found or not (low or high) or (high and not dots):
        raise Refusal(f"--quota « {written} » : écrivez par exemple college:training=1..3, ou voice:youth=1.. .")
    lowest = int(low or 0)
    highest = int(high) if high else (None if dots else lowest)
    if highest is not None and highest < lowest:
        raise Refusal(f"--quota « {written} » : le plus grand nombre est sous le plus petit. Inversez-les.")
    return Quota(found[1], lowest, highest)
